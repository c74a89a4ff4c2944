"""Marks on words, painted under the text of a document: highlights, underlines, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextBlock,
    QTextDocument,
    QTextLine,
)

_LINE_GAP = 3.0
"""Pixels between the lines of marks that lie over each other."""

_TILE_HEIGHT = 6

_LABEL_SIZE = 9
"""Pixels of the letters of a label."""


class LineShape(StrEnum):
    """The line under marked words; it tells colours apart without colour."""

    NONE = "none"
    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVY = "wavy"


_PERIODS = {LineShape.DOTTED: 5, LineShape.DASHED: 10, LineShape.WAVY: 6}
"""Pixels after which a line repeats itself; whole ones, so that tiles join."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words of a document that are marked: cursor positions ``start`` to ``end`` (exclusive).

    ``ground`` lies under the words, ``ink`` is the colour of the line below them and of the frame
    that a mark which is ``is_active`` gets. ``depth`` is the place of its line below the words, 0
    the highest; ``is_over`` tells that it lies over another one. ``label`` stands small over the
    first word.
    """

    name: str
    start: int
    end: int
    ground: QColor | None = None
    ink: QColor | None = None
    shape: LineShape = LineShape.NONE
    thickness: float = 1.6
    is_active: bool = False
    depth: int = 0
    is_over: bool = False
    label: str = ""


def stacked(marks: Iterable[TextMark]) -> tuple[TextMark, ...]:
    """The marks in the order of the text, each with its place among those that it lies over."""
    ordered: list[TextMark] = []
    open_marks: list[TextMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        open_marks = [one for one in open_marks if one.end > mark.start]
        taken = {one.depth for one in open_marks}
        depth = next(depth for depth in range(len(taken) + 1) if depth not in taken)
        is_over = bool(open_marks)
        is_new = (depth, is_over) != (mark.depth, mark.is_over)
        placed = replace(mark, depth=depth, is_over=is_over) if is_new else mark
        open_marks.append(placed)
        ordered.append(placed)
    return tuple(ordered)


def paint_marks(
    painter: QPainter,
    document: QTextDocument,
    marks: Sequence[TextMark],
    *,
    first: int,
    last: int,
    is_dark: bool,
) -> None:
    """Paint the marks that touch cursor positions ``first`` to ``last``, in document coordinates.

    Grounds that lie over each other mix, so that both can be seen.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    modes = QPainter.CompositionMode
    mixing = modes.CompositionMode_Lighten if is_dark else modes.CompositionMode_Multiply
    for mark in marks:
        if mark.start > last or mark.end < first:
            continue
        rects = list(word_rects(document, max(mark.start, first), min(mark.end, last + 1)))
        if mark.ground is not None:
            if mark.is_over:
                painter.setCompositionMode(mixing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark.ground)
            for rect in rects:
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 1), 2.5, 2.5)
            painter.setCompositionMode(modes.CompositionMode_SourceOver)
        if mark.ink is not None:
            _paint_lines(painter, mark, mark.ink, rects)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_lines(painter: QPainter, mark: TextMark, ink: QColor, rects: Sequence[QRectF]) -> None:
    if mark.shape is not LineShape.NONE:
        for rect in rects:
            y = rect.bottom() + 0.5 + mark.depth * _LINE_GAP
            draw_line(painter, mark.shape, ink, mark.thickness, rect.left(), rect.right(), y)
    if mark.label and rects:
        _paint_label(painter, mark.label, ink, rects[0])
    if mark.is_active:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.4))
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 3, 3)


def _paint_label(painter: QPainter, label: str, ink: QColor, first: QRectF) -> None:
    """Write over the left end of a line, where its leading leaves room."""
    painter.save()
    font = painter.font()
    font.setPixelSize(_LABEL_SIZE)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(first.left(), first.top() + 1), label)
    painter.restore()


def draw_line(
    painter: QPainter,
    shape: LineShape,
    ink: QColor,
    thickness: float,
    left: float,
    right: float,
    y: float,
) -> None:
    """Draw a level line of a shape; all lengths are in pixels."""
    if shape is LineShape.SOLID:
        painter.fillRect(QRectF(left, y - thickness / 2, right - left, thickness), ink)
        return
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    tile = _tile(shape, ink.rgba(), thickness, ratio)
    painter.drawTiledPixmap(QRectF(left, y - _TILE_HEIGHT / 2, right - left, _TILE_HEIGHT), tile)


@lru_cache(maxsize=64)
def _tile(shape: LineShape, ink: int, thickness: float, ratio: float) -> QPixmap:
    """One period of a line: stroking a long wavy or dotted line takes far longer than tiling."""
    width = _PERIODS[shape]
    tile = QPixmap(round(width * ratio), round(_TILE_HEIGHT * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor.fromRgba(ink), thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    middle = _TILE_HEIGHT / 2
    path = QPainterPath(QPointF(0, middle))
    if shape is LineShape.WAVY:
        # Begins before and ends after the tile, so that its ends meet those of its neighbours.
        path = QPainterPath(QPointF(-width / 2, middle))
        for number, swing in enumerate((-3, 3, -3, 3)):
            x = width * (number - 1) / 2
            path.quadTo(x + width / 4, middle + swing, x + width / 2, middle)
    elif shape is LineShape.DOTTED:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setWidthF(thickness + 0.6)
        path = QPainterPath(QPointF(width / 2, middle))
        path.lineTo(width / 2 + 0.01, middle)
    else:
        path.lineTo(width * 0.62, middle)
    painter.strokePath(path, pen)
    painter.end()
    return tile


def word_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Where the words between two cursor positions stand, line by line, in document coordinates."""
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        origin = layout.blockBoundingRect(block).topLeft()
        for rect in _rects_in_block(block, start, end):
            yield rect.translated(origin)
        block = block.next()


def _rects_in_block(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    text_layout = block.layout()
    first = max(start - block.position(), 0)
    last = min(end - block.position(), block.length() - 1)
    if first >= last:
        return
    line_number = text_layout.lineForTextPosition(first).lineNumber()
    for number in range(max(line_number, 0), text_layout.lineCount()):
        line = text_layout.lineAt(number)
        if line.textStart() >= last:
            return
        here = max(first, line.textStart())
        there = min(last, line.textStart() + line.textLength())
        if here < there:
            yield from _rects_in_line(line, here, there)


def _rects_in_line(line: QTextLine, start: int, end: int) -> Iterator[QRectF]:
    """One rectangle, or several where right-to-left and left-to-right text meet."""
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    spans = [(box.left(), box.right()) for box in boxes]
    if not spans:  # a picture has no glyphs
        spans = [(min(_x(line, start), _x(line, end)), max(_x(line, start), _x(line, end)))]
    for left, right in _joined(spans):
        yield QRectF(left, line.y(), right - left, line.height())


def _x(line: QTextLine, position: int) -> float:
    # PySide gives the position it settled on as well; its type stubs do not know.
    found = cast(tuple[float, int], line.cursorToX(position))
    return found[0]


def _joined(spans: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Spans that touch, or nearly so, as one."""
    current: tuple[float, float] | None = None
    for span in sorted(spans):
        if current is not None and span[0] <= current[1] + 8:
            current = (current[0], max(current[1], span[1]))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
