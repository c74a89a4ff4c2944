"""The Library page says what ten minutes of questions would gain, and starts them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.exam_planning import ExamPlanning
from carrel.storage.database import open_database
from carrel.ui.exam_dates.view import ExamDialog
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.library.presenter import LibraryPresenter
from fakes import ImmediateTasks, RecordingNavigator
from quiz_shelf import QuizShelf


class TodayPage:
    """The Library page over a library file, as looking ahead opens it anew."""

    def __init__(self, qtbot, path, theme) -> None:
        self.qtbot = qtbot
        self.shelf = QuizShelf(open_database(path))
        self.navigator = RecordingNavigator()
        context = PageContext(self.shelf.desk, self.navigator, ImmediateTasks(), theme)
        self.presenter = LibraryPresenter(context, lambda: None, *[lambda _: None] * 3)
        self.card = self.presenter.view.today
        qtbot.addWidget(self.presenter.view)
        self.presenter.view.resize(1100, 700)
        self.presenter.view.show()

    def look(self) -> str:
        """Enter the page and read the card once it is there."""
        self.presenter.entered()
        self.qtbot.waitUntil(self.card.isVisible)
        labels = [label for label in self.card.findChildren(QLabel) if label.isVisible()]
        return " ".join(label.text() for label in labels)


@pytest.fixture
def page(qtbot, tmp_path, theme):
    page = TodayPage(qtbot, tmp_path / "library.db", theme)
    yield page
    page.presenter.left()
    page.shelf.close()


def test_that_ten_minutes_of_new_questions_are_offered_without_a_threat(page) -> None:
    page.shelf.ask(*["single_choice"] * 4)
    words = page.look()
    assert "10 minutes now" in words
    assert "4 new questions" in words
    assert "Skipping them forgets nothing." in words
    assert page.card.button.accessibleName() == "Start: 10 minutes now"


def test_that_what_fades_is_told_as_gain_and_cost_and_never_as_a_heap(page) -> None:
    page.shelf.ask(*["single_choice"] * 60)
    session = page.shelf.start(size=60)
    while not page.shelf.standing(session).is_over:
        page.shelf.answer(session, seconds=30)
        page.shelf.quizzing.go_on(session)
    page.shelf.pass_time(60)
    words = page.look()
    assert "more answers tomorrow" in words
    assert "Skipping a day costs hardly anything" in words
    assert "spread over the coming days" in words
    assert "60" not in words


def test_that_a_click_starts_the_ten_minutes(page) -> None:
    page.shelf.ask("single_choice")
    page.look()
    page.qtbot.mouseClick(page.card.button, Qt.MouseButton.LeftButton)
    assert page.navigator.places == [Place(PageName.QUIZ, scope=Scope(ScopeKind.WORTHWHILE))]


def test_that_nothing_is_offered_where_nothing_can_be_asked(page) -> None:
    page.shelf.ask("single_choice")
    page.look()
    page.shelf.desk.database.write("UPDATE question SET suspended_at = 'x'")
    page.presenter.entered()
    page.qtbot.waitUntil(page.card.isHidden)


def test_that_an_exam_says_what_to_do_today_and_what_to_expect(page) -> None:
    page.shelf.ask(*["single_choice"] * 12)
    ExamPlanning(page.shelf.desk).set(Scope(ScopeKind.MATERIAL, "book"), date(2026, 3, 12), 15)
    words = page.look()
    assert "Exam on 12 March, in 10 days: The book" in words
    assert "Today " in words
    assert "of 12 questions on the day; 0 % if you do nothing" in words

    start = page.card.findChild(QPushButton, "startExam")
    page.qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    (place,) = page.navigator.places
    assert place.scope.kind is ScopeKind.EXAM


def test_that_the_plan_opens_from_the_card(page) -> None:
    page.shelf.ask("single_choice")
    ExamPlanning(page.shelf.desk).set(Scope(ScopeKind.MATERIAL, "book"), date(2026, 3, 12), 15)
    page.look()
    plan = page.card.findChild(QPushButton, "examPlan")
    page.qtbot.mouseClick(plan, Qt.MouseButton.LeftButton)
    dialog = page.presenter.view.window().findChild(ExamDialog)
    assert dialog.chosen_day == date(2026, 3, 12)
    dialog.reject()
