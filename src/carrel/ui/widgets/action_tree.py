"""Actions in a tree, by the places they belong to, found by words; columns tell their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.icons import icon

_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What stands in the columns; ``name`` is what the line is known by."""

    name: str
    texts: tuple[str, ...]
    is_strong: bool = False


class ActionTree(QWidget):
    """A field to find actions in, above the tree of them."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.search = QLineEdit()
        self.search.setObjectName("shortcutSearch")
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setObjectName("shortcutTree")
        self.tree.setAccessibleName(self.tr("Actions and their keys"))
        self._build(titles)

    @property
    def chosen(self) -> str:
        """The name of the line that is chosen; empty for none."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def show_places(self, places: Sequence[tuple[str, Sequence[ActionLine]]]) -> None:
        """Show the lines of each place; what was chosen and sought stays so."""
        chosen, height = self.chosen, self.tree.verticalScrollBar().value()
        self.tree.clear()
        self._groups = []
        for title, lines in places:
            head = QTreeWidgetItem([title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            items = [_item(line) for line in lines]
            head.addChildren(items)
            self._groups.append((head, items))
            self.tree.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
            head.setExpanded(True)
        self._filter()
        self.choose(chosen)
        self.tree.verticalScrollBar().setValue(height)

    def choose(self, name: str) -> None:
        """Choose the line of this name, or the first one."""
        lines = [line for line in self._lines() if not line.isHidden()]
        wanted = [line for line in lines if name and line.data(0, _NAME) == name]
        for line in (wanted or lines)[:1]:
            self.tree.setCurrentItem(line)

    def _build(self, titles: Sequence[str]) -> None:
        tree = self.tree
        tree.setColumnCount(len(titles))
        tree.setHeaderLabels(list(titles))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setIndentation(14)
        tree.setItemsExpandable(False)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number in range(1, len(titles)):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(tree, 1)

    def _lines(self) -> list[QTreeWidgetItem]:
        return [line for _head, lines in self._groups for line in lines]

    def _filter(self) -> None:
        """Show the lines that have all words of the search in them or in their place's title."""
        words = self.search.text().casefold().split()
        for head, lines in self._groups:
            for line in lines:
                texts = [head.text(0), *(line.text(n) for n in range(line.columnCount()))]
                whole = " ".join(texts).casefold()
                line.setHidden(not all(word in whole for word in words))
            head.setHidden(all(line.isHidden() for line in lines))


def _item(line: ActionLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(line.texts))
    item.setData(0, _NAME, line.name)
    if line.is_strong:
        font = item.font(1)
        font.setBold(True)
        item.setFont(1, font)
    return item
