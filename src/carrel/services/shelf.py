"""The shelf: every material with how far it has been studied and what to do with it next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carrel.domain.changes import Change
from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.materials import Material
from carrel.domain.next_step import NextStep, QuestionCounts, next_step
from carrel.domain.reading_pages import minutes_for
from carrel.services.desk import Desk
from carrel.storage.collection_store import CollectionStore
from carrel.storage.material_intake import show_material
from carrel.storage.material_store import MaterialStore
from carrel.storage.shelf_rows import ShelfRow, ShelfRows
from carrel.storage.study_counts import answer_pace, question_counts

_NOT_COUNTED = QuestionCounts()


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A material on the shelf. ``minutes_left`` is how long what is not yet read takes."""

    material: Material
    sections: int
    read_sections: int
    words: int
    minutes_left: int
    questions: QuestionCounts = _NOT_COUNTED
    collections: tuple[CollectionId, ...] = ()
    is_archived: bool = False
    is_removed: bool = False

    @property
    def progress(self) -> float:
        """How much of it has been studied, 0 to 1: reading and knowing weigh the same."""
        shares = [self.read_sections / self.sections if self.sections else 0.0]
        if self.questions.total:
            shares.append(self.questions.known / self.questions.total)
        return sum(shares) / len(shares)


class Shelf:
    """What the Library page shows and does. Each change is one step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._materials = MaterialStore(desk.database)
        self._rows = ShelfRows(desk.database)
        self._collections = CollectionStore(desk.database)

    def entries(self) -> tuple[ShelfEntry, ...]:
        """All materials, archived ones too, the one that came in or was read last first."""
        return self.counted(self.glance())

    def removed(self) -> tuple[ShelfEntry, ...]:
        """The materials that were removed; each can be brought back."""
        return self.counted(self.glance(is_removed=True))

    def glance(self, *, is_removed: bool = False) -> tuple[ShelfEntry, ...]:
        """All materials, or those removed, with none of their questions counted.

        In a large library counting takes longer than all else: :meth:`counted` does it for those
        that are shown.
        """
        collections = self._collections.by_material()
        return tuple(
            _entry(row, collections.get(row.material.id, ()), is_removed=is_removed)
            for row in self._rows.rows(is_removed=is_removed)
        )

    def counted(self, entries: Sequence[ShelfEntry]) -> tuple[ShelfEntry, ...]:
        """These entries, with how the questions of each stand now."""
        counts = question_counts(
            self._desk.database,
            (entry.material.id for entry in entries),
            now=self._desk.clock(),
        )
        return tuple(
            replace(entry, questions=counts.get(entry.material.id, QuestionCounts()))
            for entry in entries
        )

    def removed_count(self) -> int:
        """How many materials were removed."""
        return self._rows.removed_count()

    def next_steps(self, entries: Sequence[ShelfEntry]) -> dict[MaterialId, NextStep]:
        """What is worth doing next with each of these materials."""
        outlines = self._rows.outlines(entry.material.id for entry in entries)
        places = self._rows.places()
        seconds_each = answer_pace(self._desk.database).overall
        return {
            entry.material.id: next_step(
                outlines.get(entry.material.id, ()),
                places.get(entry.material.id),
                entry.questions,
                seconds_each=seconds_each,
            )
            for entry in entries
        }

    def sizes(self) -> dict[MaterialId, int]:
        """How many bytes the text and the pictures of each material take."""
        return self._rows.sizes()

    def remove(self, material: MaterialId) -> None:
        """Take a material off the shelf, with its notes and answers; nothing of it is lost.

        Raises :class:`NotFound`.
        """
        row_id = self._materials.row_id(material)
        title = self._materials.material(material).title
        with self._desk.action("Remove “{title}”", *Change, title=title) as action:
            action.update("material", row_id, {"deleted_at": self._desk.clock().isoformat()})

    def bring_back(self, material: MaterialId) -> None:
        """Put a removed material back, with all that the student made in it.

        Raises :class:`NotFound`.
        """
        row_id, title = self._materials.removed(material)
        with self._desk.action("Bring back “{title}”", *Change, title=title) as action:
            show_material(action, row_id, at=self._desk.clock())

    def archive(self, material: MaterialId) -> None:
        """Put a material away: it is asked about no more and stands with the archived ones.

        Raises :class:`NotFound`.
        """
        self._set_archived("Archive “{title}”", material, self._desk.clock().isoformat())

    def unarchive(self, material: MaterialId) -> None:
        """Let an archived material be studied again; raises :class:`NotFound`."""
        self._set_archived("Take “{title}” out of the archive", material, None)

    def _set_archived(self, label: str, material: MaterialId, archived_at: str | None) -> None:
        row_id = self._materials.row_id(material)
        title = self._materials.material(material).title
        changed = (Change.MATERIALS, Change.QUESTIONS)
        with self._desk.action(label, *changed, title=title) as action:
            action.update("material", row_id, {"archived_at": archived_at})


def _entry(row: ShelfRow, collections: tuple[CollectionId, ...], *, is_removed: bool) -> ShelfEntry:
    return ShelfEntry(
        material=row.material,
        sections=row.sections,
        read_sections=row.read_sections,
        words=row.words,
        minutes_left=minutes_for(row.words - row.words_read),
        collections=collections,
        is_archived=row.is_archived,
        is_removed=is_removed,
    )
