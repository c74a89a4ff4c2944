"""Annotations: what a student marks and writes in the margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carrel.domain.ids import AnnotationId, MaterialId, SectionId, TopicId
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


class NoteOrder(StrEnum):
    """How a list of annotations is sorted."""

    PLACE = "place"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class AnnotationFilter:
    """Which annotations to list; an empty field leaves nothing out.

    The note or its words must speak of one of ``topics``. Every word of ``text`` must begin a word
    of the note, or stand in the quotation. ``has_note`` None takes both kinds.
    """

    text: str = ""
    materials: frozenset[MaterialId] = frozenset()
    sections: frozenset[SectionId] = frozenset()
    colours: frozenset[Colour] = frozenset()
    tags: frozenset[str] = frozenset()
    topics: frozenset[TopicId] = frozenset()
    has_note: bool | None = None
    only_orphans: bool = False
    order: NoteOrder = NoteOrder.PLACE


@dataclass(frozen=True, slots=True)
class ListedAnnotation:
    """An annotation with the titles of where it stands."""

    annotation: Annotation
    material: MaterialId
    material_title: str
    section_title: str


@dataclass(frozen=True, slots=True)
class NotedTopic:
    """A topic that notes speak of, or whose words they mark; ``ids`` are those of its name."""

    name: str
    ids: frozenset[TopicId]
    count: int
