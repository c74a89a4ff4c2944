"""A positions table for other programs: as a Markdown table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from carrel.domain.text.escaping import paragraph

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

Rows = Sequence[Sequence[str]]
"""A title row, then one row for each issue; all of the same length."""


def as_markdown(rows: Rows) -> str:
    """The table in GitHub's Markdown; what would be mark-up is escaped."""
    head, *body = ([_markdown_cell(cell) for cell in row] for row in rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_csv(rows: Rows) -> bytes:
    """The table as RFC 4180 has it, in UTF-8 with a mark that spreadsheets know it by.

    Words that a spreadsheet would take for a formula get an apostrophe in front.
    """
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows(
        [_csv_cell(cell) for cell in row] for row in rows
    )
    return made.getvalue().encode("utf-8-sig")


def _markdown_cell(text: str) -> str:
    return paragraph(" ".join(text.split()))


def _csv_cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
