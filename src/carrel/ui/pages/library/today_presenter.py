"""Decides what the Library page says of today's questions, and starts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from carrel.domain.changes import Change
from carrel.domain.job_report import Report
from carrel.ui.page import PageContext
from carrel.ui.pages.library.today_card import TodayCard

if TYPE_CHECKING:
    from carrel.domain.quiz_session import Scope
    from carrel.services.today import Today

_WEIGHED_CHANGES = frozenset(
    {Change.MATERIALS, Change.QUESTIONS, Change.REVIEWS, Change.EXAMS, Change.SETTINGS}
)
_PAUSE_MS = 100


class TodayPresenter:
    """The card above the shelf. Telling what is worth doing takes longer than showing the shelf.

    So it is told a moment after the page, and worked out in the background.
    """

    def __init__(self, context: PageContext, card: TodayCard) -> None:
        self._context = context
        self._desk = context.desk
        self._tasks = context.tasks
        self._navigator = context.navigator
        self._card = card
        card.minutes_requested.connect(self._start_minutes)
        card.exam_requested.connect(lambda exam: self._navigator.start_quiz(exam.scope))
        card.plan_requested.connect(lambda exam: self.open_exam(exam.about))
        self._pause = QTimer(card, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_ahead)

    def show_soon(self) -> None:
        """Tell anew what is worth doing."""
        self._pause.start()

    def refresh(self, changed: frozenset[Change]) -> None:
        """Tell it anew if something that weighs has changed."""
        if changed & _WEIGHED_CHANGES:
            self.show_soon()

    def stop(self) -> None:
        """The page is left: tell nothing until it is entered again."""
        self._pause.stop()

    def open_exam(self, about: Scope) -> None:
        """Open the window in which an exam date is set and its plan is seen."""
        from carrel.ui.exam_dates.presenter import ExamPresenter

        ExamPresenter(self._context, self._card.window()).open(about)

    def _look_ahead(self) -> None:
        def work(_report: Report) -> Today:
            # The rules of a quiz take longer to load than this page takes to show.
            from carrel.services.today import today

            with self._desk.reopened() as desk:
                return today(desk)

        self._tasks.run(self._card, work, self._card.show_today, self._navigator.show_error)

    def _start_minutes(self) -> None:
        from carrel.domain.quiz_session import Scope, ScopeKind

        self._navigator.start_quiz(Scope(ScopeKind.WORTHWHILE))
