"""Reads Readwise's CSV: its export, and the columns of its template that Carrel writes too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from carrel.domain.annotations import Colour
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.formats.formula_signs import FORMULA_SIGNS
from carrel.formats.reading.annotations.values import authors, colour, line, number, time, words
from carrel.formats.reading.decoding import decode

# The names of the export first, then those of the template for imports.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("book title", "title"),
    "author": ("book author", "author"),
    "source": ("url", "source url"),
    "colour": ("color", "colour"),
    "at": ("highlighted at", "date"),
    "order": ("location",),
    "tags": ("tags",),
    "note": ("note",),
    "section": ("chapter", "section"),
    "name": ("highlight id", "id"),
}
_HEAD = re.compile(r'^\ufeff?"?highlight"?[,;\t]', re.IGNORECASE)
_DATES = ("%B %d, %Y %I:%M:%S %p", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d %H:%M")


def is_readwise(text: str) -> bool:
    """Whether a text is a table whose columns are those of Readwise."""
    head = text.partition("\n")[0].casefold()
    return _HEAD.match(head) is not None and "title" in head


def read(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights of a table; raises UnreadableFile."""
    source = decode(name, data).text.replace("\r\n", "\n").replace("\r", "\n")
    table = _Table(name, source)
    texts: dict[tuple[str, str, str], list[BroughtAnnotation]] = {}
    empty = 0
    for row in table.rows():
        one = _annotation(row)
        if one is None:
            empty += 1
            continue
        text = (line(row.get("title")), row.get("author", ""), line(row.get("source")))
        texts.setdefault(text, []).append(one)
    if not texts and not empty:
        raise UnreadableFile("“{name}” is a table without highlights.", name=name)
    left = (LeftOut(empty, "rows", "they have neither a highlight nor a note"),) if empty else ()
    return BroughtAnnotations(
        "Readwise highlights",
        tuple(
            AnnotatedText(title, tuple(found), authors(by), source)
            for (title, by, source), found in texts.items()
        ),
        left,
    )


class _Table:
    """A CSV file with its columns under names that do not change with its maker."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        self._rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)

    def rows(self) -> Sequence[Mapping[str, str]]:
        """Each row by the names of its columns; raises UnreadableFile."""
        try:
            head, *rows = list(self._rows)
        except (csv.Error, ValueError) as error:
            raise UnreadableFile(
                "“{name}” is no table that can be read: {reason}.", name=self._name, reason=error
            ) from error
        names = [self._known(column) for column in head]
        return [
            dict(zip(names, map(_cell, row), strict=False))
            for row in rows
            if any(map(str.strip, row))
        ]

    def _known(self, column: str) -> str:
        said = line(column).casefold()
        return next((name for name, known in _COLUMNS.items() if said in known), said)


def _annotation(row: Mapping[str, str]) -> BroughtAnnotation | None:
    quote, note = words(row.get("highlight")).strip(), words(row.get("note")).strip()
    if not quote and not note:
        return None
    at = _time(row.get("at", ""))
    order = number(row.get("order"))
    said = row.get("colour", "")
    tags = [" ".join(tag.split()) for tag in row.get("tags", "").split(",")]
    named = next((one for one in Colour if one.value == said), None)
    return BroughtAnnotation(
        quote=quote,
        note=note,
        section=line(row.get("section")),
        order=None if order is None else float(order),
        colour=named or colour(said),
        tags=tuple(sorted({*tags} - {""})),
        name=line(row.get("name")),
        created_at=at,
        updated_at=at,
    )


def _cell(text: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS)
    return text[1:] if is_guarded else text


def _time(text: str) -> datetime | None:
    found = time(text)
    if found is not None or not text.strip():
        return found
    for pattern in _DATES:
        try:
            return time(datetime.strptime(text.strip(), pattern).isoformat())  # noqa: DTZ007
        except ValueError:
            continue
    return None
