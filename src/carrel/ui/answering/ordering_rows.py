"""How the items of an ordering look: numbered rows that can be taken hold of, and their marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme, scaled_font
from carrel.ui.widgets.card import CORNER_RADIUS

IS_RIGHT = Qt.ItemDataRole.UserRole + 1
"""Whether a marked item stands where it should; None before it is marked."""

_PADDING = 10
_GAP = 6
_SIGN = 18
_LEFT = 42
_RIGHT = 34


class ItemRows(QStyledItemDelegate):
    """Draws the rows of ``view``, whose ``Qt.UserRole`` is a number among ``items``."""

    def __init__(self, view: QListView, theme: Theme, items: Sequence[PicturedWords]) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._items = items

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the words at the width of the list, and a little more."""
        width = self._view.viewport().width()
        inner = max(_words_of(QRect(0, 0, width, 0)).width(), 60)
        height = self._words(index).height(option.font, inner)
        return QSize(width, max(height, _SIGN) + 2 * _PADDING + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row: its number, its words, and a handle or a mark."""
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        frame = _frame_of(whole)
        is_right = index.data(IS_RIGHT)
        ground, line = self._colours(is_right, is_chosen=is_chosen)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour(line), 1.6 if is_chosen else 1))
        painter.drawRoundedRect(QRectF(frame), CORNER_RADIUS, CORNER_RADIUS)
        font = option.font
        painter.setFont(scaled_font(font, 0.85))
        painter.setPen(self._theme.colour(Role.MUTED))
        number = QRect(frame.left(), frame.top(), _LEFT - 8, frame.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.TEXT))
        self._words(index).paint_centred(painter, _words_of(whole))
        place = QRect(frame.right() - _RIGHT + 6, frame.center().y() - _SIGN // 2, _SIGN, _SIGN)
        if is_right is None:
            self._paint_handle(painter, place)
        else:
            self._paint_sign(painter, place, is_right=bool(is_right))
        painter.restore()

    def _words(self, index: QModelIndex | QPersistentModelIndex) -> PicturedWords:
        number: int = index.data(Qt.ItemDataRole.UserRole)
        return self._items[number]

    def _colours(self, is_right: bool | None, *, is_chosen: bool) -> tuple[Role, Role]:
        if is_right is not None:
            return (Role.GOOD_SOFT, Role.GOOD) if is_right else (Role.BAD_SOFT, Role.BAD)
        return (Role.ACCENT_SOFT, Role.ACCENT) if is_chosen else (Role.SURFACE, Role.LINE)

    def _paint_handle(self, painter: QPainter, place: QRect) -> None:
        """Two columns of dots, as on things that can be dragged."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.MUTED))
        for column in (-3, 3):
            for row in (-5, 0, 5):
                centre = place.center()
                painter.drawEllipse(
                    QRectF(centre.x() + column - 1.2, centre.y() + row - 1.2, 2.4, 2.4)
                )

    def _paint_sign(self, painter: QPainter, place: QRect, *, is_right: bool) -> None:
        name, role = ("check", Role.GOOD) if is_right else ("wrong", Role.BAD)
        ratio = self._view.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_SIGN * ratio))
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(place.topLeft(), picture)


def _frame_of(row: QRect) -> QRect:
    """Where the frame of a row is drawn."""
    return row.adjusted(1, 1, -1, -_GAP)


def _words_of(row: QRect) -> QRect:
    """Where the words of a row are drawn."""
    return _frame_of(row).adjusted(_LEFT, 0, -_RIGHT, 0)
