"""Writing rows plainly, with the same calls as a step that can be undone."""

from __future__ import annotations

from typing import Any, Protocol

from carrel.storage.database import Database


class RowWriter(Protocol):
    """Who writes rows: an :class:`~carrel.storage.journal.Action`, or :class:`PlainRows`."""

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Add a row; returns its ``id``."""

    def update(self, table: str, row_id: int, values: dict[str, Any]) -> None:
        """Change columns of a row."""

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row for good."""


class PlainRows:
    """Rows written outside of the undo journal, as imports and packs do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Add a row; returns its ``id``."""
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        return self._database.write(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values())
        )

    def update(self, table: str, row_id: int, values: dict[str, Any]) -> None:
        """Change columns of a row."""
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        self._database.write(
            f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), row_id)
        )

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row for good."""
        self._database.write(f"DELETE FROM {table} WHERE id = ?", (row_id,))
