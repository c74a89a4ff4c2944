"""A student reads, marks and comes back without a mouse, and finds the same line each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.preferences import Preferences
from carrel.services.reading import Reading
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.note_editor import NoteEditor
from sample_library import add_material

ONE, TWO = SectionId("foxes/one"), SectionId("foxes/two")
OPENING = "The 🦊 speaks softly to everyone who listens, and some do."
TEXT = "\n\n".join([OPENING, *(f"Paragraph {n} goes on for a few words more." for n in range(150))])
MARKED = {"speaks softly to everyone": "1", "softly to": "3", "to everyone": "4"}
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def reader(journey):
    add_material(journey.program.desk, "foxes", [("one", 1, TEXT), ("two", 1, "The end.")])
    journey.window.resize(QSize(1280, 800))
    journey.program.shell.go(Place(PageName.READ, section=ONE))
    journey.settle()
    return journey


def text_of(journey) -> DocumentView:
    return journey.find(DocumentView, "sectionText")


def press(journey, key: Qt.Key | str, modifiers=NONE, times: int = 1) -> None:
    """Press a key where the focus is, as one who never takes the mouse."""
    for _ in range(times):
        QTest.keyClick(journey.window.focusWidget(), key, modifiers)
    QApplication.processEvents()


def let_shift_go(journey) -> None:
    QTest.keyRelease(journey.window.focusWidget(), Qt.Key.Key_Shift)


def quotes(journey) -> list[str]:
    found = Annotating(journey.program.desk).in_sections([ONE])
    return [one.passage.quote for one in found]


def painted(journey) -> list[int]:
    """How many marks the text shows on each of four words of its opening."""
    text = text_of(journey)
    found = []
    for words in ("speaks", "softly", "to", "everyone"):
        start = OPENING.index(words)
        box = text.word_box(*text.positions.span(TextRange(ONE, start, start + len(words))))
        found.append(len(text.marks_at(box.center())))
    return found


def test_that_words_are_marked_noted_stretched_and_undone_by_keyboard_alone(reader):
    text = text_of(reader)
    assert text.hasFocus()
    press(reader, Qt.Key.Key_F7)
    start = text.positions.position(ONE, OPENING.index("speaks"))
    press(reader, Qt.Key.Key_Home, CTRL)
    while text.textCursor().position() < start:
        press(reader, Qt.Key.Key_Right)
    press(reader, Qt.Key.Key_Right, CTRL | SHIFT, times=2)
    let_shift_go(reader)
    press(reader, "3")
    assert quotes(reader) == ["speaks softly"]

    press(reader, Qt.Key.Key_Right, SHIFT)
    assert quotes(reader) == ["speaks softly to"]
    press(reader, "n")
    editor = reader.find(NoteEditor, "noteEditor")
    assert editor.hasFocus()
    QTest.keyClicks(editor, "To whom")
    press(reader, Qt.Key.Key_Return, CTRL)
    assert Annotating(reader.program.desk).in_sections([ONE])[0].note == "To whom"
    assert text.hasFocus()

    menus = reader.window.menus
    told = []
    for _ in range(3):
        told.append(menus.undo.text())
        press(reader, Qt.Key.Key_Z, CTRL)
    assert told == ["Undo Write note", "Undo Change marked words", "Undo Highlight"]
    assert quotes(reader) == []
    assert menus.redo.text() == "Redo Highlight"


def test_that_highlights_over_each_other_are_undone_and_redone_one_by_one(reader):
    text = text_of(reader)
    for words, key in MARKED.items():
        start = text.positions.position(ONE, OPENING.index(words))
        text.select(start, start + len(words))
        press(reader, key)
        press(reader, Qt.Key.Key_Escape)
    assert painted(reader) == [1, 2, 3, 2]

    press(reader, "j", times=2)
    press(reader, Qt.Key.Key_Delete)
    assert quotes(reader) == ["speaks softly to everyone", "to everyone"]
    assert painted(reader) == [1, 1, 2, 2]

    for after in ([1, 2, 3, 2], [1, 2, 2, 1], [1, 1, 1, 1], [0, 0, 0, 0]):
        press(reader, Qt.Key.Key_Z, CTRL)
        assert painted(reader) == after
    for _ in range(4):
        reader.window.menus.redo.trigger()
    assert quotes(reader) == ["speaks softly to everyone", "to everyone"]


def line_at_top(journey) -> int:
    return journey.program.shell.page_in_front.place().start


def test_that_the_same_line_is_at_the_top_after_a_restart_a_resize_and_other_type(reader):
    for _ in range(3):
        press(reader, Qt.Key.Key_Space)
    left_at = line_at_top(reader)
    assert left_at > 0

    reader.restart(Place(PageName.READ, material=MaterialId("foxes")))
    assert line_at_top(reader) == left_at
    reader.window.resize(QSize(1024, 640))
    reader.settle()
    assert line_at_top(reader) == left_at
    press(reader, Qt.Key.Key_Plus, CTRL, times=3)
    assert line_at_top(reader) == left_at
    Preferences(reader.program.desk).change(measure=80, line_height=180)
    reader.settle()
    assert line_at_top(reader) == left_at
    reader.restart(Place(PageName.READ))
    assert line_at_top(reader) == left_at


def test_that_back_and_forward_lead_through_every_jump_but_not_through_pages_read_on(reader):
    press(reader, Qt.Key.Key_Space, times=2)
    reader.program.shell.page_in_front.left()
    first = line_at_top(reader)
    press(reader, Qt.Key.Key_PageDown, CTRL)
    reader.program.shell.open_passage(SectionId("macron-putin/mediator"), 10, 40)
    places = [reader.program.shell.page_in_front.place().section]
    menus = reader.window.menus
    for action in (menus.back, menus.back, menus.forward):
        action.trigger()
        places.append(reader.program.shell.page_in_front.place().section)
    assert places[1:] == [TWO, ONE, TWO]
    menus.back.trigger()
    assert line_at_top(reader) == first

    while reader.program.shell.page_in_front.place().section == ONE:
        press(reader, Qt.Key.Key_Space)
    assert reader.program.shell.page_in_front.place().section == TWO
    press(reader, Qt.Key.Key_PageUp)
    assert reader.program.shell.page_in_front.place().section == ONE
    menus.back.trigger()
    assert reader.program.shell.page_in_front.place().page is PageName.LIBRARY


def test_that_a_material_read_to_its_end_by_keyboard_is_marked_as_read(reader, monkeypatch):
    page = reader.program.shell.page_in_front
    monkeypatch.setattr(type(page.view), "isActiveWindow", lambda _: True)
    for _ in range(60):
        reader.clock.advance(timedelta(seconds=15))
        page._time.tick()
        press(reader, Qt.Key.Key_Space)
    marks = [entry.is_read for entry in Reading(reader.program.desk).outline(MaterialId("foxes"))]
    assert marks == [True, True]
