"""What the commands of one run share: the library they work on, opened when first needed."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

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
            is_new = not library.exists()
            self._desk = open_desk(
                library,
                clock=_now,
                new_id=_new_id,
                device=device_id(kept.device_file, _new_id),
                keep_copy=lambda occasion: self.safekeeping.back_up(occasion),
            )
            if is_new:
                PackInstalling(self._desk).install_bundled(bundled_packs())
        return self._desk

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
