"""How wide the columns of a table are: no word is cut where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from carrel.domain.text.document import Block
from carrel.ui.widgets.typography import Typography

_PADDING = 0.35
"""Room around the words of a cell, in em."""

_TOO_WIDE = 1.4
"""A table that would be so many times as wide as the column is set in smaller type."""

_LEAST_SIZE = 6.0
"""Points. Qt cuts off at the right what is too wide, so that type has to give way first."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """The format of a table, and the size of its type in points.

    One that ``is_fitted`` fills the room that it was made for, and another needs another format.
    """

    form: QTextTableFormat
    point_size: float
    is_fitted: bool


def table_look(
    rows: Sequence[Block], typography: Typography, line: QColor, room: float
) -> TableLook:
    """How a table of these rows is set in ``room`` pixels, with lines of the colour ``line``."""
    form = _plain_format(rows, typography.em, line)
    padding = 2 * _PADDING * typography.em + 3
    size = typography.point_size
    widths = _Widths.of(rows, _sized(typography.font, size), padding)
    if sum(widths.most) <= room:
        return TableLook(form, size, is_fitted=False)
    if sum(widths.most) > _TOO_WIDE * room:
        size = typography.note_size
        widths = _Widths.of(rows, _sized(typography.font, size), padding)
    if (least := sum(widths.least)) > room:
        borders = padding * len(widths.least)
        size = max(size * max(room - borders, 1) / max(least - borders, 1), _LEAST_SIZE)
        widths = _Widths.of(rows, _sized(typography.font, size), padding)
    percent = QTextLength.Type.PercentageLength
    form.setWidth(QTextLength(percent, 100))
    form.setColumnWidthConstraints(
        [QTextLength(percent, 100 * share) for share in widths.shares(room)]
    )
    return TableLook(form, size, is_fitted=True)


def _plain_format(rows: Sequence[Block], em: float, line: QColor) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderBrush(line)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(_PADDING * em)
    form.setTopMargin(0.9 * em)
    form.setBottomMargin(0.9 * em)
    form.setHeaderRowCount(sum(1 for row in rows if row.row is not None and row.row.is_header))
    return form


def _sized(font: QFont, size: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(size)
    return sized


@dataclass(frozen=True, slots=True)
class _Widths:
    """Pixels that each column needs for its longest word, and for its longest cell on one line."""

    least: list[float]
    most: list[float]

    @classmethod
    def of(cls, rows: Sequence[Block], font: QFont, padding: float) -> _Widths:
        bold = QFont(font)
        bold.setBold(True)
        plain_metrics, bold_metrics = QFontMetricsF(font), QFontMetricsF(bold)
        least: dict[int, float] = {}
        most: dict[int, float] = {}
        for block in rows:
            if block.row is None:
                continue
            metrics = bold_metrics if block.row.is_header else plain_metrics
            for column, cell in enumerate(block.row.cells):
                text = block.text[cell.start : cell.end]
                words = [metrics.horizontalAdvance(word) for word in text.split()]
                least[column] = max(least.get(column, 0.0), max(words, default=0.0) + padding)
                most[column] = max(most.get(column, 0.0), metrics.horizontalAdvance(text) + padding)
        columns = range(len(least))
        return cls([least[one] for one in columns], [most[one] for one in columns])

    def shares(self, room: float) -> list[float]:
        """The part of the room that each column gets: its longest word, and a share of the rest."""
        spare = room - sum(self.least)
        if spare < 0:
            return [one / sum(self.least) for one in self.least]
        wishes = [most - least for most, least in zip(self.most, self.least, strict=True)]
        whole = sum(wishes) or 1.0
        return [
            (least + spare * wish / whole) / room
            for least, wish in zip(self.least, wishes, strict=True)
        ]
