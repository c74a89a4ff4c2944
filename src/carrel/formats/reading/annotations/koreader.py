"""Reads KOReader's highlights: its sidecar files, and what it exports as JSON and as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from carrel.domain.annotations import Style
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations.lua_tables import read_table
from carrel.formats.reading.annotations.values import (
    Json,
    authors,
    colour,
    json_of,
    line,
    number,
    time,
    words,
)
from carrel.formats.reading.decoding import decode

Row = Mapping[Any, Any]
"""What a table of Lua and an object of JSON have in common."""

_KIND = "KOReader highlights"
_LINES = ("underscore", "strikeout")
_LEFT_BOOKMARKS = ("bookmarks", "they hold no words of the text")
_LEFT_PICTURES = ("highlights", "they are parts of pictures and have no words")
_MARKDOWN_HEAD = re.compile(r"\A\ufeff?\s*# [^\n]+\n##### [^\n]+\n")
_MARKDOWN_ENTRY = re.compile(
    r"^### Page (.*?) @ (\d{1,2} \w+ \d{4} \d{1,2}:\d{2}:\d{2} [AP]M)$", re.M
)
_CHAPTER = re.compile(r"^## (.+)$", re.M)
_NOTE = re.compile(r"\n\n?---\n")
_BACKLINK = re.compile(r"\n*\[[^\]\n]*\]\(<file://[^\n]*>\)\s*\Z")
# What it writes around a highlight that is drawn in a way of its own.
_DRAWN = re.compile(r"(\*\*_|\*\*|==|\*|\+\+|<u>|~~)(.+?)(_\*\*|\*\*|==|\*|\+\+|</u>|~~)", re.S)
# Before 2024 a note was kept with its highlight's words and a date before it.
_AUTOMATIC = re.compile(r"^(?:\S+ \d+ )?.* @ \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$", re.S)


def is_koreader(value: Json) -> bool:
    """Whether a JSON value is KOReader's export of one book or of several."""
    if not isinstance(value, dict):
        return False
    books = value.get("documents", [value])
    return isinstance(books, list) and any(
        isinstance(book, dict) and isinstance(book.get("entries"), list) and "title" in book
        for book in books[:20]
    )


def is_koreader_markdown(text: str) -> bool:
    """Whether a text is KOReader's export as Markdown."""
    return _MARKDOWN_HEAD.match(text) is not None and _MARKDOWN_ENTRY.search(text) is not None


def read_sidecar(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights in a ``metadata.*.lua``; raises UnreadableFile."""
    table = read_table(name, decode(name, data).text)
    left: Counter[tuple[str, str]] = Counter()
    found = tuple(_of_sidecar(table, left))
    about = _table(table.get("doc_props")) or _table(table.get("stats"))
    return _brought(name, [(_title(table, about), about.get("authors"), found)], left)


def read_json(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights of an export as JSON; raises UnreadableFile."""
    value = json_of(name, data)
    left: Counter[tuple[str, str]] = Counter()
    books = value.get("documents", [value]) if isinstance(value, dict) else []
    found = [
        (line(book.get("title")), book.get("author"), tuple(_of_entries(book, left)))
        for book in (books if isinstance(books, list) else [])
        if isinstance(book, dict)
    ]
    return _brought(name, found, left)


def read_markdown(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights of an export as Markdown; raises UnreadableFile."""
    text = decode(name, data).text.replace("\r\n", "\n")
    books = re.split(r"(?=^# [^\n]+\n##### )", text, flags=re.M)
    found = []
    for book in books:
        head = _MARKDOWN_HEAD.match(book)
        if head is not None:
            title, author = (part.lstrip("# \ufeff") for part in head[0].strip().split("\n")[:2])
            found.append((line(title), author, tuple(_of_markdown(book))))
    return _brought(name, found, Counter())


def _brought(
    name: str,
    books: Sequence[tuple[str, object, tuple[BroughtAnnotation, ...]]],
    left: Counter[tuple[str, str]],
) -> BroughtAnnotations:
    texts = tuple(
        AnnotatedText(title, found, _authors(author)) for title, author, found in books if found
    )
    if not texts and not left:
        raise UnreadableFile("“{name}” holds no highlights.", name=name)
    return BroughtAnnotations(
        _KIND, texts, tuple(LeftOut(count, *told) for told, count in left.items())
    )


def _authors(value: object) -> tuple[str, ...]:
    return tuple(name for name in authors(value) if name not in ("N/A", "Unknown Author"))


def _title(table: Row, about: Row) -> str:
    path = PurePosixPath(line(table.get("doc_path")).replace("\\", "/"))
    return line(about.get("title")) or path.stem


def _table(value: object) -> Row:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> Iterator[Row]:
    """The tables in a table by the order of their numbers, then those under other keys."""
    table = _table(value)
    keys = sorted(table, key=lambda key: (not isinstance(key, int | float), str(key)))
    keys.sort(key=lambda key: key if isinstance(key, int | float) else float("inf"))
    return (_table(table[key]) for key in keys if isinstance(table[key], dict))


def _of_sidecar(table: Row, left: Counter[tuple[str, str]]) -> Iterator[BroughtAnnotation]:
    for row in _rows(table.get("annotations")):
        if not row.get("drawer") and not row.get("pos0"):
            left[_LEFT_BOOKMARKS] += 1
            continue
        found = _annotation(row, row.get("note"), left)
        if found is not None:
            yield found
    if "annotations" not in table:
        yield from _of_old_sidecar(table, left)


def _of_old_sidecar(table: Row, left: Counter[tuple[str, str]]) -> Iterator[BroughtAnnotation]:
    """Until 2024 highlights stood by page, and their notes among the bookmarks."""
    notes: dict[str, str] = {}
    for row in _rows(table.get("bookmarks")):
        if row.get("highlighted"):
            notes[line(row.get("datetime"))] = _written(row)
        else:
            left[_LEFT_BOOKMARKS] += 1
    pages = _table(table.get("highlight"))
    for page in sorted(pages, key=lambda key: number(key) or 0):
        for row in _rows(pages[page]):
            note = notes.get(line(row.get("datetime")), "")
            found = _annotation({"pageno": number(page), **row}, note, left)
            if found is not None:
                yield found


def _written(row: Row) -> str:
    """What the reader wrote; KOReader's own text for a bookmark is no note."""
    text = words(row.get("text")).strip()
    is_automatic = text == words(row.get("notes")).strip() or _AUTOMATIC.match(text) is not None
    return "" if is_automatic else text


def _of_entries(
    book: Mapping[str, Json], left: Counter[tuple[str, str]]
) -> Iterator[BroughtAnnotation]:
    entries = book.get("entries")
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            left[("entries", "they are no highlights")] += 1
            continue
        row = {**entry, "datetime": entry.get("time"), "pageno": entry.get("page")}
        found = _annotation(row, entry.get("note"), left)
        if found is not None:
            yield found


def _annotation(row: Row, note: object, left: Counter[tuple[str, str]]) -> BroughtAnnotation | None:
    quote, written = words(row.get("text")).strip(), words(note).strip()
    if not quote and not written:
        left[_LEFT_PICTURES] += 1
        return None
    page = number(row.get("pageno"))
    at = time(row.get("datetime"))
    drawer = row.get("drawer")
    return BroughtAnnotation(
        quote=quote,
        note=written,
        section=line(row.get("chapter")),
        order=None if page is None else float(page),
        colour=colour(row.get("color")),
        style=Style.NOTE if not quote else Style.UNDERLINE if drawer in _LINES else Style.HIGHLIGHT,
        name=f"{line(row.get('pos0'))} {at:%Y%m%d%H%M%S}" if at else "",
        created_at=at,
        updated_at=time(row.get("datetime_updated")) or at,
    )


def _of_markdown(text: str) -> Iterator[BroughtAnnotation]:
    chapter = ""
    entries = list(_MARKDOWN_ENTRY.finditer(text))
    if not entries:
        return
    ends = [entry.start() for entry in entries[1:]] + [len(text)]
    before = text[: entries[0].start()]
    for entry, end in zip(entries, ends, strict=True):
        for heading in _CHAPTER.finditer(before):
            chapter = line(heading[1])
        block = text[entry.end() : end]
        headings = list(_CHAPTER.finditer(block))
        before = block[headings[-1].start() :] if headings else ""
        body = block[: headings[-1].start()] if headings else block
        quote, _, note = _parts(_BACKLINK.sub("", body))
        drawn = _DRAWN.fullmatch(quote)
        at = _time(entry[2])
        page = number(entry[1])
        if quote or note:
            yield BroughtAnnotation(
                quote=drawn[2] if drawn else quote,
                note=note,
                section=chapter,
                order=None if page is None else float(page),
                name=f"{entry[1]} {entry[2]}",
                created_at=at,
                updated_at=at,
            )


def _parts(body: str) -> tuple[str, str, str]:
    match = _NOTE.search(body)
    if match is None:
        return words(body).strip(), "", ""
    return words(body[: match.start()]).strip(), match[0], words(body[match.end() :]).strip()


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%d %B %Y %I:%M:%S %p").replace(tzinfo=UTC)
    except ValueError:
        return None
