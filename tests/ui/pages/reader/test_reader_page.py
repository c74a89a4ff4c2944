"""The Read page, used as a student does: words are marked, notes written, places kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSlider, QToolButton

from carrel.domain.annotations import Colour
from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.ids import MaterialId
from carrel.domain.reading import ReadingPlace, TextRange
from carrel.services.preferences import Preferences
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.theme import SEPIA, Role
from carrel.ui.widgets.note_editor import NoteEditor
from fakes import ImmediateTasks, RecordingNavigator
from reader_page import LONG, ONE, ONE_A, OPENING, TWO, Reader
from sample_library import new_desk


@pytest.fixture
def reader(qtbot, theme):
    reader = Reader(qtbot, theme)
    yield reader
    reader.desk.database.close()


def test_that_words_after_an_emoji_are_marked_with_mouse_and_key(reader):
    reader.open(ONE)
    reader.select("speak. They")
    reader.press("2")
    (made,) = reader.annotating.in_sections([ONE])
    assert (made.passage.quote, made.colour) == ("speak. They", Colour.QUESTION)
    assert reader.text.marks_at(_middle(reader, "speak"))[0].name == made.id


def test_that_the_bar_beside_selected_words_marks_them(reader):
    reader.open(ONE)
    assert not reader.reading.bar.isVisible()
    reader.select("about war")
    assert reader.reading.bar.isVisible()
    button = reader.view.findChild(QToolButton, "mark_evidence")
    reader.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert reader.annotating.in_sections([ONE])[0].colour is Colour.EVIDENCE


def test_that_marking_without_words_says_what_to_do(reader):
    reader.open(ONE)
    reader.press("1")
    assert "Select some words" in reader.navigator.messages[0]
    assert reader.notes() == []


def test_that_a_selection_over_two_sections_is_one_step(reader):
    reader.open(ONE)
    start = reader.text.positions.position(ONE, len(OPENING) - 6)
    end = reader.text.positions.position(ONE_A, 9, is_end=True)
    reader.text.select(start, end)
    reader.press("1")
    quotes = [one.passage.quote for one in reader.annotating.in_sections([ONE, ONE_A])]
    assert quotes == ["peace.", "Paragraph"]
    Undo(reader.desk).undo()
    assert reader.annotating.in_sections([ONE, ONE_A]) == ()


def test_that_a_note_is_written_beside_the_selected_words_in_one_step(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("N")
    reader.write("Which one?")
    assert reader.notes() == [("about war", "Which one?")]
    assert reader.cards() == ["Which one?"]
    Undo(reader.desk).undo()
    assert reader.notes() == []
    assert reader.cards() == []


def test_that_a_note_left_empty_marks_nothing(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("N")
    reader.write("  ")
    assert reader.notes() == []
    assert reader.view.findChild(NoteEditor) is None or not reader.reading.margin.is_editing


def test_that_going_to_another_page_stores_the_note_being_written(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("N")
    reader.qtbot.keyClicks(reader.view.findChild(NoteEditor), "half a thought")
    reader.open(TWO)
    assert reader.notes() == [("about war", "half a thought")]


def test_that_leaving_the_page_stores_note_and_place(reader):
    reader.open(ONE_A, start=500)
    reader.open(ONE)
    reader.select("about war")
    reader.press("N")
    reader.qtbot.keyClicks(reader.view.findChild(NoteEditor), "half a thought")
    reader.page.left()
    assert reader.notes() == [("about war", "half a thought")]
    assert Reading(reader.desk).last_place().section == ONE


def test_that_a_click_on_marked_words_lets_them_be_changed_and_deleted(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("1")
    reader.press("Esc")
    reader.click("about war")
    reader.press("4")
    assert reader.annotating.in_sections([ONE])[0].colour is Colour.DISAGREE
    reader.press("N")
    reader.write("No")
    assert reader.notes() == [("about war", "No")]
    reader.click("about war")
    reader.press("Del")
    assert reader.notes() == []
    Undo(reader.desk).undo()
    assert reader.notes() == [("about war", "No")]
    assert reader.cards() == ["No"]


def test_that_the_inner_of_two_marks_is_deleted_and_the_outer_stays(reader):
    reader.open(ONE)
    reader.select("They talk about war, and talk")
    reader.press("1")
    reader.select("about war")
    reader.press("3")
    reader.press("Esc")
    reader.click("war")
    reader.press("Del")
    assert [quote for quote, _ in reader.notes()] == ["They talk about war, and talk"]


def test_that_a_click_on_a_note_brings_its_words_into_view(reader):
    text = LONG.index("Paragraph 50")
    reader.annotating.mark([TextRange(ONE_A, text, text + 12)], note="far down")
    reader.open(ONE)
    span = reader.text.positions.span(TextRange(ONE_A, text, text + 12))
    assert not reader.text.is_in_view(*span)
    (made,) = reader.annotating.in_sections([ONE_A])
    reader.reading.margin.activated.emit(made.id)
    assert reader.text.is_in_view(*span)
    assert reader.cards() == ["far down"]


def test_that_notes_are_edited_deleted_and_walked_through_by_keyboard(reader):
    for words in ("speak", "war", "peace"):
        start = OPENING.index(words)
        reader.annotating.mark([TextRange(ONE, start, start + len(words))], note=words)
    reader.open(ONE)
    reader.click("speak")
    reader.reading.margin.focus_active()
    first = reader.view.focusWidget()
    reader.qtbot.keyClick(first, Qt.Key.Key_Down)
    second = reader.view.focusWidget()
    assert second.note.text == "war"
    reader.qtbot.keyClick(second, Qt.Key.Key_Return)
    reader.write("another war")
    assert ("war", "another war") in reader.notes()
    reader.click("war")
    reader.reading.margin.focus_active()
    reader.qtbot.keyClick(reader.view.focusWidget(), Qt.Key.Key_Delete)
    assert [quote for quote, _ in reader.notes()] == ["speak", "peace"]


def test_that_a_digit_typed_into_a_note_is_a_digit(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("N")
    reader.write("1 of 4, N")
    assert reader.notes() == [("about war", "1 of 4, N")]


def test_that_a_passage_asked_for_is_brought_into_view_and_marked(reader):
    start = LONG.index("Paragraph 40")
    reader.open(ONE_A, start, start + 12)
    span = reader.text.positions.span(TextRange(ONE_A, start, start + 12))
    assert reader.text.is_in_view(*span)
    middle = reader.text.word_box(*span)
    with_mark = reader.text.viewport().grab(middle).toImage()
    reader.text.set_marks("flash", ())
    assert reader.text.viewport().grab(middle).toImage() != with_mark


def test_that_a_material_opens_at_the_line_where_it_was_left(reader):
    reader.open(ONE_A, start=LONG.index("Paragraph 30"))
    left_at = reader.page.place()
    reader.page.left()
    reader.open(TWO)
    reader.desk.clock.advance(timedelta(seconds=1))
    Reading(reader.desk).remember_place(ReadingPlace(ONE_A, left_at.start))
    reader.page.open(Place(PageName.READ, material=MaterialId("talks")))
    assert reader.page.place() == left_at


def test_that_the_page_follows_the_outline_and_the_keys(reader):
    reader.open(ONE)
    reader.press("Ctrl+PgDown")
    assert reader.navigator.places[-1].section == TWO
    reader.view.outline.section_chosen.emit(ONE_A)
    assert reader.navigator.places[-1].section == ONE_A


def test_that_the_outline_shows_read_marks_and_counts(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("1")
    item = reader.view.outline.topLevelItem(0)
    assert item.text(1) == "1"
    assert "not read yet" in item.toolTip(0)
    reader.view.outline.setCurrentItem(item)
    reader.qtbot.keyClick(reader.view.outline, Qt.Key.Key_M)
    assert "not read yet" not in item.toolTip(0)
    Undo(reader.desk).undo()
    assert "not read yet" in item.toolTip(0)


def test_that_reading_to_the_end_sets_the_read_mark_and_leafing_does_not(reader, monkeypatch):
    monkeypatch.setattr(type(reader.view), "isActiveWindow", lambda _: True)
    reader.open(ONE)
    reader.text.verticalScrollBar().setValue(reader.text.verticalScrollBar().maximum())
    reader.desk.clock.advance(timedelta(seconds=5))
    reader.page._time.tick()
    assert not any(entry.is_read for entry in Reading(reader.desk).outline(MaterialId("talks")))
    for _ in range(10):
        reader.desk.clock.advance(timedelta(seconds=5))
        reader.page._time.tick()
    marks = {entry.id: entry.is_read for entry in Reading(reader.desk).outline(MaterialId("talks"))}
    assert marks == {ONE: True, ONE_A: True, TWO: False}


def test_that_words_are_copied_with_their_source(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("Ctrl+Shift+C")
    copied = QGuiApplication.clipboard().text()
    assert copied == "“about war” (A. Rey, Talks, “One”, ¶ 1)"


def test_that_the_trail_names_material_and_page(reader):
    reader.open(ONE_A)
    assert [crumb.text for crumb in reader.page.trail()] == ["Talks", "One"]


def test_that_a_library_without_texts_says_what_to_do(qtbot, theme):
    desk = new_desk()
    navigator = RecordingNavigator()
    page = ReaderPresenter(PageContext(desk, navigator, ImmediateTasks(), theme))
    qtbot.addWidget(page.view)
    page.open(Place(PageName.READ))
    page.entered()
    assert page.place() == Place(PageName.READ)
    page.view.library_requested.emit()
    assert navigator.places == [Place(PageName.LIBRARY)]
    page.refresh(EVERYTHING)
    page.left()
    desk.database.close()


def test_that_a_page_whose_material_is_removed_shows_nothing(reader):
    reader.open(ONE)
    reader.desk.database.write("UPDATE material SET deleted_at = '2026-01-01'")
    reader.page.refresh(frozenset({Change.MATERIALS}))
    assert reader.page.place() == Place(PageName.READ)


def test_that_everything_to_press_has_a_name(reader):
    reader.open(ONE)
    reader.select("about war")
    for button in reader.view.findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()


def _middle(reader: Reader, words: str) -> QPoint:
    start = OPENING.index(words)
    span = reader.text.positions.span(TextRange(ONE, start, start + len(words)))
    return reader.text.word_box(*span).center()


def test_that_larger_text_stays_at_its_line_and_is_kept(reader):
    reader.open(ONE_A, start=LONG.index("Paragraph 30"))
    before = reader.text.document().defaultFont().pointSizeF()
    reader.press("Ctrl++")
    reader.press("Ctrl++")
    assert reader.text.document().defaultFont().pointSizeF() == before + 2
    assert reader.page.place().start == LONG.index("Paragraph 30")
    assert Preferences(reader.desk).settings().size == before + 2
    reader.press("Ctrl+0")
    assert reader.text.document().defaultFont().pointSizeF() == before


def test_that_what_is_set_in_the_panel_applies_at_once(reader):
    reader.open(ONE)
    panel = reader.view.footer.panel
    plain = reader.text.viewport().width()
    panel.findChild(QSlider, "setting_measure").setValue(50)
    assert reader.text.viewport().width() < plain
    panel.findChild(QPushButton, "setting_ground_sepia").click()
    ground = reader.text.grab().toImage().pixelColor(3, 300)
    assert ground.name() == SEPIA.roles[Role.SURFACE]
    panel.findChild(QCheckBox, "setting_has_paragraph_numbers").click()
    assert Preferences(reader.desk).settings().has_paragraph_numbers


def test_that_marks_stay_on_their_words_in_another_typeface(reader):
    reader.open(ONE)
    reader.select("about war")
    reader.press("1")
    reader.view.footer.panel.findChild(QPushButton, "setting_face_plain").click()
    assert len(reader.text.marks_at(_middle(reader, "war"))) == 1


def test_that_the_colours_have_the_names_that_the_student_gave(reader):
    reader.open(ONE)
    Preferences(reader.desk).change(colour_names={Colour.EVIDENCE: "Proof"})
    assert "Proof" in reader.view.findChild(QToolButton, "mark_evidence").accessibleName()
    texts = [action.text() for action in reader.page.actions[Menu.EDIT]]
    assert "Mark as Proof" in texts


def test_that_the_panel_says_which_typeface_of_this_computer_is_used(reader):
    reader.open(ONE)
    panel = reader.view.footer.panel
    told = panel.findChild(QLabel, "shownIn")
    assert told.text() == f"Shown in {QFontInfo(reader.text.document().defaultFont()).family()}."
    panel.findChild(QPushButton, "setting_face_plain").click()
    family = QFontInfo(reader.text.document().defaultFont()).family()
    assert told.text().startswith(f"Shown in {family}.")


def test_that_a_page_that_is_as_it_was_is_not_set_anew(reader):
    reader.open(ONE)
    document = reader.text.document()
    reader.page.refresh(EVERYTHING)
    assert reader.text.document() is document
    reader.desk.database.write("UPDATE material SET edition = 2")
    reader.page.refresh(EVERYTHING)
    assert reader.text.document() is not document
