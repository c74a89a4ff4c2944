"""The list of notes: Enter opens, F2 edits, Delete deletes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from carrel.ui.pages.notes.model import NotesModel


class NotesList(QListView):
    """The list. Enter opens, F2 edits, Delete deletes."""

    opened = Signal()
    deleted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesList")
        self.setAccessibleName(self.tr("Notes and highlights"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def selectAll(self) -> None:
        """Select every note, also those that nobody has scrolled to yet."""
        model = self.model()
        if isinstance(model, NotesModel):
            model.fetch_all()
        super().selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list, unless a note is being written."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notes wrap at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
