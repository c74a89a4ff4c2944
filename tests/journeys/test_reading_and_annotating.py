"""A student reads, marks and writes, goes away, and finds everything where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidget, QWidget

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.storage.database import open_database
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.note_editor import NoteEditor
from fakes import FrozenClock, SequenceIds
from sample_library import add_material

FOX = SectionId("foxes/one")
WORDS = "speaks 🇫🇷 softly"
TEXT = f"The 🦊 with a naïve smile {WORDS} to everyone. " + "It goes on and on. " * 400


@pytest.fixture
def reader(journey):
    """The journey, with a long text in the library that has signs beyond the first plane."""
    add_material(journey.program.desk, "foxes", [("one", 1, TEXT), ("two", 1, "The end.")])
    journey.window.resize(QSize(1280, 800))
    return journey


def read(journey, section: SectionId = FOX) -> DocumentView:
    journey.program.shell.go(Place(PageName.READ, section=section))
    journey.settle()
    return journey.find(DocumentView, "sectionText")


def drag_over(text: DocumentView, words: str) -> None:
    start = TEXT.index(words)
    box = text.word_box(*text.positions.span(TextRange(FOX, start, start + len(words))))
    left, right = (QPoint(x, box.center().y()) for x in (box.left(), box.right() + 1))
    button, viewport = Qt.MouseButton.LeftButton, text.viewport()
    QTest.mousePress(viewport, button, pos=left)
    QTest.mouseMove(viewport, right)
    QTest.mouseRelease(viewport, button, pos=right)


def marked(journey) -> list[tuple[str, str]]:
    found = Annotating(journey.program.desk).in_sections([FOX])
    return [(one.passage.quote, one.note) for one in found]


def painted(text: DocumentView, words: str) -> list[str]:
    """Names of the marks on words, as the text shows them."""
    start = TEXT.index(words)
    box = text.word_box(*text.positions.span(TextRange(FOX, start, start + len(words))))
    return [mark.name for mark in text.marks_at(box.center())]


def test_that_a_highlight_after_an_emoji_is_on_the_same_words_after_a_restart(reader):
    drag_over(read(reader), WORDS)
    QTest.keyClick(reader.window, "1")
    assert marked(reader) == [(WORDS, "")]

    reader.restart()
    text = read(reader)
    assert marked(reader) == [(WORDS, "")]
    assert len(painted(text, WORDS)) == 1
    assert painted(text, "everyone") == []


def test_that_note_place_and_read_mark_are_there_after_a_restart(reader):
    text = read(reader)
    drag_over(text, WORDS)
    QTest.keyClick(reader.window, "n")
    reader.settle()
    QTest.keyClicks(reader.find(NoteEditor, "noteEditor"), "Why softly")
    QTest.keyClick(reader.find(NoteEditor, "noteEditor"), Qt.Key.Key_Escape)
    text.verticalScrollBar().setValue(500)
    outline = reader.find(QTreeWidget, "sectionOutline")
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_M)
    left_at = reader.program.shell.page_in_front.place()

    reader.restart(Place(PageName.READ, material=MaterialId("foxes")))
    assert reader.program.shell.page_in_front.place() == left_at
    assert marked(reader) == [(WORDS, "Why softly")]
    reader.window.resize(QSize(1280, 800))
    item = reader.find(QTreeWidget, "sectionOutline").topLevelItem(0)
    assert item.text(1) == "1"
    assert "not read yet" not in item.toolTip(0)


def test_that_each_step_is_undone_and_redone_from_the_edit_menu_by_its_name(reader):
    text = read(reader)
    drag_over(text, WORDS)
    QTest.keyClick(reader.window, "3")
    menus = reader.program.window.menus
    assert "Highlight" in menus.undo.text()
    menus.undo.trigger()
    assert painted(text, WORDS) == []
    menus.redo.trigger()
    assert len(painted(text, WORDS)) == 1


def test_that_back_leads_to_the_line_that_was_left(reader):
    text = read(reader)
    text.verticalScrollBar().setValue(700)
    reader.settle()
    before = reader.program.shell.page_in_front.place()
    reader.program.shell.open_section(SectionId("foxes/two"))
    reader.program.window.menus.back.trigger()
    assert reader.program.shell.page_in_front.place() == before


def test_that_the_page_keeps_its_parts_at_every_size(reader):
    read(reader)
    for width, height in ((1920, 1080), (1280, 800), (1024, 640)):
        reader.window.resize(width, height)
        reader.settle()
        text = reader.find(DocumentView, "sectionText")
        margin = reader.find(QWidget, "marginNotes")
        assert text.viewport().width() >= 400
        assert margin.geometry().left() >= text.viewport().geometry().right()
        assert margin.geometry().right() <= text.width()


MARK_AND_WAIT = """
import sys, uuid
from pathlib import Path
from datetime import UTC, datetime
from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.desk import open_desk

desk = open_desk(
    Path(sys.argv[1]), clock=lambda: datetime.now(UTC), new_id=lambda: str(uuid.uuid4())
)
Annotating(desk).mark([TextRange(SectionId("foxes/one"), 4, 5)], note="stored")
print("stored", flush=True)
sys.stdin.read()
"""


def test_that_killing_the_program_right_after_a_highlight_loses_nothing(tmp_path: Path) -> None:
    library = tmp_path / "killed.db"
    desk = Desk(open_database(library), FrozenClock(), SequenceIds())
    add_material(desk, "foxes", [("one", 1, TEXT)])
    desk.database.close()

    process = subprocess.Popen(
        [sys.executable, "-c", MARK_AND_WAIT, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with process:
        assert process.stdout.readline().strip() == b"stored"
        process.send_signal(signal.SIGKILL)

    desk = Desk(open_database(library), FrozenClock(), SequenceIds())
    (found,) = Annotating(desk).in_sections([FOX])
    assert (found.passage.quote, found.note) == ("🦊", "stored")
    desk.database.close()
