"""Starts the process that reads documents, waits for it within bounds, and outlives it."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import IO, BinaryIO, Self

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.isolation.program import own_command, own_environment
from carrel.formats.reading.isolation.wire import (
    Answer,
    BrokenFrame,
    Frame,
    receive,
    send_source,
)
from carrel.formats.reading.isolation.worker import FLAG

_STEP_S = 0.1
"""How often the caller is asked whether to go on."""

_Received = tuple[Frame, bytes] | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one file may take, in seconds.

    ``silent_s`` is without any progress, ``first_s`` in all, unless by then it can be seen from its
    progress that it will be done within ``most_s``.
    """

    silent_s: float = 20
    first_s: float = 27
    most_s: float = 150

    def are_over(self, *, elapsed_s: float, silent_s: float, share: float) -> bool:
        """Whether a file has had its time; ``share`` is what has been read of it."""
        if silent_s > self.silent_s or elapsed_s > self.most_s:
            return True
        return elapsed_s > self.first_s and elapsed_s > share * self.most_s


UNWATCHED = Limits(most_s=27)
"""For callers that show no progress, where waiting longer could not be told from hanging."""


class ReadingProcess:
    """A process that reads one document after the other; a new one is started after a crash.

    It is started with the first document and ended by :meth:`close`, or by leaving ``with``.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._received: queue.Queue[_Received] = queue.Queue()
        self._listener: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, source: SourceFile) -> DraftMaterial:
        """What a document holds.

        Raises UnreadableFile, also when the process crashes or takes too long; and what the
        source's progress raises, which stops the reading.
        """
        process = self._process or self._start()
        try:
            return self._ask(process, source)
        except UnreadableFile:
            raise
        except (BrokenFrame, BrokenPipeError, OSError) as error:
            self.close()
            raise _crashed(source.name) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if self._listener is not None:
            self._listener.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - the program itself
            own_command(FLAG),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdout is not None
        self._process = process
        self._received = queue.Queue()
        self._listener = threading.Thread(
            target=_listen, args=(process.stdout, self._received), name="document reader"
        )
        self._listener.start()
        return process

    def _ask(self, process: subprocess.Popen[bytes], source: SourceFile) -> DraftMaterial:
        assert process.stdin is not None
        sender = threading.Thread(target=_send, args=(process.stdin, source))
        sender.start()
        try:
            return self._answer(source)
        except BaseException:
            if sender.is_alive():
                process.kill()
            raise
        finally:
            sender.join()

    def _answer(self, source: SourceFile) -> DraftMaterial:
        answer = Answer()
        began = heard = time.monotonic()
        while True:
            source.progress(answer.share)
            now = time.monotonic()
            if self._limits.are_over(
                elapsed_s=now - began, silent_s=now - heard, share=answer.share
            ):
                self._process_killed()
                raise _too_slow(source.name)
            try:
                frame = self._received.get(timeout=_STEP_S)
            except queue.Empty:
                continue
            if frame is None:
                raise BrokenFrame
            heard = time.monotonic()
            document = answer.take(*frame)
            if document is not None:
                return document

    def _process_killed(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.close()


def _listen(stream: BinaryIO, received: queue.Queue[_Received]) -> None:
    """Put every frame that comes into the queue, then None."""
    try:
        while (frame := receive(stream)) is not None:
            received.put(frame)
    except (BrokenFrame, OSError, ValueError, MemoryError):
        pass
    received.put(None)


def _send(stream: BinaryIO, source: SourceFile) -> None:
    """Hand a document over; a process that has ended is met where its answer is waited for."""
    try:
        send_source(stream, source)
    except (OSError, ValueError):
        return


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return


def _crashed(name: str) -> UnreadableFile:
    return UnreadableFile(
        "“{name}” brought down the program that reads it; it is damaged, or made to do harm, and"
        " was left out.",
        name=name,
    )


def _too_slow(name: str) -> UnreadableFile:
    return UnreadableFile(
        "“{name}” took too long to read and was left out; split it, or save it as another kind of"
        " file.",
        name=name,
    )
