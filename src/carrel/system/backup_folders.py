"""Which folder the backups of a library go to: chosen on this computer, else the usual one."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from carrel.domain.errors import LibraryUnavailable
from carrel.system.paths import Places

_FILE_NAME = "backup-folders.json"

_log = logging.getLogger(__name__)


def backup_folder(library: Path, kept: Places) -> Path:
    """The chosen folder, else the usual one, or one beside a library that lies elsewhere."""
    chosen = _chosen(kept).get(str(library.absolute()))
    if chosen is not None:
        return Path(chosen)
    if library.absolute() == kept.library.absolute():
        return kept.backups
    return library.absolute().with_name(f"{library.stem}-backups")


def choose_backup_folder(library: Path, folder: Path, kept: Places) -> None:
    """Let backups of a library go to ``folder`` from now on; raises LibraryUnavailable."""
    chosen = _chosen(kept) | {str(library.absolute()): str(folder.absolute())}
    file = kept.config / _FILE_NAME
    try:
        kept.config.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(file.name + ".part")
        draft.write_text(json.dumps(chosen, indent=2), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise LibraryUnavailable(
            "The choice of the folder cannot be kept in {file}: {reason}.",
            file=file,
            reason=error.strerror,
        ) from error


def _chosen(kept: Places) -> dict[str, str]:
    file = kept.config / _FILE_NAME
    if not file.exists():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(library): str(folder) for library, folder in found.items()}
    except (OSError, ValueError, AttributeError):
        _log.warning("the folders chosen for backups cannot be read; the usual ones are used")
        return {}
