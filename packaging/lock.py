"""Write requirements.lock: every package that pyproject.toml leads to, as it is installed here.

Run it with the project's Python after a change of the dependencies:
.venv/bin/python packaging/lock.py
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1]
LOCK = PROJECT / "packaging" / "requirements.lock"
HEADING = "# Written by packaging/lock.py from pyproject.toml; change that and run it again.\n"

# pip comes with every environment; sqlite-utils names it, for a command that we do not use.
NOT_LOCKED = "pip"

# A package is locked when any of these systems needs it.
SYSTEMS = tuple(
    {"sys_platform": platform, "platform_system": system, "os_name": os, "python_version": python}
    for platform, system, os in (
        ("linux", "Linux", "posix"),
        ("darwin", "Darwin", "posix"),
        ("win32", "Windows", "nt"),
    )
    for python in ("3.11", "3.12", "3.13", "3.14")
)


class NotInstalled(Exception):
    """What pyproject.toml asks for is not in this environment; the text is the requirement."""


def locked_versions(project: Path = PROJECT) -> dict[str, str]:
    """Name and installed version of all that the project needs to run, be built and be tested.

    Raises NotInstalled for one that is absent or of another version than is asked for.
    """
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *settings["build-system"]["requires"],
        *settings["project"]["dependencies"],
        *settings["project"]["optional-dependencies"]["dev"],
    ]
    found: dict[str, str] = {}
    waiting = [Requirement(line) for line in asked]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        installed = _installed_for(requirement)
        if name not in found and name != NOT_LOCKED:
            found[name] = installed.version
            waiting += _needed_by(installed, requirement.extras)
    return dict(sorted(found.items()))


def read_lock(file: Path = LOCK) -> dict[str, str]:
    """Name and version of every locked package."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if line and not line.startswith("#"))
    return dict(pins)


def _installed_for(requirement: Requirement) -> Distribution:
    try:
        installed = distribution(requirement.name)
    except PackageNotFoundError:
        raise NotInstalled(str(requirement)) from None
    if not requirement.specifier.contains(installed.version, prereleases=True):
        raise NotInstalled(str(requirement))
    return installed


def _needed_by(package: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(
            marker.evaluate({**system, "extra": extra})
            for system in SYSTEMS
            for extra in {"", *extras}
        ):
            yield requirement


def main() -> int:
    """Write the lock; return the exit code."""
    try:
        versions = locked_versions()
    except NotInstalled as missing:
        print(f"{missing} is not installed here; install it with pip, then run this again.")
        return 1
    pins = "".join(f"{name}=={version}\n" for name, version in versions.items())
    LOCK.write_text(HEADING + pins, encoding="utf-8")
    print(f"{len(versions)} packages are locked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
