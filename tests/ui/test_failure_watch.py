"""Nothing that fails goes unseen: known errors in the banner, others in one crash window."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from carrel.domain.errors import CarrelError, NotFound
from carrel.system.logs import LOG_NAME, logging_to
from carrel.system.paths import places
from carrel.ui.crash_window import CrashWindow
from carrel.ui.errors import sentence
from carrel.ui.failure_watch import FailureWatch, log_qt_messages


@pytest.fixture
def told():
    return []


@pytest.fixture
def watch(qtbot, told):
    watch = FailureWatch(told.append)
    watch.install()
    yield watch
    watch.remove()
    for window in crash_windows():
        window.deleteLater()


def crash_windows() -> list[CrashWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashWindow)]


def fail(error: BaseException) -> None:
    """What Python does with an exception that leaves a slot."""
    sys.excepthook(type(error), error, None)


def test_that_an_error_is_told_with_its_details() -> None:
    assert sentence(CarrelError("No “{name}” here.", name="Rome")) == "No “Rome” here."


def test_that_a_known_error_that_nobody_caught_is_told_in_one_sentence(
    watch, told, expected_log
) -> None:
    expected_log("carrel.ui.failure_watch", "nobody caught")
    error = NotFound("There is no section “x”.")
    fail(error)
    assert told == [error]
    assert crash_windows() == []


def test_that_faults_share_one_window_with_the_newest_on_top(watch, expected_log) -> None:
    expected_log("carrel.ui.failure_watch", "nobody caught")
    fail(ZeroDivisionError("first"))
    fail(ZeroDivisionError("second"))
    (window,) = crash_windows()
    assert window.isVisible()
    assert window.report.index("second") < window.report.index("first")
    assert "PySide6" in window.report


def test_that_a_report_ends_with_the_log_and_the_log_quotes_no_study_text(
    watch, expected_log
) -> None:
    expected_log("carrel.ui.failure_watch", "nobody caught")
    with logging_to(places().log_folder):
        logging.getLogger("carrel.some").info("A backup was made")
        fail(ValueError("words of the student"))
    (window,) = crash_windows()
    assert "A backup was made" in window.report
    log = (places().log_folder / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "words of the student" not in log


def test_that_a_report_is_copied_with_one_click(qtbot, watch, expected_log) -> None:
    expected_log("carrel.ui.failure_watch", "nobody caught")
    fail(ZeroDivisionError("first"))
    (window,) = crash_windows()
    copy = next(b for b in window.findChildren(QPushButton) if b.text() == "Copy")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == window.report
    assert copy.text() == "Copied"


def test_that_a_fault_in_a_thread_is_shown_by_the_gui_thread(qtbot, watch, expected_log) -> None:
    expected_log("carrel.ui.failure_watch", "nobody caught")
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(crash_windows()))
    assert "ZeroDivisionError" in crash_windows()[0].report


def test_that_qt_complains_to_the_log(expected_log) -> None:
    expected_log("qt", "layout is odd")
    log_qt_messages()
    try:
        qWarning("layout is odd")
    finally:
        qInstallMessageHandler(None)


def test_that_hooks_are_put_back(qtbot, told) -> None:
    before = sys.excepthook, threading.excepthook
    watch = FailureWatch(told.append)
    watch.install()
    assert sys.excepthook == watch.on_exception
    watch.remove()
    assert (sys.excepthook, threading.excepthook) == before
