"""Kills a writer at a random moment, then looks whether all that it reported as saved is there."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from carrel.services.doctor import Doctor
from harm.kinds import Kind, Report, opened


@dataclass(slots=True)
class Outcome:
    """What came of harming in one way, many times. ``losses`` and ``unsound`` should be empty."""

    name: str
    times: int = 0
    reported: int = 0
    losses: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    @property
    def is_unharmed(self) -> bool:
        """Whether nothing was lost and the file is sound."""
        return not self.losses and not self.unsound


def kill_many(kind: Kind, prepared: Path, folder: Path, *, times: int, seed: int) -> Outcome:
    """Kill a writer of this kind ``times`` times, each on a fresh copy of ``prepared``."""
    outcome = Outcome(kind.name)
    chance = random.Random(seed)
    for number in range(times):
        place = folder / f"{kind.name.replace(' ', '-')}-{number}"
        place.mkdir()
        library = place / "library.db"
        shutil.copy(prepared, library)
        reports = reports_of_killed(
            lambda report, library=library: kind.write(library, report),  # type: ignore[misc]
            after_ms=chance.uniform(0, kind.most_ms),
        )
        _look(kind, library, reports, outcome)
        shutil.rmtree(place)
    return outcome


def reports_of_killed(write: Callable[[Report], None], *, after_ms: float) -> list[str]:
    """What a writer reported until it was killed, ``after_ms`` after its start."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_child(write, writer)
    os.close(writer)
    os.set_blocking(reader, False)
    deadline = time.monotonic() + after_ms / 1000
    said = b""
    while (left := deadline - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0]:
            more = os.read(reader, 65_536)
            if not more:
                break
            said += more
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 65_536):
        said += more
    os.close(reader)
    lines = said.decode().split("\n")[:-1]
    if failures := [line for line in lines if line.startswith("FAILED")]:
        raise AssertionError(failures[0])
    return lines


def _be_child(write: Callable[[Report], None], pipe: int) -> None:
    """Write until the end; never returns."""

    def report(line: str) -> None:
        os.write(pipe, line.encode() + b"\n")

    try:
        write(report)
    except BaseException:
        report("FAILED " + traceback.format_exc().replace("\n", " | "))
    finally:
        os._exit(0)


def _look(kind: Kind, library: Path, reports: list[str], outcome: Outcome) -> None:
    outcome.times += 1
    outcome.reported += len(reports)
    try:
        outcome.losses += kind.missing(library, reports)
        with opened(library) as desk:
            outcome.unsound += [str(finding) for finding in Doctor(desk).examine()]
    except Exception as error:
        outcome.unsound.append(f"{type(error).__name__}: {error}")
