"""A map of topics that can be zoomed, walked with the arrow keys and clicked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from carrel.domain.ids import TopicId
from carrel.domain.topic_map import Box, Cluster, TopicMap, nearest
from carrel.ui.pages.topics.map_items import EdgeItem, NodeItem, NodeLook
from carrel.ui.pages.topics.map_signs import sign_colour
from carrel.ui.widgets.topic_words import mentions_in_words

_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.3, 3.0
_READABLE = 0.65
"""A map is not shown smaller than this at first; one scrolls instead."""

_RESHAPED = 1.2
"""By this factor another ratio of width and height is another shape."""

_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TopicMapView(QGraphicsView):
    """Draws a map whose places are given. ``opened`` tells a topic that was clicked or entered."""

    opened = Signal(str)

    reshaped = Signal()
    """The room for the map is of another shape than when the map was shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = TopicMap((), ())
        self._signs: dict[Cluster, int] = {}
        self._boxes: dict[TopicId, Box] = {}
        self._nodes: dict[TopicId, NodeItem] = {}
        self._edges: list[EdgeItem] = []
        self._chosen: TopicId | None = None
        self._is_fitted = True
        self._shown_ratio = 0.0
        self._pressed_at = QPointF()
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def sizes(
        self, topic_map: TopicMap, signs: Mapping[Cluster, int]
    ) -> dict[TopicId, tuple[float, float]]:
        """The room that each topic takes, to work out where it stands."""
        return {key: look.size for key, look in self._looks(topic_map, signs).items()}

    @property
    def ratio(self) -> float:
        """Width by height of the room for the map, within what a map can use."""
        room = self.viewport().rect()
        return min(1.8, max(0.7, room.width() / max(1, room.height())))

    def show_map(
        self,
        topic_map: TopicMap,
        boxes: Mapping[TopicId, Box],
        signs: Mapping[Cluster, int],
        *,
        is_dark: bool,
        ratio: float | None = None,
    ) -> None:
        """Draw a map; ``signs`` numbers the groups' shapes and colours.

        ``ratio`` is the one that it was laid out for, where that matters.
        """
        self._map, self._boxes = topic_map, dict(boxes)
        self._shown_ratio = ratio or 0.0
        self._signs = dict(signs)
        self._chosen = None
        self.scene().clear()
        looks = self._looks(topic_map, signs)
        self._nodes = {
            node.id: NodeItem(
                looks[node.id],
                boxes[node.id],
                sign_colour(signs[node.cluster], is_dark=is_dark),
                self.palette(),
            )
            for node in topic_map.nodes
        }
        self._edges = [
            EdgeItem(edge, self._nodes[edge.source], self._nodes[edge.target], self.palette())
            for edge in topic_map.edges
        ]
        for key, item in self._nodes.items():
            item.is_centre = key == topic_map.centre
            item.setToolTip(f"{item.node.name}: {mentions_in_words(item.node.mentions)}")
        for drawn in (*self._edges, *self._nodes.values()):
            self.scene().addItem(drawn)
        self.scene().setSceneRect(self.scene().itemsBoundingRect().adjusted(-16, -16, 16, 16))
        self.fit()
        self._look_at_shape()

    def shown(self) -> tuple[TopicId, ...]:
        """The topics on the map."""
        return tuple(self._nodes)

    def place_of(self, topic: TopicId) -> QPointF:
        """The middle of a topic, in the view's coordinates."""
        return QPointF(self.mapFromScene(self._nodes[topic].pos()))

    def chosen(self) -> TopicId | None:
        """The topic that the keyboard is on."""
        return self._chosen

    def choose(self, topic: TopicId) -> None:
        """Put the keyboard on a topic and bring it into view."""
        self._chosen = topic
        self._bring_out()
        item = self._nodes[topic]
        self.ensureVisible(item, 20, 20)
        words = f"{item.node.name}, {mentions_in_words(item.node.mentions)}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def fit(self) -> None:
        """Show the whole map, or its middle where all of it would be too small to read."""
        self._is_fitted = True
        self.resetTransform()
        wanted, room = self.sceneRect(), self.viewport().rect()
        if wanted.isEmpty() or room.isEmpty():
            return
        zoom = min(room.width() / wanted.width(), room.height() / wanted.height(), 1.1)
        zoom = max(zoom, _READABLE)
        self.scale(zoom, zoom)
        self.centerOn(wanted.center())

    def zoom(self, factor: float) -> None:
        """Make the map larger or smaller."""
        self._is_fitted = False
        now = self.transform().m11()
        wanted = min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor))
        self.scale(wanted / now, wanted / now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk, Enter opens, plus and minus zoom, 0 shows all."""
        key = Qt.Key(event.key())
        if key in _DIRECTIONS and self._nodes:
            self._walk(_DIRECTIONS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if (topic := self.chosen()) is not None:
                self.opened.emit(topic)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was, to tell a click from dragging the map."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a topic opens it."""
        super().mouseReleaseEvent(event)
        if (event.position() - self._pressed_at).manhattanLength() > 4:
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, NodeItem) and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(item.node.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the middle."""
        super().focusInEvent(event)
        if self._nodes and self.chosen() is None:
            self.choose(self._map.centre or self._most_mentioned())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing the whole map until the student zooms."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        self._look_at_shape()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._nodes:
            is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
            self.show_map(self._map, self._boxes, self._signs, is_dark=is_dark)

    def _look_at_shape(self) -> None:
        wanted, now = self._shown_ratio, self.ratio
        if wanted and not 1 / _RESHAPED < now / wanted < _RESHAPED:
            self._shown_ratio = now
            self.reshaped.emit()

    def _walk(self, direction: tuple[int, int]) -> None:
        start = self.chosen()
        if start is None:
            self.choose(self._map.centre or self._most_mentioned())
        elif (topic := nearest(self._boxes, start, direction)) is not None:
            self.choose(topic)

    def _most_mentioned(self) -> TopicId:
        return max(self._map.nodes, key=lambda node: node.mentions).id

    def _bring_out(self) -> None:
        """Show the chosen topic and what it is tied to, and the rest faintly."""
        near = {self._chosen}
        for edge in self._edges:
            edge.is_strong = self._chosen in (edge.edge.source, edge.edge.target)
            edge.is_faint = not edge.is_strong
            edge.update()
            if edge.is_strong:
                near |= {edge.edge.source, edge.edge.target}
        for key, item in self._nodes.items():
            item.is_chosen = key == self._chosen
            item.is_faint = key not in near
            item.update()

    def _looks(self, topic_map: TopicMap, signs: Mapping[Cluster, int]) -> dict[TopicId, NodeLook]:
        most = max((node.mentions for node in topic_map.nodes), default=0)
        return {
            node.id: NodeLook(node, signs[node.cluster], most_mentions=most, font=self.font())
            for node in topic_map.nodes
        }
