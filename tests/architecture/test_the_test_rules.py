"""The rules of ``conftest.py``, tried on small suites that break them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parents[1] / "conftest.py"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\n")
    return pytester


RULE_BREAKERS = {
    "a log warning": (
        """
        import logging
        def test_one():
            logging.getLogger("carrel.some").warning("disk nearly full")
        """,
        "*unexpected log line: WARNING carrel.some: disk nearly full*",
    ),
    "an announced warning that never comes": (
        """
        def test_one(expected_log):
            expected_log("carrel.some", "disk")
        """,
        "*expected log line never came: carrel.some: disk*",
    ),
    "a thread that still runs": (
        """
        import threading
        never = threading.Event()
        def test_one():
            threading.Thread(target=never.wait, name="reader", daemon=True).start()
        """,
        "*threads still run: reader*",
    ),
    "a window that is left": (
        """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_one(qapp):
            kept.append(QWidget(objectName="stray"))
        """,
        "*top-level widgets are left: QWidget 'stray'*",
    ),
    "a Qt warning": (
        """
        from PySide6.QtCore import qWarning
        def test_one():
            qWarning("layout is odd")
        """,
        "*layout is odd*",
    ),
    "a call to the network": (
        """
        import socket
        def test_one():
            socket.create_connection(("127.0.0.1", 9))
        """,
        "*Carrel never needs a network*",
    ),
}


@pytest.mark.parametrize(("code", "told"), RULE_BREAKERS.values(), ids=RULE_BREAKERS.keys())
def test_that_a_test_fails_when_it_leaves(suite: pytest.Pytester, code: str, told: str) -> None:
    suite.makepyfile(code)
    result = suite.runpytest_subprocess("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines([told])


def test_that_an_announced_warning_and_a_closed_window_are_fine(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import logging
        from PySide6.QtWidgets import QWidget
        def test_one(expected_log, qtbot):
            expected_log("carrel.some", "disk")
            logging.getLogger("carrel.some").warning("disk nearly full")
            qtbot.addWidget(QWidget())
        """
    )
    suite.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_that_the_home_of_a_test_is_empty_and_its_own(home_folder: Path) -> None:
    assert Path.home() == home_folder
    assert not home_folder.exists()
