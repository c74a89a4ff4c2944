"""The positions table as rows and columns, and how its cells are drawn."""

from __future__ import annotations

import math

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from carrel.domain.positions import NO_POSITION, PositionCell, Positions
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.claim_look import certainty_title, draw_certainty

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_PADDING = 8
_GAP = 12
_LINE_ROOM = 9
"""Pixels below the words of a certainty, for their line."""


class PositionsModel(QAbstractTableModel):
    """Issues down, holders across; the first column holds the titles of the issues."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._positions: Positions | None = None

    def show_positions(self, positions: Positions | None) -> None:
        """Show another table."""
        self.beginResetModel()
        self._positions = positions
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As many as there are issues."""
        return 0 if parent.isValid() or self._positions is None else len(self._positions.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """The issue and the holders."""
        if parent.isValid() or self._positions is None:
            return 0
        return 1 + len(self._positions.holders)

    def cell(self, index: _Index) -> PositionCell | None:
        """What stands in a cell; None for a dash and for the title of an issue."""
        if self._positions is None or not index.isValid() or index.column() == 0:
            return None
        return self._positions.rows[index.row()].cells[index.column() - 1]

    def heading(self, index: _Index) -> str:
        """The issue and the holder of a cell in words."""
        if self._positions is None or not index.isValid():
            return ""
        title = self._positions.rows[index.row()].title
        if index.column() == 0:
            return title
        return f"{title} · {self._positions.holders[index.column() - 1].name}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for screen readers with all that is drawn."""
        if self._positions is None or not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return self._positions.rows[index.row()].title
            return NO_POSITION if cell is None else cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() > 0:
            return f"{self.heading(index)}: {in_words(cell)}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() > 0 and cell is None:
            return _tr("The text gives no position.")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the holders."""
        if (
            orientation is not Qt.Orientation.Horizontal
            or role != Qt.ItemDataRole.DisplayRole
            or self._positions is None
        ):
            return None
        return _tr("Issue") if section == 0 else self._positions.holders[section - 1].name


class PositionsDelegate(QStyledItemDelegate):
    """Draws the words of a cell, how certain they are, and whether only others say so."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the wrapped words."""
        width = self._table.columnWidth(index.column())
        return QSize(width, self._fill(None, QRect(0, 0, width, 0), option, index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = QPalette.ColorRole
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.color(roles.Midlight))
            painter.setPen(option.palette.color(roles.Highlight))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        self._fill(painter, option.rect, option, index)
        painter.restore()

    def _fill(
        self,
        painter: QPainter | None,
        rect: QRect,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> int:
        """Draw, or only measure without a painter; returns the height in pixels."""
        model = index.model()
        assert isinstance(model, PositionsModel)
        cell = model.cell(index)
        is_title = index.column() == 0
        roles = QPalette.ColorRole
        inner = rect.adjusted(_PADDING, _PADDING, -_PADDING, 0)
        font = scaled_font(option.font, 1.0, is_bold=is_title)
        role = roles.Text if is_title or cell is not None else roles.PlaceholderText
        small = scaled_font(option.font, 0.9)
        y = inner.top() + _words(painter, inner, option, font, role, str(index.data()))
        if cell is not None and cell.entries:
            y += 5
            y += _certainties(painter, QPointF(inner.left(), y), inner.width(), option, small, cell)
        if (told := told_by(cell)) is not None:
            place = QRect(inner.left(), y, inner.width(), 0)
            y += _words(painter, place, option, small, roles.PlaceholderText, told)
        return y + _PADDING - rect.top()


def told_by(cell: PositionCell | None) -> str | None:
    """Who fills a cell, or a part of it, without being the holder; None if nobody does."""
    if cell is None or not cell.others:
        return None
    if cell.is_told_by_others_only:
        text = _tr("Only in the words of: {names}")
    else:
        text = _tr("Partly in the words of: {names}")
    return text.format(names=", ".join(cell.others))


def in_words(cell: PositionCell | None) -> str:
    """A cell as it is read out."""
    if cell is None:
        return _tr("no position given")
    certainties = ", ".join(certainty_title(each) for each in cell.certainties)
    return ". ".join(part for part in (cell.text, certainties, told_by(cell)) if part)


def _words(
    painter: QPainter | None,
    place: QRect,
    option: QStyleOptionViewItem,
    font: QFont,
    role: QPalette.ColorRole,
    text: str,
) -> int:
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    room = QRect(place.left(), place.top(), max(place.width(), 40), 10_000)
    box = QFontMetrics(font).boundingRect(room, flags, text)
    if painter is not None:
        painter.setFont(font)
        painter.setPen(option.palette.color(role))
        painter.drawText(box, flags, text)
    return box.height()


def _certainties(
    painter: QPainter | None,
    at: QPointF,
    width: int,
    option: QStyleOptionViewItem,
    font: QFont,
    cell: PositionCell,
) -> int:
    """The certainties one beside the other, in as many lines as they need."""
    metrics = QFontMetricsF(font)
    x, y = at.x(), at.y()
    line = metrics.height() + _LINE_ROOM
    for certainty in cell.certainties:
        needed = metrics.horizontalAdvance(certainty_title(certainty))
        if x > at.x() and x + needed > at.x() + width:
            x, y = at.x(), y + line
        if painter is not None:
            painter.setFont(font)
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            draw_certainty(painter, certainty, QPointF(x, y), metrics)
        x += needed + _GAP
    return math.ceil(y + line - at.y())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Positions", text)
