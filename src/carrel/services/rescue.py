"""Rescue of a library that is damaged: from its newest good backup, or of what can be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from carrel.domain.backup_plan import BackupFile, Contents
from carrel.domain.errors import LibraryUnavailable, NotFound
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.services.safekeeping import Safekeeping, newest_sound
from carrel.storage import backup as copies
from carrel.storage.database import open_database
from carrel.storage.salvage import salvage


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of a rescue. ``aside`` is where the damaged file is kept.

    ``incomplete`` names the tables of which rows were lost, as far as that can be known.
    """

    aside: Path
    contents: Contents
    incomplete: tuple[str, ...] = ()


class Rescue:
    """Puts a sound library where a damaged one stands. Nobody may have the library open."""

    def __init__(
        self, library: Path, safekeeping: Safekeeping, *, clock: Callable[[], datetime]
    ) -> None:
        self._library = library
        self._safekeeping = safekeeping
        self._clock = clock

    @property
    def library(self) -> Path:
        """The damaged file."""
        return self._library

    def newest_good_backup(self) -> tuple[BackupFile, Contents] | None:
        """The newest backup that is whole, with what it holds."""
        found = newest_sound(self._safekeeping, self._safekeeping.backups())
        return None if found is None else (found, self._safekeeping.contents(found.name))

    def from_backup(self, backup: Path, report: ShareReport = no_share_report) -> Rescued:
        """Let the library be what ``backup`` holds; the damaged file is kept aside.

        Raises NotFound, NotALibrary, LibraryDamaged or LibraryUnavailable, and Cancelled; then
        nothing has changed.
        """
        fresh = self._fresh()
        if not backup.is_file():
            raise NotFound("There is no backup {path}; choose another one.", path=backup)
        contents = copies.copy_library(backup, fresh, report)
        return Rescued(self._swap(fresh), contents)

    def of_what_can_be_read(self, report: ShareReport = no_share_report) -> Rescued:
        """Let the library be every row that can still be read; the damaged file is kept aside.

        Raises LibraryUnavailable where there is no room, or Cancelled; then nothing has changed.
        """
        fresh = self._fresh()
        try:
            saved = salvage(self._library, fresh, report)
            contents = copies.contents_of(fresh)
        except BaseException:
            _remove(fresh)
            raise
        return Rescued(self._swap(fresh), contents, saved.incomplete)

    def _fresh(self) -> Path:
        fresh = self._library.with_name(self._library.name + ".rescued")
        _remove(fresh)
        return fresh

    def _swap(self, fresh: Path) -> Path:
        stamp = self._clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        name = f"{self._library.stem}-damaged-{stamp}{self._library.suffix}"
        # Brought up to date and without side files, so that it can be moved as one file.
        with closing(open_database(fresh)) as database:
            database.connection.execute("PRAGMA journal_mode = DELETE")
        try:
            return copies.put_in_place_of(self._library, fresh, name)
        except OSError as error:
            raise LibraryUnavailable(
                "The damaged library {path} cannot be set aside: {reason}.",
                path=self._library,
                reason=error.strerror,
            ) from error


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
