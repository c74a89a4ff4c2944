"""Questions as an Anki package: an ``.apkg`` that a later export updates instead of doubling."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from carrel.domain.study_work import StudyWork
from carrel.formats.writing.anki_notes import AnkiNote, NoteType, anki_notes
from carrel.formats.writing.written import LeftBehind, Written, one_file

if TYPE_CHECKING:
    import genanki

_FIELDS = {
    NoteType.BASIC: ("Front", "Back", "Explanation", "Source"),
    NoteType.BOTH_WAYS: ("Front", "Back", "Explanation", "Source"),
    NoteType.CLOZE: ("Text", "Explanation", "Source"),
}
_BELOW = (
    '{{#Explanation}}<div class="explanation">{{Explanation}}</div>{{/Explanation}}'
    '<div class="source">{{Source}}</div>'
)
_TEMPLATES = {
    NoteType.BASIC: [("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")],
    NoteType.BOTH_WAYS: [
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
        ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
    ],
    NoteType.CLOZE: [("{{cloze:Text}}", "{{cloze:Text}}<hr id=answer>")],
}
_STYLE = """
.card { font-family: Georgia, serif; font-size: 20px; line-height: 1.5; max-width: 34em;
  margin: 0 auto; text-align: left; }
.card > div, .card div { margin: 0.6em 0; }
.cloze { font-weight: bold; color: #2d6cdf; }
.explanation { font-size: 0.9em; }
.source { font-size: 0.8em; opacity: 0.7; border-left: 3px solid currentColor;
  padding-left: 0.8em; }
"""
_NAMES = {
    NoteType.BASIC: "Carrel question",
    NoteType.BOTH_WAYS: "Carrel flashcard, both ways",
    NoteType.CLOZE: "Carrel cloze",
}


def write_anki(works: Sequence[StudyWork]) -> Written:
    """A deck for each material. Notes, decks and note types keep their ids from export to export.

    What is remembered stays behind: Anki schedules by its own reviews.
    """
    import genanki

    models = {type_: _model(type_) for type_ in NoteType}
    decks, missing = [], 0
    with tempfile.TemporaryDirectory(prefix="carrel-") as name:
        folder = Path(name)
        media: dict[str, Path] = {}
        for work in works:
            material = work.contents.material
            deck = genanki.Deck(_number(f"deck {material.id}"), f"Carrel::{material.title}")
            for note in anki_notes(work):
                deck.add_note(_note(note, models[note.type]))
                missing += _copy_pictures(note, work, folder, media)
            decks.append(deck)
        package = genanki.Package(decks)
        package.media_files = [str(path) for path in media.values()]
        target = folder / "made.apkg"
        package.write_to_file(str(target))
        content = target.read_bytes()
    answers = sum(len(work.answers) for work in works)
    return one_file(
        content,
        LeftBehind(answers, "answers given", "Anki schedules by its own reviews"),
        LeftBehind(missing, "pictures", "they are missing in the library"),
    )


def _model(type_: NoteType) -> genanki.Model:
    import genanki

    return genanki.Model(
        _number(f"note type {type_.name}"),
        _NAMES[type_],
        fields=[{"name": name} for name in _FIELDS[type_]],
        templates=[
            {"name": f"Card {number}", "qfmt": front, "afmt": back + _BELOW}
            for number, (front, back) in enumerate(_TEMPLATES[type_], start=1)
        ],
        css=_STYLE,
        model_type=genanki.Model.CLOZE if type_ is NoteType.CLOZE else genanki.Model.FRONT_BACK,
    )


def _note(note: AnkiNote, model: genanki.Model) -> genanki.Note:
    import genanki

    filled = {
        "Front": note.front,
        "Text": note.front,
        "Back": note.back,
        "Explanation": note.explanation,
        "Source": note.source,
    }
    return genanki.Note(
        model=model,
        fields=[filled[name] for name in _FIELDS[note.type]],
        tags=list(note.tags),
        guid=guid_of(note),
    )


def guid_of(note: AnkiNote) -> str:
    """The name by which Anki knows a note again."""
    return sha256(f"carrel {note.name}".encode()).hexdigest()[:20]


def _copy_pictures(note: AnkiNote, work: StudyWork, folder: Path, media: dict[str, Path]) -> int:
    assets = {asset.name: asset for asset in work.contents.assets}
    missing = 0
    for name, asset in note.pictures.items():
        if asset not in assets:
            missing += 1
        elif name not in media:
            media[name] = folder / name
            media[name].write_bytes(assets[asset].content)
    return missing


def _number(name: str) -> int:
    """An id as Anki wants it, below 2^53 and stable."""
    return int.from_bytes(sha256(f"carrel {name}".encode()).digest()[:6])
