"""The line below a question: what the keys do, and what can be pressed to go on."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import muted


class QuestionFooter(QWidget):
    """The hint stands beside the buttons, or above them where there is not the room for that."""

    def __init__(self) -> None:
        super().__init__()
        self.passage_button = QPushButton(self.tr("Show the passage"))
        self.primary = PrimaryButton()
        self.primary.setObjectName("quizPrimary")
        self.primary.setMinimumWidth(150)
        self._hint = muted()
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.passage_button)
        row.addWidget(self.primary)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 8, 0, 12)
        self._box.setSpacing(10)
        self._box.addWidget(self._hint, 1)
        self._box.addWidget(self._buttons)

    def show_hint(self, words: str) -> None:
        """Say what the keys do."""
        self._hint.setText(words)
        self._lay_out()

    def show_passage_button(self, *, is_shown: bool) -> None:
        """Offer the passage or not."""
        self.passage_button.setVisible(is_shown)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find a place for the hint."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QFontMetrics(self._hint.font()).horizontalAdvance(self._hint.text())
        buttons = self._buttons.sizeHint().width()
        is_tight = words + buttons + self._box.spacing() + 4 > self.width()
        direction = (
            QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        )
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
