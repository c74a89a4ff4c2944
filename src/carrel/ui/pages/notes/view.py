"""The Notes page's widgets: filters above a list of everything that was marked and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.annotations import AnnotationFilter, Colour, ListedAnnotation, NoteOrder
from carrel.domain.ids import AnnotationId, MaterialId
from carrel.ui.icons import icon
from carrel.ui.pages.notes.model import NotesModel
from carrel.ui.pages.notes.rows import NoteRows
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton, icon_button
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import muted, page_title

_WIDEST = 920
"""Pixels; the list stands in the middle of a wider window."""


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list, unless a note is being written."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notes wrap at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class NotesView(QWidget):
    """Asks for other notes when a filter changes, and for what is to be done with the selected."""

    filter_changed = Signal()
    open_requested = Signal(str)
    note_changed = Signal(str, str)
    delete_requested = Signal(object)
    recolour_requested = Signal(object, object)
    read_requested = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPage")
        self._look = look
        self._model = NotesModel(look, self)
        self.list = NotesList()
        self.list.setModel(self._model)
        self._rows = NoteRows(self.list, look)
        self.list.setItemDelegate(self._rows)
        self._build()
        self._connect()
        self._show_look()

    def offer_topics(self, names: Callable[[], Sequence[str]]) -> None:
        """Complete links to topics in notes from these names."""
        self._rows.topic_names = names

    def show_materials(self, materials: Sequence[tuple[MaterialId, str]]) -> None:
        """Offer these materials in the filter; the chosen one stays."""
        chosen = self._material.currentData()
        self._material.blockSignals(True)
        self._material.clear()
        self._material.addItem(self.tr("All materials"), None)
        for key, title in materials:
            self._material.addItem(title, key)
        self._material.setCurrentIndex(max(self._material.findData(chosen), 0))
        self._material.blockSignals(False)

    def show_notes(self, found: Sequence[ListedAnnotation], *, is_empty_library: bool) -> None:
        """Show the notes that were found; the current one stays if it is among them."""
        current = self._key(self.list.currentIndex())
        self._model.show(found, self.filter.order)
        if current and (index := self._model.index_of(current)).isValid():
            self.list.setCurrentIndex(index)
        self._count.setText(_counted(self, len(found)))
        is_filtered_out = not found and not is_empty_library
        self._pages.setCurrentIndex(2 if is_empty_library else 1 if is_filtered_out else 0)
        self._filters.setVisible(not is_empty_library)
        self._show_enabled()

    @property
    def filter(self) -> AnnotationFilter:
        """Which notes are wanted."""
        material = self._material.currentData()
        return AnnotationFilter(
            text=self._search.text().strip(),
            materials=frozenset([MaterialId(material)] if material else []),
            colours=frozenset(
                colour for colour, button in self._colours.items() if button.isChecked()
            ),
            has_note=True if self._noted.isChecked() else None,
            order=NoteOrder(self._order.currentData()),
        )

    @property
    def selected(self) -> tuple[AnnotationId, ...]:
        """The notes that are selected, in the order of the list."""
        rows = sorted(self.list.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(key for key in map(self._key, rows) if key)

    def clear_filters(self) -> None:
        """Leave nothing out any more."""
        for button in (*self._colours.values(), self._noted):
            button.setChecked(False)
        self._material.setCurrentIndex(0)
        self._search.clear()
        self.filter_changed.emit()

    def focus_first(self) -> None:
        """Give the focus to the list, else to what can be done where it is empty."""
        (self.list, self._search, self._to_reading)[self._pages.currentIndex()].setFocus()

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
        self._filters = QWidget()
        self._build_filters()
        column.addWidget(page_title(self.tr("Notes")))
        column.addWidget(self._filters)
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
                    "Select words while you read: 1 to 4 mark them in a colour,"
                    " N writes a note beside them. They are all gathered here."
                ),
                self._to_reading,
            )
        )
        column.addWidget(self._pages, 1)

    def _build_filters(self) -> None:
        self._search = QLineEdit()
        self._search.setObjectName("notesSearch")
        self._search.setPlaceholderText(self.tr("Words of a note or of the text"))
        self._search.setAccessibleName(self.tr("Filter by words"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._material = QComboBox()
        self._material.setObjectName("notesMaterial")
        self._material.setAccessibleName(self.tr("Filter by material"))
        self._material.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._material.setMinimumContentsLength(18)
        self._material.addItem(self.tr("All materials"), None)
        self._colours = {colour: self._colour_button(colour) for colour in Colour}
        self._noted = self._toggle("note", self.tr("Only with a note"), "onlyNoted")
        self._order = QComboBox()
        self._order.setObjectName("notesOrder")
        self._order.setAccessibleName(self.tr("Order"))
        self._order.addItem(self.tr("By place"), NoteOrder.PLACE.value)
        self._order.addItem(self.tr("Newest first"), NoteOrder.NEWEST.value)
        self._open = icon_button("read", self.tr("Show in the text (Enter)"))
        self._edit = icon_button("edit", self.tr("Edit the note (F2)"))
        self._delete = icon_button("delete", self.tr("Delete (Del)"))
        self._delete.setObjectName("deleteNotes")
        self._count = muted()
        self._count.setWordWrap(False)
        rows = QVBoxLayout(self._filters)
        rows.setContentsMargins(0, 0, 0, 0)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._search, 1)
        first.addWidget(self._material)
        first.addWidget(self._order)
        for button in (*self._colours.values(), self._noted):
            second.addWidget(button)
        second.addSpacing(10)
        second.addWidget(self._count, 1)
        for button in (self._open, self._edit, self._delete):
            second.addWidget(button)
        rows.addLayout(first)
        rows.addLayout(second)

    def _connect(self) -> None:
        self._search.textChanged.connect(self.filter_changed)
        self._material.currentIndexChanged.connect(self.filter_changed)
        self._order.currentIndexChanged.connect(self.filter_changed)
        for button in (*self._colours.values(), self._noted):
            button.clicked.connect(self.filter_changed)
        self.list.opened.connect(self.open_current)
        self.list.deleted.connect(self.delete_selected)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._show_enabled)
        self._rows.note_written.connect(self.note_changed)
        self._open.clicked.connect(self.open_current)
        self._edit.clicked.connect(self.edit_current)
        self._delete.clicked.connect(self.delete_selected)
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

    def _colour_button(self, colour: Colour) -> QToolButton:
        button = self._toggle(colour.value, "", f"only_{colour.value}")
        button.setIconSize(QSize(22, 22))
        return button

    def _toggle(self, icon_name: str, name: str, object_name: str) -> QToolButton:
        button = icon_button(icon_name, name)
        button.setObjectName(object_name)
        button.setCheckable(True)
        return button

    def _show_look(self) -> None:
        for colour, button in self._colours.items():
            name = self.tr("Only {colour}").format(colour=self._look.title(colour))
            button.setIcon(self._look.swatch(colour))
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.list.viewport().update()

    def _show_enabled(self) -> None:
        count = len(self.selected)
        self._open.setEnabled(count == 1)
        self._edit.setEnabled(count == 1)
        self._delete.setEnabled(count > 0)

    def _show_menu(self, point: QPoint) -> None:
        if not self.selected:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, icon_name, act in (
            (self.tr("Show in the text"), "read", self.open_current),
            (self.tr("Edit the note"), "edit", self.edit_current),
            (self.tr("Delete"), "delete", self.delete_selected),
        ):
            action = QAction(icon(icon_name), text, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.addSeparator()
        for colour in Colour:
            text = self.tr("Mark as {colour}").format(colour=self._look.title(colour))
            action = QAction(self._look.swatch(colour), text, menu)
            action.triggered.connect(lambda _=False, one=colour: self.recolour_selected(one))
            menu.addAction(action)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _key(self, index: QModelIndex) -> AnnotationId | None:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return row.annotation.id if isinstance(row, ListedAnnotation) else None


def _counted(view: QWidget, count: int) -> str:
    if count == 1:
        return view.tr("1 note or highlight")
    return view.tr("{count} notes and highlights").format(count=count)
