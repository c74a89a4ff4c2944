"""The activity bar shows how far a job is and stops it once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from carrel.ui.widgets.activity_bar import ActivityBar
from carrel.ui.widgets.progress_line import ProgressLine


@pytest.fixture
def bar(qtbot):
    bar = ActivityBar()
    qtbot.addWidget(bar)
    return bar


def test_that_it_is_seen_only_while_a_job_runs(bar) -> None:
    assert not bar.isVisible()
    bar.begin("Importing", lambda: None)
    assert bar.isVisible()
    bar.end()
    assert not bar.isVisible()


def test_that_it_says_how_far_the_job_is(bar) -> None:
    bar.begin("Importing", lambda: None)
    bar.show_progress(0.25, "Importing war.txt")
    line = bar.findChild(ProgressLine)
    assert bar.text == "Importing war.txt"
    assert line.share == 0.25


def test_that_a_job_is_stopped_once(qtbot, bar) -> None:
    stopped: list[str] = []
    bar.begin("Importing", lambda: stopped.append("first"))
    button = bar.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stopped == ["first"]
    bar.begin("Importing", lambda: stopped.append("second"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stopped == ["first", "second"]
