"""Words are found on the page, marked, counted and stepped through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from reader_page import LONG, ONE, ONE_A, TWO, Reader


@pytest.fixture
def reader(qtbot, theme):
    reader = Reader(qtbot, theme)
    reader.open(ONE)
    yield reader
    reader.desk.database.close()


def find(reader, words: str) -> str:
    """Type words into the bar; what it counts."""
    reader.press("Ctrl+F")
    field = reader.view.findChild(QLineEdit, "findField")
    field.clear()
    reader.qtbot.keyClicks(field, words)
    return count(reader)


def count(reader) -> str:
    return reader.view.findChild(QLabel, "findCount").text()


def key(reader, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    reader.qtbot.keyClick(reader.view.findChild(QLineEdit, "findField"), key, modifiers)


def test_that_hits_in_all_sections_are_counted_and_stepped_through(reader):
    assert find(reader, "TALK about") == "1 of 2"
    key(reader, Qt.Key.Key_Return)
    assert count(reader) == "2 of 2"
    key(reader, Qt.Key.Key_Return)
    assert count(reader) == "1 of 2"
    key(reader, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count(reader) == "2 of 2"


def test_that_the_hit_is_brought_into_view(reader):
    find(reader, "paragraph 55 goes")
    start = LONG.index("Paragraph 55")
    from carrel.domain.reading import TextRange

    span = reader.text.positions.span(TextRange(ONE_A, start, start + 5))
    assert reader.text.is_in_view(*span)


def test_that_whole_words_and_capitals_can_be_asked_for(reader):
    assert find(reader, "peac") == "1 of 1"
    boxes = reader.view.find_bar.findChildren(QCheckBox)
    boxes[0].click()
    assert count(reader) == "Not found"
    boxes[0].click()
    find(reader, "THEY")
    boxes[1].click()
    assert count(reader) == "Not found"


def test_that_the_selected_words_are_sought_and_the_hit_stays_selected(reader):
    reader.select("about war")
    reader.press("Ctrl+F")
    assert reader.view.findChild(QLineEdit, "findField").text() == "about war"
    key(reader, Qt.Key.Key_Escape)
    assert not reader.view.find_bar.isVisible()
    assert reader.text.textCursor().selectedText() == "about war"


def test_that_another_page_is_searched_anew(reader):
    find(reader, "short")
    assert count(reader) == "Not found"
    reader.open(TWO)
    assert count(reader) == "1 of 1"
