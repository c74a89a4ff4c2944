"""Salvage: every row that can still be read of a damaged library, into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from carrel.domain.job_report import ShareReport, no_share_report
from carrel.storage.database import Database, open_database

_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading damaged pages raises; SQLite's messages can quote bytes that are no text."""

_PROBED_ROWS = 10_000_000
"""How far row ids are tried where the damage hides the largest one."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows were saved, per table, and which tables have lost some."""

    rows: dict[str, int]
    incomplete: tuple[str, ...]


def salvage(damaged: Path, target: Path, report: ShareReport = no_share_report) -> Salvaged:
    """Copy all readable rows of ``damaged`` into the new library ``target``.

    ``damaged`` is only read. Rows whose parents are lost are left out, so that the new library is
    sound. Raises FileExistsError when ``target`` exists, Cancelled when ``report`` says so, and
    LibraryUnavailable where there is no room; the caller removes ``target`` then.
    """
    if target.exists():
        raise FileExistsError(target)
    rows: dict[str, int] = {}
    incomplete: list[str] = []
    with closing(open_database(target)) as library:
        library.connection.execute("PRAGMA foreign_keys = OFF")
        with closing(_reader(damaged)) as source:
            tables = _tables(library)
            for number, table in enumerate(tables):
                report(number / len(tables))
                found, is_whole = _readable_rows(source, table)
                rows[table] = _store(library, table, found)
                if not is_whole or rows[table] < len(found):
                    incomplete.append(table)
        _drop_widows(library)
    return Salvaged(rows, tuple(incomplete))


def _reader(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    # Without it SQLite reads nothing of a file that has been cut short.
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def _tables(library: Database) -> list[str]:
    """The library's own tables, in the order of the schema: parents before children."""
    return [
        row["name"]
        for row in library.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%'"
            " ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            " AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' ORDER BY rootpage"
        )
    ]


def _readable_rows(source: sqlite3.Connection, table: str) -> tuple[list[sqlite3.Row], bool]:
    """All rows of a table that can be read, and whether that is every row."""
    try:
        return source.execute(f"SELECT * FROM {table}").fetchall(), True
    except _UNREADABLE:
        return _rows_around_damage(source, table), False


def _rows_around_damage(source: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    """Rows read in both directions and by ever smaller jumps over pages that cannot be read."""
    found: dict[int, sqlite3.Row] = {}
    jump, last = 1, 0
    while last < _PROBED_ROWS:
        read = _read_on(source, table, last, found)
        if read is None:
            break
        if read > last:
            last, jump = read, 1
        else:
            last, jump = last + jump, min(jump * 2, 4096)
    _read_backwards(source, table, found)
    return [found[row_id] for row_id in sorted(found)]


def _read_on(
    source: sqlite3.Connection, table: str, after: int, found: dict[int, sqlite3.Row]
) -> int | None:
    """Read rows behind ``after`` until the damage; the last id read, None at the table's end."""
    last = after
    try:
        for row in source.execute(f"SELECT * FROM {table} WHERE id > ? ORDER BY id", (after,)):
            found[row["id"]] = row
            last = row["id"]
    except _UNREADABLE:
        return last
    return None


def _read_backwards(source: sqlite3.Connection, table: str, found: dict[int, sqlite3.Row]) -> None:
    try:
        for row in source.execute(f"SELECT * FROM {table} ORDER BY id DESC"):
            found.setdefault(row["id"], row)
    except _UNREADABLE:
        return  # from here on the damage begins


def _store(library: Database, table: str, rows: list[sqlite3.Row]) -> int:
    """Insert the rows that the new library takes; returns how many."""
    known = {row["name"] for row in library.rows(f"PRAGMA table_info({table})")}
    stored = 0
    with library.transaction():
        for row in rows:
            values = {name: row[name] for name in row.keys() if name in known}  # noqa: SIM118
            columns = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            stored += library.change(
                f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})",
                tuple(values.values()),
            )
    return stored


def _drop_widows(library: Database) -> None:
    """Remove rows that refer to a row which is lost, until none is left."""
    with library.transaction():
        while widows := library.rows("PRAGMA foreign_key_check"):
            for widow in widows:
                library.write(f"DELETE FROM {widow['table']} WHERE rowid = ?", (widow["rowid"],))
