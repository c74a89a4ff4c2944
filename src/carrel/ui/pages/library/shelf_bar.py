"""The bar above the cards: a filter, which materials are shown, their order, and collections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from carrel.domain.materials import Collection
from carrel.domain.settings import ShelfOrder
from carrel.ui.icons import icon
from carrel.ui.pages.library.arranging import Group, GroupKind
from carrel.ui.widgets.buttons import icon_button


class ShelfBar(QWidget):
    """Tells when something else is wanted; ``text``, ``group`` and ``order`` say what."""

    changed = Signal()
    order_chosen = Signal(object)
    """A :class:`ShelfOrder`, when the student has chosen it."""
    create_requested = Signal()
    rename_requested = Signal(object)
    """A :class:`Collection`."""
    exam_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._collections: Sequence[Collection] = ()
        self.filter = QLineEdit()
        self.filter.setObjectName("libraryFilter")
        self.filter.setAccessibleName(self.tr("Filter by title or author"))
        self.filter.setPlaceholderText(self.tr("Filter by title or author"))
        self.filter.setClearButtonEnabled(True)
        for button in self.filter.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the filter"))
        self.filter.textChanged.connect(self.changed)
        self.groups = QComboBox()
        self.groups.setObjectName("libraryGroup")
        self.groups.setAccessibleName(self.tr("Which materials are shown"))
        self.groups.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.groups.setMinimumContentsLength(18)
        self.groups.currentIndexChanged.connect(self.changed)
        self.orders = QComboBox()
        self.orders.setObjectName("libraryOrder")
        self.orders.setAccessibleName(self.tr("Sorted by"))
        for order, title in self._order_titles():
            self.orders.addItem(title, order.value)
        self.orders.currentIndexChanged.connect(self.changed)
        self.orders.activated.connect(lambda: self.order_chosen.emit(self.order))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.groups)
        row.addWidget(self.orders)
        row.addWidget(self._more_button())

    @property
    def text(self) -> str:
        """What the materials are filtered by."""
        return self.filter.text()

    @property
    def group(self) -> Group:
        """The materials that are wanted."""
        chosen = self.groups.currentData()
        return chosen if isinstance(chosen, Group) else Group()

    @property
    def order(self) -> ShelfOrder:
        """What they are to be sorted by."""
        return ShelfOrder(self.orders.currentData())

    def show_order(self, order: ShelfOrder) -> None:
        """Sort by this."""
        self.orders.setCurrentIndex(self.orders.findData(order.value))

    def show_group(self, group: Group) -> None:
        """Choose these materials, all of them if they are not on offer, without a filter."""
        self.filter.clear()
        self.groups.setCurrentIndex(max(0, self._index_of(group)))
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_groups(self, collections: Sequence[Collection], counts: dict[GroupKind, int]) -> None:
        """Offer these; what was chosen stays if it is still there. ``counts`` are of materials."""
        self._collections = collections
        chosen = self.group
        self.groups.blockSignals(True)
        self.groups.clear()
        everything = self.tr("All materials ({count})").format(count=counts[GroupKind.ALL])
        self.groups.addItem(everything, Group())
        for one in collections:
            self.groups.addItem(
                icon("tag"), f"{one.name} ({one.materials})", Group(GroupKind.COLLECTION, one.id)
            )
        for kind, title in self._kept_titles():
            if counts[kind]:
                self.groups.addItem(title.format(count=counts[kind]), Group(kind))
        self.groups.setCurrentIndex(max(0, self._index_of(chosen)))
        self.groups.blockSignals(False)

    def _kept_titles(self) -> list[tuple[GroupKind, str]]:
        return [
            (GroupKind.ARCHIVED, self.tr("Archived ({count})")),
            (GroupKind.REMOVED, self.tr("Removed ({count})")),
        ]

    def _order_titles(self) -> list[tuple[ShelfOrder, str]]:
        return [
            (ShelfOrder.RECENT, self.tr("Recent first")),
            (ShelfOrder.TITLE, self.tr("By title")),
            (ShelfOrder.PROGRESS, self.tr("By progress")),
            (ShelfOrder.SIZE, self.tr("By space taken")),
        ]

    def _index_of(self, group: Group) -> int:
        """Where a group stands; Qt's own search does not compare Python's values."""
        indexes = range(self.groups.count())
        return next((index for index in indexes if self.groups.itemData(index) == group), -1)

    def _more_button(self) -> QToolButton:
        button = icon_button("more", self.tr("Collections"))
        button.setObjectName("collectionsButton")
        button.clicked.connect(lambda: self._open_menu(button))
        return button

    def _open_menu(self, button: QToolButton) -> None:
        menu = QMenu(button)
        menu.setObjectName("collectionsMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icon("plus"), self.tr("New collection …"), self.create_requested.emit)
        chosen = self.group.collection
        for one in self._collections:
            if one.id == chosen:
                menu.addSeparator()
                menu.addActions(self._collection_actions(one, menu))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _collection_actions(self, one: Collection, menu: QMenu) -> list[QAction]:
        rename = QAction(
            icon("edit"),
            self.tr("Rename “{name}” …").format(name=one.name.replace("&", "&&")),
            menu,
        )
        rename.triggered.connect(lambda: self.rename_requested.emit(one))
        exam = QAction(
            icon("calendar"),
            self.tr("Exam date of “{name}” …").format(name=one.name.replace("&", "&&")),
            menu,
        )
        exam.triggered.connect(lambda: self.exam_requested.emit(one))
        delete = QAction(
            icon("delete"),
            self.tr("Delete “{name}”").format(name=one.name.replace("&", "&&")),
            menu,
        )
        delete.triggered.connect(lambda: self.delete_requested.emit(one))
        return [exam, rename, delete]
