"""A Quiz page on a library with questions, and a student at its keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.ui.page import PageContext
from carrel.ui.pages.quiz.presenter import QuizPresenter
from carrel.ui.pages.quiz.question_view import QuestionView
from carrel.ui.theme import Theme
from fakes import ImmediateTasks, RecordingNavigator
from quiz_shelf import QuizShelf


class Student:
    """The page as a student meets it."""

    def __init__(self, qtbot, theme: Theme) -> None:
        self.shelf = QuizShelf()
        self.navigator = RecordingNavigator()
        self.context = PageContext(self.shelf.desk, self.navigator, ImmediateTasks(), theme)
        self.qtbot = qtbot
        self.page: QuizPresenter | None = None

    def open(self) -> QuizPresenter:
        """Build the page and show it."""
        self.page = QuizPresenter(self.context)
        view = self.page.view
        self.qtbot.addWidget(view)
        view.resize(1100, 760)
        view.show()
        with self.qtbot.waitActive(view):
            view.activateWindow()
        self.page.entered()
        return self.page

    def quiz_on(self, *names: str, **plan: object) -> QuestionView:
        """Begin a quiz on these questions, or on everything, and show the page."""
        page = self.page or self.open()
        questions = tuple(f"book/{name}" for name in names)
        scope = Scope(ScopeKind.QUESTIONS, questions=questions) if names else Scope()
        page.view.chooser.start_requested.emit(SessionPlan(scope, **plan))
        return page.view.question

    def press(self, *keys: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.qtbot.keyClick(self.focus, key, modifier)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.focus, words)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.page.view.question

    @property
    def verdict(self) -> str:
        feedback = self.page.view.question.feedback
        return feedback.verdict if feedback.isVisible() else ""


@pytest.fixture
def student(qtbot, theme) -> Iterator[Student]:
    student = Student(qtbot, theme)
    yield student
    student.shelf.close()
