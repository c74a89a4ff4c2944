"""The undo journal: each student action is one transaction that also writes down its rows.

An action's changes go through :class:`Action`, which stores every touched row as it was before and
as it is after. Undoing puts the earlier rows back unless something has changed them since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carrel.domain.changes import Change
from carrel.domain.errors import UndoRefused
from carrel.storage.database import Database

KEPT_STEPS = 1_000
"""How many steps stay in the journal; older ones can no longer be undone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or redone. ``label`` is an English template for ``details``."""

    id: int
    label: str
    details: dict[str, Any]
    changed: frozenset[Change]


class Action:
    """The writes of one step. Tables have an integer ``id``; a change names only new values."""

    def __init__(self, database: Database, step_id: int) -> None:
        self._database = database
        self._step_id = step_id

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Add a row; returns its ``id``."""
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        row_id = self._database.write(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            tuple(values.values()),
        )
        self._record(table, row_id, None, _read(self._database, table, row_id))
        return row_id

    def update(self, table: str, row_id: int, values: dict[str, Any]) -> None:
        """Change columns of a row; raises KeyError if there is no such row."""
        before = _read(self._database, table, row_id)
        if before is None:
            raise KeyError((table, row_id))
        _write_columns(self._database, table, row_id, values)
        self._record(table, row_id, before, _read(self._database, table, row_id))

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        """Add rows of a table with AUTOINCREMENT at once; much faster than one by one."""
        if not rows:
            return
        last = self._database.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        marks = ", ".join("?" * (len(columns) + 1))
        self._database.write_many(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            [(last + number, *row) for number, row in enumerate(rows, start=1)],
        )
        added = self._database.rows(f"SELECT * FROM {table} WHERE id > ?", (last,))
        self._record_many(table, [(row["id"], None, _dump(dict(row))) for row in added])

    def delete_many(self, table: str, row_ids: Iterable[int]) -> None:
        """Remove rows at once; see :meth:`delete`."""
        ids = json.dumps(tuple(row_ids))
        condition = "id IN (SELECT value FROM json_each(?))"
        gone = self._database.rows(f"SELECT * FROM {table} WHERE {condition}", (ids,))
        self._database.write(f"DELETE FROM {table} WHERE {condition}", (ids,))
        self._record_many(table, [(row["id"], _dump(dict(row)), None) for row in gone])

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row for good (things that a student made are rather given ``deleted_at``).

        Rows that refer to it must be removed first, by the same action, or undo would lose them.
        """
        before = _read(self._database, table, row_id)
        if before is None:
            return
        self._database.write(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self._record(table, row_id, before, None)

    def add_when_undone(self, table: str, row: dict[str, Any]) -> None:
        """Let undoing this step add ``row``, its ``id`` and all columns given; redoing removes it.

        For logs that nothing is ever removed from: what was written stays, and the row that undo
        adds says that it does not count.
        """
        self._record(table, row["id"], row, None)

    def _record_many(
        self, table: str, changes: Iterable[tuple[int, str | None, str | None]]
    ) -> None:
        self._database.write_many(
            "INSERT INTO undo_change (step_id, table_name, row_id, before, after)"
            " VALUES (?, ?, ?, ?, ?)",
            [(self._step_id, table, row_id, before, after) for row_id, before, after in changes],
        )

    def _record(
        self, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self._database.write(
            "INSERT INTO undo_change (step_id, table_name, row_id, before, after)"
            " VALUES (?, ?, ?, ?, ?)",
            (self._step_id, table, row_id, _dump(before), _dump(after)),
        )


class Journal:
    """Steps of a library, newest first, across windows, command lines and restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def action(
        self, label: str, changed: Iterable[Change], *, at: datetime, **details: object
    ) -> Iterator[Action]:
        """One step: a transaction whose writes through the yielded action can be undone.

        ``label`` is an English template ("Highlight"), filled with ``details`` when it is shown.
        An action that touches no row leaves no step. Steps that had been undone are forgotten.
        """
        with self._database.transaction():
            self._database.write("DELETE FROM undo_step WHERE is_undone")
            step_id = self._database.write(
                "INSERT INTO undo_step (label, details, changed, made_at) VALUES (?, ?, ?, ?)",
                (label, json.dumps(details), json.dumps(sorted(changed)), at.isoformat()),
            )
            yield Action(self._database, step_id)
            if not self._database.value(
                "SELECT 1 FROM undo_change WHERE step_id = ? LIMIT 1", (step_id,)
            ):
                self._database.write("DELETE FROM undo_step WHERE id = ?", (step_id,))
            self._database.write("DELETE FROM undo_step WHERE id <= ?", (step_id - KEPT_STEPS,))

    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        return self._step("NOT is_undone ORDER BY id DESC")

    def next_redo(self) -> Step | None:
        """The step that redo would do again."""
        return self._step("is_undone ORDER BY id")

    def undo(self) -> Step | None:
        """Take the newest step back; None if there is none. Raises :class:`UndoRefused`."""
        return self._replay(self.next_undo(), is_undo=True)

    def redo(self) -> Step | None:
        """Do the step that was undone last again; None if there is none."""
        return self._replay(self.next_redo(), is_undo=False)

    def _step(self, condition: str) -> Step | None:
        row = self._database.row(
            f"SELECT id, label, details, changed FROM undo_step WHERE {condition} LIMIT 1"
        )
        if row is None:
            return None
        changed = frozenset(Change(name) for name in json.loads(row["changed"]))
        return Step(row["id"], row["label"], json.loads(row["details"]), changed)

    def _replay(self, step: Step | None, *, is_undo: bool) -> Step | None:
        if step is None:
            return None
        order = "DESC" if is_undo else "ASC"
        with self._database.transaction():
            # Rows of one step may refer to each other in either direction.
            self._database.connection.execute("PRAGMA defer_foreign_keys = ON")
            for row in self._database.rows(
                "SELECT table_name, row_id, before, after FROM undo_change"
                f" WHERE step_id = ? ORDER BY id {order}",
                (step.id,),
            ):
                now, then = (
                    (row["after"], row["before"]) if is_undo else (row["before"], row["after"])
                )
                self._put_back(step, row["table_name"], row["row_id"], _load(now), _load(then))
            self._database.write(
                "UPDATE undo_step SET is_undone = ? WHERE id = ?", (is_undo, step.id)
            )
        return step

    def _put_back(
        self,
        step: Step,
        table: str,
        row_id: int,
        expected: dict[str, Any] | None,
        wanted: dict[str, Any] | None,
    ) -> None:
        if _read(self._database, table, row_id) != expected:
            raise UndoRefused(
                "“{step}” cannot be taken back: what it changed has been changed again since.",
                step=step.label.format(**step.details),
            )
        if wanted is None:
            self._database.write(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        elif expected is None:
            columns = ", ".join(f'"{name}"' for name in wanted)
            marks = ", ".join("?" * len(wanted))
            self._database.write(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                tuple(wanted.values()),
            )
        else:
            _write_columns(self._database, table, row_id, wanted)


def _read(database: Database, table: str, row_id: int) -> dict[str, Any] | None:
    row = database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    return None if row is None else dict(row)


def _write_columns(database: Database, table: str, row_id: int, values: dict[str, Any]) -> None:
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    database.write(
        f"UPDATE {table} SET {assignments} WHERE id = ?",
        (*values.values(), row_id),
    )


_encode = json.JSONEncoder(ensure_ascii=False).encode
"""``json.dumps`` makes a new encoder for each row, which takes longer than the row itself."""


def _dump(row: dict[str, Any] | None) -> str | None:
    return None if row is None else _encode(row)


def _load(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)
