"""Knows files of highlights by what they hold, and reads them."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import PurePath

from carrel.domain.brought_annotations import BroughtAnnotations
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations import (
    calibre,
    hypothesis,
    kindle,
    koreader,
    readwise,
    web_annotation,
)
from carrel.formats.reading.annotations.lua_tables import is_lua_table
from carrel.formats.reading.annotations.values import Json, json_of

SUFFIXES = (".jsonld", ".json", ".csv", ".lua", ".calibre_highlights")
"""The endings of files that are looked at; clippings and Markdown are known among the texts."""

_ONLY_HIGHLIGHTS = (".jsonld", ".lua", ".calibre_highlights")
_SAMPLE_BYTES = 200_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Reader = Callable[[str, bytes], BroughtAnnotations]

_OF_JSON: tuple[tuple[Callable[[Json], bool], Reader], ...] = (
    (calibre.is_calibre, calibre.read),
    (koreader.is_koreader, koreader.read_json),
    (hypothesis.is_hypothesis, hypothesis.read),
    (web_annotation.is_web_annotation, web_annotation.read),
)
_OF_TEXT: tuple[tuple[Callable[[str], bool], Reader], ...] = (
    (readwise.is_readwise, readwise.read),
    (kindle.is_clippings, kindle.read),
    (koreader.is_koreader_markdown, koreader.read_markdown),
    (calibre.is_calibre_text, calibre.read_text),
    (is_lua_table, koreader.read_sidecar),
)
_STARTS = (b"\x89PNG", b"PK", b"%PDF", b"\xff\xd8", b"{\\rtf", b"<")


def reader_of(name: str, data: bytes) -> Reader | None:
    """The reader of a file of highlights by its bytes; None for any other file.

    Raises UnreadableFile for one that is meant as highlights by its ending and is damaged.
    """
    head = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head or head.startswith(_STARTS):
        return None
    suffix = PurePath(name).suffix.lower()
    if head[:1] in (b"{", b"[") and suffix != ".lua":
        reader = _of_json(name, data, is_meant=suffix in SUFFIXES)
    else:
        text = _sample(data)
        reader = next((reader for is_known, reader in _OF_TEXT if is_known(text)), None)
    if reader is None and suffix in _ONLY_HIGHLIGHTS:
        raise UnreadableFile(
            "“{name}” holds no highlights that Carrel can read; export them anew.", name=name
        )
    return reader


def _sample(data: bytes) -> str:
    """The beginning of a text, whatever it has that is no letter."""
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8-sig"
    text = data[:_SAMPLE_BYTES].decode(encoding, "ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_json(name: str, data: bytes, *, is_meant: bool) -> Reader | None:
    try:
        value = json_of(name, data)
    except UnreadableFile:
        if is_meant:
            raise
        return None
    return next((reader for is_known, reader in _OF_JSON if is_known(value)), None)
