"""The list of pages at the left of the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from carrel.ui.icons import icon
from carrel.ui.navigator import PageName

_NAME = Qt.ItemDataRole.UserRole
_ICON_SIDE = 22
_GAP = 5
_PADDING = 10
_LEAST_WIDTH = 88
_TINT = 0.14


class Navigation(QListWidget):
    """One entry for each page; the one in front is selected. Arrow keys go through the pages."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mainNavigation")
        self.setAccessibleName(self.tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.has_key_control = False
        self.currentItemChanged.connect(self._choose)

    def add_page(self, name: PageName, title: str, hint: str) -> None:
        """Add an entry; ``hint`` is its tooltip."""
        entry = QListWidgetItem(icon(name.value, QPalette.ColorRole.WindowText), title)
        entry.setData(_NAME, name)
        entry.setToolTip(hint)
        # The first entry must not count as chosen before anything is shown.
        self.blockSignals(True)
        self.addItem(entry)
        self.blockSignals(False)

    def show_page(self, name: PageName) -> None:
        """Select the entry of the page in front."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)
        self.blockSignals(False)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As wide as the longest title."""
        widest = max(
            (
                self.sizeHintForIndex(self.model().index(row, 0)).width()
                for row in range(self.count())
            ),
            default=0,
        )
        return QSize(max(_LEAST_WIDTH, widest), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its titles."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys go through the pages and keep the focus here."""
        self.has_key_control = True
        super().keyPressEvent(event)
        self.has_key_control = False

    def _choose(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.chosen.emit(entry.data(_NAME))


class _EntryDelegate(QStyledItemDelegate):
    """Draws an entry: its icon above its title, a tint and a bar if it is selected."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for icon and title."""
        words = option.fontMetrics.size(0, str(index.data()))
        height = _ICON_SIDE + _GAP + words.height() + 2 * _PADDING
        return QSize(words.width() + 2 * _PADDING, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one entry."""
        palette, rect = option.palette, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if is_selected or is_under_mouse:
            painter.fillRect(rect, _tint(palette, _TINT if is_selected else _TINT / 2))
        if is_selected:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Highlight))
        self._paint_icon(painter, rect, index.data(Qt.ItemDataRole.DecorationRole))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        words = rect.adjusted(0, _PADDING + _ICON_SIDE + _GAP, 0, -_PADDING)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, option)
        painter.restore()

    @staticmethod
    def _paint_icon(painter: QPainter, rect: QRect, shown: QIcon) -> None:
        left = rect.center().x() - _ICON_SIDE // 2
        shown.paint(painter, QRect(left, rect.top() + _PADDING, _ICON_SIDE, _ICON_SIDE))

    @staticmethod
    def _paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
        frame = QStyleOptionFocusRect()
        frame.rect = option.rect.adjusted(5, 3, -3, -3)
        frame.state = option.state | QStyle.StateFlag.State_KeyboardFocusChange
        frame.palette = option.palette
        widget = option.widget
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, widget)


def _tint(palette: QPalette, strength: float) -> QColor:
    tint = QColor(palette.color(QPalette.ColorRole.Highlight))
    tint.setAlphaF(strength)
    return tint
