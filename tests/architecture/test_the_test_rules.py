"""The rules of ``conftest.py``, tried on small suites that break them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

RULE_BREAKERS = {
    "a log warning": (
        """
        import logging
        def test_one():
            logging.getLogger("carrel.some").warning("disk nearly full")
        """,
        "unexpected log line: WARNING carrel.some: disk nearly full",
    ),
    "an announced warning that never comes": (
        """
        def test_one(expected_log):
            expected_log("carrel.some", "disk")
        """,
        "expected log line never came: carrel.some: disk",
    ),
    "a thread that still runs": (
        """
        import threading
        never = threading.Event()
        def test_one():
            threading.Thread(target=never.wait, name="reader", daemon=True).start()
        """,
        "threads still run: reader",
    ),
    "a window that is left": (
        """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_one(qapp):
            kept.append(QWidget(objectName="stray"))
        """,
        "top-level widgets are left: QWidget 'stray'",
    ),
    "a Qt warning": (
        """
        from PySide6.QtCore import qWarning
        def test_one():
            qWarning("layout is odd")
        """,
        "layout is odd",
    ),
    "a call to the network": (
        """
        import socket
        def test_one():
            socket.create_connection(("127.0.0.1", 9))
        """,
        "Carrel never needs a network",
    ),
}


KEEPER = """
import logging
from PySide6.QtWidgets import QWidget
def test_one(expected_log, qtbot):
    expected_log("carrel.some", "disk")
    logging.getLogger("carrel.some").warning("disk nearly full")
    qtbot.addWidget(QWidget())
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of a suite with one file for each broken rule and one that keeps them."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\n", encoding="utf-8"
    )
    for number, (code, _) in enumerate(RULE_BREAKERS.values()):
        (folder / f"test_breaker_{number}.py").write_text(dedent(code), encoding="utf-8")
    (folder / "test_keeper.py").write_text(KEEPER, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize("rule", RULE_BREAKERS)
def test_that_a_test_fails_that_leaves(outcome: str, rule: str) -> None:
    number = list(RULE_BREAKERS).index(rule)
    assert RULE_BREAKERS[rule][1] in outcome
    assert re.search(rf"^(FAILED|ERROR) test_breaker_{number}\.py", outcome, re.MULTILINE)


def test_that_a_test_that_keeps_the_rules_passes(outcome: str) -> None:
    assert "PASSED test_keeper.py::test_one" in outcome
    assert not re.search(r"^(FAILED|ERROR) test_keeper", outcome, re.MULTILINE)


def test_that_the_home_of_a_test_is_empty_and_its_own(home_folder: Path) -> None:
    assert Path.home() == home_folder
    assert not home_folder.exists()
