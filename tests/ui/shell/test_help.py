"""The Help menu tells the shortcuts that there are, and which Carrel this is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from carrel.ui.shell.help import AboutDialog, ShortcutsDialog
from carrel.ui.shortcuts import Binding


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def words(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_that_shortcuts_stand_beside_what_they_do(window) -> None:
    undo = Binding("window.undo", "", "Undo", "Ctrl+Z, Alt+Backspace", is_changed=False)
    told = words(ShortcutsDialog([("Everywhere", [undo]), ("Read", [])], window))
    assert told == ["Everywhere", "Undo", "Ctrl+Z, Alt+Backspace"]


def test_that_about_names_version_and_library(window) -> None:
    told = " ".join(words(AboutDialog("1.2.3", "books/carrel.db", window)))
    assert "1.2.3" in told
    assert "books/carrel.db" in told
    assert "MIT" in told
