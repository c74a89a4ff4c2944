"""A list whose rows are cards: the model that holds them, and how a card is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

Row = TypeVar("Row")

_CORNER_RADIUS = 6


class CardModel(QAbstractListModel, Generic[Row]):
    """Values as rows; ``Qt.UserRole`` gives the value itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def spoken(self, row: Row) -> str:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows of the list; a row has none below it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value itself, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row)
        return None


def draw_card(painter: QPainter, option: QStyleOptionViewItem, *, gap: float) -> None:
    """Draw the ground and border of a row, ``gap`` pixels from both ends of its area."""
    is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.Highlight if is_chosen else QPalette.ColorRole.Mid
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(option.palette.color(role), 1.8 if is_chosen else 1))
    painter.setBrush(option.palette.color(QPalette.ColorRole.Base))
    area = QRectF(option.rect).adjusted(1, gap, -1, -gap)
    painter.drawRoundedRect(area, _CORNER_RADIUS, _CORNER_RADIUS)
