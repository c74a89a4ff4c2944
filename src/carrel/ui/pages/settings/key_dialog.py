"""Asks for the keys of an action, and says before they are taken who has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QKeySequenceEdit,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import body, heading, muted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said about keys. Unless they ``can_be_taken``, others must be pressed."""

    words: str = ""
    can_be_taken: bool = True


class KeyDialog(QDialog):
    """``judge`` tells of keys whether they can be taken, and what that does to others."""

    taken = Signal(QKeySequence)

    def __init__(
        self, title: str, judge: Callable[[QKeySequence], Verdict], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("keyDialog")
        self.setWindowTitle(self.tr("Change the keys"))
        self._judge = judge
        self.field = QKeySequenceEdit()
        self.field.setObjectName("keyField")
        self.field.setAccessibleName(self.tr("Press the keys for “{title}”").format(title=title))
        self.field.setMaximumSequenceLength(1)
        self.field.setFinishingKeyCombinations(
            [QKeyCombination(Qt.Key.Key_Tab), QKeyCombination(Qt.Key.Key_Backtab)]
        )
        self.field.keySequenceChanged.connect(self._show_verdict)
        self._words = body()
        self.take = PrimaryButton(self.tr("Take these keys"))
        self.take.setObjectName("takeKeys")
        self.take.clicked.connect(self._take)
        self._build(title)
        self._show_verdict(QKeySequence())
        self.resize(420, 200)

    def _build(self, title: str) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Press the keys for “{title}”").format(title=title)))
        column.addWidget(muted(self.tr("One key, alone or with Ctrl, Shift and Alt.")))
        column.addWidget(self.field)
        column.addWidget(self._words)
        column.addStretch(1)
        column.addWidget(buttons)

    def _show_verdict(self, keys: QKeySequence) -> None:
        verdict = self._judge(keys) if not keys.isEmpty() else Verdict(can_be_taken=False)
        self._words.setText(verdict.words)
        self.take.setEnabled(verdict.can_be_taken)
        self.take.setText(
            self.tr("Take them from there")
            if verdict.words and verdict.can_be_taken
            else self.tr("Take these keys")
        )
        if verdict.can_be_taken:
            # From here Enter takes them and Esc goes without; in the field both are keys.
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self.taken.emit(self.field.keySequence())
        self.accept()
