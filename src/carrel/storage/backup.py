"""Copies of a library: made while it is in use, verified, put back; and what is in one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from carrel.domain.backup_plan import Contents
from carrel.domain.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    LibraryUnavailable,
)
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.storage.database import BUSY_TIMEOUT_MS, check_path, explained
from carrel.storage.migrations import APPLICATION_ID, STEPS

PAGES_AT_ONCE = 256
"""SQLite pages (4 KiB each) copied between two reports."""

_OF_THE_COPY = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_FSYNC,
)
"""What SQLite says when it cannot write, in its extended codes."""

_COUNTED = {
    "materials": "SELECT count(*) FROM material WHERE deleted_at IS NULL AND state = 'ready'",
    "annotations": "SELECT count(*) FROM annotation WHERE deleted_at IS NULL",
    "questions": "SELECT count(*) FROM question WHERE deleted_at IS NULL",
    "reviews": "SELECT count(*) FROM review",
}
_LOST = {
    **{
        f"{table}s": f"SELECT count(*) FROM main.{table} AS mine WHERE deleted_at IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM kept.{table} AS theirs WHERE theirs.key = mine.key"
        " AND theirs.updated_at >= mine.updated_at AND theirs.deleted_at IS NULL)"
        for table in ("material", "annotation", "question")
    },
    "reviews": "SELECT count(*) FROM main.review AS mine"
    " WHERE NOT EXISTS (SELECT 1 FROM kept.review AS theirs WHERE theirs.key = mine.key)",
}


def copy_library(source: Path, target: Path, report: ShareReport = no_share_report) -> Contents:
    """Copy the library ``source`` to ``target`` with SQLite's backup API, and verify the copy.

    The library may be in use. ``target`` appears only when the copy is whole and on disk.
    Raises LibraryDamaged when the source is damaged, LibraryUnavailable when there is no room or
    no access, and what ``report`` raises; then there is no ``target``.
    """
    part = target.with_name(target.name + ".part")
    if not target.parent.is_dir():
        raise LibraryUnavailable(
            "The folder for backups, {folder}, does not exist; create it or choose another one.",
            folder=target.parent,
        )
    try:
        part.unlink(missing_ok=True)
        _copy_pages(source, part, report)
        contents = contents_of(part)
        _flush(part)
        part.replace(target)
        _flush(target.parent)
        return contents
    except OSError as error:
        raise LibraryUnavailable(
            "The backup {path} cannot be written: {reason}.", path=target, reason=error.strerror
        ) from error
    finally:
        _remove_quietly(part)


def contents_of(path: Path) -> Contents:
    """What a library file holds, after checking that it is sound and a Carrel library.

    Raises LibraryDamaged, NotALibrary or LibraryTooNew.
    """
    check_path(path)
    try:
        with closing(_read_only(path)) as connection:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if answer != "ok" or application != APPLICATION_ID:
                raise LibraryDamaged("The file {path} is no sound Carrel library.", path=path)
            if schema_version(path) > len(STEPS):
                raise LibraryTooNew(
                    "The library {path} was made by a newer Carrel; update Carrel to open it.",
                    path=path,
                )
            return Contents(
                **{name: connection.execute(sql).fetchone()[0] for name, sql in _COUNTED.items()}
            )
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error


def is_sound(path: Path) -> bool:
    """Whether a file is a whole Carrel library that this program can read."""
    try:
        contents_of(path)
    except LibraryError:
        return False
    return True


def missing_in(backup: Path, library: Path) -> Contents:
    """How much of ``library`` is not in ``backup``, or is there in an older form.

    ``backup`` has been found sound.
    """
    try:
        with closing(_read_only(library)) as now:
            now.execute("ATTACH ? AS kept", (f"{backup.absolute().as_uri()}?mode=ro",))
            return Contents(**{name: now.execute(sql).fetchone()[0] for name, sql in _LOST.items()})
    except sqlite3.DatabaseError as error:
        raise explained(error, library) from error


def put_back(backup: Path, library: Path, report: ShareReport = no_share_report) -> None:
    """Make ``library`` hold what ``backup`` holds, in one transaction of SQLite's.

    Other windows on the library go on and see the restored contents. A backup with an older schema
    is brought up to date when the library is opened next. Raises LibraryUnavailable while another
    program is writing or where there is no room, LibraryDamaged when the backup is not sound; then
    the library is as it was.
    """
    contents_of(backup)
    try:
        with (
            closing(_read_only(backup)) as source,
            closing(sqlite3.connect(library, timeout=BUSY_TIMEOUT_MS / 1000)) as target,
        ):
            source.backup(target, pages=PAGES_AT_ONCE, progress=_reporting(report))
    except sqlite3.DatabaseError as error:
        raise explained(error, library) from error


def put_in_place_of(library: Path, fresh: Path, name: str) -> Path:
    """Let the closed library ``fresh`` stand where a damaged one does; nothing is deleted.

    The damaged file and its side files get the file name ``name``, made unique by a number where
    taken. Returns its new path. Nobody may have either file open.
    """
    aside = _untaken(library.with_name(name))
    for suffix in ("-wal", "-shm", "-journal"):
        side = library.with_name(library.name + suffix)
        if side.exists():
            # SQLite would play an old log into the new file.
            side.rename(aside.with_name(aside.name + suffix))
    try:
        aside.hardlink_to(library)
    except OSError:
        library.rename(aside)  # file systems of memory sticks know no second name
    fresh.replace(library)
    _flush(library.parent)
    return aside


def _untaken(path: Path) -> Path:
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def schema_version(path: Path) -> int:
    """How many migration steps a library file has had."""
    with closing(_read_only(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_current(path: Path) -> bool:
    """Whether a library file has the schema of this program."""
    return schema_version(path) == len(STEPS)


def _copy_pages(source: Path, part: Path, report: ShareReport) -> None:
    try:
        with closing(_read_only(source)) as origin, closing(sqlite3.connect(part)) as copy:
            origin.backup(copy, pages=PAGES_AT_ONCE, progress=_reporting(report))
            # One file without side files: it is moved and put away as it is.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        # Writing is done to the copy only: what it lacks, the library's own disk may have.
        if getattr(error, "sqlite_errorcode", 0) in _OF_THE_COPY:
            raise LibraryUnavailable(
                "The backup {path} cannot be written: its disk is full or fails; free some space"
                " there or choose another folder.",
                path=part.with_suffix(""),
            ) from error
        raise explained(error, source) from error


def _reporting(report: ShareReport) -> Callable[[int, int, int], None]:
    def tell(_status: int, remaining: int, total: int) -> None:
        report(1 - remaining / max(total, 1))

    return tell


def _read_only(path: Path) -> sqlite3.Connection:
    # mode=ro still reads the write-ahead log that another connection has open.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_MS / 1000
    )


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot flush a folder and does not need it
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_quietly(part: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
