"""The steps that bring a library file up to date, in order; one frozen module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carrel.storage.migrations import (
    m0001_initial,
    m0002_exam_dates,
    m0003_text_version_index,
    m0004_shelf_indexes,
    m0005_proposals,
    m0006_rare_rows,
    m0007_hidden_words,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    import sqlite_utils

STEPS = (
    m0001_initial,
    m0002_exam_dates,
    m0003_text_version_index,
    m0004_shelf_indexes,
    m0005_proposals,
    m0006_rare_rows,
    m0007_hidden_words,
)

APPLICATION_ID = 0x4361726C
"""``Carl`` in ASCII: marks an SQLite file as a Carrel library (PRAGMA application_id)."""


def known_names() -> tuple[str, ...]:
    """The names of all steps that this program knows, oldest first."""
    return tuple(step.NAME for step in STEPS)


def apply_pending(connection: sqlite3.Connection) -> None:
    """Run the steps that the file does not have yet; all of them or none.

    The caller has begun a transaction. The number of steps is also written to PRAGMA user_version,
    so that opening a library that is up to date needs neither sqlite-utils nor a look into its
    tables.
    """
    import sqlite_utils

    migrations = sqlite_utils.Migrations("carrel")
    for step in STEPS:
        migrations(name=step.NAME)(_on_connection(step.apply))
    migrations.apply(sqlite_utils.Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _on_connection(
    apply: Callable[[sqlite3.Connection], None],
) -> Callable[[sqlite_utils.Database], None]:
    def run(database: sqlite_utils.Database) -> None:
        apply(database.conn)

    return run
