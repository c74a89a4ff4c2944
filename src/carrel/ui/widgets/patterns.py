"""Patterns that fill a box, so that parts of a bar are told apart without colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

_STEP = 4.0
"""Pixels between the lines of a hatched box."""


class Pattern(StrEnum):
    """How a box is filled."""

    SOLID = "solid"
    HATCHED = "hatched"
    CROSSED = "crossed"
    HOLLOW = "hollow"
    DOTTED = "dotted"


def paint_pattern(painter: QPainter, box: QRectF, pattern: Pattern, ink: QColor) -> None:
    """Fill a box; lines are as thick and as far apart whatever its size."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    match pattern:
        case Pattern.SOLID:
            painter.fillRect(box, ink)
        case Pattern.HATCHED:
            faint = QColor(ink)
            faint.setAlphaF(0.45)
            painter.fillRect(box, faint)
            _hatch(painter, box, ink, is_crossed=False)
        case Pattern.CROSSED:
            _hatch(painter, box, ink, is_crossed=True)
            _frame(painter, box, ink)
        case Pattern.HOLLOW:
            _frame(painter, box, ink)
        case Pattern.DOTTED:
            painter.fillRect(box, QBrush(ink, Qt.BrushStyle.Dense6Pattern))
    painter.restore()


def _frame(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _hatch(painter: QPainter, box: QRectF, ink: QColor, *, is_crossed: bool) -> None:
    """Draw slanting lines; each is cut by hand, because SVG files are written without clipping."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    height = box.height()
    for number in range(int((box.width() + height) / _STEP) + 1):
        x = box.left() - height + number * _STEP
        left, right = max(x, box.left()), min(x + height, box.right())
        if left >= right:
            continue
        painter.drawLine(QLineF(left, box.bottom() - (left - x), right, box.bottom() - (right - x)))
        if is_crossed:
            painter.drawLine(QLineF(left, box.top() + (left - x), right, box.top() + (right - x)))
