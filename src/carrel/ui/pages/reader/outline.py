"""The outline of a material: its sections with read marks and how much is written in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from carrel.domain.ids import SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.memory_map import MemoryCounts
from carrel.ui.icons import icon
from carrel.ui.widgets.memory_look import counts_in_words, paint_shares

_SECTION = Qt.ItemDataRole.UserRole
_IS_READ = Qt.ItemDataRole.UserRole + 1
_IS_ON_PAGE = Qt.ItemDataRole.UserRole + 2
_MEMORY = Qt.ItemDataRole.UserRole + 3

_ROW_PADDING = 3
_MOST_HEIGHTS = 2_000
_MEMORY_HEIGHT = 5
"""Pixels of the bar below a title that shows what is remembered of the section."""


class _OutlineRows(QStyledItemDelegate):
    """Rows whose titles wrap; sections that are not on the page are fainter."""

    def __init__(self, outline: QTreeWidget) -> None:
        super().__init__(outline)
        self._outline = outline
        # Qt asks for the height of every row each time that it lays the rows out.
        self._heights: dict[tuple[str, int, str], int] = {}

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Choose the colour of the words from the palette, so that it follows the theme."""
        super().initStyleOption(option, index)
        if index.column() == 1 or not index.data(_IS_ON_PAGE):
            palette = QPalette(option.palette)
            faint = palette.color(QPalette.ColorRole.PlaceholderText)
            palette.setColor(QPalette.ColorRole.Text, faint)
            option.palette = palette

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The height of the title when it is broken at the width of its column."""
        if index.column() == 1:
            return QSize(0, 0)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        used = depth * self._outline.indentation() + 7
        if index.data(_IS_READ):
            used += self._outline.iconSize().width() + 6
        width = max(self._outline.columnWidth(0) - used, 40)
        key = (str(index.data()), width, option.font.key())
        if key not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            room = QRect(0, 0, width, 10_000)
            box = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, key[0])
            self._heights[key] = box.height() + 2 * _ROW_PADDING
        has_memory = index.data(_MEMORY) is not None
        return QSize(width, self._heights[key] + (_MEMORY_HEIGHT + 3 if has_memory else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row, with what is remembered of the section below its title."""
        counts = index.data(_MEMORY)
        if counts is None:
            super().paint(painter, option, index)
            return
        whole = QRect(option.rect)
        self.initStyleOption(option, index)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        self._outline.style().drawPrimitive(panel, option, painter, self._outline)
        option.rect = whole.adjusted(0, 0, 0, -_MEMORY_HEIGHT - 3)
        super().paint(painter, option, index)
        room = QRectF(whole.adjusted(3, 0, -3, -3))
        bar = QRectF(room.left(), room.bottom() - _MEMORY_HEIGHT, room.width(), _MEMORY_HEIGHT)
        ground = self._outline.palette().color(QPalette.ColorRole.Base)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(bar.adjusted(-1, -1, 1, 1), ground)
        paint_shares(painter, bar, counts, is_dark=ground.lightness() < 128)


class SectionOutline(QTreeWidget):
    """A click or Enter opens a section; M or the context menu sets its read mark."""

    section_chosen = Signal(str)
    read_mark_requested = Signal(object, bool)
    """Section ids, and whether they are to be marked as read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sectionOutline")
        self.setAccessibleName(self.tr("Outline"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setIndentation(14)
        self.setWordWrap(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # To fit the contents the header would measure every row after each change of one.
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(8)
        header.sectionResized.connect(lambda: self.scheduleDelayedItemsLayout())
        self.setIconSize(QSize(14, 14))
        self.setItemDelegate(_OutlineRows(self))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self._items: dict[SectionId, QTreeWidgetItem] = {}
        self._entries: tuple[OutlineEntry, ...] = ()
        self._shown: frozenset[SectionId] = frozenset()
        self._memory: Mapping[SectionId, MemoryCounts] = {}

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show a material's sections; what was unfolded stays so if they are the same ones."""
        before = {entry.id: entry for entry in self._entries}
        self._entries = tuple(entries)
        if [entry.id for entry in entries] != list(before):
            self._build(entries)
        else:
            for entry in entries:
                if entry != before[entry.id]:
                    self._show_entry(entry)
        most = max((entry.annotations for entry in entries), default=0)
        width = self.fontMetrics().horizontalAdvance(str(most)) + 16 if most else 8
        self.header().resizeSection(1, width)

    def show_current(self, section: SectionId | None, shown: Collection[SectionId]) -> None:
        """Show which section is being read and which ones are on the page."""
        if shown != self._shown:
            turned, self._shown = self._shown ^ frozenset(shown), frozenset(shown)
            for id_ in turned & self._items.keys():
                self._items[id_].setData(0, _IS_ON_PAGE, id_ in self._shown)
        current = self._items.get(section) if section is not None else None
        if current is not None and current is not self.currentItem():
            self.setCurrentItem(current)

    def show_memory(self, counts: Mapping[SectionId, MemoryCounts] | None) -> None:
        """Show how the paragraphs of each section stand; None shows nothing of it."""
        self._memory = counts or {}
        for entry in self._entries:
            self._show_entry(entry)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M turns the read mark of the current section."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_M and item is not None:
            self._request_mark([item], is_read=not item.data(0, _IS_READ))
            return
        super().keyPressEvent(event)

    def _build(self, entries: Sequence[OutlineEntry]) -> None:
        self.clear()
        self._items.clear()
        self._shown = frozenset()
        above: list[tuple[int, QTreeWidgetItem]] = []
        top: list[QTreeWidgetItem] = []
        for entry in entries:
            while above and above[-1][0] >= entry.level:
                above.pop()
            item = QTreeWidgetItem(above[-1][1]) if above else QTreeWidgetItem()
            if not above:
                top.append(item)
            item.setData(0, _SECTION, entry.id)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignCenter)
            above.append((entry.level, item))
            self._items[entry.id] = item
            self._show_entry(entry)
        # Only now: what changes in the tree is measured at once, again and again.
        self.addTopLevelItems(top)
        self.expandAll()

    def _show_entry(self, entry: OutlineEntry) -> None:
        item = self._items[entry.id]
        item.setText(0, entry.title)
        item.setData(0, _IS_READ, entry.is_read)
        item.setData(0, Qt.ItemDataRole.DecorationRole, icon("check") if entry.is_read else None)
        item.setText(1, str(entry.annotations) if entry.annotations else "")
        counts = self._memory.get(entry.id)
        item.setData(0, _MEMORY, counts if counts is not None and counts.total else None)
        told = self._told(entry)
        item.setToolTip(0, told)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)

    def _told(self, entry: OutlineEntry) -> str:
        state = self.tr("read") if entry.is_read else self.tr("not read yet")
        parts = [entry.title, state]
        if entry.annotations:
            parts.append(
                self.tr("1 note or highlight")
                if entry.annotations == 1
                else self.tr("{count} notes and highlights").format(count=entry.annotations)
            )
        if entry.outside_source:
            parts.append(self.tr("background, not from the source"))
        if (counts := self._memory.get(entry.id)) is not None and counts.total:
            parts.append(self.tr("paragraphs: {counts}").format(counts=counts_in_words(counts)))
        return ", ".join(parts)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.section_chosen.emit(item.data(0, _SECTION))

    def _show_menu(self, point: QPoint) -> None:
        item = self.itemAt(point)
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_read = bool(item.data(0, _IS_READ))
        one = QAction(self.tr("Mark as unread") if is_read else self.tr("Mark as read"), menu)
        one.triggered.connect(lambda: self._request_mark([item], is_read=not is_read))
        menu.addAction(one)
        if item.childCount():
            every = QAction(self.tr("Mark with all sub-sections as read"), menu)
            every.triggered.connect(lambda: self._request_mark(_with_all_below(item), is_read=True))
            menu.addAction(every)
        menu.popup(self.viewport().mapToGlobal(point))

    def _request_mark(self, items: Sequence[QTreeWidgetItem], *, is_read: bool) -> None:
        sections = tuple(SectionId(item.data(0, _SECTION)) for item in items)
        self.read_mark_requested.emit(sections, is_read)


def _with_all_below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item]
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None:
            found += _with_all_below(child)
    return found
