"""Whether a window can be opened here."""

from __future__ import annotations

from collections.abc import Mapping


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether there is a display, or Qt is told to do without one.

    macOS and Windows have one; other systems, of the name ``platform`` (``sys.platform``), name it.
    """
    if platform in ("darwin", "win32"):
        return True
    return any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
