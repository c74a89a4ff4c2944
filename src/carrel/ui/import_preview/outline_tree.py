"""The outline of a document as a tree whose titles can be written over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from carrel.domain.materials import DraftSection

_INDEX = Qt.ItemDataRole.UserRole
_AIR = 8
"""Pixels of a row that are not its letters."""


class OutlineTree(QTreeWidget):
    """Shows sections as they are nested; an index counts the sections of the document from 0."""

    retitled = Signal(int, str)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importOutline")
        self.setAccessibleName(self.tr("Sections of the document"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(
            QTreeWidget.EditTrigger.EditKeyPressed | QTreeWidget.EditTrigger.DoubleClicked
        )
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)

    @property
    def index(self) -> int:
        """The chosen section; -1 where there is none."""
        item = self.currentItem()
        return -1 if item is None else int(item.data(0, _INDEX))

    def show_sections(self, sections: Sequence[DraftSection], chosen: int) -> None:
        """Show an outline, all of it open, and choose one of its sections."""
        with QSignalBlocker(self):
            self.clear()
            above: list[tuple[int, QTreeWidgetItem]] = []
            items: list[QTreeWidgetItem] = []
            height = self.fontMetrics().height() + _AIR
            for index, section in enumerate(sections):
                while above and above[-1][0] >= section.level:
                    above.pop()
                parent = above[-1][1] if above else self.invisibleRootItem()
                item = QTreeWidgetItem(parent)
                item.setText(0, section.title)
                words = len(section.markdown.split())
                item.setToolTip(
                    0,
                    self.tr("{title}: about {words} words").format(
                        title=section.title, words=f"{words:,}"
                    ),
                )
                item.setData(0, _INDEX, index)
                item.setSizeHint(0, QSize(0, height))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                above.append((section.level, item))
                items.append(item)
            self.expandAll()
            if items:
                self.setCurrentItem(items[min(max(chosen, 0), len(items) - 1)])
        self.chosen.emit(self.index)

    def choose(self, index: int) -> None:
        """Choose a section."""
        walk = QTreeWidgetItemIterator(self)
        while item := walk.value():
            if item.data(0, _INDEX) == index:
                self.setCurrentItem(item)
                return
            walk += 1

    def edit_title(self) -> None:
        """Let the chosen title be written over."""
        if (item := self.currentItem()) is not None:
            self.editItem(item, 0)

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        self.retitled.emit(int(item.data(0, _INDEX)), item.text(0))

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(0, _INDEX)))
