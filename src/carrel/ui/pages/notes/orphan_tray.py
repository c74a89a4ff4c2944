"""The orphans' tray: what lost its words, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.orphans import Orphan, OrphanId, OrphanKind
from carrel.ui.pages.notes.orphan_rows import OrphanModel, OrphanRows
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import muted


class OrphanList(QListView):
    """Enter places the current one, S makes notes on sections, Delete deletes."""

    placed = Signal()
    noted = Signal()
    deleted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("orphanList")
        self.setAccessibleName(self.tr("Notes without a place"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _: self.placed.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the tray."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.noted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class OrphanTray(QWidget):
    """Shows them all; what is to be done with the selected ones leaves as a signal."""

    place_requested = Signal(str)
    section_note_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orphanTray")
        self._model = OrphanModel(self)
        self.list = OrphanList()
        self.list.setModel(self._model)
        self.list.setItemDelegate(OrphanRows(self.list, self._model, look))
        self._place = PrimaryButton(self.tr("Place it …"))
        self._place.setObjectName("placeOrphan")
        self._place.setToolTip(self.tr("Choose new words for it in the text (Enter)"))
        self._note = QPushButton(self.tr("Make it a note on its section"))
        self._note.setObjectName("noteOrphan")
        self._note.setToolTip(self.tr("Its old words are kept in the note (S)"))
        self._delete = QPushButton(self.tr("Delete"))
        self._delete.setObjectName("deleteOrphan")
        self._delete.setToolTip(self.tr("A question stays and only loses its passage (Del)"))
        self._build()
        self._connect()

    def show_orphans(self, orphans: Sequence[Orphan]) -> None:
        """Show these; the row that was current, or the one in its stead, is so again."""
        row = max(self.list.currentIndex().row(), 0)
        self._model.show(orphans)
        if orphans:
            self.list.setCurrentIndex(self._model.index(min(row, len(orphans) - 1)))
        self._show_enabled()

    @property
    def selected(self) -> tuple[Orphan, ...]:
        """Those that are selected, in the order of the list."""
        rows = sorted(self.list.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(index.data(Qt.ItemDataRole.UserRole) for index in rows)

    def place_current(self) -> None:
        """Ask for words for the one that is selected."""
        if len(self.selected) == 1:
            self.place_requested.emit(self.selected[0].id)

    def _build(self) -> None:
        told = muted(
            self.tr(
                "The words that these were made on are not in the text: a newer version left them"
                " out, or another program had other words. They are kept until you give them new"
                " words or let them go."
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._place, self._note, self._delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.placed.connect(self.place_current)
        self.list.noted.connect(self._ask_for_notes)
        self.list.deleted.connect(self._ask_to_delete)
        self.list.selectionModel().selectionChanged.connect(self._show_enabled)
        self._place.clicked.connect(self.place_current)
        self._note.clicked.connect(self._ask_for_notes)
        self._delete.clicked.connect(self._ask_to_delete)

    def _ask_for_notes(self) -> None:
        if self._note.isEnabled():
            self.section_note_requested.emit(self._selected_ids())

    def _ask_to_delete(self) -> None:
        if self.selected:
            self.delete_requested.emit(self._selected_ids())

    def _selected_ids(self) -> tuple[OrphanId, ...]:
        return tuple(one.id for one in self.selected)

    def _show_enabled(self) -> None:
        chosen = self.selected
        self._place.setEnabled(len(chosen) == 1)
        self._note.setEnabled(
            bool(chosen) and all(one.kind is OrphanKind.ANNOTATION for one in chosen)
        )
        self._delete.setEnabled(bool(chosen))
