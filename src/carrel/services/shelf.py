"""The shelf: every material with how far it has been studied and what to do with it next."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.changes import Change
from carrel.domain.ids import MaterialId
from carrel.domain.materials import Material
from carrel.domain.next_step import NextStep, QuestionCounts, next_step
from carrel.services.desk import Desk
from carrel.services.reading import Reading
from carrel.storage.material_store import MaterialStore
from carrel.storage.study_counts import question_counts


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A material on the shelf. ``minutes_left`` is how long what is not yet read takes."""

    material: Material
    sections: int
    read_sections: int
    words: int
    minutes_left: int
    annotations: int
    questions: QuestionCounts
    next_step: NextStep


class Shelf:
    """What the Library page shows and does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._materials = MaterialStore(desk.database)
        self._reading = Reading(desk)

    def entries(self) -> tuple[ShelfEntry, ...]:
        """All materials, the one that came in last first."""
        counts = question_counts(self._desk.database, now=self._desk.clock())
        entries = []
        for reading in self._reading.materials():
            summary = reading.summary
            questions = counts.get(summary.material.id, QuestionCounts())
            outline = self._materials.outline(summary.material.id)
            place = None if reading.place is None else reading.place.section
            entries.append(
                ShelfEntry(
                    material=summary.material,
                    sections=summary.sections,
                    read_sections=summary.read_sections,
                    words=summary.words,
                    minutes_left=reading.minutes_left,
                    annotations=summary.annotations,
                    questions=questions,
                    next_step=next_step(outline, place, questions),
                )
            )
        return tuple(reversed(entries))

    def remove(self, material: MaterialId) -> None:
        """Take a material off the shelf, with its notes and answers; undo brings all back.

        Raises :class:`NotFound`.
        """
        row_id = self._materials.row_id(material)
        title = self._materials.material(material).title
        with self._desk.action("Remove “{title}”", *Change, title=title) as action:
            action.update("material", row_id, {"deleted_at": self._desk.clock().isoformat()})
