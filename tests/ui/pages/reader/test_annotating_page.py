"""Underlines, bookmarks, notes on sections, tags, links to topics, and marks made to fit."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from carrel.domain.annotations import Style
from carrel.domain.reading import TextRange
from carrel.services.preferences import Preferences
from carrel.services.undo import Undo
from carrel.ui.page import Menu
from carrel.ui.pages.reader.note_card import NoteCard
from carrel.ui.widgets.note_editor import NoteEditor
from carrel.ui.widgets.tag_field import TagField
from reader_page import LONG, ONE, ONE_A, OPENING, TWO, Reader


@pytest.fixture
def reader(qtbot, theme):
    reader = Reader(qtbot, theme)
    reader.open(ONE)
    yield reader
    reader.desk.database.close()


def only(reader):
    (one,) = reader.annotating.in_sections([ONE])
    return one


def labels(reader) -> list[str]:
    return [card.note.label for card in reader.view.findChildren(NoteCard) if card.isVisible()]


def test_that_words_are_underlined_and_the_style_can_be_turned(reader):
    reader.select("about war")
    reader.press("U")
    assert only(reader).style is Style.UNDERLINE
    reader.press("U")
    assert only(reader).style is Style.HIGHLIGHT
    Undo(reader.desk).undo()
    assert only(reader).style is Style.UNDERLINE


@pytest.mark.parametrize(
    ("first", "then", "held"),
    [
        ("about war", "talk about war, and", "talk about war, and"),
        ("talk about war, and", "about war", "about war"),
        ("speak. They", "They talk", "They talk"),
    ],
)
def test_that_a_mark_is_stretched_or_shrunk_to_the_selected_words(reader, first, then, held):
    reader.select(first)
    reader.press("1")
    reader.press("Esc")
    reader.select(then)
    reader.press("E")
    assert only(reader).passage.quote == held
    Undo(reader.desk).undo()
    assert only(reader).passage.quote == first


def test_that_the_margin_names_the_key_that_writes_a_note(reader):
    margin, note = reader.view.reading.margin, reader.page.actions[Menu.EDIT]
    (write,) = (action for action in note if action.objectName() == "read.note")
    assert "press N:" in margin.first_words()
    write.setShortcut("Alt+W")
    assert "press Alt+W:" in margin.first_words()
    write.setShortcuts([])
    assert "press" not in margin.first_words()


def test_that_fitting_where_no_mark_is_says_what_to_do(reader):
    reader.select("about war")
    reader.press("E")
    assert "Select some words" in reader.navigator.messages[0]


def test_that_a_bookmark_is_set_at_the_line_and_taken_away_by_the_same_key(reader):
    reader.press("B")
    assert only(reader).style is Style.BOOKMARK
    assert OPENING.startswith(only(reader).passage.quote)
    assert labels(reader)[0].startswith("Bookmark: The 🦊")
    reader.press("B")
    assert reader.notes() == []


def test_that_the_bookmarks_of_the_text_are_listed_and_lead_to_their_words(reader):
    reader.press("Shift+B")
    assert "B sets one" in reader.navigator.messages[-1]
    reader.press("B")
    reader.open(TWO)
    reader.press("B")
    reader.press("Shift+B")
    menu = reader.view.findChild(QMenu, "bookmarks")
    assert [action.text().partition(" – ")[2] for action in menu.actions()] == ["One", "Two"]
    menu.actions()[0].trigger()
    menu.close()
    place = reader.navigator.places[-1]
    assert (place.section, place.start) == (ONE, 0)


def test_that_a_note_is_written_on_the_section_as_a_whole(reader):
    reader.press("Shift+N")
    reader.write("Read again")
    assert reader.notes() == [("", "Read again")]
    assert labels(reader) == ["On the section"]


def test_that_tags_are_written_and_shown(reader):
    reader.select("about war")
    reader.press("1")
    reader.press("G")
    field = reader.view.findChild(TagField)
    line = field.findChild(QLineEdit)
    reader.qtbot.keyClicks(line, "essay, #war,  ask  in class,essay")
    reader.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert only(reader).tags == ("ask in class", "essay", "war")
    (card,) = reader.view.findChildren(NoteCard)
    assert card.note.tags == only(reader).tags


def test_that_tags_in_use_are_offered(reader):
    for words in ("about war", "speak"):
        reader.select(words)
        reader.press("1")
        reader.annotating.set_tags(reader.reading._active, ["essay"] if words == "speak" else [])
    reader.click("war")
    reader.press("G")
    field = reader.view.findChild(TagField)
    line = field.findChild(QLineEdit)
    reader.qtbot.keyClicks(line, "war, es")
    popup = field._completer.popup()
    assert popup.isVisible()
    reader.qtbot.keyClick(popup, Qt.Key.Key_Down)
    reader.qtbot.keyClick(popup, Qt.Key.Key_Return)
    reader.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert tags_of(reader, "about war") == ("essay", "war")


def tags_of(reader, words: str) -> tuple[str, ...]:
    return next(
        one.tags for one in reader.annotating.in_sections([ONE]) if one.passage.quote == words
    )


@pytest.mark.parametrize(
    ("name", "times", "held"),
    [
        ("Shift+Right", 3, "about war, and talk about"),
        ("Shift+Left", 1, "about"),
        ("Alt+Shift+Left", 2, "They talk about war"),
        ("Alt+Shift+Right", 5, "war"),
    ],
)
def test_that_a_chosen_mark_is_stretched_and_shrunk_by_words_with_keys(reader, name, times, held):
    reader.select("about war")
    reader.press("1")
    for _ in range(times):
        reader.press(name)
    assert only(reader).passage.quote == held
    Undo(reader.desk).undo()
    assert only(reader).passage.quote != held


def test_that_the_keys_that_stretch_select_words_where_no_mark_is_chosen(reader):
    reader.select("about war")
    reader.press("1")
    reader.press("Esc")
    reader.press("Shift+Right")
    assert only(reader).passage.quote == "about war"


def test_that_marks_over_each_other_are_chosen_in_turn_by_clicks(reader):
    for words in ("talk about war, and talk", "about war", "war"):
        start = OPENING.index(words)
        reader.annotate(start, start + len(words))
    chosen = []
    for _ in range(4):
        reader.click("war")
        chosen.append(reader.reading.active.passage.quote)
    assert chosen == ["war", "about war", "talk about war, and talk", "war"]


def test_that_enter_at_the_caret_chooses_the_marks_there_in_turn(reader):
    for words in ("about war", "war"):
        start = OPENING.index(words)
        reader.annotate(start, start + len(words))
    reader.press("F7")
    position = reader.text.positions.position(ONE, OPENING.index("war") + 1)
    reader.text.select(position, position)
    chosen = []
    for _ in range(2):
        reader.qtbot.keyClick(reader.text, Qt.Key.Key_Return)
        chosen.append(reader.reading.active.passage.quote)
    assert chosen == ["war", "about war"]


def test_that_keys_lead_from_mark_to_mark_in_the_order_of_the_words(reader):
    for words in ("war", "talk about war", "speak"):
        start = OPENING.index(words)
        reader.annotate(start, start + len(words))
    chosen = []
    for name in ("J", "J", "J", "J", "Shift+J"):
        reader.press(name)
        chosen.append(reader.reading.active.passage.quote)
    assert chosen == ["speak", "talk about war", "war", "war", "talk about war"]


def test_that_going_from_mark_to_mark_where_none_is_says_so(reader):
    reader.press("J")
    assert reader.navigator.messages == ["Nothing is marked or noted on this page yet."]


def framed(reader) -> list[str]:
    return [mark.name for mark in reader.text._layers["annotations"] if mark.is_active]


def test_that_pointing_at_words_or_at_their_note_lets_both_stand_out_where_they_are(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="One " * 60)
    (card,) = reader.view.findChildren(NoteCard)
    place, plain = card.geometry(), card.grab().toImage()
    reader.text.mark_hovered.emit(only(reader).id)
    assert framed(reader) == [only(reader).id]
    assert card.grab().toImage() != plain
    assert card.geometry() == place
    reader.text.mark_hovered.emit("")
    assert framed(reader) == []
    assert card.grab().toImage() == plain
    card.hovered.emit(only(reader).id)
    assert framed(reader) == [only(reader).id]


def test_that_the_caret_in_marked_words_lets_their_note_stand_out(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="One")
    reader.press("F7")
    position = reader.text.positions.position(ONE, start + 1)
    reader.text.select(position, position)
    assert framed(reader) == [only(reader).id]
    reader.text.select(position + 12, position + 12)
    assert framed(reader) == []


def test_that_letting_go_leaves_the_text_where_it_is(reader):
    place = LONG.index("Paragraph 50")
    reader.annotating.mark([TextRange(ONE_A, place, place + 12)])
    reader.press("J")
    reader.text.select(reader.text.top_position(), reader.text.top_position() + 5)
    shown = reader.text.verticalScrollBar().value()
    assert shown > 0
    reader.text.verticalScrollBar().setValue(shown - 300)
    reader.press("Esc")
    assert reader.text.verticalScrollBar().value() == shown - 300


def narrow(reader) -> None:
    """Large type in a small window: lines of words beside words would be too short."""
    reader.view.resize(800, 640)
    Preferences(reader.desk).change(size=26.0)
    QApplication.processEvents()


def test_that_a_margin_without_room_shows_signs_and_the_chosen_note_over_the_text(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="One thing to say about it")
    wide = reader.text.viewport().width()
    narrow(reader)
    (card,) = reader.view.findChildren(NoteCard)
    assert card.width() == card.height()
    assert card.toolTip() == "One thing to say about it"
    assert reader.text.viewport().width() > wide
    card.activated.emit(card.note.name)
    QApplication.processEvents()
    assert card.width() > 200
    assert card.isVisible()
    text = reader.text.viewport()
    left = card.mapTo(reader.text, QPoint(0, 0)).x()
    assert left < text.geometry().right()
    reader.press("Esc")
    QApplication.processEvents()
    assert card.width() == card.height()


def test_that_a_note_is_written_over_the_text_where_the_margin_has_no_room(reader):
    narrow(reader)
    reader.select("about war")
    reader.press("N")
    editor = reader.view.findChild(NoteEditor)
    assert editor.width() > 200
    reader.write("Which one?")
    assert reader.notes() == [("about war", "Which one?")]


def test_that_words_beside_a_note_over_the_text_can_still_be_clicked(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="One")
    narrow(reader)
    reader.press("J")
    margin = reader.reading.margin
    over = margin.geometry().left() + 20
    at = reader.text.mapToGlobal(QPoint(over, reader.text.height() - 20))
    assert QApplication.widgetAt(at) is not margin


def test_that_notes_that_crowd_are_shown_on_one_line_and_the_chosen_one_whole(reader):
    start = OPENING.index("war")
    for number in range(12):
        reader.annotate(start, start + 3, note=f"Note {number} " + "goes on for long " * 20)
    QApplication.processEvents()
    cards = sorted(reader.view.findChildren(NoteCard), key=lambda card: card.y())
    assert {card.height() for card in cards} == {cards[0].height()}
    assert cards[0].height() < 2 * cards[0].fontMetrics().lineSpacing()
    for above, below in itertools.pairwise(cards):
        assert above.geometry().bottom() < below.y()
    name = cards[5].note.name
    cards[5].activated.emit(name)
    heights = {card.note.name: card.height() for card in reader.view.findChildren(NoteCard)}
    assert heights.pop(name) > 3 * max(heights.values())


def test_that_a_link_in_a_note_leads_to_its_topic_or_says_that_there_is_none(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="see [[NATO]] and **more**")
    reader.reading.margin.link_followed.emit(only(reader).id, "topic/NATO")
    assert "There is no topic called “NATO”" in reader.navigator.messages[0]


def test_that_a_note_with_mark_up_shows_its_words_and_not_its_signs(reader):
    start = OPENING.index("war")
    reader.annotate(start, start + 3, note="see [[NATO|the alliance]] now")
    QApplication.processEvents()
    (card,) = reader.view.findChildren(NoteCard)
    found = {
        card._link_at(QPoint(x, y).toPointF()) for x in range(20, 280, 4) for y in range(8, 40, 4)
    }
    assert found == {"", "topic/NATO"}
