"""Tables as CSV that every spreadsheet opens right and none takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from carrel.formats.formula_signs import FORMULA_SIGNS


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as RFC 4180 has it, in UTF-8 with a mark that spreadsheets know it by.

    Words that a spreadsheet would take for a formula get an apostrophe in front.
    """
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    # One that has an apostrophe of its own gets another, so that it can be told which was added.
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text
