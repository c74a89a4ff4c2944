"""Taking notes out of the library: those that were selected, or all that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from carrel.domain.annotations import Colour, ListedAnnotation
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.materials import Material
from carrel.domain.text.document import Document
from carrel.formats.writing.notes_markdown import NoteToWrite, write_notes
from carrel.formats.writing.placing import put_files
from carrel.services.desk import Desk
from carrel.services.reading import document_of
from carrel.storage.material_store import MaterialStore


class NotesExporting:
    """Writes notes as Markdown, by material and section, each with its source."""

    def __init__(self, desk: Desk) -> None:
        self._store = MaterialStore(desk.database)
        self._materials: dict[MaterialId, Material] = {}
        self._documents: dict[SectionId, Document] = {}

    def export(
        self,
        notes: Sequence[ListedAnnotation],
        target: Path,
        *,
        name: Callable[[Colour], str],
        report: ShareReport = no_share_report,
    ) -> None:
        """Write these notes to a file, in the order of the texts, in place of what was there.

        ``name`` gives what the student calls a colour; ``report`` is told the share that is done,
        0 to 1, and may raise to end it. Raises :class:`InputError` when the file cannot be written;
        what was there is then as it was.
        """
        if not notes:
            raise InputError("There are no notes to export; clear the filters or write some first.")
        order = {
            section.id: number
            for material in dict.fromkeys(one.material for one in notes)
            for number, section in enumerate(self._store.outline(material))
        }
        last = len(order)
        made = []
        for number, one in enumerate(notes):
            report(number / len(notes))
            made.append(self._note(one))
        made.sort(
            key=lambda note: (
                note.material.title,
                note.material.id,
                order.get(note.listed.annotation.section, last),
                note.listed.annotation.section,
                _start(note.listed),
            )
        )
        put_files(write_notes(made, name), target)

    def _note(self, one: ListedAnnotation) -> NoteToWrite:
        if one.material not in self._materials:
            self._materials[one.material] = self._store.material(one.material)
        return NoteToWrite(one, self._materials[one.material], self._paragraph(one))

    def _paragraph(self, one: ListedAnnotation) -> int | None:
        annotation = one.annotation
        if annotation.passage is None or annotation.is_orphan:
            return None
        if annotation.section not in self._documents:
            section = self._store.section(annotation.section)
            self._documents[annotation.section] = document_of(section)
        return self._documents[annotation.section].index_at(annotation.passage.start) + 1


def _start(one: ListedAnnotation) -> int:
    return -1 if one.annotation.passage is None else one.annotation.passage.start
