"""The log that is kept on this computer: what happened and where in the program, no study text."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from carrel.domain.errors import CarrelError

_log = logging.getLogger(__name__)

LOG_NAME = "carrel.log"
TORN_DOWN_NAME = "torn-down.log"

_MOST_BYTES = 500_000
_OLDER_FILES = 3
# Their messages speak of the program, its modules or the disk; those of others may quote the text
# that was worked on.
_TELLING = (
    AttributeError,
    ImportError,
    MemoryError,
    NameError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
)


class DiscreetFormatter(logging.Formatter):
    """Writes UTC times, and of an error where it came from but not the words it may quote."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        """One record; what another formatter has made of its error is passed over."""
        made_elsewhere, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = made_elsewhere

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """The frames of an error and of those behind it, innermost cause first."""
        error = ei[1] if isinstance(ei, tuple) else None
        return described(error) if isinstance(error, BaseException) else ""


def described(error: BaseException) -> str:
    """An error with the code it went through, its causes first, and none of the student's words."""
    parts = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        frames = "".join(traceback.format_tb(cause.__traceback__))
        parts.append(f"{frames}{type(cause).__qualname__}{_message(cause)}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nwhich led to\n".join(reversed(parts))


def _message(error: BaseException) -> str:
    if isinstance(error, CarrelError):
        return f": {error.template}"
    if isinstance(error, OSError):
        return f": {error.strerror}"
    if isinstance(error, _TELLING) or type(error).__module__ == "sqlite3":
        return f": {error}"
    return ""


class LogFile(logging.Handler):
    """A log file that takes turns with older ones; a file that cannot be written gives way to
    stderr.

    It is opened for the first line, since what opens it would slow every start.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.setFormatter(DiscreetFormatter())
        self._file = file
        self._open: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        if self._open is None:
            self._open = self._opened()
            self._open.setFormatter(self.formatter)
        self._open.handle(record)

    def close(self) -> None:
        """Close the file if it was opened."""
        if self._open is not None:
            self._open.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            return RotatingFileHandler(
                self._file, maxBytes=_MOST_BYTES, backupCount=_OLDER_FILES, encoding="utf-8"
            )
        except OSError:
            return logging.StreamHandler()


def newest_lines(folder: Path, count: int = 40) -> str:
    """The last lines of the log, for a report; empty where there is none."""
    try:
        lines = (folder / LOG_NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-count:])


@contextlib.contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """Keep the log of this run in ``folder``, and what Python shows when it is torn down.

    Of the libraries only warnings are kept. A folder that cannot be written costs the log, never
    the start of the program.
    """
    root, ours = logging.getLogger(), logging.getLogger("carrel")
    with contextlib.ExitStack() as ending:
        ending.callback(ours.setLevel, ours.level)
        ours.setLevel(logging.INFO)
        handler = LogFile(folder / LOG_NAME)
        ending.callback(handler.close)
        ending.callback(root.removeHandler, handler)
        root.addHandler(handler)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            torn_down = ending.enter_context((folder / TORN_DOWN_NAME).open("a", encoding="utf-8"))
        except OSError as error:
            _log.warning("The log cannot be kept: %s", error.strerror)
        else:
            _show_tear_down_in(torn_down, ending)
        yield


def _show_tear_down_in(file: TextIO, ending: contextlib.ExitStack) -> None:
    """Whoever has asked Python for this already, a test run for example, keeps it."""
    if not faulthandler.is_enabled():
        faulthandler.enable(file)
        ending.callback(faulthandler.disable)
