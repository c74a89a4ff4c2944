"""Gives the blocks of a Markdown source names that links can lead to, as Obsidian has them."""

from __future__ import annotations

from carrel.domain.text.commonmark import tokens_of
from carrel.domain.text.document import BlockKind, Document
from carrel.domain.text.markdown import normalised, parse

_NAMED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})


def block_id(number: int) -> str:
    """The name of the block with this number, counted from 1 as the reader counts."""
    return f"p{number}"


def with_block_ids(markdown: str, document: Document) -> str:
    """The source with ``^p3`` after each paragraph, list item and quotation.

    ``document`` is what the source parses to. A paragraph that cannot be told from its lines stays
    as it is.
    """
    lines = normalised(markdown).split("\n")
    tokens, _ = tokens_of("\n".join(lines))
    blocks = [
        (number, block.text)
        for number, block in enumerate(document.blocks, start=1)
        if block.kind in _NAMED and not block.footnote
    ]
    at = 0
    for token in tokens:
        if token.type != "inline" or token.map is None:
            continue
        text = parse(token.content).text
        here = next((i for i in range(at, len(blocks)) if blocks[i][1] == text), None)
        if here is not None:
            last = token.map[1] - 1
            lines[last] = f"{lines[last].rstrip()} ^{block_id(blocks[here][0])}"
            at = here + 1
    return "\n".join(lines)
