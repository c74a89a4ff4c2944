"""Passages as rows: what annotations, questions, claims and mentions point with."""

from __future__ import annotations

from typing import Any

from carrel.domain.errors import NotFound
from carrel.domain.ids import SectionId
from carrel.domain.text.locate import Outcome
from carrel.domain.text.passage import Passage
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action
from carrel.storage.row_writer import RowWriter

PASSAGE_COLUMNS = (
    'passage.start, passage."end", passage.quote, passage.prefix, passage.suffix, passage.outcome'
)
"""What a query must select for :func:`passage_of`."""


def passage_of(row: Row, section: SectionId) -> Passage:
    """The passage of a row that holds :data:`PASSAGE_COLUMNS`."""
    return Passage(
        section=section,
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
    )


class PassageStore:
    """The passages of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, writer: RowWriter, passage: Passage, *, key: str, is_orphan: bool = False) -> int:
        """Store a passage; returns its row id. The words of an orphan are in the text no more.

        Raises :class:`NotFound` when its section is not in the library.
        """
        values = self.values(passage, key=key)
        if is_orphan:
            values["outcome"] = Outcome.ORPHANED.value
        return writer.insert("passage", values)

    def add_plainly(self, passage: Passage, *, key: str) -> int:
        """Store a passage outside of the undo journal, as imports do; returns its row id."""
        values = self.values(passage, key=key)
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        return self._database.write(
            f"INSERT INTO passage ({columns}) VALUES ({marks})", tuple(values.values())
        )

    def move(self, action: Action, row_id: int, passage: Passage) -> None:
        """Let a stored passage hold other words of the same section."""
        action.update("passage", row_id, _words(passage) | {"outcome": "exact"})

    def values(self, passage: Passage, *, key: str) -> dict[str, Any]:
        """The row of a passage; raises :class:`NotFound` for a section that is not there."""
        section_id = self._database.value(
            "SELECT id FROM section WHERE key = ?", (passage.section,)
        )
        if section_id is None:
            raise NotFound("There is no section “{section}”.", section=passage.section)
        return {"key": key, "section_id": section_id, **_words(passage)}


def _words(passage: Passage) -> dict[str, Any]:
    return {
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
