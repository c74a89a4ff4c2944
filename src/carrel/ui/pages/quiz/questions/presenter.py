"""Decides what the list of questions shows, and what is done with the chosen ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QTimer

from carrel.domain.errors import CarrelError
from carrel.domain.ids import QuestionId
from carrel.services.question_list import QuestionList
from carrel.services.question_states import QuestionStates
from carrel.services.quiz_choices import QuizChoices
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.page import PageContext
from carrel.ui.pages.quiz.questions.view import QuestionsView
from carrel.ui.pages.quiz.wording import questions_words

_SEARCH_DELAY_MS = 120


class QuestionsPresenter:
    """The list of questions within the Quiz page."""

    def __init__(self, context: PageContext, view: QuestionsView) -> None:
        self._view = view
        self._navigator = context.navigator
        self._list = QuestionList(context.desk)
        self._states = QuestionStates(context.desk)
        self._choices = QuizChoices(context.desk)
        self._attempt = UndoableAttempt(context.navigator, Undo(context.desk))
        self._timer = QTimer(view, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._timer.timeout.connect(self.show_list)
        view.filter_changed.connect(self._timer.start)
        view.edit_requested.connect(self._navigator.edit_question)
        view.mark_requested.connect(self._mark)
        view.suspend_requested.connect(self._suspend)
        view.delete_requested.connect(self._delete)

    def show(self) -> None:
        """Show the list with what can be chosen from now."""
        self._view.filter.show_choices(self._choices.by_material())
        self.show_list()

    def show_list(self) -> None:
        """Show the questions that are wanted."""
        try:
            self._view.show_questions(self._list.listed(self._view.filter.wanted))
        except CarrelError as error:
            self._navigator.show_error(error)

    def _mark(self, questions: Sequence[QuestionId], is_marked: bool) -> None:
        self._do(lambda: self._states.mark(questions, is_marked=is_marked))

    def _suspend(self, questions: Sequence[QuestionId], is_suspended: bool) -> None:
        self._do(lambda: self._states.suspend(questions, is_suspended=is_suspended))

    def _delete(self, questions: Sequence[QuestionId]) -> None:
        if questions:
            words = _tr("Deleted: {questions}.").format(questions=questions_words(len(questions)))
            self._do(lambda: self._states.delete(questions), words)

    def _do(self, step: Callable[[], None], words: str = "") -> None:
        if self._attempt.succeeds(step):
            self.show_list()
            if words:
                self._attempt.offer_undo(words, self.show_list)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionsPresenter", text)
