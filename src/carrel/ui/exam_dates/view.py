"""The window of an exam date: the day, the minutes a day, what to expect, and the plan."""

from __future__ import annotations

from datetime import date
from math import ceil

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.exam_dates import MINUTES_A_DAY
from carrel.domain.exam_plan import ExamPlan, PlannedDay
from carrel.ui.exam_dates.words import day_words, expectation_words, left_words
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import body, muted

_TYPING_PAUSE_MS = 250


class ExamDialog(QDialog):
    """Shows a plan for the day and the minutes that are chosen; ``changed`` asks for another.

    Save and Remove leave as signals.
    """

    changed = Signal()
    save_requested = Signal()
    remove_requested = Signal()

    def __init__(
        self, title: str, today: date, *, is_set: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("examDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Exam on “{title}”").format(title=title))
        self.resize(600, 560)
        self._today = today
        self.day = QDateEdit()
        self.day.setObjectName("examDay")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.LongFormat))
        self.day.setMinimumDate(_qdate(today))
        self.minutes = QSpinBox()
        self.minutes.setObjectName("examMinutes")
        self.minutes.setRange(*MINUTES_A_DAY)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(self.tr(" minutes"))
        self._left = muted()
        self._expected = body()
        self._expected.setObjectName("examExpectation")
        self._problem = QLabel()
        self._problem.setObjectName("examProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.table = _table([self.tr(name) for name in _COLUMNS])
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.day.dateChanged.connect(self._show_left)
        self.day.dateChanged.connect(self._pause.start)
        self.minutes.valueChanged.connect(self._pause.start)
        self._build(is_set=is_set)
        self.day.setFocus()

    @property
    def chosen_day(self) -> date:
        """The day of the exam as it is chosen now."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @property
    def chosen_minutes(self) -> int:
        """The minutes a day as they are chosen now."""
        return self.minutes.value()

    def choose(self, day: date, minutes: int) -> None:
        """Begin with this day and these minutes."""
        self.day.setDate(_qdate(day))
        self.minutes.setValue(minutes)
        self._show_left()
        self._pause.start()

    def show_plan(self, plan: ExamPlan) -> None:
        """Show what to expect, and each day."""
        self._expected.setText(expectation_words(plan))
        self.table.setRowCount(len(plan.days))
        for row, day in enumerate(plan.days):
            for column, text in enumerate(_cells(day)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        if plan.days:
            self.table.setCurrentCell(0, 0)

    def show_problem(self, text: str) -> None:
        """Say what cannot be done, in the window itself."""
        self._problem.setText(text)
        self._problem.show()

    def _show_left(self) -> None:
        self._left.setText(left_words((self.chosen_day - self._today).days))

    def _build(self, *, is_set: bool) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for text, field in (
            (self.tr("Day of the exam"), self.day),
            (self.tr("Time a day until then"), self.minutes),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        form.addRow("", self._left)
        self.table.setAccessibleName(self.tr("Plan for each day"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._expected)
        column.addWidget(self.table, 1)
        column.addWidget(
            muted(
                self.tr(
                    "The plan changes by itself: with each answer, and when a day is missed. The"
                    " share is what you would know on the day if you stopped after that day."
                )
            )
        )
        column.addWidget(self._problem)
        column.addWidget(self._buttons(is_set=is_set))

    def _buttons(self, *, is_set: bool) -> QDialogButtonBox:
        box = QDialogButtonBox()
        save = PrimaryButton(self.tr("Save"))
        save.setObjectName("examSave")
        save.setDefault(True)
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(QDialogButtonBox.StandardButton.Cancel)
        if is_set:
            words = self.tr("Remove the exam date")
            remove = box.addButton(words, QDialogButtonBox.ButtonRole.ResetRole)
            remove.setObjectName("examRemove")
            # Enter saves: it must never remove.
            remove.setAutoDefault(False)
            remove.clicked.connect(self.remove_requested)
        box.accepted.connect(self.save_requested)
        box.rejected.connect(self.reject)
        return box


_COLUMNS = ("Day", "Questions", "Of them new", "Minutes", "Known on the day")


def _table(columns: list[str]) -> QTableWidget:
    table = QTableWidget(0, len(columns))
    table.setObjectName("examTable")
    for number, text in enumerate(columns):
        item = QTableWidgetItem(text)
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalHeaderItem(number, item)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def _cells(day: PlannedDay) -> tuple[str, ...]:
    locale = QLocale()
    return (
        day_words(day.day),
        locale.toString(len(day.cards)) if day.cards else "–",
        locale.toString(day.new) if day.new else "–",
        locale.toString(ceil(day.seconds / 60)) if day.cards else "–",
        f"{round(day.expected * 100)} %",
    )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
