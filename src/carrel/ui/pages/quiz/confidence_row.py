"""How sure are you? Three levels beside each other, none of which must be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from carrel.domain.scheduling import Confidence
from carrel.ui.pages.quiz.wording import confidence_words
from carrel.ui.widgets.buttons import follow_keys
from carrel.ui.widgets.labels import muted


class ConfidenceRow(QWidget):
    """One of three buttons stays pressed; pressing it again lets go."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        question = muted(self.tr("How sure are you?"))
        question.setWordWrap(False)
        row.addWidget(question)
        for level in Confidence:
            button = QPushButton(confidence_words(level))
            button.setCheckable(True)
            button.clicked.connect(lambda checked, level=level: self._take(level, checked))
            self._group.addButton(button, int(level))
            row.addWidget(button)
        row.addStretch(1)

    def follow(self, actions: Mapping[int, QAction]) -> None:
        """Tell the keys of these actions, which are by the numbers of the levels."""
        for number, action in actions.items():
            button = self._group.button(number)
            follow_keys(button, button.text(), action)

    @property
    def confidence(self) -> Confidence | None:
        """What was chosen."""
        chosen = (level for level in Confidence if self._group.button(int(level)).isChecked())
        return next(chosen, None)

    def choose(self, confidence: Confidence | None) -> None:
        """Show a choice, or none."""
        for level in Confidence:
            self._group.button(int(level)).setChecked(level is confidence)

    def press(self, number: int) -> bool:
        """Choose the level with this number, or let go of it; False if there is none."""
        if number not in list(Confidence):
            return False
        self._group.button(number).click()
        return True

    def _take(self, level: Confidence, checked: bool) -> None:
        self.choose(level if checked else None)
        self.changed.emit()
