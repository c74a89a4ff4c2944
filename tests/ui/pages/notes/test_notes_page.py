"""The Notes page finds, changes, deletes and opens what was marked and written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from carrel.domain.annotations import AnnotationFilter, Colour, NoteOrder
from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.undo import Undo
from carrel.storage.database import open_database
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.notes.model import BATCH, Heading, NotesModel
from carrel.ui.pages.notes.presenter import NotesPresenter
from carrel.ui.widgets.note_editor import NoteEditor
from carrel.ui.widgets.tag_field import TagField
from fakes import ImmediateTasks, RecordingNavigator
from sample_library import add_material, new_desk

ONE = SectionId("talks/one")
TWO = SectionId("talks/two")
OTHER = SectionId("tides/moon")
TEXTS = {ONE: "They talk, and talk again.", TWO: "A naïve hope.", OTHER: "The moon pulls."}


class Notes:
    def __init__(self, qtbot, theme, library) -> None:
        self.desk = new_desk(open_database(library))
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
def notes(qtbot, theme, tmp_path):
    notes = Notes(qtbot, theme, tmp_path / "library.db")
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
    model.show(filled.annotating.listed(AnnotationFilter()), NoteOrder.PLACE)
    qtmodeltester.check(model)


def test_that_every_row_can_be_read_aloud(filled):
    model = filled.view.list.model()
    spoken = [
        model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())
    ]
    assert "Important. “talk again”. who is the mediator?. Talks, One" in spoken


def combo(page, name: str) -> QComboBox:
    return page.view.findChild(QComboBox, name)


def select_text(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(next(n for n in range(box.count()) if text in box.itemText(n)))


def test_that_a_tag_narrows_the_list_and_goes_from_the_filter_with_its_last_note(filled):
    key = filled.annotating.in_sections([TWO])[0].id
    filled.annotating.set_tags(key, ["essay"])
    select_text(combo(filled, "notesTag"), "#essay")
    assert filled.rows() == ["TALKS", "TWO", "naïve"]
    filled.annotating.set_tags(key, [])
    assert combo(filled, "notesTag").count() == 1
    assert "moon" in filled.rows()


def test_that_a_topic_narrows_the_list_to_notes_that_link_to_it_or_mark_it(filled):
    with filled.desk.action("Topic", Change.TOPICS) as action:
        topic = action.insert(
            "topic",
            {
                "key": "tides/moon",
                "material_id": 2,
                "kind": "thing",
                "name": "Moon",
                "folded": "moon",
                "origin": "own",
                "created_at": "x",
                "updated_at": "x",
            },
        )
        action.insert(
            "mention",
            {"topic_id": topic, "section_id": 3, "start": 4, "end": 8, "origin": "found"},
        )
    filled.page.refresh(EVERYTHING)
    select_text(combo(filled, "notesTopic"), "Moon (1)")
    assert filled.rows() == ["TIDES", "MOON", "moon"]


def test_that_several_notes_are_tagged_and_untagged_in_one_step_each(filled):
    filled.choose("talk again")
    filled.choose("moon", also=True)
    filled.view.actions_.tags.trigger()
    field = filled.view.findChild(TagField)
    filled.qtbot.keyClicks(field.findChild(QLineEdit), "essay, ask")
    filled.qtbot.keyClick(field.findChild(QLineEdit), Qt.Key.Key_Return)
    assert filled.annotating.tags() == ("ask", "essay")
    assert len(filled.view.selected) == 2
    filled.view.untag_requested.emit(filled.view.selected, "ask")
    assert filled.annotating.tags() == ("essay",)
    Undo(filled.desk).undo()
    Undo(filled.desk).undo()
    assert filled.annotating.tags() == ()


def test_that_tags_that_only_some_have_are_not_lost_when_others_are_added(filled):
    moon = filled.annotating.in_sections([OTHER])[0].id
    filled.annotating.set_tags(moon, ["night"])
    filled.choose("talk again")
    filled.choose("moon", also=True)
    filled.view.actions_.tags.trigger()
    field = filled.view.findChild(TagField)
    assert field.findChild(QLineEdit).text() == ""
    filled.qtbot.keyClicks(field.findChild(QLineEdit), "essay")
    filled.qtbot.keyClick(field.findChild(QLineEdit), Qt.Key.Key_Return)
    assert filled.annotating.annotation(moon).tags == ("essay", "night")


def test_that_several_notes_are_recoloured_by_one_key(filled):
    filled.choose("talk again")
    filled.choose("moon", also=True)
    filled.view.actions_.colours[Colour.EVIDENCE].trigger()
    colours = {one.annotation.colour for one in filled.annotating.listed(AnnotationFilter())}
    assert colours == {Colour.EVIDENCE, Colour.DISAGREE}
    Undo(filled.desk).undo()
    assert filled.annotating.in_sections([OTHER])[0].colour is Colour.QUESTION


def export(page, path) -> None:
    page.view.actions_.export.trigger()
    dialog = page.view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_that_all_that_is_shown_leaves_as_markdown_by_section_with_its_source(filled, tmp_path):
    select_text(combo(filled, "notesMaterial"), "Talks")
    export(filled, tmp_path / "notes.md")
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == (
        "# Talks\n\n## One\n\n> talk again\n>\n> — Talks, “One”, ¶ 1 · Important\n\n"
        "who is the mediator?\n\n## Two\n\n> naïve\n>\n> — Talks, “Two”, ¶ 1 · Disagree\n"
    )
    assert filled.navigator.messages == ["Exported 2 notes and highlights to notes.md."]


def test_that_only_the_selected_notes_leave_when_several_are(filled, tmp_path):
    filled.choose("talk again")
    filled.choose("moon", also=True)
    export(filled, tmp_path / "notes.md")
    text = (tmp_path / "notes.md").read_text(encoding="utf-8")
    assert "naïve" not in text
    assert text.index("# Talks") < text.index("# Tides")


def test_that_an_export_that_cannot_be_written_is_told_and_leaves_what_was_there(filled, tmp_path):
    (tmp_path / "folder").mkdir()
    export(filled, tmp_path / "folder")
    (error,) = filled.navigator.errors
    assert "folder" in str(error)
    assert list((tmp_path / "folder").iterdir()) == []


def test_that_a_long_list_is_taken_in_as_it_is_seen_and_can_be_selected_whole(notes):
    for number in range(150):
        notes.mark(ONE, "talk", note=f"note {number}")
        notes.mark(OTHER, "moon", note=f"moon {number}")
    model = notes.view.list.model()
    assert model.rowCount() == BATCH
    notes.view.list.setFocus()
    notes.qtbot.keyClick(notes.view.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(notes.view.selected) == 300
    notes.annotating.change_tags(notes.view.selected, add=["all"])
    assert len(notes.view.selected) == 300
    assert notes.view.findChild(QLabel, "notesCount").text().endswith("300 selected")


def lose(page, words: str) -> None:
    """As an edition does that no longer has these words."""
    page.desk.database.write(
        "UPDATE passage SET outcome = 'orphaned' WHERE quote = ?",
        (words,),
    )
    page.page.refresh(EVERYTHING)


def test_that_the_way_to_notes_without_a_place_is_there_only_when_there_are_some(filled):
    button = filled.view.findChild(QPushButton, "openOrphans")
    assert not button.isVisible()
    lose(filled, "naïve")
    assert button.isVisible()
    assert button.text() == "Without a place: 1"
    filled.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert filled.page.place() == Place(PageName.NOTES, orphans=True)
    assert "naïve" in filled.view.tray.list.model().index(0, 0).data()
    assert "Stood in Talks › Two" in filled.view.tray.list.model().index(0, 0).data()
    filled.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert filled.page.place() == Place(PageName.NOTES)


def test_that_enter_in_the_tray_leads_to_where_the_words_stood(filled):
    lose(filled, "naïve")
    filled.page.open(Place(PageName.NOTES, orphans=True))
    filled.qtbot.keyClick(filled.view.tray.list, Qt.Key.Key_Return)
    (place,) = filled.navigator.places
    assert (place.page, place.section) == (PageName.READ, TWO)
    assert place.placing is not None


def test_that_an_orphan_becomes_a_section_note_by_a_key_and_undo_brings_it_back(filled):
    lose(filled, "naïve")
    filled.page.open(Place(PageName.NOTES, orphans=True))
    filled.qtbot.keyClick(filled.view.tray.list, Qt.Key.Key_S)
    assert filled.annotating.in_sections([TWO])[0].note == "> naïve"
    assert not filled.view.is_tray_open
    filled.navigator.offered[1]()
    assert filled.view.findChild(QPushButton, "openOrphans").isVisible()


def test_that_an_orphan_is_deleted_by_a_key(filled):
    lose(filled, "naïve")
    filled.page.open(Place(PageName.NOTES, orphans=True))
    filled.qtbot.keyClick(filled.view.tray.list, Qt.Key.Key_Delete)
    assert filled.annotating.in_sections([TWO]) == ()
    assert filled.navigator.messages == ["Deleted: 1."]


def test_that_opening_a_note_without_a_place_leads_to_the_tray(filled):
    lose(filled, "naïve")
    filled.choose("naïve")
    filled.press(Qt.Key.Key_Return)
    assert filled.navigator.places == [Place(PageName.NOTES, orphans=True)]
