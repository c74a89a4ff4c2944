"""A link to a topic is completed from the names that there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCompleter, QWidget

from carrel.ui.widgets.note_editor import NoteEditor


@pytest.fixture
def field(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = NoteEditor("", window)
    made.offer_topics(lambda: ["NATO", "Emmanuel Macron", "日本 🙂"])
    window.resize(400, 300)
    window.show()
    made.setFocus()
    yield made
    window.hide()


def popup(field):
    completer = field.findChild(QCompleter)
    return completer.popup() if completer else None


def test_that_names_are_offered_once_a_link_is_begun(field, qtbot):
    qtbot.keyClicks(field, "See [")
    assert popup(field) is None
    qtbot.keyClicks(field, "[mac")
    assert popup(field).isVisible()
    assert popup(field).model().index(0, 0).data() == "Emmanuel Macron"
    popup(field).hide()


def test_that_a_chosen_name_closes_the_link(field, qtbot):
    qtbot.keyClicks(field, "See [[mac")
    qtbot.keyClick(popup(field), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert field.toPlainText() == "See [[Emmanuel Macron]]"


def test_that_what_is_typed_of_a_name_may_be_of_any_script(field):
    field.insertPlainText("🙂 [[日本 🙂")
    field.findChild(QCompleter).activated[str].emit("日本 🙂")
    assert field.toPlainText() == "🙂 [[日本 🙂]]"


@pytest.mark.parametrize("text", ["[[NATO]] ", "no link", "[[zzz"])
def test_that_nothing_is_offered_outside_of_a_link_or_without_a_match(field, text):
    field.insertPlainText(text)
    assert popup(field) is None or not popup(field).isVisible()


def test_that_escape_puts_the_names_away_and_writing_goes_on(field, qtbot):
    qtbot.keyClicks(field, "[[na")
    qtbot.keyClick(popup(field), Qt.Key.Key_Escape)
    assert not popup(field).isVisible()
    qtbot.keyClicks(field, "to]]")
    assert field.toPlainText() == "[[nato]]"
