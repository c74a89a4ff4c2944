"""A column of a tree or table whose cells are bars of shares: how the questions on a row stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carrel.domain.memory_map import MemoryCounts
from carrel.ui.widgets.memory_look import paint_shares

MEMORY_ROLE = Qt.ItemDataRole.UserRole + 40
"""Under this role a model gives the :class:`MemoryCounts` of a row, or None."""

_SIZE = QSize(52, 14)
_HEIGHT = 7


class ShareColumn(QStyledItemDelegate):
    """Draws the bar of a cell over what is drawn anyway."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every bar is as wide."""
        return _SIZE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground of the row and the bar."""
        super().paint(painter, option, index)
        counts = index.data(MEMORY_ROLE)
        if not isinstance(counts, MemoryCounts) or not counts.total:
            return
        room = QRectF(option.rect).adjusted(4, 0, -4, 0)
        bar = QRectF(room.left(), room.center().y() - _HEIGHT / 2, room.width(), _HEIGHT)
        ground = option.palette.color(QPalette.ColorRole.Base)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(bar.adjusted(-1, -1, 1, 1), ground)
        paint_shares(painter, bar, counts, is_dark=ground.lightness() < 128)
