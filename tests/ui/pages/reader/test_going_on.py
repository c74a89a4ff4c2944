"""Reading on over the end of a page, by keys, wheel and link, and what a full screen shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu

from carrel.domain.ids import MaterialId, SectionId
from carrel.services.reading import Reading
from carrel.ui.navigator import PageName
from carrel.ui.pages.reader.reading_column import EdgePush
from reader_page import ONE, ONE_A, TWO, Reader
from sample_library import add_material


@pytest.fixture
def reader(qtbot, theme):
    reader = Reader(qtbot, theme)
    reader.open(ONE)
    yield reader
    reader.desk.database.close()


def key(reader: Reader, name: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    reader.qtbot.keyClick(reader.text, name, modifiers)


def to_end(reader: Reader) -> None:
    reader.text.scroll_to_end()


def value(reader: Reader) -> int:
    return reader.text.verticalScrollBar().value()


def turn_wheel(reader: Reader, delta: int, at_ms: int) -> None:
    point = QPointF(50, 50)
    event = QWheelEvent(
        point,
        reader.text.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setTimestamp(at_ms)
    QApplication.sendEvent(reader.text.viewport(), event)


def test_that_a_page_of_the_window_ends_with_the_line_that_the_next_begins_with(reader):
    last = reader.text.positions.place(reader.text.bottom_position())
    key(reader, Qt.Key.Key_Space)
    first = reader.text.positions.place(reader.text.top_position())
    assert first.section == last.section
    assert 0 <= last.offset - first.offset <= 100
    key(reader, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert value(reader) < 60


@pytest.mark.parametrize("name", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Down])
def test_that_a_key_at_the_end_leads_to_the_top_of_the_next_page(reader, name):
    to_end(reader)
    key(reader, name)
    assert reader.page.place().section == TWO
    assert value(reader) == 0
    assert reader.navigator.places == []
    assert reader.navigator.moves > 0


@pytest.mark.parametrize("name", [Qt.Key.Key_PageUp, Qt.Key.Key_Up])
def test_that_a_key_at_the_top_leads_to_the_end_of_the_page_before(reader, name):
    reader.open(TWO)
    key(reader, name)
    assert reader.page.place().section == ONE_A
    assert value(reader) == reader.text.verticalScrollBar().maximum()


def test_that_keys_lead_on_through_all_of_a_text_and_stop_at_its_ends(reader):
    seen = []
    for _ in range(20):
        seen.append(reader.page.place().section)
        key(reader, Qt.Key.Key_Space)
    assert sorted(set(seen), key=seen.index) == [ONE, ONE_A, TWO]
    for _ in range(20):
        key(reader, Qt.Key.Key_PageUp)
    assert (reader.page.place().section, value(reader)) == (ONE, 0)


def test_that_a_key_that_is_held_down_stops_at_the_end(reader):
    to_end(reader)
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", True, 1
    )
    QApplication.sendEvent(reader.text, held)
    assert reader.page.place().section == ONE_A


def test_that_the_caret_leads_over_the_end_too(reader):
    reader.press("F7")
    to_end(reader)
    reader.text.caret_to(is_end=True)
    key(reader, Qt.Key.Key_Down)
    assert reader.page.place().section == TWO
    assert reader.text.textCursor().position() == 0
    key(reader, Qt.Key.Key_Up)
    assert reader.page.place().section == ONE_A


def test_that_the_wheel_leads_on_after_a_rest_at_the_end(reader):
    to_end(reader)
    turn_wheel(reader, -120, 10_000)
    assert reader.page.place().section == ONE_A
    turn_wheel(reader, -120, 10_300)
    assert reader.page.place().section == TWO
    turn_wheel(reader, 120, 20_000)
    turn_wheel(reader, 120, 20_300)
    assert reader.page.place().section == ONE_A


WHEEL = {
    "two steps after a rest": ([(-120, True, 500), (-120, True, 600)], [False, True]),
    "fast to the end and on": (
        [(-120, False, 500), *[(-120, True, 550 + 50 * n) for n in range(6)]],
        7 * [False],
    ),
    "fast, a rest, and on": (
        [(-120, False, 500), (-120, True, 550), (-120, True, 900), (-120, True, 950)],
        [False, False, False, True],
    ),
    "small steps of a touchpad": (
        [(-60, True, 500 + 20 * n) for n in range(4)],
        [False, False, False, True],
    ),
    "to and fro": ([(-120, True, 500), (120, True, 700), (-120, True, 900)], 3 * [False]),
    "a step now and then": ([(-120, True, 500), (-120, True, 9_000)], [False, False]),
    "on and on without a rest": (
        [(-120, True, 500), *[(-120, True, 600 + 50 * n) for n in range(9)]],
        [False, True, *(8 * [False])],
    ),
}


@pytest.mark.parametrize(("turns", "told"), WHEEL.values(), ids=WHEEL.keys())
def test_that_the_wheel_goes_beyond_the_edge_when_it_is_meant(turns, told):
    push = EdgePush()
    assert [
        push.turn(delta, is_at_edge=is_at_edge, at_ms=at_ms) for delta, is_at_edge, at_ms in turns
    ] == told


def words_at_end(reader: Reader) -> list[str]:
    shown = reader.reading.end.findChildren(QLabel) + reader.reading.end.findChildren(
        QAbstractButton
    )
    return [widget.text() for widget in shown if not widget.isHidden()]


def test_that_the_end_of_a_page_names_the_next_and_leads_there(reader):
    to_end(reader)
    assert "Two →" in words_at_end(reader)
    link = reader.view.findChild(QAbstractButton, "goOn")
    below = reader.text.viewport().rect()
    assert below.contains(link.mapTo(reader.text.viewport(), link.rect().bottomLeft()))
    reader.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert reader.page.place().section == TWO
    assert "This is the end of “Talks”." in words_at_end(reader)
    assert "Two →" not in words_at_end(reader)


def test_that_the_end_of_a_page_offers_a_quiz_only_where_there_are_questions(reader, monkeypatch):
    assert not any("Quiz" in words for words in words_at_end(reader))
    reader.reading.end.show_quiz(3)
    assert "Quiz yourself on this section: 3 questions" in words_at_end(reader)
    reader.qtbot.mouseClick(
        reader.view.findChild(QAbstractButton, "quizPage"), Qt.MouseButton.LeftButton
    )
    assert reader.navigator.places[-1].page is PageName.QUIZ
    assert reader.navigator.places[-1].scope.key == ONE


def test_that_reading_on_sets_the_read_mark_of_what_was_read(reader, monkeypatch):
    monkeypatch.setattr(type(reader.view), "isActiveWindow", lambda _: True)
    for _ in range(12):
        reader.desk.clock.advance(timedelta(seconds=5))
        reader.page._time.tick()
    to_end(reader)
    key(reader, Qt.Key.Key_Space)
    marks = {entry.id: entry.is_read for entry in Reading(reader.desk).outline(MaterialId("talks"))}
    assert marks == {ONE: True, ONE_A: True, TWO: False}


def test_that_a_read_mark_taken_away_by_hand_stays_away_while_the_page_is_open(reader, monkeypatch):
    monkeypatch.setattr(type(reader.view), "isActiveWindow", lambda _: True)
    to_end(reader)
    for _ in range(12):
        reader.desk.clock.advance(timedelta(seconds=5))
        reader.page._time.tick()
    Reading(reader.desk).mark([ONE, ONE_A], is_read=False)
    reader.desk.clock.advance(timedelta(seconds=5))
    reader.page._time.tick()
    assert not any(entry.is_read for entry in Reading(reader.desk).outline(MaterialId("talks")))


def test_that_the_footer_says_how_long_the_page_and_the_whole_text_take(reader):
    add_material(reader.desk, "book", [("a", 1, "word " * 440), ("b", 1, "word " * 22_000)])
    reader.open(SectionId("book/a"))
    told = reader.view.findChild(QLabel, "readingProgress")
    assert told.text() == "Page 1 of 2 · 2 min left here · 1 h 40 min in the whole text"
    assert "220 words a minute until your own pace" in told.toolTip()


def test_that_a_full_screen_shows_the_text_and_its_margin_only(reader):
    reader.page.fill_screen(is_on=True)
    assert not reader.view.footer.isVisible()
    assert not reader.view.outline.isVisible()
    assert reader.text.isVisible()
    assert reader.reading.margin.isVisible()
    reader.page.fill_screen(is_on=False)
    assert reader.view.footer.isVisible()
    assert reader.view.outline.isVisible()


def test_that_escape_is_taken_only_while_something_is_held(reader):
    let_go = next(
        action
        for group in reader.page.actions.values()
        for action in group
        if action.shortcut().toString() == "Esc"
    )
    assert not let_go.isEnabled()
    reader.select("about war")
    assert let_go.isEnabled()
    reader.press("1")
    reader.press("Esc")
    assert not let_go.isEnabled()


def entries(reader: Reader) -> list[str]:
    menu = reader.view.findChild(QMenu, "textMenu")
    found = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    QApplication.sendPostedEvents(menu, 52)
    return found


def test_that_a_right_click_offers_what_can_be_done_with_the_words(reader):
    reader.text.customContextMenuRequested.emit(QPoint(5, 300))
    assert entries(reader)[0] == "Bookmark"
    reader.select("about war")
    reader.text.customContextMenuRequested.emit(QPoint(5, 300))
    assert entries(reader)[:3] == ["Copy", "Copy with citation", "Mark as Important"]
