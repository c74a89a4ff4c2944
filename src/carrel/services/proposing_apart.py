"""Has rules go through a text in a process of its own, so that the window stays quick.

Two threads of one Python take turns; the rules would keep the window waiting at every frame.
"""

from __future__ import annotations

import os
import queue
import subprocess
import threading
from collections.abc import Collection
from pathlib import Path
from typing import IO

from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import ShareReport
from carrel.formats.reading.isolation.program import own_command, own_environment

_STEP_S = 0.1
"""How often who asked is asked whether to go on."""

_SPEAKER = "carrel: "
"""What stands before a sentence of the command line that says what is wrong."""

_NICE = 5
"""How much the process stands back where others want to run, on systems that know of this."""


def propose_apart(
    library: Path, material: MaterialId, report: ShareReport, first: Collection[SectionId] = ()
) -> None:
    """Do what :meth:`Proposing.propose` does with the rules that come with Carrel, elsewhere.

    What ``report`` raises ends it; what was found until then is kept. Raises :class:`InputError`
    with what the process said that kept it from its work.
    """
    named = [argument for section in first for argument in ("--first", section)]
    arguments = ["--library", str(library.absolute()), "propose", "--shares", *named, material]
    process = subprocess.Popen(  # noqa: S603 - the program itself
        own_command(*arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=own_environment() | {"PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _stand_back(process)
    if said := _follow(process, report):
        raise InputError("{reason}", reason=said)


def _follow(process: subprocess.Popen[str], report: ShareReport) -> str:
    """Pass on the shares that the process tells; returns what kept it from its work, if anything.

    The process has ended then, or has been ended.
    """
    shares: queue.Queue[str | None] = queue.Queue()
    complaints: queue.Queue[str | None] = queue.Queue()
    listeners = [
        threading.Thread(target=_listen, args=(stream, heard), name="proposals")
        for stream, heard in ((process.stdout, shares), (process.stderr, complaints))
    ]
    for listener in listeners:
        listener.start()
    try:
        _pass_on(shares, report)
        code = process.wait()
    finally:
        process.kill()
        process.wait()
        for listener in listeners:
            listener.join()
    return "" if code == 0 else _reason(complaints)


def _pass_on(shares: queue.Queue[str | None], report: ShareReport) -> None:
    share = 0.0
    while True:
        try:
            told = shares.get(timeout=_STEP_S)
        except queue.Empty:
            report(share)
            continue
        if told is None:
            return
        share = float(told)
        report(share)


def _reason(complaints: queue.Queue[str | None]) -> str:
    """The sentence in which the command line says what is wrong."""
    said = ""
    while (line := complaints.get()) is not None:
        said = line or said
    if said.startswith(_SPEAKER):
        return said.removeprefix(_SPEAKER)
    return "The rules stopped in the middle of the text; let them go through it again."


def _listen(stream: IO[str], heard: queue.Queue[str | None]) -> None:
    """Hear every line, then None."""
    with stream:
        for line in stream:
            heard.put(line.rstrip())
    heard.put(None)


def _stand_back(process: subprocess.Popen[str]) -> None:
    if hasattr(os, "setpriority"):
        try:
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        except OSError:
            # It has ended already.
            return
