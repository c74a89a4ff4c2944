"""The name of this computer in the log of answers; it never travels with a library file."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_log = logging.getLogger(__name__)


def device_id(file: Path, new_id: Callable[[], str]) -> str:
    """The UUID in ``file``; a new one is written there at first and when it cannot be read.

    Where the file cannot be written the new name holds for this run only, and the log says so.
    """
    found = _read(file)
    if found is not None:
        return found
    name = new_id()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{name}")
        draft.write_text(name + "\n", encoding="ascii")
        draft.replace(file)
    except OSError as error:
        _log.warning("The name of this computer cannot be kept: %s", error.strerror)
    return name


def _read(file: Path) -> str | None:
    try:
        name = file.read_text(encoding="ascii").strip().lower()
    except (OSError, ValueError):
        return None
    return name if _UUID.fullmatch(name) else None
