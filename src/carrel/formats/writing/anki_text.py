"""Questions as Anki's text files: tab-separated, with the headers that tell Anki what is what.

The headers are those of https://docs.ankiweb.net/importing/text-files.html.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from carrel.domain.study_work import StudyWork
from carrel.formats.writing.anki import guid_of
from carrel.formats.writing.anki_notes import AnkiNote, NoteType, anki_notes
from carrel.formats.writing.written import LeftBehind, Written, one_file

_HEADERS = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:6",
)


def write_anki_text(works: Sequence[StudyWork]) -> Written:
    """A line for each question, for the note types that every Anki has (by their English names)."""
    made = io.StringIO(newline="")
    made.write("\n".join(_HEADERS) + "\n")
    table = csv.writer(made, delimiter="\t", lineterminator="\n")
    pictures = 0
    for work in works:
        deck = f"Carrel::{work.contents.material.title}"
        for note in anki_notes(work):
            table.writerow(_row(note, deck))
            pictures += len(note.pictures)
    return one_file(
        made.getvalue().encode(),
        LeftBehind(pictures, "pictures", "a text file holds none"),
        LeftBehind(sum(len(work.answers) for work in works), "answers given", "Anki takes none"),
    )


def _row(note: AnkiNote, deck: str) -> Sequence[str]:
    below = "".join(f"<div>{part}</div>" for part in (note.explanation, note.source) if part)
    # The two sides of a card asked both ways are asked for, so that nothing may stand below them.
    back = note.back if note.type is NoteType.BOTH_WAYS else note.back + below
    return [
        guid_of(note),
        note.type.value,
        deck,
        _one_line(note.front),
        _one_line(back),
        " ".join(note.tags),
    ]


def _one_line(html: str) -> str:
    return html.replace("\n", " ").replace("\t", " ")
