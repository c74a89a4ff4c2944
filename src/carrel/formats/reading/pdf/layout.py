"""Puts the words of a page into lines, in the order in which a person reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from carrel.formats.reading.pdf.words import Page, Word

_WIDE_GAP = 1.6
"""Heights of a letter between two words of one line from which on these may be of two columns."""

_LEAST_LINES = 4
_LEAST_SHARE = 0.2
"""Of the width of the text that a column has at the least."""

_MOST_SEGMENTS = 1_500
"""Of a page that is looked through for columns; what has more is a drawing."""

_MOST_CROSSING = 0.4
_DEEPEST = 3


@dataclass(slots=True)
class Line:
    """Words side by side. Box and ``size`` in points; ``page`` counts from 0.

    ``column`` are the left and right edge of the column that it stands in. ``gaps`` counts the wide
    gaps in it, as between the cells of a table.
    """

    words: list[Word]
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_bold: bool
    text: str
    column: tuple[float, float] = (0, 0)
    gaps: int = 0


def lines_of(page: Page) -> list[Line]:
    """The lines of a page in reading order: columns one after the other."""
    segments = _segments(page)
    if not segments:
        return []
    return _ordered(segments, 0)


def line_of(words: list[Word], page: int) -> Line:
    """The line that these words make."""
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.is_bold)
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return Line(
        words,
        page,
        min(word.left for word in words),
        min(word.bottom for word in words),
        max(word.right for word in words),
        max(word.top for word in words),
        max(sizes, key=lambda size: sizes[size]),
        bold > 0.7 * letters,
        _text(words),
    )


def _text(words: list[Word]) -> str:
    """The words with spaces between them; a raised one hangs on the word before it."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        is_apart = word.left - before.right > 0.08 * max(before.size, 1)
        is_raised = abs(word.middle - before.middle) > 0.15 * before.size
        pieces.append(word.text if is_raised and not is_apart else " " + word.text)
    return "".join(pieces)


def _segments(page: Page) -> list[Line]:
    """Runs of words on one level without a wide gap between them."""
    rows: list[list[Word]] = []
    for word in page.words:
        row = rows[-1] if rows else None
        if row is not None and _is_level(row[-1], word) and word.left > row[-1].left - 1:
            row.append(word)
        else:
            rows.append([word])
    segments: list[Line] = []
    for row in rows:
        start = 0
        for index in range(1, len(row)):
            gap = row[index].left - row[index - 1].right
            if gap > _WIDE_GAP * max(row[index].size, 1):
                segments.append(line_of(row[start:index], page.number))
                start = index
        segments.append(line_of(row[start:], page.number))
    return segments


def _is_level(one: Word, other: Word) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _ordered(segments: list[Line], depth: int) -> list[Line]:
    gutter = _gutter(segments) if depth < _DEEPEST else None
    if gutter is None:
        return _as_lines(segments)
    found: list[Line] = []
    band: list[Line] = []
    for segment in sorted(segments, key=lambda one: -one.top):
        if segment.left < gutter < segment.right:
            found += _columns(band, gutter, depth)
            found += _as_lines([segment])
            band = []
        else:
            band.append(segment)
    return found + _columns(band, gutter, depth)


def _columns(band: list[Line], gutter: float, depth: int) -> list[Line]:
    left = [one for one in band if one.right <= gutter]
    right = [one for one in band if one.right > gutter]
    return [line for side in (left, right) if side for line in _ordered(side, depth + 1)]


def _gutter(segments: list[Line]) -> float | None:
    """Where a gap runs down between two columns, None if there is none."""
    left, right = min(one.left for one in segments), max(one.right for one in segments)
    width = right - left
    if not 2 * _LEAST_LINES <= len(segments) <= _MOST_SEGMENTS or width < 150:
        return None
    best: tuple[float, float] | None = None
    edges = sorted({round(one.left, 1) for one in segments})
    for edge in edges:
        x = edge - 2.5
        if not left + _LEAST_SHARE * width < x < right - _LEAST_SHARE * width:
            continue
        score = _score(segments, x, left, right)
        if score > 0 and (best is None or score > best[0]):
            best = (score, x)
    return best[1] if best else None


def _score(segments: list[Line], x: float, left: float, right: float) -> float:
    """How well ``x`` parts the segments into two columns of running text; 0 if it does not."""
    crossing = sum(one.left < x < one.right for one in segments)
    before = [one for one in segments if one.right <= x]
    after = [one for one in segments if one.left >= x]
    if min(len(before), len(after)) < _LEAST_LINES:
        return 0
    if crossing > _MOST_CROSSING * len(segments):
        return 0
    top, bottom = min(_highest(before), _highest(after)), max(_lowest(before), _lowest(after))
    if top <= bottom:
        return 0
    if not (_fills(before, x - left) and _fills(after, right - x)):
        return 0
    gap = min(one.left for one in after) - max(one.right for one in before)
    return (len(before) + len(after) - 2 * crossing) + min(gap, 30) / 30 if gap > 3 else 0


def _fills(column: list[Line], room: float) -> bool:
    """Whether segments are lines of running text in a column of this width, not cells."""
    widths = sorted(one.right - one.left for one in column)
    return widths[len(widths) * 3 // 4] >= 0.6 * room


def _highest(segments: list[Line]) -> float:
    return max(one.top for one in segments)


def _lowest(segments: list[Line]) -> float:
    return min(one.bottom for one in segments)


def _as_lines(segments: Iterable[Line]) -> list[Line]:
    """The segments of one column from top to bottom, those on one level joined."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda one: -(one.top + one.bottom)):
        if rows and _is_same_level(rows[-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    lines = []
    for row in rows:
        row.sort(key=lambda one: one.left)
        line = line_of([word for one in row for word in one.words], row[0].page)
        line.gaps = sum(
            after.left - before.right > _WIDE_GAP * max(after.size, 1)
            for before, after in itertools.pairwise(row)
        )
        lines.append(line)
    if lines:
        column = (min(line.left for line in lines), max(line.right for line in lines))
        for line in lines:
            line.column = column
    return lines


def _is_same_level(row: list[Line], segment: Line) -> bool:
    first = row[0]
    overlap = min(first.top, segment.top) - max(first.bottom, segment.bottom)
    apart = all(segment.right <= one.left + 1 or segment.left >= one.right - 1 for one in row)
    return apart and overlap > 0.5 * min(first.top - first.bottom, segment.top - segment.bottom)
