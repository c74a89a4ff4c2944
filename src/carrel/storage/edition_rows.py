"""Rows of a pack's things: added, changed or retired by an edition, while overrides stay.

Tables hold effective values. Where the student has overridden a field, the author's new value goes
into the override and the student's stays in force. A thing that an edition no longer has is marked
deleted with the time of that edition, which tells it from what the student has deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from carrel.domain.editions import EditedByBoth
from carrel.storage.database import Database, Row
from carrel.storage.row_writer import PlainRows


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a material's things. Some have no times, or no origin.

    What students cannot delete comes back whenever an edition has it again.
    """

    name: str
    has_times: bool = True
    has_origin: bool = True
    is_deleted_by_students: bool = True


SECTIONS = Table("section", has_times=False, has_origin=False, is_deleted_by_students=False)
TOPICS = Table("topic")
CLAIMS = Table("claim")
EVENTS = Table("event")
QUESTIONS = Table("question")


@dataclass(slots=True)
class Tally:
    """What an edition did to the things of one table."""

    added: int = 0
    changed: int = 0
    retired: list[str] = field(default_factory=list)
    kept_for_student: list[str] = field(default_factory=list)


class EditionRows:
    """Writes one edition's rows of one table.

    ``previous`` is when the edition before this one was installed, None for the first.
    """

    def __init__(
        self,
        database: Database,
        table: Table,
        material_id: int,
        *,
        at: datetime,
        previous: str | None,
    ) -> None:
        self._database = database
        self._writer = PlainRows(database)
        self._table = table
        self._material_id = material_id
        self._at = at.isoformat()
        self._previous = previous
        self._present: set[str] = set()
        self._known: dict[str, Row] = {
            row["key"]: row
            for row in database.rows(
                f"SELECT * FROM {table.name} WHERE material_id = ?", (material_id,)
            )
        }
        self._overrides = _overrides_of(database, table.name, self._known)
        self.tally = Tally()
        self.edited_by_both: list[EditedByBoth] = []

    def row_id(self, key: str) -> int:
        """The row of a thing of the material; raises KeyError if it has no such thing."""
        return int(self._known[key]["id"])

    def put(self, key: str, values: dict[str, Any]) -> int:
        """Let the thing ``key`` have these values of the author; returns its row id."""
        self._present.add(key)
        row = self._known.get(key)
        if row is None:
            return self._add(key, values)
        changes = self._in_force(key, values)
        if self._is_retired(row):
            changes["deleted_at"] = None
        changes = {name: value for name, value in changes.items() if row[name] != value}
        if changes:
            if self._table.has_times:
                changes["updated_at"] = self._at
            self._writer.update(self._table.name, row["id"], changes)
            self.tally.changed += 1
        return int(row["id"])

    def retire_others(self) -> None:
        """Mark what this edition does not have as deleted.

        What the student has edited stays, as the student's own.
        """
        for key, row in self._known.items():
            if key in self._present or (self._table.has_origin and row["origin"] != "pack"):
                continue
            if row["deleted_at"] is None and key in self._overrides:
                self._writer.update(self._table.name, row["id"], {"origin": "own"})
                self.tally.kept_for_student.append(key)
            elif row["deleted_at"] is None or self._is_retired(row):
                # One that was retired before gets the new time too, so that it can come back.
                if row["deleted_at"] is None:
                    self.tally.retired.append(key)
                self._writer.update(self._table.name, row["id"], {"deleted_at": self._at})

    def _is_retired(self, row: Row) -> bool:
        """Whether an earlier edition did without the thing; else the student deleted it."""
        if row["deleted_at"] is None:
            return False
        return not self._table.is_deleted_by_students or row["deleted_at"] == self._previous

    def _add(self, key: str, values: dict[str, Any]) -> int:
        row: dict[str, Any] = {"key": key, "material_id": self._material_id, **values}
        if self._table.has_times:
            row |= {"created_at": self._at, "updated_at": self._at}
        if self._table.has_origin:
            row["origin"] = "pack"
        row_id = self._writer.insert(self._table.name, row)
        added = self._database.row(f"SELECT * FROM {self._table.name} WHERE id = ?", (row_id,))
        assert added is not None
        self._known[key] = added
        self.tally.added += 1
        return row_id

    def _in_force(self, key: str, values: dict[str, Any]) -> dict[str, Any]:
        """The values without those that the student has overridden; the overrides learn them."""
        overrides = self._overrides.get(key, {})
        kept, conflicts = _met(self._writer, overrides, values, at=self._at)
        self.edited_by_both += conflicts
        return kept


def values_in_force(
    database: Database, thing: str, key: str, values: dict[str, Any], *, at: datetime
) -> tuple[dict[str, Any], list[EditedByBoth]]:
    """The author's new values of one thing, without those that the student has overridden.

    The overrides learn the new values. Also what both have changed.
    """
    overrides = _overrides_of(database, thing, [key]).get(key, {})
    return _met(PlainRows(database), overrides, values, at=at.isoformat())


def _met(
    writer: PlainRows, overrides: dict[str, Row], values: dict[str, Any], *, at: str
) -> tuple[dict[str, Any], list[EditedByBoth]]:
    """Tell the overrides of a thing its author's new values; see :func:`values_in_force`."""
    conflicts = []
    for name, override in overrides.items():
        if name not in values or override["author_value"] == column_text(values[name]):
            continue
        author = column_text(values[name])
        if author == override["value"]:
            writer.delete("override", override["id"])
            continue
        writer.update("override", override["id"], {"author_value": author, "updated_at": at})
        if author != override["made_against"]:
            conflicts.append(
                EditedByBoth(
                    override["thing"], override["thing_key"], name, override["value"], author
                )
            )
    return {name: value for name, value in values.items() if name not in overrides}, conflicts


def _overrides_of(database: Database, table: str, keys: Iterable[str]) -> dict[str, dict[str, Row]]:
    wanted = set(keys)
    found: dict[str, dict[str, Row]] = {}
    for row in database.rows("SELECT * FROM override WHERE thing = ?", (table,)):
        if row["thing_key"] in wanted:
            found.setdefault(row["thing_key"], {})[row["field"]] = row
    return found


def column_text(value: object) -> str:
    """A column's value as overrides hold it."""
    return "" if value is None else str(int(value) if isinstance(value, bool) else value)
