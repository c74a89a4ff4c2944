"""Exercises from what a material says: questions made from its claims and its dated events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from carrel.domain.changes import Change
from carrel.domain.claims import Claim
from carrel.domain.ids import ClaimId, MaterialId, QuestionId
from carrel.domain.questions.from_claims import ClaimQuestions, Exercise
from carrel.domain.questions.from_events import order_questions
from carrel.domain.questions.question import Question
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.timeline import Event
from carrel.services.desk import Desk
from carrel.services.language_data import words_of
from carrel.storage.claim_store import ClaimStore
from carrel.storage.event_store import EventStore
from carrel.storage.generated_questions import GeneratedQuestions, Presence
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore


@dataclass(frozen=True, slots=True)
class ExerciseOffer:
    """How many questions an exercise makes, and how many of them the library has already.

    ``deleted`` are those that the student has deleted; they are not made again.
    """

    exercise: Exercise
    questions: int
    known: int
    deleted: int

    @property
    def new(self) -> int:
        """How many would be added."""
        return self.questions - self.known - self.deleted


class Exercises:
    """Makes questions that are then like all others: scheduled, edited, suspended, deleted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._claims = ClaimStore(desk.database)
        self._events = EventStore(desk.database)
        self._topics = TopicStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._generated = GeneratedQuestions(desk.database)

    def offers(
        self, material: MaterialId, claims: Collection[ClaimId] | None = None
    ) -> tuple[ExerciseOffer, ...]:
        """What each exercise would make of ``claims``, or of all of a material; events are all.

        Exercises that have nothing to ask are left out.
        """
        offers = []
        source = self._source(material)
        for exercise in Exercise:
            made = source.made([exercise], claims)
            presence = list(self._generated.presence(made).values())
            deleted = presence.count(Presence.DELETED)
            known = len(made) - presence.count(Presence.NEW) - deleted
            if made:
                offers.append(ExerciseOffer(exercise, len(made), known, deleted))
        return tuple(offers)

    def make(
        self,
        material: MaterialId,
        exercises: Iterable[Exercise],
        claims: Collection[ClaimId] | None = None,
    ) -> tuple[QuestionId, ...]:
        """Add the questions that are not there yet, as one step; returns all that can be asked.

        What is there keeps its answers, and says what the claims say now unless the student has
        edited it.
        """
        made = self._source(material).made(exercises, claims)
        with self._desk.action("Make exercises", Change.QUESTIONS) as action:
            self._generated.put(action, made, at=self._desk.clock())
        presence = self._generated.presence(made)
        return tuple(one.id for one in made if presence[one.id] is Presence.THERE)

    def _source(self, material: MaterialId) -> _Source:
        claims = self._claims.claims(material)
        speakers = {topic for claim in claims for topic in (claim.asserted_by, claim.ascribed_to)}
        names = {topic.id: topic.name for topic in self._topics.with_ids(speakers)}
        language = self._materials.material(material).language
        # What Carrel has no words for is asked in English.
        words = own if (own := words_of(language)).prompts else words_of("en")
        maker = ClaimQuestions(claims, self._claims.links(material), names, words)
        return _Source(claims, maker, self._events.events(material), words)


@dataclass(frozen=True, slots=True)
class _Source:
    """What a material gives to make questions from."""

    claims: tuple[Claim, ...]
    maker: ClaimQuestions
    events: tuple[Event, ...]
    words: LanguageWords

    def made(
        self, exercises: Iterable[Exercise], wanted: Collection[ClaimId] | None
    ) -> list[Question]:
        """The questions of these exercises, about ``wanted`` claims or all."""
        made: list[Question] = []
        for exercise in exercises:
            if exercise is Exercise.ORDER:
                made += order_questions(self.events, self.words)
                continue
            for claim in self.claims:
                if wanted is None or claim.id in wanted:
                    made += self.maker.made(exercise, claim)
        return made
