"""A thin line between parts of a page."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame


def thin_line(shape: QFrame.Shape = QFrame.Shape.HLine) -> QFrame:
    """A line in the palette's colour of borders; it follows the theme."""
    line = QFrame()
    line.setFrameShape(shape)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line
