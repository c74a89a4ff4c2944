"""Joins the lines of a PDF into paragraphs, over columns and pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from carrel.formats.reading.pdf.layout import Line

_HYPHEN = re.compile(r"(\w[\w’']*)([-\u2010\u00ad])$")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*[./_=?&]$")
_FIRST_WORD = re.compile(r"[\w’']+")
_END = re.compile(r"[.!?:…。][\"”’')\]]*\s*\d{0,3}$")
_ITEM = re.compile(
    r"(?P<bullet>[•‣◦▪■●∙·–—*-]|\uf0b7|\uf0a7)\s+|(?P<number>\(?\d{1,2}[.)]|\(?[a-z]\))\s+"
)
_REFERENCE = re.compile(r"\[\d{1,3}\]\s")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``level`` is a heading's, 0 for others. ``page`` is its first."""

    lines: list[Line] = field(default_factory=list)
    level: int = 0
    is_table: bool = False

    @property
    def page(self) -> int:
        """Where it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.is_bold for line in self.lines)

    @property
    def words(self) -> str:
        """Its words on one line, for comparing."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document, by which hyphens at line ends are told from hyphens of words."""

    counts: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Vocabulary:
        """The words of these lines."""
        return cls(
            Counter(
                word.casefold() for line in lines for word in re.findall(r"\w[\w’'-]*", line.text)
            )
        )

    def joined(self, before: str, after: str) -> str:
        """Two lines as one."""
        match = _HYPHEN.search(before)
        following = _FIRST_WORD.match(after)
        if match is None or following is None:
            is_address = _ADDRESS.search(before) and after[:1].islower()
            return f"{before}{after}" if is_address else f"{before} {after}"
        start, rest = match[1], following[0]
        whole = (start + rest).casefold()
        hyphened = f"{start}-{rest}".casefold()
        if not rest[0].islower() or self.counts[hyphened] > self.counts[whole]:
            return f"{before[: match.start(2)]}-{after}"
        return before[: match.start(2)] + after


def body_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10


def paragraphs_of(pages: Iterable[list[Line]], body: float) -> list[Paragraph]:
    """The paragraphs of all pages in order; those cut by the end of a column or page are joined."""
    found: list[Paragraph] = []
    open_: Paragraph | None = None
    for lines in pages:
        main, notes = _without_notes(lines, body)
        spacing = _spacing(main)
        for index, line in enumerate(main):
            before = open_.lines[-1] if open_ is not None else None
            following = main[index + 1] if index + 1 < len(main) else None
            if (
                open_ is not None
                and before is not None
                and _goes_on(open_, before, line, following, spacing)
            ):
                open_.lines.append(line)
            else:
                open_ = Paragraph([line], is_table=line.gaps > 0)
                found.append(open_)
        previous: Paragraph | None = None
        small = _spacing(notes)
        for line in notes:
            if previous is not None and _goes_on(previous, previous.lines[-1], line, None, small):
                previous.lines.append(line)
            else:
                previous = Paragraph([line])
                found.append(previous)
        # The text goes on from the last paragraph above the notes.
    return found


def list_item(paragraph: Paragraph) -> str:
    """The Markdown mark of the list item that a paragraph is; empty if it is none."""
    match = _ITEM.match(paragraph.lines[0].text)
    if match is None or paragraph.level:
        return ""
    if match["bullet"]:
        return "- "
    number = re.sub(r"\D", "", match["number"])
    return f"{number}. " if number and "(" not in match["number"] else ""


def _without_notes(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and those of its footnotes: small ones at the end of it."""
    first = len(lines)
    while first and lines[first - 1].size < 0.93 * body:
        first -= 1
    notes = lines[first:]
    if first == 0 or not notes or not re.match(r"\d{1,3}\b|[*†‡∗]", notes[0].text):
        return lines, []
    return lines[:first], notes


def _spacing(lines: list[Line]) -> float:
    """The usual distance from one line to the next, in points."""
    steps = [
        before.bottom - after.bottom
        for before, after in itertools.pairwise(lines)
        if before.column == after.column and 0 < before.bottom - after.bottom < 4 * before.size
    ]
    return median(steps) if steps else 14


def _goes_on(
    paragraph: Paragraph, before: Line, line: Line, following: Line | None, spacing: float
) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size) and not (
        _is_tiny(line) or _is_tiny(before)
    ):
        return False
    if paragraph.is_table or line.gaps:
        return paragraph.is_table and line.gaps > 0 and before.page == line.page
    if before.is_bold != line.is_bold and (before.is_bold or _is_heading_like(line)):
        return False
    if before.page != line.page or before.column != line.column or line.top > before.top:
        return _is_cut(paragraph, before, line)
    if before.bottom - line.bottom > 1.35 * max(spacing, 0.9 * line.size):
        return False
    return not _begins(paragraph, before, line, following)


def _is_tiny(line: Line) -> bool:
    return len(line.text) < 4


def _is_heading_like(line: Line) -> bool:
    return line.is_bold and line.right < line.column[1] - 2 * line.size


def _is_cut(paragraph: Paragraph, before: Line, line: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if _HYPHEN.search(before.text) and line.text[:1].islower():
        return True
    if _ITEM.match(line.text) or (len(paragraph.lines) < 4 and len(paragraph.words) < 40):
        return False
    is_indented = line.left > line.column[0] + 0.8 * line.size
    if _END.search(before.text):
        return line.text[:1].islower()
    return line.text[:1].islower() or not is_indented


def _begins(paragraph: Paragraph, before: Line, line: Line, following: Line | None) -> bool:
    """Whether a line begins a paragraph, close below the line before it."""
    if _ITEM.match(line.text) or _REFERENCE.match(line.text):
        return True
    em = line.size
    if line.is_bold and before.is_bold and len(paragraph.lines) < 4 and paragraph.is_bold:
        return False
    is_hanging = bool(
        _ITEM.match(paragraph.lines[0].text) or _REFERENCE.match(paragraph.lines[0].text)
    )
    indent = line.left - before.left
    if is_hanging:
        return line.left < paragraph.lines[0].left - 0.5 * em
    if indent > 0.7 * em and len(paragraph.lines) > 1:
        return True
    if indent > 0.7 * em and following is not None and following.left < line.left - 0.7 * em:
        return True
    is_short = before.right < line.column[1] - max(4 * em, 0.12 * (line.column[1] - line.column[0]))
    first_word = line.words[0]
    had_room = before.right + 0.3 * em + (first_word.right - first_word.left) < line.column[1] - em
    return is_short and had_room and bool(_END.search(before.text) or not line.text[:1].islower())
