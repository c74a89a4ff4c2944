"""The menu of a material on the Library page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from carrel.domain.materials import Collection, Origin
from carrel.services.shelf import ShelfEntry
from carrel.ui.icons import icon


class CardMenu(QMenu):
    """What can be done with one material. It goes away when it is closed."""

    read_requested = Signal()
    quiz_requested = Signal()
    details_requested = Signal()
    archive_requested = Signal(bool)
    """Whether to archive; False takes it out of the archive."""
    remove_requested = Signal()
    bring_back_requested = Signal()
    erase_requested = Signal()
    collected = Signal(object, bool)
    """A collection's id, and whether the material is to be in it."""
    new_collection_requested = Signal()
    exam_requested = Signal()
    new_version_requested = Signal()
    export_requested = Signal()
    pack_requested = Signal()

    def __init__(
        self, entry: ShelfEntry, collections: Sequence[Collection], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cardMenu")
        self.aboutToHide.connect(self.deleteLater)
        if entry.is_removed:
            self.addAction(icon("undo"), self.tr("Bring back"), self.bring_back_requested.emit)
            self.addAction(icon("delete"), self.tr("Delete for good …"), self.erase_requested.emit)
            return
        self.addAction(icon("read"), self.tr("Read"), self.read_requested.emit)
        if entry.questions.total and not entry.is_archived:
            self.addAction(icon("quiz"), self.tr("Quiz on all of it"), self.quiz_requested.emit)
            self.addAction(icon("calendar"), self.tr("Exam date …"), self.exam_requested.emit)
        self.addSeparator()
        self.addAction(
            icon("edit"), self.tr("Title, cover and details …"), self.details_requested.emit
        )
        if entry.material.origin is Origin.IMPORT:
            self.addAction(
                icon("import"),
                self.tr("Update from a newer file …"),
                self.new_version_requested.emit,
            )
        self._add_collections(entry, collections)
        self.addAction(icon("export"), self.tr("Export …"), self.export_requested.emit)
        self.addAction(icon("archive"), self.tr("Save as a study pack …"), self.pack_requested.emit)
        self.addSeparator()
        if entry.is_archived:
            words = self.tr("Take out of the archive")
            self.addAction(icon("archive"), words, lambda: self.archive_requested.emit(False))
        else:
            self.addAction(
                icon("archive"), self.tr("Archive"), lambda: self.archive_requested.emit(True)
            )
        self.addAction(
            icon("delete"), self.tr("Remove from the library"), self.remove_requested.emit
        )

    def _add_collections(self, entry: ShelfEntry, collections: Sequence[Collection]) -> None:
        menu = self.addMenu(icon("tag"), self.tr("Collections"))
        menu.setObjectName("cardCollections")
        for one in collections:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.id in entry.collections)
            action.toggled.connect(lambda is_in, key=one.id: self.collected.emit(key, is_in))
        if collections:
            menu.addSeparator()
        menu.addAction(
            icon("plus"), self.tr("New collection …"), self.new_collection_requested.emit
        )
