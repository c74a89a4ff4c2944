"""Reads Markdown of the simplest kind without loading the parser, which takes as long as a window.

The simplest kind is paragraphs, flat lists of one line each and headings, with words stressed by
``*`` and nothing else. Most sections are of this kind. Whatever might be anything else is left to
the parser; tests hold the two to the same documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from carrel.domain.text.document import Block, BlockKind, Document, Span, SpanKind
from carrel.domain.text.inline_text import InlineText

_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_PLAIN = r"[^\\`*_\[\]<&$|~\n]"
# A star is a mark for certain if it is beside a letter or digit on its inner side and beside none
# on its outer side.
_STRESSED = rf"(?=[^\W_]){_PLAIN}*+(?<=[^\W_])"
_OPEN, _CLOSED = r"(?<![^\s(\"“‘—–])", r"(?=[\s.,;:!?)\"”’—–]|\Z)"
_STRESS = rf"{_OPEN}(?:\*{_STRESSED}\*|\*\*{_STRESSED}\*\*){_CLOSED}"
_BEGINNING = rf"(?:[^\W\d_]|[^\x00-\x7f\s]|[\"'(]|\d+(?![\d.)])|{_ESCAPE}|{_STRESS})"
# Two spaces at the end of a line are a hard break. Python before 3.11.5 matches possessive groups
# wrongly; possessive classes of characters are safe.
_WORDS = rf"{_BEGINNING}(?:{_PLAIN}++|{_ESCAPE}|{_STRESS})*(?<![ \t])"
_LINE = re.compile(_WORDS)
_LINE_WITH_BREAK = re.compile(rf"{_WORDS}\\?")
_ITEM = re.compile(rf"(?:- |\d{{1,9}}\. ){_WORDS}")
_HEADING = re.compile(rf"\#{{1,6}} {_WORDS}(?<![\#}}])")
_BETWEEN = re.compile(r"\n{2,}")
_NUMBER = re.compile(r"(\d{1,9})\. ")
_MARKS = re.compile(rf"\\(?P<sign>.)|(?P<stress>{_STRESS})", re.DOTALL)
_WHITE = re.compile(r"[ \t\n]+")


def simple_document(text: str) -> Document | None:
    """The document of a Markdown text of the simplest kind; None if it may be of another.

    The text must be NFC with ``"\\n"`` line ends and without NUL.
    """
    sources = _sources(text)
    if sources is None:
        return None
    blocks = tuple(_blocks(sources))
    return Document(blocks, "\n".join(block.text for block in blocks))


def _blocks(sources: list[tuple[BlockKind, str]]) -> Iterator[Block]:
    position = 0
    number: int | None = None
    for kind, source in sources:
        level = 0
        if kind is BlockKind.HEADING:
            marks, _, source = source.partition(" ")
            level = len(marks)
        match = _NUMBER.match(source) if kind is BlockKind.LIST_ITEM else None
        if match is None:
            number = None
        else:
            # Items are counted on from the first, whatever the others are numbered with.
            number = int(match[1]) if number is None else number + 1
        is_item = kind is BlockKind.LIST_ITEM
        marker = match[0] if match else "- " if is_item else ""
        words, spans = _inline(source.removeprefix(marker))
        yield Block(
            kind,
            words,
            position,
            spans,
            level=level,
            list_depth=int(is_item),
            starts_item=is_item,
            item_number=number,
        )
        position += len(words) + 1


def _sources(text: str) -> list[tuple[BlockKind, str]] | None:
    """The Markdown of each block, and what it is; None if one may be anything else."""
    found: list[tuple[BlockKind, str]] = []
    for source in _BETWEEN.split(text.strip("\n")) if text.strip("\n") else ():
        lines = source.split("\n")
        if _is_paragraph(lines):
            found.append((BlockKind.PARAGRAPH, source))
        elif _is_list(lines):
            found.extend((BlockKind.LIST_ITEM, line) for line in lines)
        elif _HEADING.fullmatch(source):
            found.append((BlockKind.HEADING, source))
        else:
            return None
    return found


def _is_paragraph(lines: list[str]) -> bool:
    # The last line of a paragraph cannot end in a hard break.
    *others, last = lines
    return bool(_LINE.fullmatch(last)) and all(map(_LINE_WITH_BREAK.fullmatch, others))


def _is_list(lines: list[str]) -> bool:
    has_bullets = lines[0].startswith("- ")
    return all(line.startswith("- ") is has_bullets and _ITEM.fullmatch(line) for line in lines)


def _inline(source: str) -> tuple[str, tuple[Span, ...]]:
    """The words of a block and their spans."""
    source = source.strip()
    if "*" not in source and "\\" not in source:
        return unicodedata.normalize("NFC", _WHITE.sub(" ", source)), ()
    inline = InlineText()
    position = 0
    for match in _MARKS.finditer(source):
        inline.add(source[position : match.start()])
        position = match.end()
        if stressed := match["stress"]:
            kind = SpanKind.STRONG if stressed.startswith("**") else SpanKind.EMPHASIS
            inline.open(kind)
            inline.add(stressed.strip("*"))
            inline.close(kind)
        elif match["sign"] == "\n":
            inline.add_break()
        else:
            inline.add(match["sign"])
    inline.add(source[position:])
    return inline.finish()
