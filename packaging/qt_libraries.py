"""The shared libraries that Qt needs on Linux and does not bring."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping

# What the wheel's libraries name and do not hold, with the package of Debian 12 that has it.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
X11_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_WINDOW = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def lacking(variables: Mapping[str, str]) -> dict[str, str]:
    """The libraries that Qt needs for the display that ``variables`` name and does not find.

    Each comes with the package of Debian 12 that holds it. Other systems than Linux bring them all.
    """
    if not sys.platform.startswith("linux"):
        return {}
    needed = needed_libraries(variables)
    return {library: needed[library] for library in needed if not loads(library)}


def needed_libraries(variables: Mapping[str, str]) -> dict[str, str]:
    """Library names with their Debian packages, for the display that the variables name."""
    needed = dict(DRAWING)
    if variables.get("DISPLAY"):
        needed |= X11_WINDOW
    if variables.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND_WINDOW
    return needed


def loads(library: str) -> bool:
    """Whether the loader finds the library and all that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
