"""Reads “My Clippings.txt”, in which a Kindle writes down what its reader marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from carrel.domain.annotations import Style
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations.kindle_words import (
    AFTERNOON,
    KINDS,
    MONTHS,
    MORNING,
    Kind,
)
from carrel.formats.reading.annotations.values import line, words
from carrel.formats.reading.decoding import decode

_SEPARATOR = re.compile(r"^[ \t]*={10}[ \t]*$", re.MULTILINE)
_HEAD = re.compile(r"^[^\n]*\S[^\n]*\n[ \t]*[-–—][ \t]*\S[^\n]*\d")
_PLACE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_LIMIT = re.compile(r"<[^<>\n]{10,300}>")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:\.|er|º|ª)?\s+(?:de\s+|di\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?m)?", re.IGNORECASE)

_MOST_AT_ONE_PLACE = 300
"""Clippings that are compared with one, for what they overlap."""

_EARLIER = ("highlights", "later clippings in the file are the same words, longer or shorter")
_EARLIER_NOTES = ("notes", "later clippings in the file are newer versions of them")
_BOOKMARKS = ("bookmarks", "they hold no words of the text")
_LIMITED = ("highlights", "the Kindle kept their words back, for the book’s clipping limit")
_EMPTY = ("clippings", "they are empty")
_UNREADABLE = ("entries", "they are not as a Kindle writes them")


@dataclass(frozen=True, slots=True)
class _Clipping:
    """One entry. ``start`` and ``end`` are locations, or pages where there are none; None else."""

    title: str
    author: str
    kind: Kind
    start: int | None
    end: int | None
    at: datetime | None
    text: str


def is_clippings(text: str) -> bool:
    """Whether a text is entries of a Kindle, or of a program that writes like one."""
    first = _SEPARATOR.split(text[:20_000], maxsplit=1)
    return (
        len(first) > 1 and _HEAD.match(first[0].strip("\ufeff \r\n").replace("\r", "")) is not None
    )


def read(name: str, data: bytes) -> BroughtAnnotations:
    """The highlights and notes of a file; raises UnreadableFile."""
    left: Counter[tuple[str, str]] = Counter()
    books: defaultdict[tuple[str, str], list[_Clipping]] = defaultdict(list)
    text = decode(name, data).text.replace("\r\n", "\n").replace("\r", "\n")
    for entry in _SEPARATOR.split(text):
        one = _clipping(entry, left)
        if one is not None:
            books[(one.title, one.author)].append(one)
    if not books and not left:
        raise UnreadableFile("“{name}” holds no clippings.", name=name)
    texts = tuple(
        AnnotatedText(title, found, _authors(author))
        for (title, author), clippings in books.items()
        if (found := tuple(_joined(clippings, left)))
    )
    return BroughtAnnotations(
        "Kindle clippings", texts, tuple(LeftOut(count, *told) for told, count in left.items())
    )


def _clipping(entry: str, left: Counter[tuple[str, str]]) -> _Clipping | None:
    head, *rest = words(entry.replace("\ufeff", "")).strip("\n").split("\n", 2)
    if not head.strip():
        return None
    told = rest[0].strip() if rest else ""
    if not told.startswith(("-", "–", "—")) or not any(map(str.isdigit, told)):
        left[_UNREADABLE] += 1
        return None
    title, author = _title(head)
    *places, last = re.split(r"[|｜]", told)
    at = _time(last)
    if at is None and not re.search(r"\d{4}", last):
        places.append(last)
    start, end = _place(" | ".join(places) or last)
    kind = _kind(told)
    text = rest[1].strip() if len(rest) > 1 else ""
    if kind is Kind.BOOKMARK:
        left[_BOOKMARKS] += 1
    elif _LIMIT.fullmatch(text):
        left[_LIMITED] += 1
    elif not text:
        left[_EMPTY] += 1
    else:
        return _Clipping(title, author, kind, start, end, at, text)
    return None


def _title(head: str) -> tuple[str, str]:
    """The book's title and author, who stands in the last brackets."""
    text = line(head)
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return text[:place].strip() or text, text[place + 1 : -1].strip()
    return text, ""


def _authors(said: str) -> tuple[str, ...]:
    """The authors, of whom a Kindle may write the family name first."""
    names = [line(name) for name in re.split(r";|&| and | und | et ", said)]
    return tuple(" ".join(reversed(name.split(", ", 1))) for name in names if name)


def _kind(told: str) -> Kind:
    said = re.split(r"[|｜]\s*(?!.*[|｜])", told.casefold())[0]
    for beginning, kind in KINDS.items():
        is_word = beginning[0].isascii() or beginning[0].isalpha()
        pattern = rf"(?<![^\W\d_]){beginning}" if is_word and beginning[0] < "\u3000" else beginning
        if re.search(pattern, said):
            return kind
    return Kind.HIGHLIGHT


def _place(told: str) -> tuple[int | None, int | None]:
    """The location from and to, which is told last; "1234-36" is as much as "1234-1236"."""
    found = _PLACE.findall(told)
    if not found:
        return None, None
    first, second = (part[:15] for part in found[-1])
    start = int(first)
    if second and len(second) < len(first):
        second = first[: len(first) - len(second)] + second
    return start, max(start, int(second or first))


def _time(told: str) -> datetime | None:
    said = told.casefold()
    day = _day(said)
    if day is None:
        return None
    clock = _HOUR.search(said, day[1])
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3]) if clock else (0, 0, 0)
    mark = said[day[1] :]
    if any(one in mark for one in AFTERNOON) and hour < 12:
        hour += 12
    elif any(one in mark for one in MORNING) and hour == 12:
        hour = 0
    try:
        return datetime(*day[0], hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _day(said: str) -> tuple[tuple[int, int, int], int] | None:
    """Year, month and day, and where in the text they end."""
    if match := _YEAR_FIRST.search(said):
        return (int(match[1]), int(match[2]), int(match[3])), match.end()
    for pattern, (day, month) in ((_DAY_FIRST, (1, 2)), (_MONTH_FIRST, (2, 1))):
        match = pattern.search(said)
        if match and (number := _month(match[month])):
            return (int(match[3]), number, int(match[day])), match.end()
    return None


def _month(name: str) -> int:
    return next((number for start, number in MONTHS.items() if name.startswith(start)), 0)


def _joined(
    clippings: Sequence[_Clipping], left: Counter[tuple[str, str]]
) -> Iterator[BroughtAnnotation]:
    """The highlights of a book with their notes, then the notes that belong to none."""
    highlights = list(_newest(clippings, left))
    by_rung = _by_rung(highlights)
    notes: dict[int, _Clipping] = {}
    alone: list[_Clipping] = []
    for one in _newest_notes(clippings, left):
        near = by_rung[_rungs(one)[0]][-_MOST_AT_ONE_PLACE:]
        free = {number: highlights[number] for number in near if number not in notes}
        number = _highlight_of(one, free)
        if number is None:
            alone.append(one)
        else:
            notes[number] = one
    for number, one in enumerate(highlights):
        note = notes.get(number)
        yield _annotation(one, note.text if note else "")
    for one in alone:
        yield replace(_annotation(one, one.text), quote="", style=Style.NOTE)


def _newest(clippings: Sequence[_Clipping], left: Counter[tuple[str, str]]) -> Iterator[_Clipping]:
    """The highlights without those that were stretched or shortened later."""
    highlights = [one for one in clippings if one.kind is Kind.HIGHLIGHT]
    by_rung = _by_rung(highlights)
    for number, one in enumerate(highlights):
        near = [other for rung in _rungs(one) for other in _following(number, by_rung[rung])]
        if any(_is_other_version(one, highlights[other]) for other in near):
            left[_EARLIER] += 1
        else:
            yield one


def _following(number: int, numbers: Sequence[int]) -> Sequence[int]:
    """The next numbers of an ascending list, as many as one place of a book may have."""
    first = bisect_right(numbers, number)
    return numbers[first : first + _MOST_AT_ONE_PLACE]


def _by_rung(clippings: Sequence[_Clipping]) -> defaultdict[int | None, list[int]]:
    found: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, one in enumerate(clippings):
        for rung in _rungs(one):
            found[rung].append(number)
    return found


def _rungs(one: _Clipping) -> tuple[int | None, ...]:
    """Coarse places of a clipping: those that overlap share one."""
    if one.start is None or one.end is None:
        return (None,)
    first = one.start // 20
    return tuple(range(first, min(one.end // 20, first + 50) + 1))


def _is_other_version(one: _Clipping, later: _Clipping) -> bool:
    if one.start is not None and later.start is not None:
        overlap = min(one.end or 0, later.end or 0) - max(one.start, later.start)
        if overlap < 0:
            return False
    shorter, longer = sorted((line(one.text), line(later.text)), key=len)
    return shorter in longer


def _newest_notes(
    clippings: Sequence[_Clipping], left: Counter[tuple[str, str]]
) -> Sequence[_Clipping]:
    """The notes; of those with the same place and the same beginning, or date, only the last."""
    found: dict[tuple[object, ...], _Clipping] = {}
    for number, one in enumerate(clippings):
        if one.kind is Kind.NOTE:
            key: tuple[object, ...] = (one.start, one.end) if one.start is not None else (number,)
            if key in found:
                left[_EARLIER_NOTES] += 1
            found[key] = one
    return tuple(found.values())


def _highlight_of(note: _Clipping, free: Mapping[int, _Clipping]) -> int | None:
    """Which highlight a note was written at: one that ends there, else one that goes over it."""
    at = note.start
    if at is None:
        return None
    fitting = [
        number
        for number, one in free.items()
        if one.start is not None and one.end is not None and one.start <= at <= one.end
    ]
    return min(
        fitting,
        key=lambda number: (free[number].end != at, _apart(note, free[number])),
        default=None,
    )


def _apart(one: _Clipping, other: _Clipping) -> float:
    """Seconds between two clippings."""
    if one.at is None or other.at is None:
        return 0
    return abs((one.at - other.at).total_seconds())


def _annotation(one: _Clipping, note: str) -> BroughtAnnotation:
    return BroughtAnnotation(
        quote=one.text,
        note=note,
        order=None if one.start is None else float(one.start),
        name=f"{one.kind} {one.start}-{one.end} {one.at:%Y%m%d%H%M%S}" if one.at else "",
        created_at=one.at,
        updated_at=one.at,
    )
