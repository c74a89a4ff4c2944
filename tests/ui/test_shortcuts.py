"""Actions have the keys that the student chose, and nobody else has them then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from carrel.ui.shortcuts import Shortcuts, hint, is_usable, name_actions


class Owner(QObject):
    """Four actions: of the window, of two pages, and one without keys."""

    def __init__(self) -> None:
        super().__init__()
        self.search = self._action("Search", "Ctrl+K")
        self.note = self._action("Write note", "N")
        self.marks = {1: self._action("Mark", "1")}
        self.next = self._action("Next", "N")
        self.plain = self._action("No keys")
        self.shortcuts = Shortcuts({}, self)
        name_actions("window", self)
        self.note.setObjectName("read.note")
        self.next.setObjectName("quiz.next")
        self.shortcuts.adopt("", [self.search, self.plain, *self.marks.values()])
        self.shortcuts.adopt("read", [self.note])
        self.shortcuts.adopt("quiz", [self.next])

    def _action(self, text: str, keys: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def choose(self, name: str, keys: str) -> None:
        """Take keys as the Settings page does."""
        self.shortcuts.choose(self.shortcuts.with_keys(name, [QKeySequence(keys)]))

    def keys(self) -> dict[str, str]:
        return {one.name: one.keys for one in self.shortcuts.bindings()}


@pytest.fixture
def owner(qapp):
    return Owner()


def test_that_actions_are_listed_by_their_names(owner) -> None:
    assert owner.keys() == {
        "window.search": "Ctrl+K",
        "window.plain": "",
        "window.marks_1": "1",
        "read.note": "N",
        "quiz.next": "N",
    }


def test_that_chosen_keys_are_in_force_at_once(owner) -> None:
    owner.choose("read.note", "Ctrl+J")
    assert owner.note.shortcut() == QKeySequence("Ctrl+J")
    assert [one.name for one in owner.shortcuts.bindings() if one.is_changed] == ["read.note"]


def test_that_an_action_that_is_taken_in_later_has_the_chosen_keys(qapp) -> None:
    action = QAction("Write note")
    action.setObjectName("read.note")
    action.setShortcut(QKeySequence("N"))
    shortcuts = Shortcuts({"read.note": "Ctrl+J"})
    shortcuts.adopt("read", [action])
    assert action.shortcut() == QKeySequence("Ctrl+J")


def test_that_pages_may_have_the_same_keys_and_the_window_meets_all(owner) -> None:
    def holders(name: str, keys: str) -> list[str]:
        return [one.name for one in owner.shortcuts.holders(name, [QKeySequence(keys)])]

    assert holders("read.note", "N") == []
    assert holders("window.search", "N") == ["read.note", "quiz.next"]
    assert holders("quiz.next", "Ctrl+K") == ["window.search"]


def test_that_who_has_the_keys_goes_without_until_they_are_free_again(owner) -> None:
    owner.choose("window.plain", "N")
    assert owner.keys()["read.note"] == owner.keys()["quiz.next"] == ""
    owner.shortcuts.choose(owner.shortcuts.with_plain("window.plain"))
    assert owner.keys()["read.note"] == owner.keys()["quiz.next"] == "N"


def test_that_chosen_keys_can_be_taken_by_another(owner) -> None:
    owner.choose("read.note", "Ctrl+J")
    owner.choose("window.plain", "Ctrl+J")
    assert (owner.keys()["read.note"], owner.keys()["window.plain"]) == ("", "Ctrl+J")


def test_that_putting_keys_back_takes_them_from_who_has_them_now(owner) -> None:
    owner.choose("window.search", "F2")
    owner.choose("window.plain", "Ctrl+K")
    owner.shortcuts.choose(owner.shortcuts.with_plain("window.search"))
    assert (owner.keys()["window.search"], owner.keys()["window.plain"]) == ("Ctrl+K", "")


def test_that_no_keys_can_be_chosen(owner) -> None:
    owner.shortcuts.choose(owner.shortcuts.with_keys("read.note", []))
    assert owner.keys()["read.note"] == ""


def test_that_taking_the_keys_that_an_action_comes_with_changes_nothing(owner) -> None:
    assert owner.shortcuts.with_keys("read.note", [QKeySequence("N")]) == {}


@pytest.mark.parametrize("text", ["Ctrl+Nonsense", "Tab", "Ctrl+K, Ctrl+B", "; ;"])
def test_that_stored_keys_that_cannot_be_used_are_logged(expected_log, owner, text) -> None:
    expected_log("carrel.ui.shortcuts", "read.note")
    owner.shortcuts.choose({"read.note": text})
    assert owner.keys()["read.note"] == "N"


@pytest.mark.parametrize("text", ["Tab", "Up", "PgDown"])
def test_that_keys_that_move_about_cannot_be_taken(qapp, text) -> None:
    assert not is_usable(QKeySequence(text))
    assert is_usable(QKeySequence(f"Ctrl+{text}"))


def test_that_a_hint_tells_the_keys_that_there_are(owner) -> None:
    assert hint("Search", owner.search) == "Search (Ctrl+K)"
    assert hint("Nothing", owner.plain) == "Nothing"
