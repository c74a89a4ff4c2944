"""Keys are found, changed, taken from others after they were told, and put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QTreeWidget

from carrel.services.preferences import Preferences
from carrel.ui.pages.settings.key_dialog import KeyDialog


class Student:
    """Who is at the list of shortcuts."""

    def __init__(self, qtbot, page) -> None:
        self.qtbot = qtbot
        self.page = page
        page.open_group("Shortcuts")
        self.tree = page.view.findChild(QTreeWidget)

    def lines(self) -> list[tuple[str, ...]]:
        """The texts of the lines that are shown, without the places."""
        heads = [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]
        items = [head.child(number) for head in heads for number in range(head.childCount())]
        return [tuple(i.text(n) for n in range(3)) for i in items if not i.isHidden()]

    def choose(self, title: str) -> None:
        (item,) = self.tree.findItems(title, Qt.MatchFlag.MatchRecursive)
        self.tree.setCurrentItem(item)

    def press_enter(self) -> KeyDialog:
        self.qtbot.keyClick(self.tree, Qt.Key.Key_Return)
        return next(d for d in self.page.window.findChildren(KeyDialog) if d.isVisible())

    def change(self, title: str, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> KeyDialog:
        """Press keys for an action, and stay in the dialog."""
        self.choose(title)
        dialog = self.press_enter()
        self.qtbot.keyClick(dialog.field, key, modifier)
        return dialog

    def click(self, name: str) -> None:
        button = self.page.view.findChild(QPushButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def accept(self) -> str:
        """Say yes to what is asked; returns the question."""
        box = self.page.window.findChild(QMessageBox)
        box.buttons()[0].click()
        return box.text()


@pytest.fixture
def student(qtbot, page):
    return Student(qtbot, page)


def words(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_every_action_stands_with_its_keys(student) -> None:
    assert student.lines() == [
        ("Search", "Ctrl+K", ""),
        ("Write note", "N", ""),
        ("Next question", "N", ""),
    ]


@pytest.mark.parametrize(
    ("sought", "found"),
    [("note", ["Write note"]), ("ctrl", ["Search"]), ("quiz n", ["Next question"]), ("zzz", [])],
)
def test_that_actions_are_found_by_name_keys_and_place(student, sought, found) -> None:
    student.qtbot.keyClicks(student.page.view.findChild(QLineEdit, "shortcutSearch"), sought)
    assert [line[0] for line in student.lines()] == found


def test_that_free_keys_are_taken_and_stored_at_once(student) -> None:
    dialog = student.change("Write note", Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is dialog.take
    student.qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    assert ("Write note", "Ctrl+J", "N") in student.lines()
    assert student.page.settings.shortcuts == {"read.note": "Ctrl+J"}


def test_that_who_has_the_keys_is_told_before_they_are_taken(student) -> None:
    dialog = student.change("Write note", Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "“Search” (Everywhere)" in words(dialog)
    assert student.page.settings.shortcuts == {}
    dialog.reject()
    assert student.page.settings.shortcuts == {}


def test_that_keys_are_taken_from_another_action(student) -> None:
    dialog = student.change("Search", Qt.Key.Key_N)
    assert "“Write note” (Read) and “Next question” (Quiz)" in words(dialog)
    dialog.take.click()
    assert [line[1] for line in student.lines()] == ["N", "none", "none"]


def test_that_keys_that_move_about_cannot_be_taken(student) -> None:
    dialog = student.change("Search", Qt.Key.Key_Down)
    assert not dialog.take.isEnabled()
    assert "move about" in words(dialog)
    dialog.reject()


def test_that_an_action_can_be_left_without_keys(student) -> None:
    student.choose("Search")
    student.qtbot.keyClick(student.tree, Qt.Key.Key_Delete)
    assert ("Search", "none", "Ctrl+K") in student.lines()
    assert student.page.settings.shortcuts == {"window.search": ""}


def test_that_keys_are_put_back(student) -> None:
    Preferences(student.page.desk).change(shortcuts={"read.note": "Ctrl+J"})
    student.choose("Write note")
    student.click("putKeysBack")
    assert student.page.settings.shortcuts == {}


def test_that_putting_back_tells_who_has_the_keys_meanwhile(student) -> None:
    Preferences(student.page.desk).change(shortcuts={"read.note": "Ctrl+J", "window.search": "N"})
    student.choose("Write note")
    student.click("putKeysBack")
    assert "“Search” (Everywhere)" in student.accept()
    assert [line[1] for line in student.lines()] == ["none", "N", "N"]


def test_that_all_keys_are_put_back_after_a_question(student) -> None:
    Preferences(student.page.desk).change(shortcuts={"read.note": "Ctrl+J", "quiz.next": ""})
    student.click("putAllKeysBack")
    assert student.page.settings.shortcuts != {}
    student.accept()
    assert student.page.settings.shortcuts == {}
    assert [line[1] for line in student.lines()] == ["Ctrl+K", "N", "N"]


def test_that_what_is_chosen_stays_chosen_when_keys_change(student) -> None:
    student.choose("Next question")
    student.page.book.shortcuts.choose({"quiz.next": "F5"})
    assert student.tree.currentItem().text(0) == "Next question"


def test_that_tab_leaves_the_field_for_keys(student) -> None:
    student.choose("Search")
    dialog = student.press_enter()
    student.qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert dialog.field.keySequence() == QKeySequence()
    dialog.reject()
