"""The words by which Kindles of various languages tell kinds of clippings, months and hours."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What a clipping is."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOOKMARK = "bookmark"


KINDS: Mapping[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.BOOKMARK: (
            "bookmark lesezeichen signet marcador segnalibro bladwijzer закладк bokmärke bogmærke"
            " zakładka 书签 書籤 ブックマーク しおり 북마크 책갈피"
        ),
        Kind.HIGHLIGHT: (
            "highlight markierung surlignement subrayado resaltado destaque evidenziazione"
            " markering выделенн överstrykning fremhævning podkreślenie wyróżnienie zaznaczenie"
            " vurgu clip clipping 标注 標註 醒目提示 重點 ハイライト 하이라이트 강조"
        ),
        Kind.NOTE: (
            "note notiz nota notitie aantekening заметк anteckning notatka not 笔记 筆記 註記"
            " メモ 메모"
        ),
    }.items()
    for word in words.split()
}
"""Beginnings of words, casefolded, those that are told first coming first."""

_MONTHS = (
    "jan ene gen янв sty oca",
    "feb fév fev fev фев lut şub",
    "mar mär maa мар",
    "apr avr abr апр kwi nis",
    "may mai mag mei май мая maj",
    "jun juin giu июн cze haz",
    "jul juil lug июл lip tem",
    "aug aoû ago авг sie ağu",
    "sep set сен wrz eyl",
    "oct okt ott out окт paź eki",
    "nov ноя lis kas",
    "dec dez déc dic дек gru ara",
)
MONTHS: Mapping[str, int] = {
    beginning: number
    for number, beginnings in enumerate(_MONTHS, start=1)
    for beginning in beginnings.split()
}
"""Beginnings of the months' names, casefolded."""

AFTERNOON = ("pm", "p.m", "下午", "午後", "오후")
MORNING = ("am", "a.m", "上午", "午前", "오전")
