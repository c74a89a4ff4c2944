"""Catches what nobody caught, in slots, in threads and in Qt: into the log, and a crash window."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from carrel.domain.errors import CarrelError

if TYPE_CHECKING:
    from carrel.ui.crash_window import CrashWindow

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_OF_NO_WINDOWS = "This plugin does not support"

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FailureWatch(QObject):
    """Catches what nobody caught, in slots and in threads."""

    _failed = Signal(object)

    def __init__(self, tell: Callable[[CarrelError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._window: CrashWindow | None = None
        # Threads fail too, and a window can only be shown by the GUI thread.
        self._failed.connect(self._show)
        self._former_hooks = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Watch from now on."""
        sys.excepthook = self.on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Watch no longer."""
        sys.excepthook, threading.excepthook = self._former_hooks
        if self._window is not None:
            self._window.close()

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception that nobody caught and tell the student of it."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.critical("nobody caught this", exc_info=(kind, error, trace))
        self._failed.emit(error)

    def _on_thread_exception(self, failure: threading.ExceptHookArgs) -> None:
        error = failure.exc_value or failure.exc_type()
        self.on_exception(failure.exc_type, error, failure.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if isinstance(error, CarrelError):
            self._tell(error)
            return
        if self._window is None:
            from carrel.ui.crash_window import CrashWindow

            self._window = CrashWindow()
        self._window.show_report(report(error))


def log_qt_messages() -> None:
    """Send what Qt complains of to the log from now on."""
    qInstallMessageHandler(_log_qt_message)


def report(error: BaseException) -> str:
    """What a developer needs to know: versions, system, where it happened, the end of the log."""
    # Needed when something has failed, and not at every start.
    import platform

    from PySide6 import __version__ as qt_version

    from carrel.system.logs import newest_lines
    from carrel.system.paths import places
    from carrel.system.version import program_version

    versions = (
        f"Carrel {program_version()}, Python {platform.python_version()}, PySide6 {qt_version}"
    )
    log = newest_lines(places().log_folder)
    return "\n".join(
        [versions, platform.platform(), "", *traceback.format_exception(error), log]
    ).strip()


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # Platforms without windows say so of every window; nobody can do anything about it.
    level = logging.DEBUG if message.startswith(_OF_NO_WINDOWS) else _LEVELS[kind]
    _qt_log.log(level, "%s (%s)", message, context.category)
