"""Install packages on Debian, Ubuntu and their kin where that is allowed, else say how."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Sequence

from console import SetupFailed, run_quietly, say, succeeds


def install(packages: Sequence[str], *, purpose: str) -> None:
    """Install the packages as root or by a sudo that asks nothing.

    Raises SetupFailed with the one command that does it where neither is possible.
    """
    command = command_for(packages)
    if not is_here():
        raise SetupFailed(f"{purpose}: install what your system calls {' '.join(packages)}.")
    rights = _rights()
    if rights is None:
        raise SetupFailed(f"{purpose}: please run this, then start again:\n    sudo {command}")
    say(f"Installing {' '.join(packages)} ...")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    if not succeeds([*apt, "install", "--no-install-recommends", *packages]):
        # The lists of a fresh machine are empty, and those of an old one name packages long gone.
        run_quietly([*apt, "update"], otherwise=_cannot(purpose, command))
        run_quietly(
            [*apt, "install", "--no-install-recommends", *packages],
            otherwise=_cannot(purpose, command),
        )


def is_here() -> bool:
    """Whether this system installs its packages with apt."""
    return shutil.which("apt-get") is not None


def command_for(packages: Sequence[str]) -> str:
    """The command, without sudo, that installs the packages."""
    return shlex.join(["apt-get", "install", "--no-install-recommends", *packages])


def _rights() -> list[str] | None:
    """What goes before a command that only root may run; None where we may not run it."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds(["sudo", "-n", "true"]) else None


def _cannot(purpose: str, command: str) -> str:
    return (
        f"{purpose}, but apt could not install them (its words are above); when it can, run this "
        f"and start again:\n    sudo {command}"
    )
