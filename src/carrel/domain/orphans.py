"""Orphans: what the student made on words or sections that a newer version no longer has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from carrel.domain.annotations import Colour
from carrel.domain.ids import MaterialId
from carrel.domain.text.passage import Passage

OrphanId = NewType("OrphanId", str)
"""The key of the passage that has lost its words, or of the note that has lost its section."""


class OrphanKind(StrEnum):
    """What the passage belongs to."""

    ANNOTATION = "annotation"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A passage without a place, with its old words and where they last stood.

    A note on a section as a whole has no words: its ``passage`` is empty.

    ``about`` is the note or the question's prompt, ``colour`` an annotation's. ``is_section_there``
    tells whether the section that they stood in is still part of the text.
    """

    id: OrphanId
    kind: OrphanKind
    key: str
    passage: Passage
    about: str
    colour: Colour | None
    material: MaterialId
    material_title: str
    section_title: str
    is_section_there: bool


def note_with_old_words(quote: str, note: str) -> str:
    """A note in Markdown that keeps the words which it stood beside, as a quotation above it."""
    quoted = "\n".join(f"> {line}" for line in quote.strip().splitlines())
    return f"{quoted}\n\n{note}".strip() if quoted else note
