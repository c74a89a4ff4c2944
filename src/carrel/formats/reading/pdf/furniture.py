"""Finds what stands on every page: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from carrel.formats.reading.pdf.layout import Line
from carrel.formats.reading.pdf.words import Page

_ZONE = 0.13
"""Share of a page's height at its top and bottom where running heads stand."""

_NUMBER = re.compile(
    r"[\[(–—-]?\s*(?:page\s+|seite\s+|p\.\s*|s\.\s*)?(\d{1,4}|[ivxlcdm]{1,7})(?:\s*(?:/|of|von|de)\s*\d{1,4})?\s*[\])–—-]?",
    re.I,
)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxlc]+)$|(?:\.\s){3,}")
_PAGE_NUMBER = re.compile(r"\s(?:\d+|[ivxlc]+)$")
_EDGE_NUMBER = re.compile(r"^(\d{1,4}|[ivxlc]{1,7})\s+\S|\S\s+(\d{1,4}|[ivxlc]{1,7})$")


def without_furniture(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads and page numbers."""
    kinds = [
        {id(line): _kind(line) for line in _edges(page, found)}
        for page, found in zip(pages, lines, strict=True)
    ]
    counts = Counter(kind for page in kinds for kind in set(page.values()))
    neighbours: Counter[tuple[str, str, int]] = Counter()
    for before, after in pairwise(kinds):
        neighbours.update(set(before.values()) & set(after.values()))
    least = 2 if len(pages) < 6 else 3
    kept = []
    for found, page in zip(lines, kinds, strict=True):
        kept.append(
            [
                line
                for line in found
                if id(line) not in page
                or not _is_furniture(line, page[id(line)], counts, neighbours, least, len(pages))
            ]
        )
    return kept


def without_contents(lines: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without tables of contents, which the outline stands in for."""
    return [
        [line for line in found if not (is_contents and _PAGE_NUMBER.search(line.text))]
        for found in lines
        for is_contents in [sum(_has_leader(line.text) for line in found) > 0.3 * len(found)]
    ]


def _has_leader(text: str) -> bool:
    return text.count(".") > 2 and _LEADER.search(text) is not None


def printed_numbers(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[str]:
    """The number that is printed on each page, or its number in the file where none is found.

    Numbers count as printed if they rise by one from page to page on most pages.
    """
    offsets: Counter[int] = Counter()
    for index, (page, found) in enumerate(zip(pages, lines, strict=True)):
        numbers = {number for line in _edges(page, found) for number in _numbers(line.text)}
        offsets.update(number - index for number in numbers)
    offset, count = offsets.most_common(1)[0] if offsets else (1, 0)
    if count < max(2, 0.5 * len(pages)):
        offset = 1
    return [page.label or str(max(index + offset, 1)) for index, page in enumerate(pages)]


def _numbers(text: str) -> list[int]:
    whole = _NUMBER.fullmatch(text)
    found = [whole[1]] if whole else [one for match in _EDGE_NUMBER.findall(text) for one in match]
    return [int(one) for one in found if one.isdigit()]


def _edges(page: Page, lines: list[Line]) -> list[Line]:
    """The two highest and the two lowest lines, as far as they stand in the margins."""
    ordered = sorted(lines, key=lambda line: -line.top)
    zone = _ZONE * page.height
    top = [line for line in ordered[:3] if page.height - line.top < zone]
    bottom = [line for line in ordered[-3:] if line.bottom < zone]
    return [*top, *(line for line in bottom if line not in top)]


def _kind(line: Line) -> tuple[str, str, int]:
    """What makes running heads of two pages the same: their words without numbers, their height."""
    words = re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold())
    return ("number" if _NUMBER.fullmatch(line.text) else "words", words, round(line.bottom / 12))


def _is_furniture(
    line: Line,
    kind: tuple[str, str, int],
    counts: Counter[tuple[str, str, int]],
    neighbours: Counter[tuple[str, str, int]],
    least: int,
    pages: int,
) -> bool:
    if kind[0] == "number":
        return True
    if len(line.text) > 150:
        return False
    return counts[kind] >= least and (
        counts[kind] >= 0.3 * pages or neighbours[kind] >= 1 or counts[kind] >= 4
    )
