"""A frame round the control that has the focus, for students who go about by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

_SHOWN_OTHERWISE = (QPushButton, QLineEdit, QAbstractSpinBox, QMainWindow, QMenu, QMenuBar)
"""What the style sheet or the style frames, and what is no control."""

_STYLED = ("settingsGroups", "mainNavigation", "memoryStrip")
"""Names of what the style sheet frames or what frames a part of itself, or of its parent."""

_WIDTH = 2.0


class FocusFrames(QObject):
    """Shows the frame in every window of the program, from the first Tab in that window on.

    The style draws none, or a faint one, round tabs, choices, boxes to tick and flat buttons.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._frame: _Frame | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The frame goes with the window that it was last shown in.
        if self._frame is not None and not isValid(self._frame):
            self._frame = None
        if now is None or not _wants_frame(now):
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]
            return
        if self._frame is None:
            self._frame = _Frame(now.window())
        self._frame.setWidget(now)


class _Frame(QFocusFrame):
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a rounded line in the accent colour, which is seen on every ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _WIDTH))
        # Inside the control, where the style would let nothing be seen: beyond its edge the line
        # would be cut off by the parent.
        self.clearMask()
        framed = self.widget()
        inset = (self.width() - framed.width() + _WIDTH) / 2 if framed is not None else _WIDTH
        room = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(room, 4, 4)


def _wants_frame(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if widget.objectName() in _STYLED or (parent is not None and parent.objectName() in _STYLED):
        return False
    is_by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return is_by_keyboard and not isinstance(widget, _SHOWN_OTHERWISE) and not widget.isWindow()
