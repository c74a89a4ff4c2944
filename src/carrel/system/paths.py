"""Where Carrel keeps what it writes: the library, its backups, settings and the log."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from carrel.domain.errors import LibraryUnavailable

HOME_VARIABLE = "CARREL_HOME"
"""When set, everything is kept below the folder it names: for tests and for a memory stick."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders that Carrel writes to; none of them need exist yet.

    ``data`` is what the student would miss, ``config`` what they have set, and ``state`` what
    belongs to this computer alone and can be made again.
    """

    data: Path
    config: Path
    state: Path

    @property
    def library(self) -> Path:
        """The library file that is opened when none is named."""
        return self.data / "carrel.db"

    @property
    def backups(self) -> Path:
        """The folder of the copies of the library."""
        return self.data / "backups"

    @property
    def log_folder(self) -> Path:
        """The folder of the log and of what is written when the program is torn down."""
        return self.state / "log"

    @property
    def device_file(self) -> Path:
        """The file that names this computer in the log of answers."""
        return self.state / "device"


def places(environment: Mapping[str, str] = os.environ) -> Places:
    """The folders for this user on this system; relative ones count from the current folder."""
    home = environment.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return Places(root / "data", root / "config", root / "state")
    import platformdirs

    # Linux writes folder names small; macOS and Windows show them as the program is called.
    name = "carrel" if sys.platform.startswith("linux") else "Carrel"
    folders = platformdirs.PlatformDirs(name, appauthor=False)
    return Places(folders.user_data_path, folders.user_config_path, folders.user_state_path)


def default_library(kept: Places) -> Path:
    """The library file that is opened when none is named, with the folder it belongs in made.

    Raises LibraryUnavailable when the folder cannot be made.
    """
    try:
        kept.library.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            "The folder for your library, {folder}, cannot be made: {reason}.",
            folder=kept.library.parent,
            reason=error.strerror,
        ) from error
    return kept.library
