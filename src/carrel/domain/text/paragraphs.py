"""The paragraphs of a text that one could be asked about, found without parsing where that can be.

Reading the Markdown of a long book takes seconds. Most sections need none of it: where no block can
hold a line break, the lines of the plain text are its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from carrel.domain.text.document import Block, BlockKind, Document

FEWEST_WORDS = 8
"""Blocks with fewer words are labels, names and signatures, which nobody is asked about."""

LONGEST_LEAD_IN_WORDS = 40
"""A block up to this length that ends with a question mark or a colon asks or announces something;
it asserts nothing that could be asked."""

_OBJECTIVES = re.compile(
    r"(?:you|students|readers|learners) (?:will|should|can) (?:then )?be able to"
    r"|learning (?:objectives|outcomes|goals)|objectives of this"
    r"|lernziele|(?:sind|werden|sollten) sie\b.{0,40}in der lage|(?:können|kannst) (?:sie|du)\b"
    r"|objectifs|(?:serez|devriez être|seras) (?:capables?|en mesure)|vous saurez"
    r"|objetivos|(?:será|serás|serán) (?:capaz|capaces)|(?:podrá|podrás|podrán)\b"
    r"|obiettivi|(?:sarai|sarete) in grado",
    re.IGNORECASE,
)
"""What announces a list of what a student is to learn, in the languages of most textbooks."""

_ASKED_ABOUT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.TABLE_ROW}
)

_NEEDS_PARSING = (
    "#", "```", "~~~", "==", "--", "[^", "|", "  \n", "\\\n", "\n    ", "\t", "<", "$$",
)  # fmt: skip
"""What stands in headings, code, footnotes, tables, hard breaks and mark-up."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a section's plain text: code points ``start`` to ``end`` (exclusive).

    ``is_askable`` tells running text of at least :data:`FEWEST_WORDS` words that asserts something;
    other blocks count only where a question cites them.
    """

    start: int
    end: int
    is_askable: bool


def is_plain(markdown: str) -> bool:
    """Whether each line of the plain text is surely a block of running text."""
    return (
        not markdown.startswith("    ")
        and not any(sign in markdown for sign in _NEEDS_PARSING)
        and _OBJECTIVES.search(markdown) is None
    )


def lines_as_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text whose Markdown :func:`is_plain`."""
    return tuple(_lines(text))


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a parsed text. A list of what is to be learned asserts nothing."""
    objectives = _objectives(document.blocks)
    return tuple(
        Paragraph(
            block.start,
            block.end,
            is_askable=block.kind in _ASKED_ABOUT
            and not block.footnote
            and block.start not in objectives
            and not (block.row is not None and block.row.is_header)
            and _asserts(block.text),
        )
        for block in document.blocks
    )


def _objectives(blocks: Iterable[Block]) -> frozenset[int]:
    """Where the items of lists begin that a line announces as what is to be learned."""
    found: set[int] = set()
    is_announced = False
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            text = block.text.rstrip()
            is_announced = text.endswith(":") and _OBJECTIVES.search(text) is not None
        elif is_announced:
            found.add(block.start)
    return frozenset(found)


def _lines(text: str) -> Iterator[Paragraph]:
    start = 0
    for line in text.split("\n") if text else ():
        yield Paragraph(start, start + len(line), _asserts(line))
        start += len(line) + 1


def _asserts(text: str) -> bool:
    """Whether a block is long enough and says something itself."""
    words = text.split(None, LONGEST_LEAD_IN_WORDS)
    if len(words) < FEWEST_WORDS:
        return False
    return len(words) > LONGEST_LEAD_IN_WORDS or not text.rstrip(" )”»\"'").endswith(("?", ":"))
