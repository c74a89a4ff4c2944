"""Buttons: the one that a page suggests, small ones with an icon, and words that are a link."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from carrel.ui.icons import icon
from carrel.ui.shortcuts import hint


class PrimaryButton(QPushButton):
    """A push button in the accent colour: what the page suggests to do next.

    The style sheet knows it by the name of its class.
    """


def icon_button(icon_name: str, name: str, parent: QWidget | None = None) -> QToolButton:
    """A flat button with an icon only; ``name`` is its tooltip and its accessible name."""
    button = QToolButton(parent)
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(18, 18))
    button.setAutoRaise(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def follow_keys(button: QWidget, text: str, action: QAction) -> None:
    """Say in the tooltip what a button does, with the keys that ``action`` has at the time."""

    def show() -> None:
        if isValid(button):
            button.setToolTip(hint(text, action))

    action.changed.connect(show)
    show()


class LinkButton(QPushButton):
    """Words that lead somewhere: a button that looks like a link."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The words with a little room for the focus frame."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()) + QSize(8, 6)

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`: a link is not cut short."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, underlined under the pointer, with a frame when they have the focus."""
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        role = QPalette.ColorRole.Link if self.isEnabled() else QPalette.ColorRole.ButtonText
        painter.setPen(self.palette().color(role))
        inner = self.rect().adjusted(4, 0, -4, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, flags | Qt.TextFlag.TextShowMnemonic, self.text())
        if self.hasFocus():
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
