"""A start as its own process (`started.py`): the time until text is painted, and its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bench.frame import Took

_PROJECT = Path(__file__).parents[2]
_STARTED = Path(__file__).with_name("started.py")


class Cold(StrEnum):
    """What a start does not find prepared."""

    NOTHING = "nothing"
    UNCOMPILED = "uncompiled"
    """No module is compiled, as in the first start from source."""

    FILES = "files"
    """The system has let go of the files, as after the computer was started.

    The nearest that is allowed: what another process has in use at that moment stays in memory.
    """


@dataclass(slots=True)
class Starts:
    """Starts the program or its floor over and over, and keeps what memory each start took."""

    kind: str
    argument: Path
    cold: Cold = Cold.NOTHING
    target: str = ""
    megabytes: list[float] = field(default_factory=list)

    def took(self) -> Took:
        """Time from before the process exists to its first painted text."""
        if self.cold is Cold.FILES:
            drop_file_caches()
        with tempfile.TemporaryDirectory(prefix="carrel-compiled-") as compiled:
            found = json.loads(
                _run(
                    self.kind,
                    self.argument,
                    self.target,
                    compiled if self.cold is Cold.UNCOMPILED else "",
                )
            )
        self.megabytes.append(found["megabytes"])
        return Took(found["cpu"], found["milliseconds"])

    def memory(self) -> float:
        """Peak memory of a start whose time was measured, or of one more."""
        if not self.megabytes:
            self.took()
        return self.megabytes.pop()


def first_texts(library: Path) -> str:
    """The texts of the program's first window, a line each."""
    return _run("texts", library)


def drop_file_caches() -> None:
    """Let the system forget the files of Python, Qt and Carrel that nobody else has in use."""
    if not hasattr(os, "posix_fadvise"):
        return
    import PySide6
    import shiboken6

    folders = [Path(os.__file__).parent, _PROJECT / "src", _PROJECT / "resources"]
    folders += [Path(package.__file__).parent for package in (PySide6, shiboken6)]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                handle = os.open(file, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)


def _run(kind: str, argument: Path, target: str = "", compiled: str = "") -> str:
    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(_PROJECT / "src")
    environment["CARREL_HOME"] = str(argument.with_name("home"))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed program is compiled once, not at each start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if compiled:
        environment["PYTHONPYCACHEPREFIX"] = compiled
    environment["CARREL_BENCH_BEGAN"] = repr(time.monotonic())
    return subprocess.run(
        [sys.executable, _STARTED, kind, str(argument), target],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    ).stdout
