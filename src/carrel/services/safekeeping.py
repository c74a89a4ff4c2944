"""Backups: made on time, listed, thinned, put back; and what putting one back would lose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from carrel.domain.backup_plan import BackupFile, Contents, Occasion, is_due, surplus
from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import LibraryUnavailable, NotFound
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.services.desk import ChangeNotice
from carrel.storage import backup as copies
from carrel.storage.database import open_database
from carrel.system.backup_folders import backup_folder
from carrel.system.paths import Places

MOST_BYTES = 2_000_000_000
"""How much room backups take at the most, unless the student chooses otherwise."""

_FOLDER_TROUBLE = {
    "read": "The folder for backups, {folder}, cannot be read: {reason}.",
    "made": "The folder for backups, {folder}, cannot be made: {reason}.",
    "tidied": "Old backups in {folder} cannot be removed: {reason}.",
}
_NAME = re.compile(r"carrel-(\d{8}T\d{6})Z-([a-z]+)(?:-\d+)?\.db")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was just made and verified."""

    file: BackupFile
    path: Path
    contents: Contents


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that can be put back: what it holds, and what is there now and not in it."""

    contents: Contents
    loss: Contents


class Safekeeping:
    """The backups of one library. Opens its own connections: it may run on any thread.

    ``day_of`` names the student's day of a moment ("2026-11-22"), ``most_bytes`` bounds the room
    that all backups take together.
    """

    def __init__(
        self,
        library: Path,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        notice: ChangeNotice,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._library = library
        self.folder = folder
        self._clock = clock
        self._notice = notice
        self._most_bytes = most_bytes

    def backups(self) -> list[BackupFile]:
        """All backups of the folder, newest first; other files in it are passed over.

        Raises LibraryUnavailable when the folder cannot be read.
        """
        if not self.folder.is_dir():
            return []
        try:
            found = [_described(path) for path in self.folder.iterdir()]
        except OSError as error:
            raise self._unavailable("read", error) from error
        return sorted(
            (file for file in found if file is not None),
            key=lambda file: (file.made_at, file.name),
            reverse=True,
        )

    def is_due(self, day_of: Callable[[datetime], str]) -> bool:
        """Whether today's backup has not been made yet."""
        return is_due(self.backups(), now=self._clock(), day_of=day_of)

    def back_up(self, occasion: Occasion, report: ShareReport = no_share_report) -> Kept:
        """Make a verified backup now, then let those go that are no longer needed.

        Raises LibraryUnavailable (no room, no access), LibraryDamaged, or Cancelled.
        """
        self._make_folder()
        path = self._fresh_path(occasion)
        contents = copies.copy_library(self._library, path, report)
        self._thin(path)
        file = _described(path)
        if file is None:  # our own name is always understood
            raise AssertionError(path)
        return Kept(file, path, contents)

    def save_copy(self, target: Path, report: ShareReport = no_share_report) -> Contents:
        """Write a verified copy of the library to a file of the student's choice."""
        return copies.copy_library(self._library, target, report)

    def contents(self, name: str) -> Contents:
        """What a backup holds. Raises NotFound, NotALibrary or LibraryDamaged."""
        return copies.contents_of(self._path(name))

    def loss(self, backup: Path) -> Contents:
        """How much of what the library holds now is missing or older in ``backup``.

        Raises NotFound, NotALibrary or LibraryDamaged.
        """
        return self.offer(backup).loss

    def offer(self, backup: Path) -> Offer:
        """What restoring ``backup`` would bring and what it would lose.

        Raises NotFound, NotALibrary, LibraryTooNew or LibraryDamaged for one that cannot be put
        back.
        """
        self._must_exist(backup)
        contents = copies.contents_of(backup)
        return Offer(contents, copies.missing_in(backup, self._library))

    def restore(self, backup: Path, report: ShareReport = no_share_report) -> Kept:
        """Put ``backup`` back, after a backup of what is there now; returns that one.

        Everything that was undone or could be undone comes from the backup as well.
        """
        self._must_exist(backup)
        copies.contents_of(backup)
        kept = self.back_up(Occasion.RESTORE)
        copies.put_back(backup, self._library, report)
        # An older backup is brought up to date at once: others have the library open.
        open_database(self._library).close()
        self._notice.publish(EVERYTHING)
        return kept

    def restore_as_new(self, backup: Path, report: ShareReport = no_share_report) -> Contents:
        """Make the library from ``backup`` where there is none now.

        Raises what :meth:`restore` raises.
        """
        self._must_exist(backup)
        return copies.copy_library(backup, self._library, report)

    def path_of(self, file: BackupFile) -> Path:
        """Where a backup lies."""
        return self.folder / file.name

    def _path(self, name: str) -> Path:
        path = self.folder / name
        self._must_exist(path)
        return path

    @staticmethod
    def _must_exist(path: Path) -> None:
        if not path.is_file():
            raise NotFound("There is no backup {path}; choose one from the list.", path=path)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unavailable("made", error) from error

    def _fresh_path(self, occasion: Occasion) -> Path:
        stem = f"carrel-{self._clock().astimezone(UTC).strftime(_STAMP)}Z-{occasion}"
        path = self.folder / f"{stem}.db"
        number = 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}.db"
        return path

    def _thin(self, made: Path) -> None:
        for file in surplus(self.backups(), now=self._clock(), most_bytes=self._most_bytes):
            # After the clock was set back, the one just made can count as old.
            if file.name == made.name:
                continue
            try:
                self.path_of(file).unlink(missing_ok=True)
            except OSError as error:
                raise self._unavailable("tidied", error) from error

    def _unavailable(self, act: str, error: OSError) -> LibraryUnavailable:
        return LibraryUnavailable(
            _FOLDER_TROUBLE[act], folder=self.folder, reason=error.strerror or str(error)
        )


def safekeeping_of(
    library: Path,
    kept: Places,
    *,
    clock: Callable[[], datetime],
    notice: ChangeNotice | None = None,
) -> Safekeeping:
    """The backups of a library in the folder that they go to on this computer."""
    folder = backup_folder(library, kept)
    return Safekeeping(library, folder, clock=clock, notice=notice or ChangeNotice())


def newest_sound(safekeeping: Safekeeping, files: Iterable[BackupFile]) -> BackupFile | None:
    """The newest of ``files`` that can be put back, or None."""
    for file in files:
        if copies.is_sound(safekeeping.path_of(file)):
            return file
    return None


def _described(path: Path) -> BackupFile | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match[2] not in set(Occasion) or not path.is_file():
        return None
    made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    return BackupFile(path.name, made_at, Occasion(match[2]), path.stat().st_size)
