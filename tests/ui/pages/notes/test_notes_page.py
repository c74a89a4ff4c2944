"""The Notes page finds, changes, deletes and opens what was marked and written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from carrel.domain.annotations import Colour, NoteOrder
from carrel.domain.changes import EVERYTHING
from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.undo import Undo
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.notes.model import Heading, NotesModel
from carrel.ui.pages.notes.presenter import NotesPresenter
from carrel.ui.widgets.note_editor import NoteEditor
from fakes import ImmediateTasks, RecordingNavigator
from sample_library import add_material, new_desk

ONE = SectionId("talks/one")
TWO = SectionId("talks/two")
OTHER = SectionId("tides/moon")
TEXTS = {ONE: "They talk, and talk again.", TWO: "A naïve hope.", OTHER: "The moon pulls."}


class Notes:
    def __init__(self, qtbot, theme) -> None:
        self.desk = new_desk()
        self.qtbot = qtbot
        add_material(self.desk, "talks", [("one", 1, TEXTS[ONE]), ("two", 1, TEXTS[TWO])])
        add_material(self.desk, "tides", [("moon", 1, TEXTS[OTHER])])
        self.annotating = Annotating(self.desk)
        self.navigator = RecordingNavigator()
        context = PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        self.page = NotesPresenter(context)
        self.desk.notice.listen(self.page.refresh)
        self.view = self.page.view
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()

    def mark(self, section: SectionId, words: str, colour=Colour.IMPORTANT, note: str = ""):
        start = TEXTS[section].index(words)
        place = TextRange(section, start, start + len(words))
        return self.annotating.mark([place], colour=colour, note=note)[0]

    def rows(self) -> list[str]:
        """Headings in capitals, and the words of each note."""
        model = self.view.list.model()
        found = [model.index(n, 0).data(Qt.ItemDataRole.UserRole) for n in range(model.rowCount())]
        return [
            one.text.upper() if isinstance(one, Heading) else one.annotation.passage.quote
            for one in found
        ]

    def choose(self, words: str, *, also: bool = False) -> None:
        """Click the row of a note, with Ctrl to select it as well."""
        index = self.view.list.model().index(self.rows().index(words), 0)
        keys = Qt.KeyboardModifier.ControlModifier if also else Qt.KeyboardModifier.NoModifier
        place = self.view.list.visualRect(index).center()
        self.qtbot.mouseClick(self.view.list.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.view.list, key)

    def search(self, words: str) -> None:
        field = self.view.findChild(QLineEdit, "notesSearch")
        field.clear()
        self.qtbot.keyClicks(field, words)


@pytest.fixture
def notes(qtbot, theme):
    notes = Notes(qtbot, theme)
    yield notes
    notes.desk.database.close()


@pytest.fixture
def filled(notes):
    notes.mark(ONE, "talk again", note="who is the mediator?")
    notes.mark(TWO, "naïve", Colour.DISAGREE)
    notes.mark(OTHER, "moon", Colour.QUESTION, note="why")
    return notes


def test_that_notes_stand_under_their_material_and_section(filled):
    assert filled.rows() == [
        "TALKS", "ONE", "talk again", "TWO", "naïve", "TIDES", "MOON", "moon",
    ]  # fmt: skip


def test_that_a_page_without_notes_says_how_to_make_one(notes):
    assert notes.rows() == []
    notes.view.read_requested.emit()
    assert notes.navigator.places == [Place(PageName.READ)]


@pytest.mark.parametrize(
    ("words", "found"),
    [("mediat", ["talk again"]), ("NAIVE", ["naïve"]), ("why moon", ["moon"]), ("zebra", [])],
)
def test_that_typing_words_narrows_the_list(filled, words, found):
    filled.search(words)
    assert [row for row in filled.rows() if not row.isupper()] == found


def test_that_colour_material_and_having_a_note_narrow_the_list(filled):
    button = filled.view.findChild(QToolButton, "only_disagree")
    filled.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert filled.rows() == ["TALKS", "TWO", "naïve"]
    filled.view.clear_filters()
    materials = filled.view.findChild(QComboBox, "notesMaterial")
    materials.setCurrentIndex(materials.findText("Tides"))
    assert filled.rows() == ["TIDES", "MOON", "moon"]
    filled.view.clear_filters()
    noted = filled.view.findChild(QToolButton, "onlyNoted")
    filled.qtbot.mouseClick(noted, Qt.MouseButton.LeftButton)
    assert "naïve" not in filled.rows()


def test_that_the_newest_can_stand_first(filled):
    order = filled.view.findChild(QComboBox, "notesOrder")
    order.setCurrentIndex(order.findData(NoteOrder.NEWEST.value))
    assert filled.rows()[:2] == ["TIDES · MOON", "moon"]


def test_that_a_note_is_edited_in_its_row(filled):
    filled.choose("naïve")
    filled.press(Qt.Key.Key_F2)
    editor = filled.view.list.findChild(NoteEditor)
    filled.qtbot.keyClicks(editor, "Is it?")
    filled.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert filled.annotating.in_sections([TWO])[0].note == "Is it?"
    assert filled.view.selected == (filled.annotating.in_sections([TWO])[0].id,)


def test_that_leaving_the_page_stores_the_note_being_written(filled):
    filled.choose("naïve")
    filled.press(Qt.Key.Key_F2)
    filled.qtbot.keyClicks(filled.view.list.findChild(NoteEditor), "half")
    filled.page.left()
    assert filled.annotating.in_sections([TWO])[0].note == "half"


def test_that_several_notes_are_deleted_in_one_step_that_the_banner_takes_back(filled):
    filled.choose("talk again")
    filled.choose("moon", also=True)
    filled.press(Qt.Key.Key_Delete)
    assert filled.rows() == ["TALKS", "TWO", "naïve"]
    assert filled.navigator.messages == ["Deleted 2 notes."]
    filled.navigator.offered[1]()
    assert "moon" in filled.rows()
    assert "talk again" in filled.rows()


def test_that_enter_opens_the_words_in_the_reader(filled):
    filled.choose("naïve")
    filled.press(Qt.Key.Key_Return)
    assert filled.navigator.places == [Place(PageName.READ, section=TWO, start=2, end=7)]


def test_that_a_note_on_a_section_opens_the_section(filled):
    made = filled.annotating.write_in_section(TWO, "read again")
    filled.view.open_requested.emit(made.id)
    assert filled.navigator.places == [Place(PageName.READ, section=TWO)]


def test_that_the_list_follows_what_happens_elsewhere(filled):
    Undo(filled.desk).undo()
    assert "moon" not in filled.rows()
    filled.page.refresh(EVERYTHING)
    assert filled.rows()[0] == "TALKS"


def test_that_filters_that_let_nothing_through_can_be_cleared(filled):
    filled.search("zebra")
    filled.view.clear_filters()
    assert "moon" in filled.rows()


def test_that_the_model_keeps_the_rules_of_models(filled, qtmodeltester):
    model = NotesModel(filled.page._look)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    from carrel.domain.annotations import AnnotationFilter

    model.show(filled.annotating.listed(AnnotationFilter()), NoteOrder.PLACE)
    qtmodeltester.check(model)


def test_that_every_row_can_be_read_aloud(filled):
    model = filled.view.list.model()
    spoken = [
        model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())
    ]
    assert "Important. “talk again”. who is the mediator?. Talks, One" in spoken
