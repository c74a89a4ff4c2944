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
_UNDECODABLE = "Could not decode to UTF-8"
"""What Python's sqlite3 says, without a code, of text whose bytes have been changed."""
_STALE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
"""What a connection goes on saying after the cause is gone; a new one finds it well."""


class Database:
    """One connection to a library. It belongs to the thread that opened it.

    Reading goes through :meth:`rows` and :meth:`row`; writing through :meth:`transaction` (which
    nests). Every SQLite failure of the world outside leaves as a :class:`LibraryError`; a wrong
    statement or a broken constraint is a fault of the program and stays an ``sqlite3`` error.

    A file that is taken away while it is open would swallow what is written: writing checks that it
    is still in its place, and goes on when it has come back.
    """

    def __init__(
        self, path: Path | str, connection: sqlite3.Connection, *, is_on_network: bool = False
    ) -> None:
        self.path = Path(path)
        self.connection = connection
        self.is_on_network = is_on_network
        self.was_made = False
        """Whether this connection has made the library; of several at once, one has."""
        self._file: tuple[int, int] | None = None
        self._is_stale = False
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

    def change(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement; returns how many rows it touched."""
        with self.transaction(), self._telling():
            return self.connection.execute(sql, values).rowcount

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
            self._begin()
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

    def compact(self) -> None:
        """Write the file anew without the room that nothing takes; not within a transaction.

        Raises LibraryUnavailable where another program writes or the disk has no room for a second
        file of that size; the library is then as it was.
        """
        with self._telling():
            self._stay_with_file()
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def data_version(self) -> int:
        """A number that changes when another connection has written (PRAGMA data_version).

        Raises LibraryUnavailable while the file is not in its place.
        """
        with self._telling():
            self._stay_with_file()
        return int(self.value("PRAGMA data_version"))

    def prepare(self) -> None:
        """Set the connection up and remember which file it has open."""
        self.connection.row_factory = sqlite3.Row
        self.connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        self._file = _identity(self.path)

    def _begin(self) -> None:
        self._stay_with_file()
        self.connection.execute("BEGIN IMMEDIATE")

    def _stay_with_file(self) -> None:
        if self._file is None:
            return
        there = _identity(self.path)
        if there is None:
            raise LibraryUnavailable(
                "The library {path} is not there any more; bring its disk or folder back, then"
                " repeat.",
                path=self.path,
            )
        if self._is_stale or there != self._file:
            self._reopen()

    def _reopen(self) -> None:
        check_path(self.path)
        if _identity(self.path) != self._file and not _has_header(self.path):
            # SQLite would read the log that the old library left beside it.
            raise _not_a_library(self.path)
        fresh = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw", isolation_level=None, uri=True
        )
        found = Database(self.path, fresh, is_on_network=self.is_on_network)
        try:
            found.prepare()
            if _version(found) != len(migrations.STEPS):
                raise LibraryUnavailable(
                    "Another library stands at {path} now; restart Carrel to open it.",
                    path=self.path,
                )
            _set_pragmas(found)
        except BaseException:
            fresh.close()
            raise
        self.connection.close()
        self.connection, self._file, self._is_stale = fresh, found._file, False

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            raise _damaged(self.path) from error
        except sqlite3.DatabaseError as error:
            self._is_stale = getattr(error, "sqlite_errorcode", 0) & 0xFF in _STALE
            raise explained(error, self.path) from error


def explained(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """What an SQLite error means for the user; the error itself if it is the program's fault."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return _damaged(path) if _UNDECODABLE in str(error) else error
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_NOTADB and not _has_header(path):
        return _not_a_library(path)
    if primary in _DAMAGED:
        return _damaged(path)
    if primary in _UNAVAILABLE:
        return LibraryUnavailable(_UNAVAILABLE[primary], path=path)
    return error


def _not_a_library(path: Path) -> NotALibrary:
    return NotALibrary(
        "{path} is not a Carrel library and has been left alone; choose another file.", path=path
    )


def _has_header(path: Path) -> bool:
    """Whether a file begins as those of SQLite do.

    Never for a library that is open here: on POSIX, closing any handle of a file drops all locks
    that this process has on it, and another program would take the library's log away.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


def _damaged(path: Path) -> LibraryDamaged:
    return LibraryDamaged(
        "The library {path} is damaged; restore a backup or let Carrel salvage what it can.",
        path=path,
    )


def open_database(
    path: Path | str,
    *,
    before_migration: Callable[[Path], object] | None = None,
    is_on_network: bool = False,
) -> Database:
    """Open the library at ``path``, made if missing, brought up to date if old.

    ``before_migration`` is called with the path of an existing library before its schema is
    changed. On a network folder the write-ahead log is unsafe, and a rollback journal is kept.
    Raises :class:`NotALibrary` or :class:`LibraryTooNew` for a file that is then left
    untouched, :class:`LibraryDamaged` or :class:`LibraryUnavailable` for one that cannot be used.
    """
    path = Path(path)
    check_path(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    database = Database(path, connection, is_on_network=is_on_network)
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
    except OSError as error:
        raise LibraryUnavailable(
            "The library {path} cannot be opened: {reason}.", path=path, reason=error.strerror
        ) from error


def _prepare(database: Database, before_migration: Callable[[Path], object] | None) -> None:
    with database._telling():  # noqa: SLF001
        database.prepare()
        version = _version(database)
        if version == len(migrations.STEPS):
            _set_pragmas(database)
            return
        if version and before_migration is not None:
            before_migration(database.path)
        _set_pragmas(database)
        with database.transaction():
            # Another start may have done it while this one waited.
            version = _version(database)
            database.was_made = version == 0
            if version < len(migrations.STEPS):
                migrations.apply_pending(database.connection)


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


def _set_pragmas(database: Database) -> None:
    journal = "DELETE" if database.is_on_network else "WAL"
    database.connection.execute("PRAGMA foreign_keys = ON")
    database.connection.execute(f"PRAGMA journal_mode = {journal}")
    database.connection.execute("PRAGMA synchronous = FULL")
    database.connection.execute("PRAGMA temp_store = MEMORY")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at ``path``; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
