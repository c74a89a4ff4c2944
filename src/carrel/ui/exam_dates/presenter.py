"""Decides what the window of an exam date shows, and keeps what is chosen there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from carrel.domain.errors import CarrelError
from carrel.domain.exam_plan import ExamPlan
from carrel.domain.job_report import Report
from carrel.domain.quiz_session import Scope
from carrel.services.exam_planning import ExamPlanning
from carrel.services.quiz_choices import QuizChoices
from carrel.ui.errors import sentence
from carrel.ui.exam_dates.view import ExamDialog
from carrel.ui.page import PageContext

_DAYS_AT_FIRST = 21
_MINUTES_AT_FIRST = 15


class ExamPresenter:
    """Lives as long as its window: the window's signals hold its methods through closures."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        self._desk = context.desk
        self._tasks = context.tasks
        self._planning = ExamPlanning(context.desk)
        self._choices = QuizChoices(context.desk)
        self._parent = parent

    def open(self, about: Scope) -> ExamDialog:
        """Open the window on a material or collection, with the date it has or a first guess."""
        found = self._planning.exam_of(about)
        today = self._planning.today()
        dialog = ExamDialog(
            self._choices.title(about), today, is_set=found is not None, parent=self._parent
        )
        if found is None:
            dialog.choose(today + timedelta(days=_DAYS_AT_FIRST), _MINUTES_AT_FIRST)
        else:
            dialog.choose(found.day, found.minutes)

        def save() -> None:
            day, minutes = dialog.chosen_day, dialog.chosen_minutes
            self._finish(dialog, lambda: self._planning.set(about, day, minutes))

        def remove() -> None:
            if found is not None:
                self._finish(dialog, lambda: self._planning.remove(found.id))

        dialog.changed.connect(lambda: self._plan(dialog, about))
        dialog.save_requested.connect(save)
        dialog.remove_requested.connect(remove)
        dialog.open()
        return dialog

    def _plan(self, dialog: ExamDialog, about: Scope) -> None:
        day, minutes = dialog.chosen_day, dialog.chosen_minutes

        def work(_report: Report) -> ExamPlan:
            with self._desk.reopened() as desk:
                return ExamPlanning(desk).plan(about, day, minutes)

        def show(plan: ExamPlan) -> None:
            if (day, minutes) == (dialog.chosen_day, dialog.chosen_minutes):
                dialog.show_plan(plan)

        def tell(error: CarrelError) -> None:
            dialog.show_problem(sentence(error))

        self._tasks.run(dialog, work, show, tell)

    def _finish(self, dialog: ExamDialog, step: Callable[[], None]) -> None:
        try:
            step()
        except CarrelError as error:
            dialog.show_problem(sentence(error))
        else:
            dialog.accept()
