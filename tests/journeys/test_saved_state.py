"""What the window says of being saved is true at that moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget

from carrel.domain.ids import SectionId
from carrel.ui.navigator import PageName, Place


def test_that_a_note_counts_as_saved_only_when_it_is_stored(journey):
    place = Place(PageName.READ, section=SectionId("macron-putin/about"))
    journey.program.shell.go(place)
    journey.window.activateWindow()
    journey.settle()
    text = journey.find(QTextEdit, "sectionText")
    assert text.find("diplomacy at work")
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_N)
    journey.settle()
    editor = journey.find(QPlainTextEdit, "noteEditor")
    saved = journey.find(QLabel, "savedState")
    assert saved.text() == "Saved"

    QTest.keyClicks(editor, "Who says so?")
    assert saved.text() == "Writing …"
    notes = "SELECT note FROM annotation WHERE deleted_at IS NULL"
    assert "Who says so?" not in {row[0] for row in journey.program.desk.database.rows(notes)}

    QTest.keyClick(editor, Qt.Key.Key_Escape)
    journey.settle()
    assert saved.text() == "Saved"
    assert "Who says so?" in {row[0] for row in journey.program.desk.database.rows(notes)}


def test_that_esc_closes_the_bar_that_finds_words(journey):
    journey.program.shell.go(Place(PageName.READ, section=SectionId("macron-putin/about")))
    journey.window.activateWindow()
    journey.settle()
    QTest.keyClick(journey.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    journey.settle()
    bar = journey.find(QWidget, "findBar")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    journey.settle()
    assert not bar.isVisible()
