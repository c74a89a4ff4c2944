"""Annotations: what a student marks and writes in the margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carrel.domain.ids import AnnotationId, SectionId
from carrel.domain.text.passage import Passage


class Colour(StrEnum):
    """The four meanings of a highlight; their names can be changed by the student."""

    IMPORTANT = "important"
    QUESTION = "question"
    EVIDENCE = "evidence"
    DISAGREE = "disagree"


class Style(StrEnum):
    """How an annotation shows on its words."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    NOTE = "note"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage with a colour, a note in Markdown and tags.

    ``passage`` is None for a note on the section as a whole. An orphan's words are no longer in
    the text: its passage keeps them with the place where they last stood. Times are UTC.
    """

    id: AnnotationId
    section: SectionId
    passage: Passage | None
    colour: Colour
    style: Style
    note: str
    tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    is_orphan: bool = False
