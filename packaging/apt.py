"""Packages of the system: installed on Debian and its kin where that is allowed, else named."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence

from console import SetupFailed, run_quietly, say, succeeds

# Debian 13 and Ubuntu 24.04 renamed packages when time_t grew to 64 bits.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}


def install(lacking: Mapping[str, str]) -> None:
    """Install what is lacking, as root or by a sudo that asks nothing.

    ``lacking`` gives for each thing the package of Debian 12 that holds it. Raises SetupFailed
    with the one command that installs them all where we may not, or with the names of the things
    where there is no apt.
    """
    if shutil.which("apt-get") is None:
        raise SetupFailed(
            "Your system lacks something that Carrel needs; install the packages of it that hold "
            f"{', '.join(lacking)}, then start again."
        )
    packages = names_here(lacking.values(), is_known=_is_known)
    rights = _rights()
    if rights is None:
        raise SetupFailed(
            "Your system lacks something that Carrel needs; please run this, then start again:\n"
            f"    {command_for(packages)}"
        )
    say(f"Installing {' '.join(packages)} ...")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    chosen = ["install", "--no-install-recommends", *packages]
    if not succeeds([*apt, *chosen]):
        # The lists of a fresh machine are empty, and those of an old one name packages long gone.
        otherwise = (
            "apt could not install what Carrel needs; its reason is above. When it can, run this "
            f"and start again:\n    {command_for(packages)}"
        )
        run_quietly([*apt, "update"], otherwise=otherwise)
        run_quietly([*apt, *chosen], otherwise=otherwise)


def names_here(debian_names: Iterable[str], *, is_known: Callable[[str], bool]) -> list[str]:
    """The names by which this system knows the packages of Debian 12, each once and in order."""
    return sorted(
        RENAMED[name] if name in RENAMED and is_known(RENAMED[name]) else name
        for name in set(debian_names)
    )


def command_for(packages: Sequence[str]) -> str:
    """The command that installs the packages, as a user types it."""
    return shlex.join(["sudo", "apt-get", "install", "--no-install-recommends", *packages])


def _is_known(package: str) -> bool:
    return succeeds(["apt-cache", "show", package])


def _rights() -> list[str] | None:
    """What goes before a command that only root may run; None where we may not run it."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds(["sudo", "-n", "true"]) else None
