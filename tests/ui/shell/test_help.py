"""The Help menu tells the shortcuts that there are, and which Carrel this is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from carrel.ui.shell.help import AboutDialog, ShortcutsDialog


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def words(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_that_shortcuts_stand_beside_what_they_do(window) -> None:
    undo = QAction("&Undo", window)
    undo.setShortcuts([QKeySequence("Ctrl+Z"), QKeySequence("Alt+Backspace")])
    plain = QAction("About", window)
    told = words(ShortcutsDialog([("Edit", [undo]), ("Help", [plain])], window))
    assert told == ["Edit", "Undo", "Ctrl+Z, Alt+Backspace"]


def test_that_about_names_version_and_library(window) -> None:
    told = " ".join(words(AboutDialog("1.2.3", "books/carrel.db", window)))
    assert "1.2.3" in told
    assert "books/carrel.db" in told
    assert "MIT" in told
