"""What the commands of one run share: the library they work on, opened when first needed."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from carrel.domain.errors import CarrelError
from carrel.services.desk import Desk, open_desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.rescue import Rescue
from carrel.services.safekeeping import Safekeeping, safekeeping_of
from carrel.system.device import device_id
from carrel.system.paths import default_library, places
from carrel.system.resources import bundled_packs


class Session:
    """The library that the commands of this run work on, opened when first needed."""

    def __init__(self, library: Path | None) -> None:
        self._library = library
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The opened library with clock and names; a new one gets the bundled packs."""
        if self._desk is None:
            kept = places()
            library = self.library
            self._desk = open_desk(
                library,
                clock=_now,
                new_id=_new_id,
                device=device_id(kept.device_file, _new_id),
                keep_copy=lambda occasion: self.safekeeping.back_up(occasion),
            )
            # Not by the file: where the disk was full at its start, it is there and empty.
            if self._desk.database.was_made:
                self._install_bundled(self._desk)
        return self._desk

    def _install_bundled(self, desk: Desk) -> None:
        """Put in the bundled packs; a library without them is not left behind as if begun."""
        installing = PackInstalling(desk)
        try:
            installing.install_bundled(bundled_packs())
        except CarrelError:
            is_blank = installing.is_blank
            self.close()
            self._desk = None
            if is_blank:
                for suffix in ("", "-wal", "-shm", "-journal"):
                    desk.database.path.with_name(desk.database.path.name + suffix).unlink(
                        missing_ok=True
                    )
            raise

    @property
    def library(self) -> Path:
        """The library file of this run; raises LibraryUnavailable when it has no folder."""
        return self._library or default_library(places())

    @property
    def safekeeping(self) -> Safekeeping:
        """The backups of the library, which need not be sound for that."""
        return safekeeping_of(self.library, places(), clock=_now)

    @property
    def rescue(self) -> Rescue:
        """What can be done for a library that is damaged."""
        return Rescue(self.library, self.safekeeping, clock=_now)

    def close(self) -> None:
        """Close the library if it was opened."""
        if self._desk is not None:
            self._desk.database.close()


def _new_id() -> str:
    return str(uuid.uuid4())


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the clock enters here
