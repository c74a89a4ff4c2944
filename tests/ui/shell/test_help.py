"""The Help menu tells the shortcuts that there are, and which Carrel this is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidget, QWidget

from carrel.ui.shell.help import AboutDialog, ShortcutsDialog
from carrel.ui.shortcuts import Binding


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def words(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def lines(dialog: QWidget) -> list[tuple[str, str]]:
    """What the tree shows now."""
    tree = dialog.findChild(QTreeWidget)
    heads = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    items = [item for h in heads for item in (h, *(h.child(n) for n in range(h.childCount())))]
    return [(item.text(0), item.text(1)) for item in items if not item.isHidden()]


def test_that_shortcuts_stand_beside_what_they_do(window) -> None:
    undo = Binding("window.undo", "", "Undo", "Ctrl+Z, Alt+Backspace", is_changed=False)
    dialog = ShortcutsDialog([("Everywhere", [undo]), ("Read", [])], window)
    assert lines(dialog)[:2] == [("Everywhere", ""), ("Undo", "Ctrl+Z, Alt+Backspace")]
    assert ("Read", "") not in lines(dialog)


def test_that_shortcuts_are_found_by_words_of_the_action_or_by_keys(qtbot, window) -> None:
    bindings = [
        Binding("read.note", "read", "Write note", "N", is_changed=False),
        Binding("read.delete", "read", "Delete note", "Del", is_changed=False),
    ]
    dialog = ShortcutsDialog([("Read", bindings)], window)
    field = dialog.findChild(QLineEdit, "shortcutSearch")
    qtbot.keyClicks(field, "note del")
    assert lines(dialog) == [("Read", ""), ("Delete note", "Del")]


def test_that_about_names_version_and_library(window) -> None:
    told = " ".join(words(AboutDialog("1.2.3", "books/carrel.db", window)))
    assert "1.2.3" in told
    assert "books/carrel.db" in told
    assert "MIT" in told
