"""The signs of groups on a map: a shape and a colour each, told apart without colour too."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

# After Okabe and Ito (jfly.uni-koeln.de/color), darker on light ground and lighter on dark.
_ON_LIGHT = ("#0072b2", "#b35900", "#007a5a", "#8a4fa0", "#7d6200", "#a8324a", "#2f6f7a", "#5b5f66")
_ON_DARK = ("#56b4e9", "#f0a030", "#4ec9a0", "#cc99e0", "#e5d05a", "#f08ca0", "#8fd0dc", "#c0c4c9")

# Corners and turn in degrees; no corners is a circle, negative ones make a star.
_SHAPES = ((0, 0), (4, 45), (3, -90), (4, 0), (6, 0), (3, 90), (5, -90), (-5, -90))


def sign_path(number: int, radius: float) -> QPainterPath:
    """The outline of the ``number``-th sign around the origin."""
    corners, turn = _SHAPES[number % len(_SHAPES)]
    path = QPainterPath()
    if corners == 0:
        path.addEllipse(QPointF(0, 0), radius, radius)
        return path
    radii = (radius * 1.15,) if corners > 0 else (radius * 1.25, radius * 0.55)
    count = abs(corners) * len(radii)
    points = [
        QPointF(
            radii[step % len(radii)] * math.cos(math.radians(turn + 360 * step / count)),
            radii[step % len(radii)] * math.sin(math.radians(turn + 360 * step / count)),
        )
        for step in range(count)
    ]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def sign_colour(number: int, *, is_dark: bool) -> QColor:
    """The colour of the ``number``-th sign; a second round of shapes has other colours."""
    colours = _ON_DARK if is_dark else _ON_LIGHT
    return QColor(colours[(number + 3 * (number // len(_SHAPES))) % len(colours)])


def sign_icon(number: int, *, is_dark: bool, side: int = 16, ratio: float = 1.0) -> QIcon:
    """The sign as an icon of ``side`` pixels."""
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sign_colour(number, is_dark=is_dark))
    painter.drawPath(sign_path(number, side / 2 - 2))
    painter.end()
    return QIcon(picture)


def arrow_head(at: QPointF, towards: QPointF, size: float) -> QPolygonF:
    """A triangle whose tip is ``at``, on a line that goes on ``towards``."""
    angle = math.atan2(towards.y() - at.y(), towards.x() - at.x())
    sides = (angle + math.radians(155), angle - math.radians(155))
    return QPolygonF(
        [at, *(QPointF(at.x() + size * math.cos(a), at.y() + size * math.sin(a)) for a in sides)]
    )


def border_point(box: QRectF, towards: QPointF) -> QPointF:
    """Where the line from the middle of ``box`` to ``towards`` leaves the box."""
    middle = box.center()
    dx, dy = towards.x() - middle.x(), towards.y() - middle.y()
    if not dx and not dy:
        return middle
    scale = min(
        (box.width() / 2 / abs(dx)) if dx else math.inf,
        (box.height() / 2 / abs(dy)) if dy else math.inf,
    )
    return QPointF(middle.x() + dx * min(1, scale), middle.y() + dy * min(1, scale))


def line_pen(colour: QColor, width: float, *, is_dashed: bool) -> QPen:
    """The pen of a line between two topics."""
    pen = QPen(colour, width)
    if is_dashed:
        pen.setDashPattern([3.0, 3.0])
    return pen
