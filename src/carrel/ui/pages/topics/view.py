"""The widgets of the Topics page: the list of topics at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.topic_list import MaterialTopics, TopicFilter, TopicOrder
from carrel.domain.topics import TopicKind
from carrel.ui.icons import icon
from carrel.ui.pages.topics.detail import TopicDetail
from carrel.ui.pages.topics.tree_model import MEMORY_COLUMN, TopicTreeModel
from carrel.ui.pages.topics.whole_map import WholeMap
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.share_column import ShareColumn
from carrel.ui.widgets.topic_words import kind_heading

LIST_WIDTH = 300
_LIST_SHARE = 0.24
_WIDEST_LIST = 430
MOST_UNFOLDED = 400
"""Topics up to which the tree is shown unfolded."""


class _RoomyRows(QStyledItemDelegate):
    """Gives rows the height of a comfortable click."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A few pixels more than the words need."""
        return super().sizeHint(option, index) + QSize(0, 8)


class TopicTree(QTreeView):
    """The tree; Enter goes to the chosen topic's page."""

    entered_with_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topicTree")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_RoomyRows(self))
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads into the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_with_key.emit()
        else:
            super().keyPressEvent(event)


class TopicsView(QWidget):
    """Shows what the presenter says; what the student chooses leaves as a signal."""

    topic_requested = Signal(str)
    whole_map_requested = Signal()
    filter_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topicsPage")
        self.filter_text = QLineEdit()
        self.kind = QComboBox()
        self.material = QComboBox()
        self.order = QComboBox()
        self.tree = TopicTree()
        self.model = TopicTreeModel(self)
        self.tree.setModel(self.model)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(MEMORY_COLUMN, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setItemDelegateForColumn(MEMORY_COLUMN, ShareColumn(self.tree))
        self.detail = TopicDetail()
        self.whole = WholeMap()
        self.show_whole = icon_button("topics", self.tr("Map of all topics"))
        self.add_topic = icon_button("plus", self.tr("New topic"))
        self.add_topic.setObjectName("addTopic")
        self._nothing = muted()
        self._right = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._is_width_chosen = False
        self._all = QStackedWidget()
        self._is_filling = False
        self._build()
        self._connect()

    def show_no_topics(self) -> None:
        """There is nothing to browse yet."""
        self._all.setCurrentIndex(1)

    def show_choices(
        self, materials: Sequence[tuple[MaterialId, str]], kinds: Sequence[TopicKind]
    ) -> None:
        """Offer these materials (id and title) and kinds to filter by; keeps what is chosen."""
        self._is_filling = True
        _refill(self.material, self.tr("All materials"), [(title, key) for key, title in materials])
        self.material.setVisible(len(materials) > 1)
        _refill(self.kind, self.tr("All kinds"), [(kind_heading(kind), kind) for kind in kinds])
        self._is_filling = False

    def show_shelves(
        self, shelves: Sequence[MaterialTopics], *, by_material: bool, chosen: TopicId | None
    ) -> None:
        """Show these topics, unfolded unless they are more than anyone would look through."""
        self._all.setCurrentIndex(0)
        self.model.show_shelves(shelves, by_material=by_material)
        if self.model.topic_count <= MOST_UNFOLDED:
            self.tree.expandAll()
        self._nothing.setText(
            "" if shelves else self.tr("No topic is called that. Try fewer letters or all kinds.")
        )
        self._nothing.setVisible(not shelves)
        self.show_chosen(chosen)

    def show_chosen(self, topic: TopicId | None) -> None:
        """Mark a topic in the tree, if it is there."""
        index = QModelIndex() if topic is None else self.model.index_of(topic)
        self._is_filling = True
        self.tree.setCurrentIndex(index)
        self._is_filling = False
        if index.isValid():
            self.tree.scrollTo(index)

    def show_topic(self, *, is_chosen: bool) -> None:
        """Show the detail, or the map of all topics."""
        self._right.setCurrentIndex(0 if is_chosen else 1)

    def chosen_filter(self) -> TopicFilter:
        """What is set in the fields above the tree."""
        # Qt keeps the values of an enumeration as plain strings.
        kind: str | None = self.kind.currentData()
        return TopicFilter(
            text=self.filter_text.text(),
            kind=None if kind is None else TopicKind(kind),
            material=self.material.currentData(),
            order=TopicOrder(self.order.currentData()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give names more room in a wide window, unless the student has drawn the line."""
        super().resizeEvent(event)
        if not self._is_width_chosen:
            left = min(max(LIST_WIDTH, round(self.width() * _LIST_SHARE)), _WIDEST_LIST)
            self._splitter.setSizes([left, max(self.width() - left, 0)])

    def _keep_width(self) -> None:
        self._is_width_chosen = True

    def _build(self) -> None:
        self._prepare_fields()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.filter_text, 1)
        top.addWidget(self.show_whole)
        top.addWidget(self.add_topic)
        column.addLayout(top)
        column.addWidget(self.material)
        row = QHBoxLayout()
        row.addWidget(self.kind, 1)
        row.addWidget(self.order, 1)
        column.addLayout(row)
        column.addWidget(self._nothing)
        column.addWidget(self.tree, 1)
        self._right.addWidget(self.detail)
        self._right.addWidget(self.whole)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._splitter.splitterMoved.connect(self._keep_width)
        self._all.addWidget(self._splitter)
        self._all.addWidget(
            EmptyState(
                "topics",
                self.tr("No topics yet"),
                self.tr(
                    "Topics come with study packs. Open a pack from the Library page,"
                    " or bring the bundled material back."
                ),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._all)

    def _prepare_fields(self) -> None:
        self.show_whole.setObjectName("showWholeMap")
        self.filter_text.setObjectName("topicFilter")
        self.filter_text.setPlaceholderText(self.tr("Find a topic"))
        self.filter_text.setAccessibleName(self.tr("Find a topic by its name or other names"))
        self.filter_text.setClearButtonEnabled(True)
        self.filter_text.addAction(
            icon("search", QPalette.ColorRole.PlaceholderText),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        for combo, name, label in (
            (self.kind, "topicKind", self.tr("Kind of topic")),
            (self.material, "topicMaterial", self.tr("Material")),
            (self.order, "topicOrder", self.tr("Order of topics")),
        ):
            combo.setObjectName(name)
            combo.setAccessibleName(label)
            combo.setToolTip(label)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)
        for text, order in (
            (self.tr("By group"), TopicOrder.GROUP),
            (self.tr("By name"), TopicOrder.NAME),
            (self.tr("Most mentioned"), TopicOrder.MENTIONS),
            (self.tr("Least known"), TopicOrder.MEMORY),
        ):
            self.order.addItem(text, order)
        self.tree.setAccessibleName(self.tr("Topics"))

    def _connect(self) -> None:
        self.filter_text.textChanged.connect(self._ask_filter)
        self.filter_text.returnPressed.connect(self._enter_first)
        for combo in (self.kind, self.material, self.order):
            combo.currentIndexChanged.connect(self._ask_filter)
        self.tree.selectionModel().currentChanged.connect(self._ask_topic)
        self.show_whole.clicked.connect(self.whole_map_requested)
        self.tree.entered_with_key.connect(self._enter_page)

    def _ask_filter(self) -> None:
        if not self._is_filling:
            self.filter_requested.emit(self.chosen_filter())

    def _ask_topic(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and not self._is_filling:
            self.topic_requested.emit(entry.topic.id)

    def _enter_first(self) -> None:
        """From the field into the tree, to the first topic that is left."""
        self.tree.setFocus()
        index = self.model.index(0, 0)
        while index.isValid() and self.model.entry(index) is None:
            index = self.model.index(0, 0, index)
        if index.isValid():
            self.tree.setCurrentIndex(index)

    def _enter_page(self) -> None:
        if self.model.entry(self.tree.currentIndex()) is not None:
            self.detail.tabs.currentWidget().setFocus()


def _refill(combo: QComboBox, everything: str, choices: Sequence[tuple[str, object]]) -> None:
    before = combo.currentData()
    combo.clear()
    combo.addItem(everything, None)
    for text, value in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(before)) if before is not None else 0)
