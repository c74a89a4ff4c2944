"""The positions table: who holds what on which issue, and how certain, as a text has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Certainty, Holder
from carrel.domain.ids import IssueId, MaterialId

NO_POSITION = "—"
"""Stands where a text gives no position."""


@dataclass(frozen=True, slots=True)
class PositionCell:
    """What fills a cell. ``others`` are the names of those who say so of the holder."""

    text: str
    note: str
    entries: tuple[ClaimEntry, ...]
    others: tuple[str, ...]
    is_told_by_holder: bool

    @property
    def certainties(self) -> tuple[Certainty, ...]:
        """How the text marks the claims, each once, the most certain first."""
        found = {entry.claim.certainty for entry in self.entries}
        return tuple(certainty for certainty in Certainty if certainty in found)

    @property
    def is_told_by_others_only(self) -> bool:
        """True if none of the claims is the holder's own word in the text."""
        return bool(self.entries) and not self.is_told_by_holder


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An issue; its cells stand under the holders, None where no position is given."""

    issue: IssueId
    title: str
    cells: tuple[PositionCell | None, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """A material's positions table: who holds what on which issue."""

    material: MaterialId
    title: str
    holders: tuple[Holder, ...]
    rows: tuple[PositionRow, ...]


def compared(positions: Positions, first: int, second: int) -> Positions:
    """The table with two of its columns only, counted from 0; rows that both leave empty go."""
    rows = [
        PositionRow(row.issue, row.title, (row.cells[first], row.cells[second]))
        for row in positions.rows
    ]
    return Positions(
        positions.material,
        positions.title,
        (positions.holders[first], positions.holders[second]),
        tuple(row for row in rows if any(row.cells)),
    )


def sheet(positions: Positions) -> list[list[str]]:
    """The table in words: a title row, then a row for each issue; dashes where there is nothing."""
    head = ["Issue", *(holder.name for holder in positions.holders)]
    return [head, *([row.title, *map(_in_words, row.cells)] for row in positions.rows)]


def _in_words(cell: PositionCell | None) -> str:
    if cell is None:
        return NO_POSITION
    marks = [", ".join(cell.certainties)] if cell.entries else []
    if cell.others:
        manner = "only" if cell.is_told_by_others_only else "partly"
        marks.append(f"said {manner} by {', '.join(cell.others)}")
    return f"{cell.text} ({'; '.join(marks)})" if marks else cell.text


def cell_of(text: str, note: str, entries: Sequence[ClaimEntry], holder: Holder) -> PositionCell:
    """The cell of a holder that ``entries`` fill, with who else says so of the holder."""
    of_others = [entry for entry in entries if entry.claim.asserted_by not in holder.topics]
    return PositionCell(
        text=text,
        note=note,
        entries=tuple(entries),
        others=tuple(dict.fromkeys(entry.asserter for entry in of_others)),
        is_told_by_holder=len(of_others) < len(entries),
    )
