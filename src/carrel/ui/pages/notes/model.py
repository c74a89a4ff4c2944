"""The list of notes as rows: a heading for each material and section, then what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from carrel.domain.annotations import ListedAnnotation, NoteOrder
from carrel.domain.ids import AnnotationId
from carrel.ui.widgets.annotation_look import AnnotationLook

_Index = QModelIndex | QPersistentModelIndex


BATCH = 200
"""Rows that are taken into the list at once; measuring the text of thousands takes its time."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names the material or section of those below; level 1 or 2."""

    text: str
    level: int


NoteRow = Heading | ListedAnnotation


class NotesModel(QAbstractListModel):
    """Rows for the list; ``Qt.UserRole`` gives the :data:`NoteRow` itself."""

    def __init__(self, look: AnnotationLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[NoteRow] = []
        self._fetched = 0

    def show(self, found: Sequence[ListedAnnotation], order: NoteOrder) -> None:
        """Replace all rows. Sorted by time, each note names its own place in a heading.

        As many rows are in the list as there were before, if there are so many.
        """
        self.beginResetModel()
        self._rows = list(_with_headings(found, order))
        self._fetched = min(max(self._fetched, BATCH), len(self._rows))
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """The rows that are in the list by now; a row has none below it."""
        return 0 if parent is not None and parent.isValid() else self._fetched

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there are rows that nobody has scrolled to yet."""
        return not parent.isValid() and self._fetched < len(self._rows)

    def fetchMore(self, parent: _Index) -> None:
        """Take the next rows into the list."""
        if self.canFetchMore(parent):
            self._fetch(self._fetched + BATCH)

    def fetch_all(self) -> None:
        """Take all rows into the list, so that all can be selected."""
        self._fetch(len(self._rows))

    def _fetch(self, count: int) -> None:
        count = min(count, len(self._rows))
        if count > self._fetched:
            self.beginInsertRows(QModelIndex(), self._fetched, count - 1)
            self._fetched = count
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Heading) else _spoken(row, self._look)
        if role == Qt.ItemDataRole.EditRole and isinstance(row, ListedAnnotation):
            return row.annotation.note
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can be read only; notes can be selected and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable

    def index_of(self, key: AnnotationId) -> QModelIndex:
        """Where a note stands; an invalid index if it is not in the list."""
        return next(self.indexes_of([key]), QModelIndex())

    def indexes_of(self, keys: Iterable[AnnotationId]) -> Iterator[QModelIndex]:
        """Where those of these notes stand that are in the list."""
        wanted = frozenset(keys)
        for number, row in enumerate(self._rows if wanted else ()):
            if isinstance(row, ListedAnnotation) and row.annotation.id in wanted:
                self._fetch(number + 1)
                yield self.index(number)


def _with_headings(found: Iterable[ListedAnnotation], order: NoteOrder) -> Iterator[NoteRow]:
    material = section = None
    for one in found:
        if order is NoteOrder.NEWEST:
            place = f"{one.material_title} · {one.section_title}"
            if place != section:
                section = place
                yield Heading(place, 2)
        else:
            if one.material != material:
                material, section = one.material, None
                yield Heading(one.material_title, 1)
            if one.annotation.section != section:
                section = one.annotation.section
                yield Heading(one.section_title, 2)
        yield one


def _spoken(row: ListedAnnotation, look: AnnotationLook) -> str:
    one = row.annotation
    parts = [look.title(one.colour)]
    if one.passage is not None:
        parts.append(f"“{one.passage.quote}”")
    if one.note:
        parts.append(one.note)
    if one.is_orphan:
        parts.append(QCoreApplication.translate("NotesModel", "These words are no longer there."))
    parts.append(f"{row.material_title}, {row.section_title}")
    return ". ".join(parts)
