"""Every dialog of the menus has names for a screen reader, goes by Esc, and cuts no words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from carrel.domain.ids import QuestionId
from carrel.ui.navigator import PageName, Place
from sweeping import PLACES, cut_words, nameless

PAGES = {name: place for name, place in PLACES.items() if not name.startswith("settings")}
IS_THE_SYSTEMS = (QFileDialog, QMessageBox)


def open_dialogs() -> list[QDialog]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QDialog) and window.isVisible()
    ]


def each_dialog(journey) -> Iterator[tuple[str, QDialog]]:
    """Every dialog that the menus lead to where the student is, and closes it again."""
    actions = [action for action in journey.window.menus.actions if _leads_to_dialog(action)]
    for action in actions:
        action.trigger()
        journey.settle()
        for dialog in open_dialogs():
            if not isinstance(dialog, IS_THE_SYSTEMS):
                yield action.text(), dialog
            dialog.close()
        journey.settle()


def _leads_to_dialog(action) -> bool:
    is_help = action.objectName() in ("window.shortcuts", "window.about")
    return action.isEnabled() and (is_help or action.text().endswith("…"))


def go_and_select(journey, place: Place) -> None:
    """Go there; in a text some words are selected, so that they can be made something of."""
    journey.program.shell.go(place)
    journey.settle()
    if place.page is PageName.READ:
        journey.program.shell.page_in_front.view.reading.text.select(200, 240)
        journey.settle()


@pytest.mark.parametrize("place", PAGES.values(), ids=PAGES.keys())
def test_that_the_controls_of_every_dialog_have_names(journey, place) -> None:
    go_and_select(journey, place)
    found = {title: nameless(dialog) for title, dialog in each_dialog(journey)}
    assert found
    assert [(title, names) for title, names in found.items() if names] == []


@pytest.mark.parametrize("place", PAGES.values(), ids=PAGES.keys())
def test_that_no_dialog_cuts_words_when_letters_are_twice_as_large(
    large_letters, journey, place
) -> None:
    go_and_select(journey, place)
    cut = {title: cut_words(dialog) for title, dialog in each_dialog(journey)}
    assert [(title, words) for title, words in cut.items() if words] == []


def test_that_the_editor_of_questions_has_names_and_cuts_no_words(large_letters, journey) -> None:
    key = journey.program.desk.database.value("SELECT key FROM question LIMIT 1")
    journey.program.shell.edit_question(QuestionId(key))
    journey.settle()
    (editor,) = open_dialogs()
    found = nameless(editor), cut_words(editor)
    editor.close()
    assert found == ([], [])


def test_that_esc_leaves_every_dialog(qtbot, journey) -> None:
    for _title, dialog in each_dialog(journey):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
