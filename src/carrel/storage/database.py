"""A connection to the library file: safe opening, transactions, what SQLite's errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from carrel.domain.errors import (
    LibraryDamaged,
    LibraryTooNew,
    LibraryUnavailable,
    NotALibrary,
)
from carrel.storage import migrations

Row = sqlite3.Row
Values = Sequence[Any] | dict[str, Any]

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one before it gives up."""

_HEADER = b"SQLite format 3\x00"

_IN_USE = "The library {path} is in use by another program; try again in a moment."
_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: (
        "The disk that holds the library {path} is full; free some space and repeat."
    ),
    sqlite3.SQLITE_READONLY: (
        "The library {path} cannot be written to; make the file and its folder writable and repeat."
    ),
    sqlite3.SQLITE_PERM: "Carrel may not open the library {path}; check the file's permissions.",
    sqlite3.SQLITE_AUTH: "Carrel may not open the library {path}; check the file's permissions.",
    sqlite3.SQLITE_CANTOPEN: (
        "The library {path} cannot be opened; check that its folder exists and may be written to."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds the library {path} reports an error; check the disk, then repeat."
    ),
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """One connection to a library. It belongs to the thread that opened it.

    Reading goes through :meth:`rows` and :meth:`row`; writing through :meth:`transaction` (which
    nests). Every SQLite failure of the world outside leaves as a :class:`LibraryError`; a wrong
    statement or a broken constraint is a fault of the program and stays an ``sqlite3`` error.
    """

    def __init__(self, path: Path | str, connection: sqlite3.Connection) -> None:
        self.path = Path(path)
        self.connection = connection
        self._depth = 0
        self._after_commit: list[Callable[[], None]] = []

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self.connection.close()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with self._telling():
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._telling():
            found: Row | None = self.connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, values)
        return None if row is None else row[0]

    def write(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement; returns the row id of the last inserted row."""
        with self.transaction(), self._telling():
            return self.connection.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, many: Iterable[Values]) -> None:
        """Run one writing statement for each of ``many`` in one transaction."""
        with self.transaction(), self._telling():
            self.connection.executemany(sql, many)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing of what is written inside; on disk when the outermost one ends.

        Begins IMMEDIATE: a transaction that reads first and writes then cannot wait for another
        writer, it fails at once.
        """
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        with self._telling():
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with self._telling():
                self.connection.execute("COMMIT")
        except BaseException:
            self._after_commit.clear()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0
        pending, self._after_commit = self._after_commit, []
        for act in pending:
            act()

    def after_commit(self, act: Callable[[], None]) -> None:
        """Call ``act`` once what is written now is on disk; never if it is rolled back."""
        if self._depth:
            self._after_commit.append(act)
        else:
            act()

    def data_version(self) -> int:
        """A number that changes when another connection has written (PRAGMA data_version)."""
        return int(self.value("PRAGMA data_version"))

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise explained(error, self.path) from error


def explained(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """What an SQLite error means for the user; the error itself if it is the program's fault."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return error
    primary = code & 0xFF
    if primary in _DAMAGED:
        return LibraryDamaged(
            "The library {path} is damaged; restore a backup or let Carrel salvage what it can.",
            path=path,
        )
    if primary in _UNAVAILABLE:
        return LibraryUnavailable(_UNAVAILABLE[primary], path=path)
    return error


def open_database(
    path: Path | str, *, before_migration: Callable[[Path], None] | None = None
) -> Database:
    """Open the library at ``path``, made if missing, brought up to date if old.

    ``before_migration`` is called with the path of an existing library before its schema is
    changed. Raises :class:`NotALibrary` or :class:`LibraryTooNew` for a file that is then left
    untouched, :class:`LibraryDamaged` or :class:`LibraryUnavailable` for one that cannot be used.
    """
    path = Path(path)
    check_path(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    database = Database(path, connection)
    try:
        _prepare(database, before_migration)
    except BaseException:
        connection.close()
        raise
    return database


def open_in_memory() -> Database:
    """A library that lives in memory only, for tests and trials."""
    database = Database(":memory:", sqlite3.connect(":memory:", isolation_level=None))
    _prepare(database, None)
    return database


def check_path(path: Path) -> None:
    """Raise a :class:`LibraryError` when ``path`` cannot be a library; writes nothing."""
    try:
        if path.is_dir():
            raise NotALibrary("{path} is a folder; name a library file.", path=path)
        if not path.parent.is_dir():
            raise LibraryUnavailable(
                "The folder {folder} does not exist; create it or choose another library.",
                folder=path.parent,
            )
        if path.exists():
            with path.open("rb") as file:
                header = file.read(len(_HEADER))
            if header and header != _HEADER:
                raise NotALibrary(
                    "{path} is not a Carrel library and has been left alone; choose another file.",
                    path=path,
                )
    except OSError as error:
        raise LibraryUnavailable(
            "The library {path} cannot be opened: {reason}.", path=path, reason=error.strerror
        ) from error


def _prepare(database: Database, before_migration: Callable[[Path], None] | None) -> None:
    connection = database.connection
    connection.row_factory = sqlite3.Row
    with database._telling():  # noqa: SLF001
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        version = _version(database)
        if version == len(migrations.STEPS):
            _set_pragmas(connection)
            return
        if version and before_migration is not None:
            before_migration(database.path)
        _set_pragmas(connection)
        with database.transaction():
            migrations.apply_pending(connection)


def _version(database: Database) -> int:
    """How many migration steps the file has had; 0 for a new file."""
    application = database.value("PRAGMA application_id")
    version = int(database.value("PRAGMA user_version"))
    is_empty = database.value("SELECT count(*) FROM sqlite_master") == 0
    if application != migrations.APPLICATION_ID and not is_empty:
        raise NotALibrary(
            "{path} is a database of another program and has been left alone; choose another file.",
            path=database.path,
        )
    if version > len(migrations.STEPS):
        raise LibraryTooNew(
            "The library {path} was made by a newer Carrel; update Carrel to open it.",
            path=database.path,
        )
    return version


def _set_pragmas(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
