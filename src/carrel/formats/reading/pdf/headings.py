"""Finds the headings of a PDF: by its outline, else by the size and weight of its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from carrel.formats.reading.pdf.paragraphs import Paragraph

_LONGEST = 180
_MOST_LEVELS = 4
_LEAST_GROWTH = 1.1
_NUMBERED = re.compile(
    r"(?:(?:chapter|part|appendix|section|kapitel|chapitre)\s+)?(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[IVX]{1,5})[.:]?\s+\S",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|abbildung|abb\.|tabelle|tableau|listing)\s*\d", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\s*\.\s*){4,}\s*\d*\s*$")


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the outline: its level from 1, its title, the page that it leads to from 0."""

    level: int
    title: str
    page: int


def mark_headings(
    paragraphs: list[Paragraph], outline: Sequence[OutlineItem], body: float
) -> list[Paragraph]:
    """The paragraphs with the level of each heading set; headings may be cut off others."""
    if outline:
        found, count = _by_outline(paragraphs, outline)
        if count >= 0.5 * len(outline):
            return found
    _by_size(paragraphs, body)
    return paragraphs


def _by_outline(
    paragraphs: list[Paragraph], outline: Sequence[OutlineItem]
) -> tuple[list[Paragraph], int]:
    by_page: dict[int, list[tuple[int, OutlineItem]]] = {}
    for number, item in enumerate(outline):
        by_page.setdefault(item.page, []).append((number, item))
    matched: set[int] = set()
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        waiting = [
            one
            for page in {line.page for line in paragraph.lines}
            for one in by_page.get(page, [])
            if one[0] not in matched
        ]
        hit = _match(paragraph, waiting)
        if hit is None:
            found.append(paragraph)
            continue
        number, level, first, end = hit
        matched.add(number)
        if first:
            found.append(Paragraph(paragraph.lines[:first]))
        found.append(Paragraph(paragraph.lines[first:end], level=level))
        if end < len(paragraph.lines):
            found.append(Paragraph(paragraph.lines[end:]))
    return found, len(matched)


def _match(
    paragraph: Paragraph, waiting: list[tuple[int, OutlineItem]]
) -> tuple[int, int, int, int] | None:
    """Number and level of the outline's item that a paragraph holds, and the lines that it is."""
    lines = [_letters(line.text) for line in paragraph.lines]
    for number, item in waiting:
        title = _letters(item.title)
        if not title:
            continue
        for first in range(len(lines)):
            for end in range(first + 1, min(first + 4, len(lines)) + 1):
                words = "".join(lines[first:end])
                if words == title or (
                    words.endswith(title)
                    and len(words) - len(title) <= 12
                    and words[0].isalnum()
                    and _is_number(words[: -len(title)])
                ):
                    return number, item.level, first, end
                if len(words) > len(title) + 12:
                    break
    return None


def _is_number(words: str) -> bool:
    return bool(
        re.fullmatch(r"(?:chapter|part|section|appendix|kapitel)?[\divxlc]{0,6}[a-z]?", words)
    )


def _letters(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _by_size(paragraphs: list[Paragraph], body: float) -> None:
    candidates = [one for one in paragraphs if _may_be_heading(one, body)]
    kinds = [(*_kind(one), numbering_depth(one.words)) for one in candidates]
    ranked = sorted(set(kinds))
    levels = {kind: min(index + 1, _MOST_LEVELS) for index, kind in enumerate(ranked)}
    for one, kind in zip(candidates, kinds, strict=True):
        one.level = levels[kind]


def numbering_depth(words: str) -> int:
    """How deep a heading is by its number: 0 for "2 Method" and none, 1 for "2.1 Data"."""
    match = _NUMBERED.match(words)
    return match[1].count(".") if match else 0


def is_numbered(words: str) -> bool:
    """Whether a heading begins with a number."""
    return _NUMBERED.match(words) is not None


def _kind(paragraph: Paragraph) -> tuple[float, bool]:
    """What headings of one level have in common; larger and bolder ones come first."""
    return -round(paragraph.size * 2) / 2, not paragraph.is_bold


def _may_be_heading(paragraph: Paragraph, body: float) -> bool:
    words = paragraph.words
    is_large = paragraph.size >= _LEAST_GROWTH * body
    is_bold = paragraph.is_bold and paragraph.size >= 0.95 * body
    if not (is_large or is_bold) or paragraph.is_table or len(words) > _LONGEST:
        return False
    if len(paragraph.lines) > 3 or not any(sign.isalpha() for sign in words):
        return False
    if _CAPTION.match(words) or _LEADERS.search(words) or words[0] in "•*–-(":
        return False
    if is_large:
        return len(words) > 1
    is_sentence = words.rstrip()[-1] in ".,;:" and not _NUMBERED.match(words)
    return not is_sentence and len(words) <= 100 and len(words.split()) <= 14
