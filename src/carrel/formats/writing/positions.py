"""A positions table for other programs, as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence

from carrel.domain.text.escaping import paragraph

Rows = Sequence[Sequence[str]]
"""A title row, then one row for each issue; all of the same length."""


def as_markdown(rows: Rows) -> str:
    """The table in GitHub's Markdown; what would be mark-up is escaped."""
    head, *body = ([_markdown_cell(cell) for cell in row] for row in rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(text: str) -> str:
    return paragraph(" ".join(text.split()))
