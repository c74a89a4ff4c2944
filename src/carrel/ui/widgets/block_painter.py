"""What is painted beside and behind the blocks of a text: grounds, bars, numbers, bullets."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextDocument,
)

from carrel.ui.widgets.block_properties import CODE_INDENT, BlockProperty
from carrel.ui.widgets.typography import Typography


class BlockPainter:
    """Paints in document coordinates; ``width`` is that of the column in pixels."""

    def __init__(
        self, document: QTextDocument, typography: Typography, palette: QPalette, width: int
    ) -> None:
        self._document = document
        self._typography = typography
        self._palette = palette
        self._width = width

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        """Paint what belongs to the blocks from one cursor position to another."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self._blocks(first, last):
            form = block.blockFormat()
            box = self._document.documentLayout().blockBoundingRect(block)
            if form.property(BlockProperty.IS_CODE):
                self._paint_code_ground(painter, form, box)
            depth = form.property(BlockProperty.QUOTE_DEPTH)
            if depth:
                self._paint_quote_bars(painter, block, box, depth)
            if form.property(BlockProperty.FOLLOWS_RULE):
                self._paint_rule(painter, box)
            if self._typography.has_paragraph_numbers and block.length() > 1:
                self._paint_number(painter, block, box, form.property(BlockProperty.NUMBER))
            marker = form.property(BlockProperty.MARKER)
            if marker:
                self._paint_marker(painter, block, marker)

    def _blocks(self, first: int, last: int) -> Iterator[QTextBlock]:
        block = self._document.findBlock(max(first, 0))
        while block.isValid() and block.position() <= last:
            yield block
            block = block.next()

    def _paint_code_ground(self, painter: QPainter, form: QTextBlockFormat, box: QRectF) -> None:
        pad = self._typography.em * 0.55
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self._palette.color(QPalette.ColorRole.AlternateBase))
        left = self._typography.number_width + form.leftMargin()
        left -= CODE_INDENT * self._typography.em
        ground = QRectF(left, box.top(), self._width - left - 1, box.height())
        painter.drawRoundedRect(ground.adjusted(0.5, -pad, 0, pad), 4, 4)

    def _paint_quote_bars(
        self, painter: QPainter, block: QTextBlock, box: QRectF, depth: int
    ) -> None:
        """A bar for each quotation around the block, without a break between its paragraphs."""
        em = self._typography.em
        following = block.next()
        until = box.bottom()
        if following.isValid():
            shared = following.blockFormat().property(BlockProperty.QUOTE_DEPTH) or 0
            if shared:
                until = self._document.documentLayout().blockBoundingRect(following).top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.color(QPalette.ColorRole.Mid))
        is_reversed = block.textDirection() is Qt.LayoutDirection.RightToLeft
        for number in range(depth):
            x = self._typography.number_width + em * (0.3 + 1.4 * number)
            if is_reversed:
                x = self._width - x - 3
            painter.drawRect(QRectF(x, box.top(), 3, until - box.top()))

    def _paint_rule(self, painter: QPainter, box: QRectF) -> None:
        y = box.top() - self._typography.em * 0.8
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Mid), 1))
        left = self._typography.number_width
        painter.drawLine(QPointF(left, y), QPointF(left + self._typography.em * 6, y))

    def _paint_number(
        self, painter: QPainter, block: QTextBlock, box: QRectF, number: int | None
    ) -> None:
        """The number of a paragraph before its first line, for citing it."""
        line = block.layout().lineAt(0)
        if number is None or not line.isValid():
            return
        font = QFont(self._document.defaultFont())
        font.setPointSizeF(self._typography.note_size * 0.85)
        painter.setFont(font)
        painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
        room = QRectF(0, box.top() + line.y(), self._typography.number_width, line.height())
        room.setRight(room.right() - self._typography.em * 0.8)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number)
        )

    def _paint_marker(self, painter: QPainter, block: QTextBlock, marker: str) -> None:
        """A list item's bullet or number, in the indent on the line of its first words."""
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        font = QFont(self._document.defaultFont())
        size = block.begin().fragment().charFormat().fontPointSize() if block.length() > 1 else 0
        if size > 0:
            font.setPointSizeF(size)
        painter.setFont(font)
        painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        baseline = origin.y() + line.y() + line.ascent()
        width = painter.fontMetrics().horizontalAdvance(marker)
        gap = self._typography.em * 0.45
        x = origin.x() + line.x() - width - gap
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            x = origin.x() + line.naturalTextRect().right() + gap
        painter.drawText(QPointF(x, baseline), marker)
