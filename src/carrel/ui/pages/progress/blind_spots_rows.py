"""Blind spots in words: the rows of the list, and the sentence above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from carrel.domain.blind_spots import BlindClaim, BlindParagraph, Struggle
from carrel.services.blind_spotting import BlindSpots
from carrel.ui.pages.progress.blind_spots_view import SpotKind
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, WordsRow

LONGEST_WORDS = 260
"""Code points of a paragraph that its row shows."""

Spot = BlindParagraph | BlindClaim | Struggle


def spot_rows(found: Sequence[BlindSpots], kind: SpotKind) -> Iterator[WordsItem]:
    """The rows: first what the student marked or failed, then claims, then all paragraphs."""
    has_several = len(found) > 1
    for one in found:
        if kind in (SpotKind.ALL, SpotKind.STRUGGLES):
            yield from _struggle_rows(one, has_several=has_several)
        if kind in (SpotKind.ALL, SpotKind.MARKED):
            marked = [spot for spot in one.blind if spot.marks]
            title = _titled(_tr("Marked by you, and no question asks about it"), one, has_several)
            yield from _paragraph_rows(one, marked, title)
        if kind in (SpotKind.ALL, SpotKind.CLAIMS):
            yield from _claim_rows(one, has_several=has_several)
        if kind is SpotKind.ALL:
            unmarked = (spot for spot in one.blind if not spot.marks)
            for section, spots in groupby(unmarked, key=lambda spot: spot.section):
                title = _titled(one.titles[section], one, has_several)
                yield from _paragraph_rows(one, list(spots), title)


def spots_sentence(found: Sequence[BlindSpots], kind: SpotKind) -> str:
    """How many blind spots there are, and what is worth doing first."""
    paragraphs = sum(one.paragraphs for one in found)
    blind = [spot for one in found for spot in one.blind]
    claims = sum(len(one.claims) for one in found)
    marked = sum(bool(spot.marks) for spot in blind)
    failed = sum(len(one.struggles) for one in found)
    if not paragraphs:
        return _tr(
            "There is no text yet. Import something to read; paragraphs that no question asks about"
            " will be listed here."
        )
    if not blind and not claims and not failed:
        return _tr("No blind spots: a question asks about every paragraph and every claim.")
    match kind:
        case SpotKind.MARKED:
            return _marked_sentence(marked)
        case SpotKind.CLAIMS:
            return _claims_sentence(claims)
        case SpotKind.STRUGGLES:
            return _struggles_sentence(failed)
        case SpotKind.ALL:
            text = _tr("{blind} of {all} paragraphs have no question").format(
                blind=len(blind), all=paragraphs
            )
            parts = (
                (marked, _tr("; {n} of them you marked")),
                (claims, _tr("; {n} claims are asked by no question")),
                (failed, _tr("; {n} sections were marked much and failed")),
            )
            return text + "".join(told.format(n=count) for count, told in parts if count) + "."


def _marked_sentence(count: int) -> str:
    return _many(
        count,
        _tr("Every paragraph in which you marked words has a question."),
        _tr("1 paragraph in which you marked words has no question."),
        _tr("{n} paragraphs in which you marked words have no question."),
    )


def _claims_sentence(count: int) -> str:
    return _many(
        count,
        _tr("A question asks about every claim."),
        _tr("1 claim is asked by no question."),
        _tr("{n} claims are asked by no question."),
    )


def _struggles_sentence(count: int) -> str:
    return _many(
        count,
        _tr("No section that you marked much was failed lately."),
        _tr("1 section was marked much and failed all the same; read it again, then be asked."),
        _tr(
            "{n} sections were marked much and failed all the same; read them again, then be asked."
        ),
    )


def _struggle_rows(one: BlindSpots, *, has_several: bool) -> Iterator[WordsItem]:
    if one.struggles:
        title = _tr("Marked much, and failed all the same")
        yield WordsHeading(_titled(title, one, has_several), str(len(one.struggles)))
    for spot in one.struggles:
        yield WordsRow(
            text=_tr(
                "{marks} marks, and {wrong} of {answers} answers were wrong. Enter quizzes you on"
                " the section, Ctrl+Enter opens it."
            ).format(marks=spot.marks, wrong=spot.wrong, answers=spot.answers),
            target=spot,
            title=one.titles.get(spot.section, spot.section),
        )


def _claim_rows(one: BlindSpots, *, has_several: bool) -> Iterator[WordsItem]:
    if one.claims:
        title = _tr("Claims that no question asks about")
        yield WordsHeading(_titled(title, one, has_several), str(len(one.claims)))
    for claim in one.claims:
        title = one.titles.get(claim.section, "")
        yield WordsRow(text=claim.statement, target=claim, title=title)


def _paragraph_rows(
    one: BlindSpots, spots: Sequence[BlindParagraph], title: str
) -> Iterator[WordsItem]:
    if spots:
        yield WordsHeading(title, str(len(spots)))
    for spot in spots:
        words = " ".join(one.words[spot].split())
        if len(words) > LONGEST_WORDS:
            words = words[:LONGEST_WORDS].rsplit(" ", 1)[0] + "\u00a0…"
        is_marked = spot.marks > 0
        yield WordsRow(
            text=words,
            target=spot,
            title=one.titles.get(spot.section, "") if is_marked else "",
            detail=_marks_words(spot.marks) if is_marked else "",
        )


def _marks_words(count: int) -> str:
    return _many(count, "", _tr("1 mark"), _tr("{n} marks"))


def _titled(title: str, one: BlindSpots, has_several: bool) -> str:
    return f"{one.title} ▸ {title}" if has_several else title


def _many(count: int, none: str, single: str, several: str) -> str:
    return (none, single)[count] if count < 2 else several.format(n=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlindSpots", text)
