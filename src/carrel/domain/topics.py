"""Topics, how they relate, and where a text speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.text.passage import Passage


class TopicKind(StrEnum):
    """What sort of thing a topic is."""

    CONCEPT = "concept"
    TERM = "term"
    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    REGION = "region"
    PLACE = "place"
    EVENT = "event"


class RelationKind(StrEnum):
    """How one topic stands to another."""

    BROADER = "broader"
    RELATED = "related"


class MentionOrigin(StrEnum):
    """How a mention came to be: found from names and aliases, or tagged."""

    FOUND = "found"
    TAGGED = "tagged"
    STUDENT = "student"


@dataclass(frozen=True, slots=True)
class Topic:
    """An idea, term, person ... of a material.

    ``links_by_name`` is False for role words such as "critics", which mean others elsewhere.
    ``is_background`` marks a term that the material's source does not use itself. ``merged_into``
    is the topic that the student made of this one and others.
    """

    id: TopicId
    material: MaterialId
    name: str
    kind: TopicKind
    group: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    links_by_name: bool = True
    is_background: bool = False
    origin: Origin = Origin.PACK
    merged_into: TopicId | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed tie between two topics of one material."""

    source: TopicId
    kind: RelationKind
    target: TopicId


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that speaks of a topic."""

    topic: TopicId
    passage: Passage
    origin: MentionOrigin


@dataclass(frozen=True, slots=True)
class TopicJoin:
    """The student's word that two topics are the same, or that they are not."""

    first: TopicId
    second: TopicId
    is_joined: bool


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """Where a text speaks of a topic: code points of the section's plain text, end exclusive."""

    section: SectionId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TopicQuestion:
    """A question about a topic: the words that answer it and what is known of it so far.

    ``prompt`` is Markdown. ``due_at`` (UTC) is when its first part comes back, None if never asked.
    """

    id: QuestionId
    prompt: str
    span: SectionSpan | None
    reviews: int
    due_at: datetime | None
