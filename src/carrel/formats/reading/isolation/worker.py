"""The process that reads: takes documents, gives back what it made of them, until told to end."""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

from carrel.domain.errors import CarrelError, UnreadableFile
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.isolation.wire import (
    Frame,
    receive_source,
    send_document,
    send_json,
)
from carrel.formats.reading.reader import format_of

FLAG = "--read-documents"
"""The one argument that makes the program this process."""

MOST_MEMORY_BYTES = 2_000_000_000
_DEEPEST = 3_000
"""Calls within calls; documents nest deeper than programs."""

_LEAST_STEP = 0.01


def main() -> int:
    """Read documents from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints is not to get among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.setrecursionlimit(_DEEPEST)
    _limit()
    # Looking for cycles in a tree that is built once takes a third of the time.
    gc.disable()
    questions = sys.stdin.buffer
    while (source := receive_source(questions, _Progress(answers))) is not None:
        try:
            _answer(source, answers)
        except MemoryError:
            _send_error(answers, _too_large(source.name))
        except Exception:  # noqa: BLE001 - readers of foreign formats fail in any way there is
            _send_error(answers, _not_understood(source.name))
        del source
        gc.collect()
    return 0


class _Progress:
    """Sends the share of a document that has been read, in steps that can be seen."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._last = -1.0

    def __call__(self, share: float) -> None:
        if share - self._last >= _LEAST_STEP:
            self._last = share
            send_json(self._answers, Frame.PROGRESS, share)


def _answer(source: SourceFile, answers: BinaryIO) -> None:
    try:
        document = format_of(source.name, source.data).load()(source)
    except CarrelError as error:
        _send_error(answers, error)
    else:
        send_document(answers, document)


def _send_error(answers: BinaryIO, error: CarrelError) -> None:
    details = {name: str(value) for name, value in error.details.items()}
    send_json(answers, Frame.ERROR, {"template": error.template, "details": details})


def _limit() -> None:
    """Bound what a file can make this process use, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (wanted, hard))


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        "“{name}” needs more memory to be read than Carrel gives to one file; split it.", name=name
    )


def _not_understood(name: str) -> UnreadableFile:
    return UnreadableFile(
        "“{name}” could not be read: there is something in it that Carrel does not understand;"
        " save it as another kind of file and import that.",
        name=name,
    )


if __name__ == "__main__":
    sys.exit(main())
