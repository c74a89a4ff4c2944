"""The shared libraries that Qt needs on Linux and does not bring: found missing, then installed."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Mapping

import apt
from console import SetupFailed, succeeds

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

# Debian 13 and Ubuntu 24.04 renamed packages when time_t grew to 64 bits.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}


def ensure(environment: Mapping[str, str]) -> None:
    """Make sure that Qt can load here and, where there is a display, open a window.

    Raises SetupFailed with what to do. Other systems than Linux bring what Qt needs.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = needed_libraries(environment)
    lacking = missing(needed)
    if not lacking:
        return
    if not apt.is_here():
        raise SetupFailed(
            f"Qt needs shared libraries that are not here; install the packages of your system "
            f"that hold {', '.join(lacking)}."
        )
    packages = packages_for({needed[library] for library in lacking}, _is_known_to_apt)
    apt.install(packages, purpose="Qt needs a few libraries of the system")
    if lacking := missing(needed):
        raise SetupFailed(
            f"Qt still cannot load {', '.join(lacking)}; try: "
            f"sudo {apt.command_for(packages)} --reinstall"
        )


def needed_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """Library names with their Debian packages, for the display that the environment names."""
    needed = dict(DRAWING)
    if environment.get("DISPLAY"):
        needed |= X11_WINDOW
    if environment.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND_WINDOW
    return needed


def missing(libraries: Iterable[str]) -> list[str]:
    """Those of the libraries that the loader does not find."""
    return [library for library in libraries if not _loads(library)]


def packages_for(debian_names: Iterable[str], is_known: Callable[[str], bool]) -> list[str]:
    """The names by which this system knows the packages, in order."""
    return sorted(
        RENAMED[name] if name in RENAMED and is_known(RENAMED[name]) else name
        for name in debian_names
    )


def _is_known_to_apt(package: str) -> bool:
    return succeeds(["apt-cache", "show", package])


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
