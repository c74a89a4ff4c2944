"""The line above a question: how far the quiz is, what it is about, and what else can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from carrel.domain.quiz_session import Progress
from carrel.ui.pages.quiz.actions import QuestionActions
from carrel.ui.widgets.buttons import follow_keys, icon_button
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.one_line import OneLine
from carrel.ui.widgets.progress_line import ProgressLine


class QuestionHeader(QWidget):
    """Shows progress; what is pressed leaves as a signal. ``keys`` are named in the tooltips."""

    undo_requested = Signal()
    skip_requested = Signal()
    mark_requested = Signal(bool)
    leave_requested = Signal()

    def __init__(self, keys: QuestionActions) -> None:
        super().__init__()
        self._counter = muted()
        self._counter.setWordWrap(False)
        self._scope = OneLine()
        self._scope.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = ProgressLine()
        self.mark = _button("flag", self.tr("Mark this question"), keys.mark)
        self.mark.setCheckable(True)
        self.mark.clicked.connect(self.mark_requested)
        self._undo = _button("undo", self.tr("Undo the last step"), keys.undo)
        self._undo.clicked.connect(self.undo_requested)
        self.skip = _button("skip", self.tr("Leave this question out today"), keys.skip)
        self.skip.clicked.connect(self.skip_requested)
        self._more = icon_button("more", self.tr("More to do with this question"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addActions([keys.edit, keys.bury, keys.suspend])
        self._more.setMenu(menu)
        self._leave = _button("close", self.tr("Leave; the quiz waits for you"), keys.leave)
        self._leave.clicked.connect(self.leave_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._counter)
        row.addWidget(self._bar, 1)
        row.addWidget(self._scope)
        for button in self.buttons:
            row.addWidget(button)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """The buttons from left to right."""
        return (self.mark, self._undo, self.skip, self._more, self._leave)

    @property
    def counted(self) -> str:
        """How far the quiz is, in words."""
        return self._counter.text()

    def show_progress(self, progress: Progress, scope: str, *, is_asking: bool) -> None:
        """Show how far the session is; ``is_asking`` before the answer to a question."""
        self._bar.set_share(progress.answered / max(progress.total, 1))
        number = min(progress.answered + is_asking, progress.total)
        words = self.tr("Question {number} of {total}").format(number=number, total=progress.total)
        self._counter.setText(words)
        self._bar.setAccessibleName(words)
        self._scope.setText(scope)
        self._scope.setToolTip(scope)


def _button(icon_name: str, words: str, action: QAction) -> QToolButton:
    button = icon_button(icon_name, words)
    follow_keys(button, words, action)
    return button
