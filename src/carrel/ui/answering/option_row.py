"""An option to choose: a radio button or a check box whose words wrap and can be marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from carrel.domain.questions.grade import Mark, Verdict
from carrel.ui.answering.option_look import OptionLook
from carrel.ui.theme import Theme

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Row(_Button):
    """What both kinds of rows do, whatever button of Qt's they are."""

    def __init__(self, theme: Theme, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = OptionLook(self, theme, number, text)
        _set_up(self, theme, text)

    def show_mark(self, mark: Mark, words: Mapping[Verdict, str] | None = None) -> None:
        """Show how choosing or leaving this option was marked, and why; it stays as it is now.

        ``words`` say what a verdict means, if the usual ones do not fit.
        """
        self.look.show_mark(mark, words)
        self.setAccessibleName(self.look.spoken())
        self.updateGeometry()

    def fix(self) -> None:
        """Stay as it is now, without a mark."""
        self.look.fix()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words stand at ``width`` pixels."""
        return self.look.height_for(width)

    def sizeHint(self) -> QSize:
        """Wide enough for most options on one line."""
        return self.look.size_hint()

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(180, 40)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole row can be clicked until it is marked."""
        return not self.look.is_fixed and self.rect().contains(position)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """A marked option stays as it is, by keyboard, too."""
        if not self.look.is_fixed:
            super().nextCheckState()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        self.look.paint()


class RadioRow(_Row, QRadioButton):
    """An option of which one can be chosen. ``number`` is its key, 0 for none."""


class CheckRow(_Row, QCheckBox):
    """An option of which several can be chosen. ``number`` is its key, 0 for none."""


OptionRow = RadioRow | CheckRow


def _set_up(button: QAbstractButton, theme: Theme, text: str) -> None:
    button.setText(text.replace("&", "&&"))
    button.setAccessibleName(text)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    theme.changed.connect(button.update)
