"""The Notes page's widgets: filters above a list of everything that was marked and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.annotations import AnnotationFilter, Colour, ListedAnnotation
from carrel.domain.ids import AnnotationId
from carrel.domain.orphans import Orphan
from carrel.domain.text.sentence_matching import runs
from carrel.ui.icons import icon
from carrel.ui.pages.notes.actions import NotesActions
from carrel.ui.pages.notes.filter_bar import NotesFilterBar
from carrel.ui.pages.notes.model import NotesModel
from carrel.ui.pages.notes.notes_list import NotesList
from carrel.ui.pages.notes.orphan_tray import OrphanTray
from carrel.ui.pages.notes.rows import NoteRows
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton, follow_keys, icon_button
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import muted, page_title
from carrel.ui.widgets.tag_field import TagField

_WIDEST = 920
"""Pixels; the list stands in the middle of a wider window."""

_LIST, _NOTHING_FITS, _EMPTY, _TRAY = range(4)


class NotesView(QWidget):
    """Asks for other notes when a filter changes, and for what is to be done with the selected."""

    filter_changed = Signal()
    open_requested = Signal(str)
    note_changed = Signal(str, str)
    delete_requested = Signal(object)
    recolour_requested = Signal(object, object)
    tags_requested = Signal(object)
    """The notes whose tags are to be changed."""
    untag_requested = Signal(object, str)
    export_requested = Signal(object)
    """The notes to export; none for all that are shown."""
    tray_requested = Signal(bool)
    read_requested = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPage")
        self._look = look
        self.actions_ = NotesActions(self)
        self.filters = NotesFilterBar(look)
        self.tray = OrphanTray(look)
        self._model = NotesModel(look, self)
        self.list = NotesList()
        self.list.setModel(self._model)
        self._rows = NoteRows(self.list, look)
        self.list.setItemDelegate(self._rows)
        self._total = 0
        self._orphan_count = 0
        self._is_empty = False
        self._build()
        self._connect()
        self._show_look()
        self.show_orphans(())

    def offer_topics(self, names: Callable[[], Sequence[str]]) -> None:
        """Complete links to topics in notes from these names."""
        self._rows.topic_names = names

    def show_notes(self, found: Sequence[ListedAnnotation], *, is_empty_library: bool) -> None:
        """Show the notes that were found; what is selected stays so if it is among them."""
        chosen, current = self.selected, self._key(self.list.currentIndex())
        self._model.show(found, self.filter.order)
        self._select(chosen, current)
        self._total, self._is_empty = len(found), is_empty_library
        self._show_page()
        self._show_enabled()

    def show_orphans(self, orphans: Sequence[Orphan]) -> None:
        """Show what has lost its words; the way to it is there while there is any."""
        self.tray.show_orphans(orphans)
        self._orphan_count = len(orphans)
        self.actions_.orphans.setEnabled(bool(orphans))
        if not orphans and self.is_tray_open:
            self.open_tray(is_open=False)
        self._to_tray.setVisible(bool(orphans))
        self._show_way()

    @property
    def is_tray_open(self) -> bool:
        """Whether the orphans are shown in place of the notes."""
        return self.actions_.orphans.isChecked()

    def open_tray(self, *, is_open: bool) -> None:
        """Show the orphans, or the notes."""
        self.actions_.orphans.setChecked(is_open)

    @property
    def filter(self) -> AnnotationFilter:
        """Which notes are wanted."""
        return self.filters.filter

    @property
    def selected(self) -> tuple[AnnotationId, ...]:
        """The notes that are selected, in the order of the list."""
        if self.is_tray_open:
            return ()
        rows = sorted(self.list.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(key for key in map(self._key, rows) if key)

    def clear_filters(self) -> None:
        """Leave nothing out any more."""
        self.filters.clear()

    def focus_first(self) -> None:
        """Give the focus to the list, else to what can be done where it is empty."""
        shown = self._pages.currentIndex()
        if shown == _NOTHING_FITS:
            self.filters.focus_search()
            return
        {_LIST: self.list, _EMPTY: self._to_reading, _TRAY: self.tray.list}[shown].setFocus()

    def store_note(self) -> None:
        """Hand over a note that is being written."""
        self.setFocus()

    def edit_current(self) -> None:
        """Write in the current note."""
        index = self.list.currentIndex()
        if self._key(index):
            self.list.edit(index)

    def open_current(self) -> None:
        """Ask for the current note to be shown in its text."""
        if key := self._key(self.list.currentIndex()):
            self.open_requested.emit(key)

    def delete_selected(self) -> None:
        """Ask for the selected notes to be deleted."""
        if keys := self.selected:
            self.delete_requested.emit(keys)

    def recolour_selected(self, colour: Colour) -> None:
        """Ask for another colour for the selected notes."""
        if keys := self.selected:
            self.recolour_requested.emit(keys, colour)

    def edit_tags(self) -> None:
        """Ask for the tags of the selected notes to be changed."""
        if keys := self.selected:
            self.tags_requested.emit(keys)

    def write_tags(
        self, common: Sequence[str], known: Sequence[str], chosen: Callable[[Sequence[str]], None]
    ) -> None:
        """Let the tags be written; ``common`` are those that all selected notes have."""
        field = TagField(common, known, self)
        field.chosen.connect(chosen)
        field.open_at(self._tag.mapToGlobal(QPoint(0, self._tag.height() + 4)))

    def export(self) -> None:
        """Ask for the selected notes to be exported if they are several, else for all."""
        self.export_requested.emit(self.selected if len(self.selected) > 1 else ())

    def _build(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 16, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.filters)
        column.addWidget(self._act_row())
        self._to_reading = PrimaryButton(self.tr("Go and read"))
        self._to_reading.clicked.connect(self.read_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing_fits())
        self._pages.addWidget(
            EmptyState(
                "notes",
                self.tr("No notes yet"),
                self.tr(
                    "Select words while you read: the bar beside them marks them in a colour or"
                    " writes a note on them. They are all gathered here."
                ),
                self._to_reading,
            )
        )
        self._pages.addWidget(self.tray)
        column.addWidget(self._pages, 1)

    def _head(self) -> QHBoxLayout:
        self._title = page_title(self.tr("Notes"))
        self._to_tray = QPushButton(icon("warning"), "")
        self._to_tray.setObjectName("openOrphans")
        follow_keys(
            self._to_tray,
            self.tr("Notes whose words a newer version of the text no longer has"),
            self.actions_.orphans,
        )
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._to_tray)
        return head

    def _act_row(self) -> QWidget:
        acts = self.actions_
        self._count = muted()
        self._count.setObjectName("notesCount")
        self._count.setWordWrap(False)
        self._open = self._act_button("read", self.tr("Show in the text (Enter)"))
        self._edit = self._act_button("edit", acts.edit.text())
        self._tag = self._act_button("tag", self.tr("Tags of the selected notes"))
        self._colour = self._act_button("highlight", self.tr("Colour of the selected notes"))
        self._colour.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._delete = self._act_button("delete", acts.delete.text())
        self._delete.setObjectName("deleteNotes")
        self._export = self._act_button("export", self.tr("Export as Markdown"))
        self._export.setObjectName("exportNotes")
        for button, action in (
            (self._edit, acts.edit),
            (self._tag, acts.tags),
            (self._delete, acts.delete),
            (self._export, acts.export),
        ):
            follow_keys(button, button.accessibleName(), action)
        colours = QMenu(self)
        colours.addActions(list(acts.colours.values()))
        self._colour.setMenu(colours)
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count, 1)
        for button in (
            self._open,
            self._edit,
            self._tag,
            self._colour,
            self._delete,
            self._export,
        ):
            row.addWidget(button)
        return self._acts

    def _act_button(self, icon_name: str, name: str) -> QToolButton:
        return icon_button(icon_name, name)

    def _connect(self) -> None:
        acts = self.actions_
        self.filters.changed.connect(self.filter_changed)
        self.list.opened.connect(self.open_current)
        self.list.deleted.connect(self.delete_selected)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._show_enabled)
        self._rows.note_written.connect(self.note_changed)
        self._open.clicked.connect(self.open_current)
        self._edit.clicked.connect(self.edit_current)
        self._tag.clicked.connect(self.edit_tags)
        self._delete.clicked.connect(self.delete_selected)
        self._export.clicked.connect(self.export)
        self._to_tray.clicked.connect(acts.orphans.toggle)
        acts.orphans.toggled.connect(self._on_tray)
        acts.open.triggered.connect(self.open_current)
        acts.edit.triggered.connect(self.edit_current)
        acts.tags.triggered.connect(self.edit_tags)
        acts.delete.triggered.connect(self.delete_selected)
        acts.export.triggered.connect(self.export)
        acts.find.triggered.connect(self.filters.focus_search)
        for colour, action in acts.colours.items():
            action.triggered.connect(lambda _=False, one=colour: self.recolour_selected(one))
        self._look.changed.connect(self._show_look)

    def _nothing_fits(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        told = QLabel(self.tr("No note fits these filters."))
        clear = LinkButton(self.tr("Show all notes"))
        clear.clicked.connect(self.clear_filters)
        column.addSpacing(40)
        for widget in (told, clear):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _on_tray(self, is_open: bool) -> None:
        self._show_page()
        self._show_enabled()
        self.focus_first()
        self.tray_requested.emit(is_open)

    def _show_page(self) -> None:
        is_tray = self.is_tray_open
        filtered = _LIST if self._total else _NOTHING_FITS
        page = _TRAY if is_tray else _EMPTY if self._is_empty else filtered
        self._pages.setCurrentIndex(page)
        for widget in (self.filters, self._acts):
            widget.setVisible(page in (_LIST, _NOTHING_FITS))
        self._show_way()
        self._title.setText(self.tr("Notes without a place") if is_tray else self.tr("Notes"))

    def _show_way(self) -> None:
        """Say on the button where it leads."""
        is_tray = self.is_tray_open
        without = self.tr("Without a place: {count}").format(count=self._orphan_count)
        self._to_tray.setText(self.tr("All notes") if is_tray else without)
        self._to_tray.setIcon(icon("back" if is_tray else "warning"))

    def _select(self, chosen: Sequence[AnnotationId], current: AnnotationId | None) -> None:
        model = self.list.selectionModel()
        flags = model.SelectionFlag
        if current and (index := self._model.index_of(current)).isValid():
            self.list.setCurrentIndex(index)
            model.select(index, flags.Deselect)
        selection = QItemSelection()
        for first, last in runs(index.row() for index in self._model.indexes_of(chosen)):
            selection.append(QItemSelectionRange(self._model.index(first), self._model.index(last)))
        model.select(selection, flags.Select)

    def _show_look(self) -> None:
        self.actions_.show_names(self._look.title)
        for colour, action in self.actions_.colours.items():
            action.setIcon(self._look.swatch(colour))
        self.list.viewport().update()

    def _show_enabled(self) -> None:
        count = len(self.selected)
        acts = self.actions_
        for one in (self._open, self._edit, acts.open, acts.edit):
            one.setEnabled(count == 1)
        for button in (self._tag, self._colour, self._delete):
            button.setEnabled(count > 0)
        for action in acts.on_selection:
            action.setEnabled(count > 0)
        for export in (self._export, acts.export):
            export.setEnabled(self._total > 0 and not self.is_tray_open)
        self._count.setText(_counted(self, self._total, count))

    def _show_menu(self, point: QPoint) -> None:
        if not self.selected:
            return
        acts = self.actions_
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([acts.open, acts.edit, acts.tags])
        if tags := self._tags_of_selected():
            untag = menu.addMenu(icon("tag"), self.tr("Remove the tag"))
            for tag in tags:
                untag.addAction(f"#{tag}").triggered.connect(
                    lambda _=False, one=tag: self.untag_requested.emit(self.selected, one)
                )
        menu.addSeparator()
        menu.addActions(list(acts.colours.values()))
        menu.addSeparator()
        menu.addActions([acts.export, acts.delete])
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _tags_of_selected(self) -> list[str]:
        rows = self.list.selectionModel().selectedRows()
        found = (index.data(Qt.ItemDataRole.UserRole) for index in rows)
        return sorted({tag for one in found for tag in one.annotation.tags})

    def _key(self, index: QModelIndex) -> AnnotationId | None:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return row.annotation.id if isinstance(row, ListedAnnotation) else None


def _counted(view: QWidget, count: int, selected: int) -> str:
    told = (
        view.tr("1 note or highlight")
        if count == 1
        else view.tr("{count} notes and highlights").format(count=count)
    )
    if selected > 1:
        told = view.tr("{told}, {selected} selected").format(told=told, selected=selected)
    return told
