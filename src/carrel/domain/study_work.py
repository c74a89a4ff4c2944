"""A material with all that its author and its student made of it: what leaves for elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from carrel.domain.annotations import Annotation, Colour
from carrel.domain.ids import CardId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Section
from carrel.domain.packs import Pack
from carrel.domain.questions.question import Question
from carrel.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One answer that was not taken back. ``at`` is UTC, ``score`` runs from 0 to 1.

    ``rating`` is FSRS's, from 1 (again) to 4 (easy); ``confidence`` from 1 to 3, None where it was
    not asked.
    """

    question: QuestionId
    card: CardId
    at: datetime
    score: float
    rating: int
    confidence: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class StudyWork:
    """The contents of a material as they are now, the student's changes included.

    ``contents`` holds the effective text, topics, claims and questions in the shape of a pack,
    those of the student's own too; proposals and deleted things are not in it. ``mentions`` are
    all places that speak of a topic: the section and the code point where the words begin.
    ``colour_names`` are those that the student gave; a colour that is not in them goes by its own.
    """

    contents: Pack
    annotations: tuple[Annotation, ...] = ()
    answers: tuple[AnswerGiven, ...] = ()
    mentions: tuple[tuple[TopicId, tuple[SectionId, int]], ...] = ()
    colour_names: Mapping[Colour, str] = field(default_factory=dict)

    def colour_name(self, colour: Colour) -> str:
        """What the student calls a colour."""
        return self.colour_names.get(colour) or colour.value

    def section_named(self, section: SectionId) -> Section | None:
        """The section of this id, if the material has it."""
        return next((one for one in self.contents.sections if one.id == section), None)

    def topic_named(self, topic: TopicId) -> Topic | None:
        """The topic of this id, if the material has it."""
        return next((one for one in self.contents.topics if one.id == topic), None)

    def annotations_in(self, section: SectionId) -> tuple[Annotation, ...]:
        """The annotations of a section in the order of the text; section notes come first."""
        return tuple(
            sorted(
                (one for one in self.annotations if one.section == section and not one.is_orphan),
                key=lambda one: (one.passage.start if one.passage else -1, one.created_at),
            )
        )

    def topic_names(self, question: Question) -> tuple[str, ...]:
        """The names of the topics of a question that this material has."""
        found = (self.topic_named(topic) for topic in question.topics)
        return tuple(topic.name for topic in found if topic is not None)
