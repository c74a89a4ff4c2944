"""Marks on words, painted under the text of a document: highlights, underlines, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextLine,
)

_LINE_GAP = 3.0
"""Pixels between the lines of marks that lie over each other."""


class LineShape(StrEnum):
    """The line under marked words; it tells colours apart without colour."""

    NONE = "none"
    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVY = "wavy"


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words of a document that are marked: cursor positions ``start`` to ``end`` (exclusive).

    ``ground`` lies under the words, ``ink`` is the colour of the line below them and of the frame
    that a mark which is ``is_active`` gets. ``depth`` counts the marks that it lies over.
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


def stacked(marks: Iterable[TextMark]) -> tuple[TextMark, ...]:
    """The marks in the order of the text, each with the number of those that it lies over."""
    ordered: list[TextMark] = []
    open_marks: list[TextMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        open_marks = [one for one in open_marks if one.end > mark.start]
        taken = {one.depth for one in open_marks}
        depth = next(depth for depth in range(len(taken) + 1) if depth not in taken)
        placed = replace(mark, depth=depth)
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
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.shape is not LineShape.NONE:
        painter.setPen(line_pen(mark.shape, ink, mark.thickness))
        for rect in rects:
            draw_line(painter, mark.shape, rect.left(), rect.right(), _line_y(rect, mark.depth))
    if mark.is_active:
        painter.setPen(QPen(ink, 1.4))
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 3, 3)


def _line_y(rect: QRectF, depth: int) -> float:
    return rect.bottom() + 0.5 + depth * _LINE_GAP


def line_pen(shape: LineShape, ink: QColor, thickness: float) -> QPen:
    """The pen for :func:`draw_line`; ``thickness`` is in pixels."""
    pen = QPen(ink, thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape is LineShape.DOTTED:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
        pen.setWidthF(thickness + 0.6)
    elif shape is LineShape.DASHED:
        pen.setDashPattern([4.0, 2.4])
    return pen


def draw_line(painter: QPainter, shape: LineShape, left: float, right: float, y: float) -> None:
    """Draw one line with the pen that is set; a wavy one swings by 1.5 pixels."""
    if shape is not LineShape.WAVY:
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        return
    path = QPainterPath(QPointF(left, y))
    x, swing = left, 1.5
    while x < right:
        path.quadTo(x + 1.5, y + 2 * swing, x + 3, y)
        x, swing = x + 3, -swing
    painter.drawPath(path)


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
