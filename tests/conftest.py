"""What holds for every test: no window, no network, nobody's own data, and nothing left behind."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_home_numbers = itertools.count(1)


class LogWatch(logging.Handler):
    """Holds the warnings of one test and those that the test has announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.announced: list[tuple[str, str]] = []
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)

    def announce(self, logger: str, words: str) -> None:
        self.announced.append((logger, words))

    def complaints(self) -> list[str]:
        """Warnings that nobody announced, and announced ones that never came."""
        unexpected = [
            f"unexpected log line: {record.levelname} {record.name}: {record.getMessage()}"
            for record in self.seen
            if not any(_says(record, *wanted) for wanted in self.announced)
        ]
        missing = [
            f"expected log line never came: {logger}: {words}"
            for logger, words in self.announced
            if not any(_says(record, logger, words) for record in self.seen)
        ]
        return unexpected + missing


def _says(record: logging.LogRecord, logger: str, words: str) -> bool:
    return record.name == logger and words in record.getMessage()


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[LogWatch]:
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_log_watch: LogWatch) -> Callable[[str, str], None]:
    """Announce a warning: ``expected_log("carrel.ui.theme", "words in it")``; it must then come."""
    return _log_watch.announce


@pytest.fixture(autouse=True)
def _no_threads_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    # A thread of Qt's in which Python ran is listed as a dummy for good, also when it has ended.
    left = [
        thread.name
        for thread in set(threading.enumerate()) - before
        if not isinstance(thread, threading._DummyThread)
    ]
    if left:
        pytest.fail(f"threads still run: {', '.join(sorted(left))}", pytrace=False)


@pytest.fixture(autouse=True)
def _no_windows_left() -> Iterator[None]:
    before = _top_level_widgets()
    yield
    left = _top_level_widgets() - before
    if left:
        gc.collect()
        left = _top_level_widgets() - before
    names = sorted(f"{type(widget).__name__} {widget.objectName()!r}" for widget in left)
    for widget in left:
        widget.deleteLater()
    if names:
        pytest.fail(f"top-level widgets are left: {', '.join(names)}", pytrace=False)


def _top_level_widgets() -> set[object]:
    """All top-level widgets, after those that are due to be deleted have gone."""
    widgets, core = sys.modules.get("PySide6.QtWidgets"), sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return set()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return set(widgets.QApplication.topLevelWidgets())


@pytest.fixture(autouse=True)
def home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that no other test sees and that does not exist yet; the program writes below it."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_home_numbers))
    places = {
        "CARREL_HOME": home / "carrel",
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
    }
    for name, folder in places.items():
        monkeypatch.setenv(name, str(folder))
    return home


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            pytest.fail(f"a test tried to reach {address}: Carrel never needs a network")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)
