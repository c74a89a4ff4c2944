"""A plot: two axes and what is drawn between them. The plotting library is loaded with this.

Bars and squares are painted in pixels and not in the units of the axes, so that their patterns look
the same at every size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from carrel.ui.widgets.patterns import Pattern, paint_pattern

_NEAR_PIXELS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A box in the units of the axes, with how it is filled and what is said of it.

    One that ``is_square`` is drawn with its shorter side on all four.
    """

    box: QRectF
    pattern: Pattern
    ink: QColor
    words: str = ""
    is_square: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a line; a hollow one rests on few answers."""

    x: float
    y: float
    words: str = ""
    is_hollow: bool = False


class Plot(pyqtgraph.GraphicsView):  # type: ignore[misc]
    """Shows what ``draw`` puts into it, and has it drawn anew when the palette changes."""

    # Qt tells of a new palette before the constructor is through.
    _draw: Callable[[Plot], None] | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._tips: list[tuple[QRectF, str]] = []
        self._sides = (0.0, 1.0)
        grid = pyqtgraph.GraphicsLayout()
        self.box = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self.left = pyqtgraph.AxisItem("left", maxTickLength=0)
        self.bottom = pyqtgraph.AxisItem("bottom", maxTickLength=0)
        grid.setContentsMargins(0, 4, 24, 0)
        grid.setSpacing(0)
        grid.addItem(self.left, 0, 0)
        grid.addItem(self.box, 0, 1)
        grid.addItem(self.bottom, 1, 1)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.box)
            axis.setZValue(-1)
            axis.setStyle(hideOverlappingLabels=60, tickLength=0)
        self.setCentralItem(grid)

    def show_drawing(self, draw: Callable[[Plot], None]) -> None:
        """Let ``draw`` put its items in, now and whenever the colours change."""
        self._draw = draw
        self._redraw()

    def colour(self, role: QPalette.ColorRole) -> QColor:
        """A colour of the theme in force."""
        found: QColor = self.palette().color(role)
        return found

    @property
    def is_dark(self) -> bool:
        """Whether the plot stands on dark ground."""
        return self.colour(QPalette.ColorRole.Base).lightness() < 128

    def set_range(self, left: float, right: float, bottom: float, top: float) -> None:
        """Show these parts of the axes; ``bottom`` may be greater than ``top``."""
        self._sides = (left, right)
        self.box.invertY(bottom > top)
        self.box.setRange(
            xRange=(left, right), yRange=(min(bottom, top), max(bottom, top)), padding=0
        )

    def set_ticks(
        self,
        *,
        left: Sequence[tuple[float, str]] | None = None,
        bottom: Sequence[tuple[float, str]] | None = None,
    ) -> None:
        """Write these words at these places of the axes; without any an axis has none."""
        self.left.setTicks([list(left or ())])
        self.bottom.setTicks([list(bottom or ())])

    def add_rules(self, heights: Sequence[float]) -> None:
        """Draw thin level lines to read values by."""
        left, right = self._sides
        for y in heights:
            self.add_line([(left, y), (right, y)], self.colour(QPalette.ColorRole.Mid), width=1)

    def add_bars(self, bars: Sequence[Bar]) -> None:
        """Add boxes; pointing at one says its words."""
        self.box.addItem(_Bars(bars), ignoreBounds=True)
        self._tips += [(bar.box, bar.words) for bar in bars if bar.words]

    def add_line(
        self,
        points: Sequence[tuple[float, float]],
        ink: QColor,
        *,
        width: float = 2.2,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        """Add a line through points."""
        pen = QPen(ink, width, style)
        pen.setCosmetic(True)
        curve = pyqtgraph.PlotCurveItem(
            [x for x, _ in points], [y for _, y in points], pen=pen, antialias=True
        )
        self.box.addItem(curve, ignoreBounds=True)

    def add_points(self, points: Sequence[Point], ink: QColor) -> None:
        """Add dots; pointing at one says its words."""
        ground = self.colour(QPalette.ColorRole.Base)
        self.box.addItem(_Dots(points, ink, ground), ignoreBounds=True)
        for point in points:
            if point.words:
                self._tips.append((QRectF(point.x, point.y, 0, 0), point.words))

    def add_words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: tuple[float, float] = (0, 0.5),
        ink: QColor | None = None,
    ) -> None:
        """Write at a place; ``anchor`` says which point of the words stands there, (0, 0) is the
        upper left."""
        item = pyqtgraph.TextItem(
            text, color=ink or self.colour(QPalette.ColorRole.Text), anchor=anchor
        )
        item.setFont(self._small_font())
        self.box.addItem(item, ignoreBounds=True)
        item.setPos(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        place = event.position().toPoint()
        words = self._words_at(QPointF(place))
        QToolTip.showText(self.mapToGlobal(place), words, self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._redraw()

    def words_of(self) -> list[str]:
        """All that pointing at parts of the drawing can say."""
        return [words for _, words in self._tips]

    def _redraw(self) -> None:
        if self._draw is None:
            return
        self.box.clear()
        self._tips.clear()
        self.setBackground(self.colour(QPalette.ColorRole.Base))
        for axis in (self.left, self.bottom):
            axis.setPen(QPen(self.colour(QPalette.ColorRole.Mid), 1))
            axis.setTextPen(self.colour(QPalette.ColorRole.PlaceholderText))
            axis.setTickFont(self._small_font())
        self._draw(self)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() * 0.92, 7.0))
        return font

    def _words_at(self, place: QPointF) -> str:
        at = self.box.mapSceneToView(self.mapToScene(place.toPoint()))
        near_x, near_y = (_NEAR_PIXELS * abs(size) for size in self.box.viewPixelSize())
        for box, words in reversed(self._tips):
            if box.adjusted(-near_x, -near_y, near_x, near_y).contains(at):
                return words
        return ""


class _Painted(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """Something that fills the whole plot and paints in pixels."""

    def boundingRect(self) -> QRectF:
        """All that is shown."""
        found: QRectF = self.viewRect()
        return found

    def viewTransformChanged(self) -> None:  # noqa: N802 - pyqtgraph's name
        """Another part of the axes is shown."""
        self.prepareGeometryChange()
        self.informViewBoundsChanged()

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Paint in pixels; the transformation says where the units of the axes are."""
        to_pixels = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        self.paint_in_pixels(painter, to_pixels)
        painter.restore()

    def paint_in_pixels(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Paint; ``to_pixels`` turns units of the axes into pixels."""
        raise NotImplementedError


class _Bars(_Painted):
    def __init__(self, bars: Sequence[Bar]) -> None:
        super().__init__()
        self._bars = bars

    def paint_in_pixels(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Fill the boxes."""
        for bar in self._bars:
            box = to_pixels.mapRect(bar.box)
            paint_pattern(painter, _squared(box) if bar.is_square else box, bar.pattern, bar.ink)


def _squared(box: QRectF) -> QRectF:
    side = min(box.width(), box.height())
    return QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)


class _Dots(_Painted):
    def __init__(self, points: Sequence[Point], ink: QColor, ground: QColor) -> None:
        super().__init__()
        self._points = points
        self._ink = ink
        self._ground = ground

    def paint_in_pixels(self, painter: QPainter, to_pixels: QTransform) -> None:
        """Draw the dots."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink, 1.8))
        for one in self._points:
            painter.setBrush(self._ground if one.is_hollow else self._ink)
            painter.drawEllipse(to_pixels.map(QPointF(one.x, one.y)), 4, 4)
