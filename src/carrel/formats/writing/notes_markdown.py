"""Notes and highlights as one Markdown text: by material and section, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from carrel.domain.annotations import Colour, ListedAnnotation
from carrel.domain.materials import Material
from carrel.domain.study_work import StudyWork
from carrel.domain.text.escaping import heading, inline, paragraph
from carrel.domain.text.markdown import parse
from carrel.formats.writing.written import Written, one_file


@dataclass(frozen=True, slots=True)
class NoteToWrite:
    """A note with its material and the number, from 1, of the paragraph that it stands beside.

    ``paragraph`` is None for a note on a section, and for one that has lost its words.
    """

    listed: ListedAnnotation
    material: Material
    paragraph: int | None


def write_notes(notes: Iterable[NoteToWrite], name: Callable[[Colour], str]) -> Written:
    """The notes in the order given; ``name`` gives what the student calls a colour."""
    pieces: list[str] = []
    for _, of_material in groupby(notes, key=lambda note: note.material.id):
        ordered = list(of_material)
        pieces += _title(ordered[0].material)
        for _, of_section in groupby(ordered, key=lambda note: note.listed.annotation.section):
            first, *more = of_section
            pieces.append(heading(first.listed.section_title, 2))
            for note in (first, *more):
                pieces += _note(note, name)
    return one_file(("\n\n".join(pieces) + "\n").encode())


def write_notes_of(works: Sequence[StudyWork]) -> Written:
    """All notes and highlights of these materials, those without a place last in their section."""
    notes: list[NoteToWrite] = []
    for work in works:
        for section in work.contents.sections:
            text = parse(section.markdown)
            own = [one for one in work.annotations if one.section == section.id]
            placed = work.annotations_in(section.id)
            for one in (*placed, *(one for one in own if one.is_orphan)):
                listed = ListedAnnotation(
                    one, work.contents.material.id, work.contents.material.title, section.title
                )
                number = None
                if one.passage is not None and not one.is_orphan and text.blocks:
                    number = text.index_at(one.passage.start) + 1
                notes.append(NoteToWrite(listed, work.contents.material, number))
    return write_notes(notes, works[0].colour_name if works else str)


def _title(material: Material) -> Iterator[str]:
    yield heading(material.title, 1)
    told = [" and ".join(material.authors), material.source]
    if any(told):
        yield paragraph(". ".join(part for part in told if part))


def _note(note: NoteToWrite, name: Callable[[Colour], str]) -> Iterator[str]:
    one = note.listed.annotation
    source = inline(_source(note, name))
    if one.passage is not None and one.passage.quote.strip():
        quoted = paragraph(one.passage.quote).splitlines()
        yield "\n".join([*(f"> {line}".rstrip() for line in quoted), ">", f"> — {source}"])
    else:
        yield f"*{source}*"
    if one.note:
        yield one.note
    if one.tags:
        yield " ".join(inline(f"#{'-'.join(tag.split())}") for tag in one.tags)


def _source(note: NoteToWrite, name: Callable[[Colour], str]) -> str:
    one = note.listed.annotation
    parts = [" and ".join(note.material.authors), note.material.title]
    parts.append(f"“{note.listed.section_title}”")
    if note.paragraph is not None:
        parts.append(f"¶ {note.paragraph}")
    told = ", ".join(part for part in parts if part)
    if one.is_orphan:
        told += " (in an earlier version)"
    return f"{told} · {name(one.colour)}"
