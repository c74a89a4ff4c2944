"""What stands on a map of topics: topics with their signs and names, and the lines between."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from carrel.domain.topic_map import Box, EdgeKind, MapEdge, MapNode
from carrel.ui.pages.topics.map_signs import arrow_head, border_point, line_pen, sign_path

LABEL_WIDTH = 150
"""Pixels after which a name on a map goes on in a second line."""

_LEAST_RADIUS, _MOST_RADIUS = 6.0, 13.0
_PADDING = 6.0
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class NodeLook:
    """How one topic is drawn: the size of its sign and the room that its name takes."""

    def __init__(self, node: MapNode, sign: int, *, most_mentions: int, font: QFont) -> None:
        share = (node.mentions / most_mentions) ** 0.5 if most_mentions else 0.0
        self.node = node
        self.sign = sign
        self.radius = _LEAST_RADIUS + share * (_MOST_RADIUS - _LEAST_RADIUS)
        metrics = QFontMetricsF(font)
        name = metrics.boundingRect(QRectF(0, 0, LABEL_WIDTH, 1000), int(_FLAGS), node.name)
        self.text_size = QSizeF(name.width() + 1, min(name.height(), 3 * metrics.lineSpacing()))
        self.font = font

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box."""
        width = 2 * self.radius + self.text_size.width() + 3 * _PADDING
        return width, max(2 * self.radius, self.text_size.height()) + 2 * _PADDING


class NodeItem(QGraphicsItem):
    """A topic on the map."""

    def __init__(self, look: NodeLook, box: Box, colour: QColor, palette: QPalette) -> None:
        super().__init__()
        self.node = look.node
        self._look = look
        self._colour = colour
        self._palette = palette
        self._area = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
        self.is_centre = False
        self.is_chosen = False
        self.is_faint = False
        self.setPos(box.x, box.y)
        self.setZValue(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def area(self) -> QRectF:
        """Its box in the scene."""
        return self._area.translated(self.pos())

    def boundingRect(self) -> QRectF:
        """The box with its frame."""
        return self._area.adjusted(-2, -2, 2, 2)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw the sign, the name, and a frame around what is chosen."""
        roles = QPalette.ColorRole
        painter.setOpacity(0.45 if self.is_faint else 1.0)
        ground = self._palette.color(roles.Base)
        painter.setBrush(ground)
        if self.is_chosen:
            painter.setPen(QPen(self._palette.color(roles.Highlight), 2))
        elif self.is_centre:
            painter.setPen(QPen(self._palette.color(roles.Text), 1.5))
        else:
            painter.setPen(QPen(self._palette.color(roles.Mid), 1))
        painter.drawRoundedRect(self._area, 6, 6)
        self._paint_sign(painter)
        font = QFont(self._look.font)
        font.setBold(self.is_centre)
        painter.setFont(font)
        painter.setPen(self._palette.color(roles.Text))
        left = self._area.left() + 2 * self._look.radius + 2 * _PADDING
        room = QRectF(left, self._area.top(), self._area.right() - left - 2, self._area.height())
        painter.drawText(room, int(_FLAGS), self.node.name)

    def _paint_sign(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(self._area.left() + _PADDING + self._look.radius, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawPath(sign_path(self._look.sign, self._look.radius))
        painter.restore()


class EdgeItem(QGraphicsItem):
    """A line between two topics: with a head towards the broader one, dashed where they are only
    mentioned together."""

    def __init__(
        self, edge: MapEdge, source: NodeItem, target: NodeItem, palette: QPalette
    ) -> None:
        super().__init__()
        self.edge = edge
        self._palette = palette
        self._start = border_point(source.area, target.pos())
        self._end = border_point(target.area, source.pos())
        self.is_strong = False
        self.is_faint = False

    def boundingRect(self) -> QRectF:
        """The line with room for its head."""
        return QRectF(self._start, self._end).normalized().adjusted(-8, -8, 8, 8)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw the line."""
        roles = QPalette.ColorRole
        ink = self._palette.color(roles.Highlight if self.is_strong else roles.PlaceholderText)
        painter.setOpacity(0.15 if self.is_faint else 1.0 if self.is_strong else 0.6)
        is_dashed = self.edge.kind is EdgeKind.TOGETHER
        painter.setPen(line_pen(ink, 2.0 if self.is_strong else 1.2, is_dashed=is_dashed))
        painter.drawLine(self._start, self._end)
        if self.edge.kind is EdgeKind.BROADER:
            beyond = self._end + (self._end - self._start)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(arrow_head(self._end, QPointF(beyond), 9))

    def shape(self) -> QPainterPath:
        """Nothing: lines cannot be clicked."""
        return QPainterPath()
