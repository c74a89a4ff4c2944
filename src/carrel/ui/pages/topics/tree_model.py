"""The tree of topics: materials, groups, and topics with their mentions and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from carrel.domain.ids import TopicId
from carrel.domain.topic_list import MaterialTopics, TopicEntry
from carrel.ui.widgets.memory_look import counts_in_words
from carrel.ui.widgets.share_column import MEMORY_ROLE
from carrel.ui.widgets.topic_words import kind_heading, kind_name, mentions_in_words

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

MEMORY_COLUMN = 2
COLUMNS = 3


@dataclass(slots=True)
class _Node:
    """A row. ``parent`` and ``children`` are places in the model's list of all rows."""

    title: str
    row: int
    parent: int
    entry: TopicEntry | None = None
    children: list[int] = field(default_factory=list)


class TopicTreeModel(QAbstractItemModel):
    """Names, counts of mentions and what is remembered. Rows that hold others cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[_Node] = []
        self._top: list[int] = []

    def show_shelves(self, shelves: Sequence[MaterialTopics], *, by_material: bool) -> None:
        """Show these topics, below their materials or, if not ``by_material``, groups at the top.

        A group without a name is called after its kind; one without either is left out, and its
        topics take its place.
        """
        self.beginResetModel()
        self._nodes, self._top = [], []
        for shelf in shelves:
            above = self._add(shelf.title, -1) if by_material else -1
            for group in shelf.groups:
                title = group.name or (kind_heading(group.kind) if group.kind else "")
                place = self._add(title, above) if title else above
                for entry in group.entries:
                    self._add(entry.topic.name, place, entry)
        self.endResetModel()

    @property
    def topic_count(self) -> int:
        """How many topics are shown, folded or not."""
        return sum(node.entry is not None for node in self._nodes)

    def entry(self, index: _Index) -> TopicEntry | None:
        """The topic of a row; None for a material or a group."""
        return self._nodes[index.internalId()].entry if index.isValid() else None

    def index_of(self, topic: TopicId) -> QModelIndex:
        """The row of a topic; an invalid index if it is not shown."""
        for place, node in enumerate(self._nodes):
            if node.entry is not None and node.entry.topic.id == topic:
                return self.createIndex(node.row, 0, place)
        return QModelIndex()

    def index(self, row: int, column: int, parent: _Index = _NO_INDEX) -> QModelIndex:
        """As Qt asks."""
        children = self._children(parent)
        if not (0 <= row < len(children) and 0 <= column < COLUMNS):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: _Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """As Qt asks."""
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[index.internalId()].parent
        return QModelIndex() if above < 0 else self.createIndex(self._nodes[above].row, 0, above)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As Qt asks."""
        return 0 if parent.column() > 0 else len(self._children(parent))

    def columnCount(self, _parent: _Index = _NO_INDEX) -> int:
        """Name, count and memory."""
        return COLUMNS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only topics can be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.entry(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is shown, and for screen readers the whole row in words."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return (node.title, _count(node), None)[index.column()]
        if role in (roles.ToolTipRole, roles.AccessibleTextRole):
            return node.title if node.entry is None else _in_words(node.entry)
        if role == MEMORY_ROLE and node.entry is not None:
            return node.entry.memory
        if role == roles.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == roles.FontRole and node.entry is None:
            font = QApplication.font()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == roles.ForegroundRole and index.column() == 1:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _add(self, title: str, parent: int, entry: TopicEntry | None = None) -> int:
        place = len(self._nodes)
        siblings = self._top if parent < 0 else self._nodes[parent].children
        self._nodes.append(_Node(title, len(siblings), parent, entry))
        siblings.append(place)
        return place

    def _children(self, parent: _Index) -> list[int]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._top


def _count(node: _Node) -> str:
    return str(node.entry.mentions) if node.entry is not None else ""


def _in_words(entry: TopicEntry) -> str:
    parts = [
        f"{entry.topic.name}: {kind_name(entry.topic.kind)}",
        mentions_in_words(entry.mentions),
    ]
    if entry.materials > 1:
        materials = QCoreApplication.translate("TopicTreeModel", "one page for {n} materials")
        parts.append(materials.format(n=entry.materials))
    if entry.memory is not None:
        words = QCoreApplication.translate("TopicTreeModel", "questions: {counts}")
        parts.append(words.format(counts=counts_in_words(entry.memory)))
    return ", ".join(parts)
