"""The memory lens shows beside each paragraph what is remembered, and leads to its questions."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from carrel.domain.ids import SectionId
from carrel.domain.memory_map import MemoryState
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.reading import TextRange
from carrel.domain.settings import Ground
from carrel.domain.text.passage import passage_at
from carrel.services.annotating import Annotating
from carrel.services.exam_planning import ExamPlanning
from carrel.services.preferences import Preferences
from carrel.storage.question_store import QuestionStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from fakes import ImmediateTasks, RecordingNavigator
from question_samples import question
from quiz_shelf import QuizShelf
from sample_library import add_material
from topic_shelf import TopicShelf

PARAGRAPHS = [f"Paragraph {n} tells enough words to be asked about some day." for n in range(30)]
TEXT = "\n\n".join(PARAGRAPHS)
LONG = SectionId("long/start")
MISSED, FADING, NEVER, SECURE, NONE = MemoryState


class Lens(QuizShelf):
    """The Read page at a text of thirty paragraphs, the first two of which have a question."""

    def __init__(self, theme, qtbot) -> None:
        super().__init__()
        add_material(self.desk, "long", [("start", 1, TEXT), ("more", 2, PARAGRAPHS[0])])
        plain = "\n".join(PARAGRAPHS)
        store = QuestionStore(self.desk.database)
        for number in (0, 1):
            start = plain.index(PARAGRAPHS[number])
            made = question(
                "single_choice",
                f"p{number}",
                material="long",
                section="start",
                passages=(passage_at(LONG, plain, start + 2, start + 20),),
            )
            store.add_question(made, at=self.desk.clock(), position=number)
        self.navigator = RecordingNavigator()
        self.presenter = ReaderPresenter(
            PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        )
        self.qtbot = qtbot
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.desk.notice.listen(self.presenter.refresh)
        self.presenter.open(Place(PageName.READ, section=LONG))
        self.presenter.entered()
        self.strip = self.presenter._memory.strip
        QApplication.processEvents()

    def action(self, text: str):
        actions = itertools.chain.from_iterable(self.presenter.actions.values())
        return next(action for action in actions if action.text() == text)

    def toggle(self) -> None:
        self.action("What is remembered, in the text").trigger()
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.strip, key)

    def states(self) -> list[MemoryState]:
        return [bar.state for bar in self.strip.bars]

    def menu(self) -> QMenu:
        return self.view.window().findChild(QMenu, "paragraphMenu")


@pytest.fixture
def lens(theme, qtbot):
    lens = Lens(theme, qtbot)
    yield lens
    lens.close()


def test_that_the_lens_is_put_on_and_taken_off(lens):
    assert not lens.strip.isVisible()
    assert not lens.view.memory.isVisible()
    lens.toggle()
    assert lens.strip.isVisible()
    assert lens.states() == [NEVER, NEVER, *[NONE] * 29]
    assert lens.view.memory.summary.text() == (
        "Today: 2 paragraphs with questions, 2 never asked. 29 have no question yet."
    )
    lens.toggle()
    assert not lens.strip.isVisible()
    assert not lens.view.memory.isVisible()


def test_that_the_bars_stand_at_the_left_of_the_text(lens):
    lens.toggle()
    assert lens.strip.geometry().right() < lens.view.reading.text.viewport().x()
    assert lens.strip.height() == lens.view.reading.text.height()


def test_that_an_answer_and_the_date_change_the_bars(lens):
    lens.toggle()
    session = lens.start()
    lens.answer_and_go_on(session)
    lens.answer_and_go_on(session, well=False)
    assert lens.states()[:2] == [SECURE, MISSED]
    lens.view.memory.slider.setValue(30)
    assert lens.states()[:2] == [FADING, MISSED]
    assert "in 30 days: 2 paragraphs with questions, 1 fading, 1 missed" in (
        lens.view.memory.summary.text()
    )
    assert "in 30 days" in lens.view.memory.slider.accessibleName()
    lens.view.memory.slider.setValue(0)
    assert lens.states()[:2] == [SECURE, MISSED]


def test_that_the_slider_reaches_sixty_days_without_an_exam(lens):
    lens.toggle()
    slider = lens.view.memory.slider
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 60, 0)


def test_that_paragraphs_are_stepped_through_by_keyboard(lens):
    lens.toggle()
    lens.action("Next paragraph of the map").trigger()
    assert lens.strip.hasFocus()
    assert "Paragraph 1 of 31: never asked." in lens.strip.accessibleName()
    lens.press(Qt.Key.Key_Down)
    assert lens.view.memory.paragraph.text() == (
        "Paragraph 2 of 31: never asked. 1 question answers to it."
        " Enter or a click leads to its questions, Q makes another one."
    )
    lens.press(Qt.Key.Key_End)
    assert lens.strip.current == 30
    span = lens.view.reading.text.positions.span(lens.strip.bars[30].place)
    assert lens.view.reading.text.is_in_view(*span)
    lens.press(Qt.Key.Key_Up)
    assert lens.strip.current == 29
    lens.press(Qt.Key.Key_Escape)
    assert lens.view.reading.text.hasFocus()


def test_that_enter_leads_to_a_quiz_on_the_paragraph(lens):
    lens.toggle()
    lens.action("Next paragraph of the map").trigger()
    lens.press(Qt.Key.Key_Return)
    lens.qtbot.keyClick(lens.menu(), Qt.Key.Key_Return)
    scope = lens.navigator.places[-1].scope
    assert (scope.kind, scope.questions) == (ScopeKind.QUESTIONS, ("long/p0",))


def test_that_the_questions_of_a_paragraph_can_be_changed(lens):
    lens.toggle()
    lens.action("Next paragraph of the map").trigger()
    lens.press(Qt.Key.Key_Return)
    lens.menu().actions()[-1].trigger()
    lens.menu().close()
    assert lens.navigator.edited == ["long/p0"]


def test_that_a_paragraph_without_a_question_gets_one_by_one_key_or_click(lens):
    lens.toggle()
    lens.action("Next paragraph without a question").trigger()
    lens.press(Qt.Key.Key_Return)
    lens.press(Qt.Key.Key_Q)
    place = lens.strip.bars[2].place
    assert place.section == LONG
    expected = (LONG, place.start, place.end)
    assert lens.navigator.written == [expected, expected]
    top, height = lens.strip._extent(lens.strip.bars[3])
    at = QPoint(10, round(top + height / 2))
    lens.qtbot.mouseClick(lens.strip, Qt.MouseButton.LeftButton, pos=at)
    assert lens.navigator.written[-1][1] == lens.strip.bars[3].place.start


def test_that_the_last_blind_spot_of_a_page_is_told(lens):
    lens.toggle()
    lens.action("Next paragraph of the map").trigger()
    lens.press(Qt.Key.Key_End)
    lens.action("Next paragraph without a question").trigger()
    assert lens.navigator.messages == [
        "There is no paragraph without a question further down on this page."
    ]


def test_that_a_bar_says_what_it_shows_when_pointed_at(lens):
    lens.toggle()
    top, _ = lens.strip._extent(lens.strip.bars[1])
    point = QPoint(10, round(top) + 2)
    event = QHelpEvent(QEvent.Type.ToolTip, point, lens.strip.mapToGlobal(point))
    QApplication.sendEvent(lens.strip, event)
    assert QToolTip.text() == "Paragraph 2 of 31: never asked. 1 question answers to it."
    QToolTip.hideText()


def test_that_the_outline_counts_the_paragraphs_of_each_section(lens):
    lens.toggle()
    item = lens.view.outline.topLevelItem(0)
    assert item.toolTip(0).endswith("paragraphs: 2 never asked, 29 no question yet")
    lens.answer(lens.start())
    assert item.toolTip(0).endswith("paragraphs: 1 secure, 1 never asked, 29 no question yet")
    lens.toggle()
    assert "paragraphs" not in item.toolTip(0)


def test_that_the_map_stays_true_after_the_text_is_set_anew(lens):
    lens.toggle()
    before = lens.strip._extent(lens.strip.bars[5])
    Preferences(lens.desk).change(size=20.0, ground=Ground.SEPIA)
    QApplication.processEvents()
    after = lens.strip._extent(lens.strip.bars[5])
    assert after[0] > before[0]
    assert len(lens.strip.bars) == 31
    lens.strip.grab()


def test_that_shapes_differ_without_colour(lens, theme):
    lens.toggle()
    session = lens.start()
    lens.answer_and_go_on(session)
    lens.answer_and_go_on(session, well=False)
    lens.pass_time(0.01)
    image = lens.strip.grab().toImage()
    drawn = []
    for bar in lens.strip.bars[:3]:
        top, height = lens.strip._extent(bar)
        rows = range(max(round(top) - 2, 0), round(top + height))
        ground = image.pixelColor(0, rows[0]).lightness()
        drawn.append(
            tuple(
                abs(image.pixelColor(x, y).lightness() - ground) > 40
                for y in rows
                for x in range(image.width())
            )
        )
    assert len(set(drawn)) == 3


def test_that_without_text_to_ask_about_the_lens_says_so(lens):
    add_material(lens.desk, "bare", [("start", 1, "Few words.")])
    lens.toggle()
    lens.presenter.open(Place(PageName.READ, section=SectionId("bare/start")))
    assert lens.strip.bars == ()
    assert lens.view.memory.summary.text() == (
        "There are no paragraphs on this page that could be asked about."
    )


def test_that_a_claim_without_a_question_has_a_ring_and_can_be_asked(lens):
    topics = TopicShelf(lens.desk.database)
    topics.topic("long/author", "The author")
    words = "to be asked about some day."
    topics.claim("long/C1", "long/start", words, "long/author", by="long/author")
    lens.toggle()
    assert [bar.has_blind_claim for bar in lens.strip.bars].count(True) == 1
    assert lens.view.memory.summary.text().endswith(
        "A ring marks 1 claim that no question asks about."
    )
    assert "1 claim in it is asked by no question." in lens.strip.bars[0].words
    lens.action("Next paragraph of the map").trigger()
    lens.press(Qt.Key.Key_Return)
    ask = next(one for one in lens.menu().actions() if "claim" in one.text())
    ask.trigger()
    lens.menu().close()
    start = PARAGRAPHS[0].index(words)
    assert lens.navigator.written == [(LONG, start, start + len(words))]


def test_that_the_slider_reaches_the_day_of_the_exam(lens):
    exam = lens.desk.clock().date() + timedelta(days=20)
    ExamPlanning(lens.desk).set(Scope(ScopeKind.MATERIAL, "long"), exam, 10)
    lens.toggle()
    slider = lens.view.memory.slider
    assert slider.maximum() == 20
    slider.setValue(20)
    assert ", the day of the exam: 2 paragraphs" in lens.view.memory.summary.text()
    slider.setValue(1)
    assert lens.view.memory.summary.text().startswith("Tomorrow, ")


def test_that_a_section_marked_much_and_failed_is_named(lens):
    lens.toggle()
    assert not lens.view.memory.struggles.isVisible()
    for start in (0, 10, 20):
        Annotating(lens.desk).mark([TextRange(LONG, start, start + 5)])
    session = lens.start()
    for _ in range(6):
        lens.answer_and_go_on(session, well=False)
    assert lens.view.memory.struggles.isVisible()
    assert lens.view.memory.struggles.text() == (
        "You marked much here, and failed all the same: “Start”."
    )
