"""What the check of a pack found, each beside the thing it is about, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.pack_saving import SavingProblem
from carrel.ui.icons import icon
from carrel.ui.pack_saving.words import problem_words, summary_words
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body

_LEAST_HEIGHT = 120


class ProblemList(QWidget):
    """Lists problems; what is to be done with the current one leaves as a signal."""

    mend_requested = Signal(object)
    left_out = Signal(object)
    """The problems whose things are to be left out."""
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = body()
        self.list = QListWidget()
        self.mend = QPushButton(self.tr("Go there"))
        self.leave_out = QPushButton(self.tr("Leave it out"))
        self.leave_all_out = QPushButton()
        self.take_back = QPushButton()
        self._problems: tuple[SavingProblem, ...] = ()
        self._build()

    @property
    def current(self) -> SavingProblem | None:
        """The problem that is selected."""
        row = self.list.currentRow()
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def show_checking(self) -> None:
        """Say that the check runs."""
        self.summary.setText(self.tr("Checking what would be saved …"))

    def show_text(self, text: str) -> None:
        """Say why nothing could be checked."""
        self._fill(())
        self.summary.setText(text)

    def show_problems(self, problems: Sequence[SavingProblem], left_out: int) -> None:
        """List these problems, faults first; ``left_out`` things stay behind already."""
        self._fill(sorted(problems, key=lambda one: not one.is_fault))
        faults = [one for one in problems if one.is_fault]
        self.summary.setText(summary_words(len(faults), len(problems) - len(faults)))
        loose = {one.key for one in faults if one.can_be_left_out}
        self.leave_all_out.setText(self.tr("Leave all {count} out").format(count=len(loose)))
        self.leave_all_out.setVisible(len(loose) > 1)
        self.take_back.setText(
            self.tr("Take back what was left out ({count})").format(count=left_out)
        )
        self.take_back.setVisible(bool(left_out))

    def _fill(self, problems: Sequence[SavingProblem]) -> None:
        self._problems = tuple(problems)
        self.list.clear()
        for problem in self._problems:
            item = QListWidgetItem(problem_words(problem))
            item.setIcon(icon("wrong" if problem.is_fault else "info"))
            self.list.addItem(item)
        self.list.setVisible(bool(self._problems))
        if self._problems:
            self.list.setCurrentRow(0)
        self._show_acts()

    def _show_acts(self) -> None:
        one = self.current
        self.mend.setVisible(one is not None and bool(one.key))
        is_picture = one is not None and bool(one.picture) and not one.is_fault
        self.mend.setText(self.tr("Say what it shows …") if is_picture else self.tr("Go there"))
        self.leave_out.setVisible(one is not None and one.can_be_left_out)
        if not self._problems:
            self.leave_all_out.hide()

    def _build(self) -> None:
        self.summary.setObjectName("packSummary")
        self.list.setObjectName("packProblems")
        self.list.setAccessibleName(self.tr("What the check found"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSpacing(3)
        self.list.hide()
        acts = Flow()
        for name, button in (
            ("packMend", self.mend),
            ("packLeaveOut", self.leave_out),
            ("packLeaveAllOut", self.leave_all_out),
            ("packTakeBack", self.take_back),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.hide()
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addLayout(acts)
        column.addStretch(0)
        self._connect()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._show_acts())
        self.list.itemActivated.connect(lambda _: self._mend_current())
        self.mend.clicked.connect(self._mend_current)
        self.leave_out.clicked.connect(self._leave_current_out)
        self.leave_all_out.clicked.connect(self._leave_faults_out)
        self.take_back.clicked.connect(self.taken_back)

    def _mend_current(self) -> None:
        if self.current is not None and self.current.key:
            self.mend_requested.emit(self.current)

    def _leave_current_out(self) -> None:
        if self.current is not None:
            self.left_out.emit((self.current,))

    def _leave_faults_out(self) -> None:
        loose = [one for one in self._problems if one.is_fault and one.can_be_left_out]
        self.left_out.emit(tuple(loose))
