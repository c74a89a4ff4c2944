"""A rounded surface that groups what belongs together."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

CORNER_RADIUS = 8.0
PADDING = 16


class Card(QWidget):
    """A surface with a thin border; put widgets into :attr:`column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        self.column.setSpacing(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and its border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(self.ground_role()))
        painter.setPen(QPen(self.palette().color(self.border_role()), 1))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, CORNER_RADIUS, CORNER_RADIUS)

    def ground_role(self) -> QPalette.ColorRole:
        """The palette's colour of the surface."""
        return QPalette.ColorRole.Base

    def border_role(self) -> QPalette.ColorRole:
        """The palette's colour of the border."""
        return QPalette.ColorRole.Mid
