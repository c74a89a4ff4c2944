"""What is worth doing today: what ten minutes would gain, and the exams that lie ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.labels import heading, muted

if TYPE_CHECKING:
    from carrel.services.today import ExamToday, Today


class TodayCard(Card):
    """Shows :class:`Today`; hidden while there is nothing to ask and no exam ahead."""

    minutes_requested = Signal()
    exam_requested = Signal(object)
    """An :class:`ExamDate` whose part of today is to be asked."""
    plan_requested = Signal(object)
    """An :class:`ExamDate` whose plan is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("todayCard")
        self.setVisible(False)
        self.button = PrimaryButton(self.tr("Start"))
        self.button.setObjectName("startMinutes")
        self.button.clicked.connect(self.minutes_requested)
        self._minutes = _Row([self.button])
        self._exams = QVBoxLayout()
        self._exams.setSpacing(12)
        self.column.setSpacing(12)
        self.column.addWidget(self._minutes)
        self.column.addLayout(self._exams)

    def show_today(self, today: Today) -> None:
        """Say what the minutes are worth, and what each exam asks today."""
        # It knows the rules of quizzes, which take longer to load than this page to show.
        from carrel.ui.widgets.outlook_words import outlook_words, rest_words

        outlook = today.outlook
        title = self.tr("{count} minutes now").format(count=today.minutes)
        self._minutes.show_words(title, outlook_words(outlook), rest_words(outlook))
        self.button.setAccessibleName(f"{self.button.text()}: {title}")
        self._minutes.setVisible(outlook.questions > 0)
        self._show_exams(today.exams)
        self.setVisible(outlook.questions > 0 or bool(today.exams))

    def _show_exams(self, exams: tuple[ExamToday, ...]) -> None:
        while (item := self._exams.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in exams:
            self._exams.addWidget(self._exam_row(one))

    def _exam_row(self, one: ExamToday) -> QWidget:
        from carrel.ui.exam_dates.words import exam_today_words, exam_words, expectation_words

        title = exam_words(one.exam.title, one.exam.day, one.days_left)
        plan = QPushButton(self.tr("Plan …"))
        plan.setObjectName("examPlan")
        plan.setAccessibleName(f"{plan.text()}: {title}")
        plan.clicked.connect(lambda: self.plan_requested.emit(one.exam))
        buttons = [plan]
        if one.plan.days and one.plan.days[0].cards:
            start = QPushButton(self.tr("Start"))
            start.setObjectName("startExam")
            start.setAccessibleName(f"{start.text()}: {title}")
            start.clicked.connect(lambda: self.exam_requested.emit(one.exam))
            buttons.append(start)
        row = _Row(buttons)
        row.show_words(title, exam_today_words(one.plan), expectation_words(one.plan))
        return row


class _Row(QWidget):
    """A title with sentences below it, and buttons at the right."""

    def __init__(self, buttons: list[QPushButton]) -> None:
        super().__init__()
        self._title = heading()
        self._words = muted()
        self._more = muted()
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._words, self._more):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_words(self, title: str, words: str, more: str) -> None:
        """Show these; what is empty takes no room."""
        self._title.setText(title)
        for label, text in ((self._words, words), (self._more, more)):
            label.setText(text)
            label.setVisible(bool(text))
