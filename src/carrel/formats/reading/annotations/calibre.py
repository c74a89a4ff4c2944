"""Reads calibre's highlights: the JSON that its viewer and its library export, and its texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from carrel.domain.annotations import Colour, Style
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations.values import (
    Json,
    authors,
    colour,
    json_of,
    line,
    lines,
    number,
    time,
    words,
)
from carrel.formats.reading.decoding import decode

_LISTS = {"calibre_highlights": "highlights", "calibre_annotation_collection": "annotations"}
_RULE = re.compile(r"^(?:-{20}|───)$", re.MULTILINE)
_HEADINGS = re.compile(r"\A(?:#{1,6} [^\n]+\n+)+")
# As the system writes dates; it is a link to the place where the book is in a library.
_DATE = re.compile(
    r"^\[?[^\n\[\]]{2,30}\d{1,2}[:.]\d{2}[^\n\[\]]{0,20}(?:\]\(calibre://[^)\n]*\))?$", re.MULTILINE
)
_KIND = "calibre highlights"
_BOOKMARKS = ("bookmarks", "they hold no words of the text")
_REMOVED = ("highlights", "they were deleted in calibre")


def is_calibre(value: Json) -> bool:
    """Whether a JSON value is one that calibre exports."""
    return isinstance(value, dict) and _LISTS.get(line(value.get("type"))) in value


def is_calibre_text(text: str) -> bool:
    """Whether a text is highlights as calibre exports them in Markdown or in plain text."""
    *entries, _ = _RULE.split(text)
    return bool(entries) and all(_DATE.search(entry.strip("\n"), 1) for entry in entries)


def read(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights of a JSON file; raises UnreadableFile."""
    value = json_of(name, data)
    listed = value[_LISTS[value["type"]]] if is_calibre(value) else None
    if not isinstance(listed, list):
        raise UnreadableFile("“{name}” is no export of calibre’s highlights.", name=name)
    left: Counter[tuple[str, str]] = Counter()
    books: defaultdict[tuple[str, tuple[str, ...]], list[BroughtAnnotation]] = defaultdict(list)
    for one in listed:
        found = _highlight(one, left) if isinstance(one, dict) else None
        if found is not None:
            # In collections of several books calibre names them by a number of its library.
            book = line(one.get("title")) or line(one.get("book_title"))
            books[(book or _number_of(one), authors(one.get("authors")))].append(found)
    if not books and not left:
        raise UnreadableFile("“{name}” holds no highlights.", name=name)
    return BroughtAnnotations(
        _KIND,
        tuple(AnnotatedText(title, tuple(own), by) for (title, by), own in books.items()),
        tuple(LeftOut(count, *told) for told, count in left.items()),
    )


def read_text(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights of a text; raises UnreadableFile."""
    found = tuple(_of_text(decode(name, data).text.replace("\r\n", "\n")))
    if not found:
        raise UnreadableFile("“{name}” holds no highlights.", name=name)
    return BroughtAnnotations(_KIND, (AnnotatedText("", found),))


def _number_of(one: Mapping[str, Json]) -> str:
    book = number(one.get("book_id"))
    return "" if book is None else f"Book {book} of a calibre library"


def _highlight(one: Mapping[str, Json], left: Counter[tuple[str, str]]) -> BroughtAnnotation | None:
    inner = one.get("annotation")
    if isinstance(inner, dict):
        one = {**one, **inner}
    if one.get("removed"):
        left[_REMOVED] += 1
        return None
    if one.get("type", "highlight") != "highlight":
        left[_BOOKMARKS] += 1
        return None
    quote, note = words(one.get("highlighted_text")).strip(), words(one.get("notes")).strip()
    if not quote and not note:
        left[("highlights", "they have neither words nor a note")] += 1
        return None
    look = one.get("style")
    at = time(one.get("timestamp"))
    titles = lines(one.get("toc_family_titles"))
    return BroughtAnnotation(
        quote=quote,
        note=note,
        section=titles[-1] if titles else "",
        order=_order(one),
        colour=_colour(look) if isinstance(look, dict) else Colour.IMPORTANT,
        style=_style(look, has_words=bool(quote)),
        name=line(one.get("uuid")),
        created_at=at,
        updated_at=at,
    )


def _order(one: Mapping[str, Json]) -> float | None:
    """By the file of the book and the first steps of the path in it (EPUB CFI)."""
    spine = number(one.get("spine_index"))
    if spine is None:
        return None
    order, share = float(spine), 1.0
    for step in re.findall(r"/(\d{1,4})", words(one.get("start_cfi")))[:4]:
        share /= 10_000
        order += share * int(step)
    return order


def _colour(look: Mapping[str, Json]) -> Colour:
    return colour(look.get("which") or look.get("background-color"))


def _style(look: Json, *, has_words: bool) -> Style:
    if not has_words:
        return Style.NOTE
    is_line = isinstance(look, dict) and look.get("kind") == "decoration"
    return Style.UNDERLINE if is_line else Style.HIGHLIGHT


def _of_text(text: str) -> Iterator[BroughtAnnotation]:
    chapter = ""
    for entry in _RULE.split(text):
        entry = entry.strip("\n")
        if headings := _HEADINGS.match(entry):
            chapter = line(headings[0].strip().rpartition("\n")[2].lstrip("# "))
            entry = entry[headings.end() :]
        date = _DATE.search(entry, 1)
        if date is None:
            continue
        quote = words(entry[: date.start()]).strip()
        note = words(entry[date.end() :]).strip()
        if quote or note:
            yield BroughtAnnotation(
                quote=quote,
                note=note,
                section=chapter,
                style=Style.HIGHLIGHT if quote else Style.NOTE,
            )
