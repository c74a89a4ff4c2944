"""A section's text as blocks and spans: what the reader draws and what passages count in.

The plain text is defined here, by version :data:`carrel.domain.text.version.TEXT_VERSION`: blocks
are joined by ``"\\n"``; the text of a block holds no markup; a picture and a formula are one
:data:`OBJECT` each; a footnote reference is a span of length zero; footnotes are the last blocks,
in order of first reference.
:func:`carrel.domain.text.markdown.parse` makes documents from Markdown.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

OBJECT = "\ufffc"
"""Stands in the plain text for a picture or a formula."""


class SpanKind(StrEnum):
    """What a stretch of a block's text is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKETHROUGH = "strikethrough"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"
    LINK = "link"
    FORMULA = "formula"
    PICTURE = "picture"
    FOOTNOTE_REFERENCE = "footnote_reference"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text; ``start`` and ``end`` count code points within the block.

    ``target`` is a link's address, a picture's source or a footnote's label. ``words`` are what
    stands for a thing that has no text of its own: a picture's alternative text, a formula's LaTeX.
    ``title`` is the tool tip of a link or picture. ``number`` is a footnote's, counted from 1.
    ``is_display`` tells a formula on a line of its own. A page is an empty span where a page of the
    printed original begins; its ``target`` is the page's number as it is printed there.
    """

    kind: SpanKind
    start: int
    end: int
    target: str = ""
    words: str = ""
    title: str = ""
    number: int = 0
    is_display: bool = False


class BlockKind(StrEnum):
    """What a block is by its innermost structure; its depths tell where it stands."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    CODE = "code"
    TABLE_ROW = "table_row"
    PICTURE = "picture"
    FORMULA = "formula"
    FOOTNOTE = "footnote"


class Alignment(StrEnum):
    """How the cells of a table's column stand."""

    NONE = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: code points within the row's text, and the alignment of its column."""

    start: int
    end: int
    alignment: Alignment = Alignment.NONE


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's place in its table; ``table`` counts the document's tables from 0."""

    table: int
    is_header: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the plain text, of whatever kind.

    ``start`` counts code points in the section's plain text. ``spans`` are in order of their start,
    outer before inner. ``level`` is a heading's, 1 to 6. ``quote_depth`` and ``list_depth`` count
    the quotations and lists around the block. ``starts_item`` tells the first block of a list
    item, ``item_number`` the number of an ordered one. ``language`` is that of code.
    ``footnote`` is the number, from 1, of the footnote that the block belongs to, else 0.
    ``follows_rule`` tells that a horizontal rule stands before the block; rules have no text.
    """

    kind: BlockKind
    text: str
    start: int = 0
    spans: tuple[Span, ...] = ()
    level: int = 0
    quote_depth: int = 0
    list_depth: int = 0
    starts_item: bool = False
    item_number: int | None = None
    language: str = ""
    row: TableRow | None = None
    footnote: int = 0
    follows_rule: bool = False

    @property
    def end(self) -> int:
        """Where the block's text ends in the section's plain text."""
        return self.start + len(self.text)

    def spans_of(self, *kinds: SpanKind) -> Iterator[Span]:
        """Its spans of these kinds, in order."""
        return (span for span in self.spans if span.kind in kinds)


@dataclass(frozen=True, slots=True)
class Document:
    """A section's blocks in order, and the plain text they make."""

    blocks: tuple[Block, ...]
    text: str

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Document:
        """The document made of these blocks; their ``start`` is set here."""
        placed = []
        position = 0
        for block in blocks:
            placed.append(replace(block, start=position))
            position += len(block.text) + 1
        return cls(tuple(placed), "\n".join(block.text for block in placed))

    def index_at(self, position: int) -> int:
        """Index of the block that holds this code point of the plain text.

        The place right after a block's last code point belongs to that block. Positions outside the
        text give the nearest block. Raises IndexError if there are no blocks.
        """
        if not self.blocks:
            raise IndexError("the document has no blocks")
        return max(0, bisect_right(self.blocks, position, key=lambda block: block.start) - 1)

    def page_at(self, position: int) -> str:
        """The number of the original's page that holds this code point, empty if unknown."""
        page = ""
        for block in self.blocks:
            if block.start > position:
                break
            for span in block.spans_of(SpanKind.PAGE):
                if block.start + span.start <= position:
                    page = span.target
        return page

    @property
    def footnotes(self) -> tuple[Block, ...]:
        """The blocks of all footnotes, which stand at the end of the text."""
        return tuple(block for block in self.blocks if block.footnote)

    @property
    def hidden_words(self) -> tuple[str, ...]:
        """Alternative texts and LaTeX sources in order: searched, though not in the text."""
        return tuple(words for _, words in self.hidden_places)

    @property
    def hidden_places(self) -> tuple[tuple[int, str], ...]:
        """The hidden words, each with the code point of the plain text that stands for them."""
        return tuple(
            (block.start + span.start, span.words)
            for block in self.blocks
            for span in block.spans
            if span.words
        )


def content_hash(text: str) -> str:
    """A short name for exactly this text: 32 hexadecimal digits of its BLAKE2b digest."""
    encoded = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
