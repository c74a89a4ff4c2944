"""Settings as rows of names and texts."""

from __future__ import annotations

from collections.abc import Mapping

from carrel.storage.database import Database


class SettingStore:
    """The settings that are kept in a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self) -> dict[str, str]:
        """Every setting that is stored."""
        rows = self._database.rows("SELECT name, value FROM setting")
        return {row["name"]: row["value"] for row in rows}

    def put(self, values: Mapping[str, str]) -> None:
        """Store settings; others stay."""
        self._database.write_many(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            list(values.items()),
        )

    def remove(self, names: frozenset[str]) -> None:
        """Let settings be as they come."""
        self._database.write_many(
            "DELETE FROM setting WHERE name = ?", [(name,) for name in sorted(names)]
        )
