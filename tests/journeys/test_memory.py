"""A student sees in the text what is remembered, looks ahead, and asks where nobody asks yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QTabWidget, QTreeWidget, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.memory_map import MemoryState
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.scheduling import Confidence
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.progress.blind_spots_view import SpotsList
from carrel.ui.pages.progress.chart_card import ChartCard
from carrel.ui.pages.reader.memory_strip import MemoryStrip
from carrel.ui.question_editor.dialog import EditorDialog
from sample_library import add_material

SECTION = SectionId("macron-putin/main-reason")
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MISSED, FADING, NEVER, SECURE, NONE = MemoryState


@pytest.fixture
def student(journey):
    journey.window.resize(QSize(1280, 800))
    return journey


def press(journey, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget() or journey.window.focusWidget()
    QTest.keyClick(focused or journey.window, key, modifiers)
    journey.settle()


def answer_all(journey, *, well: bool) -> None:
    """Answer every question that cites the section, as the quiz page has them stored."""
    desk = journey.program.desk
    paragraphs = MemoryMapping(desk).of_page(Reading(desk).chapter(SECTION).sections)[SECTION]
    questions = tuple({question for one in paragraphs for question in one.questions})
    scope = Scope(ScopeKind.QUESTIONS, questions=questions)
    quizzing = Quizzing(journey.program.desk)
    journey.program.shell.start_quiz(scope)
    journey.settle()
    session = quizzing.open_session().session
    for _ in range(80):
        turn = quizzing.standing(session).turn
        if turn is None:
            break
        response = turn.question.solution(part=turn.part) if well else None
        quizzing.answer(turn, response, confidence=Confidence.SURE, seconds=8)
        quizzing.go_on(session)
    quizzing.finish(session)


def states_of(journey, section: str) -> list[MemoryState]:
    strip = journey.find(MemoryStrip, "memoryStrip")
    return [bar.state for bar in strip.bars if bar.place.section == section]


def save_question(qtbot, journey, prompt: str) -> None:
    dialog = journey.find(EditorDialog, "questionEditor")
    QTest.keyClicks(dialog.focusWidget(), prompt)
    save = dialog.findChild(QPushButton, "questionSave")
    qtbot.waitUntil(save.isEnabled)
    save.click()
    # Where there is no window manager nobody brings the window to the front again.
    journey.window.activateWindow()
    journey.settle()


def test_that_answers_show_in_the_text_and_fade_as_the_date_moves(student):
    student.program.shell.go(Place(PageName.READ, section=SECTION))
    student.settle()
    press(student, Qt.Key.Key_M, CONTROL | SHIFT)
    assert set(states_of(student, SECTION)) == {NEVER}
    answer_all(student, well=True)
    student.program.shell.go(Place(PageName.READ, section=SECTION))
    student.settle()
    assert set(states_of(student, SECTION)) == {SECURE}
    outline = student.find(QTreeWidget, "sectionOutline")
    assert "secure" in outline.currentItem().toolTip(0)
    slider = student.find(QSlider, "memoryDate")
    slider.setFocus()
    press(student, Qt.Key.Key_End)
    assert slider.value() == 60
    assert set(states_of(student, SECTION)) == {FADING}
    press(student, Qt.Key.Key_Home)
    Undo(student.program.desk).undo()
    assert NEVER in states_of(student, SECTION)


def test_that_a_miss_is_seen_and_leads_to_being_asked_again(student):
    answer_all(student, well=False)
    student.program.shell.go(Place(PageName.READ, section=SECTION))
    student.settle()
    press(student, Qt.Key.Key_M, CONTROL | SHIFT)
    assert set(states_of(student, SECTION)) == {MISSED}
    press(student, Qt.Key.Key_Down, ALT)
    strip = student.find(MemoryStrip, "memoryStrip")
    assert strip.hasFocus()
    while strip.bars[strip.current].state is not MISSED:
        press(student, Qt.Key.Key_Down)
    press(student, Qt.Key.Key_Return)
    menu = student.find(QWidget, "paragraphMenu")
    QTest.keyClick(menu, Qt.Key.Key_Return)
    student.settle()
    assert student.find(QWidget, "quizQuestion").isVisible()


def test_that_a_question_at_a_blind_spot_takes_it_away(qtbot, student):
    text = "\n\n".join(f"Paragraph {n} tells enough words to be asked about." for n in (1, 2))
    add_material(student.program.desk, "notes", [("one", 1, text)])
    student.program.shell.go(Place(PageName.PROGRESS, material="notes"))
    student.settle()
    student.find(QTabWidget, "progressTabs").setCurrentIndex(1)
    student.settle()
    spots = student.find(SpotsList, "blindSpotList")
    assert spots.words.rowCount() == 3
    spots.setFocus()
    press(student, Qt.Key.Key_Return)
    save_question(qtbot, student, "What does the first paragraph tell?")
    assert spots.words.rowCount() == 2
    press(student, Qt.Key.Key_Return, CONTROL)
    assert student.program.shell.page_in_front.place().page is PageName.READ
    press(student, Qt.Key.Key_M, CONTROL | SHIFT)
    assert states_of(student, "notes/one") == [NEVER, NONE]
    press(student, Qt.Key.Key_Down, ALT | SHIFT)
    press(student, Qt.Key.Key_Q)
    save_question(qtbot, student, "What does the second paragraph tell?")
    assert states_of(student, "notes/one") == [NEVER, NEVER]


def test_that_a_month_of_study_is_drawn(student):
    for days in (3, 9, 1):
        answer_all(student, well=days > 1)
        student.clock.advance(timedelta(days=days))
    student.program.shell.go(Place(PageName.PROGRESS))
    student.settle()
    for name in ("memory", "load", "knowledge", "calendar", "kept", "sureness", "time"):
        card = next(iter(student.window.findChildren(ChartCard, f"{name}Chart")))
        assert card.chart is not None, name
        assert card.table.rowCount() > 0
