"""A quiz: what it is about, how long it is, and the question it stands at."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from json import dumps, loads
from typing import NewType

from carrel.domain.ids import CardId, QuestionId, ReviewId
from carrel.domain.questions.body import Kind, Response
from carrel.domain.questions.grade import Grade
from carrel.domain.questions.question import Question
from carrel.domain.scheduling import Confidence, Rating

SessionId = NewType("SessionId", str)
ItemId = NewType("ItemId", int)
"""A question's turn in a session; a question that comes back has another one."""

MOST_REPEATS = 4
"""How often a missed question comes back within one session."""


USUAL_SIZE = 20
"""How many cards a quiz asks where nothing else was chosen."""


class ScopeKind(StrEnum):
    """What sort of thing a quiz is confined to."""

    EVERYTHING = "everything"
    WORTHWHILE = "worthwhile"
    """Only what is due and a share of new questions, over the whole library."""
    MATERIAL = "material"
    COLLECTION = "collection"
    EXAM = "exam"
    """What the plan until an exam has for today; the key is that of the exam."""
    SECTION = "section"
    TOPIC = "topic"
    TAG = "tag"
    MISSED = "missed"
    MARKED = "marked"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Scope:
    """The questions that a quiz asks from.

    ``key`` is the id of the thing, or the tag; empty where the kind says it all. ``questions`` are
    the questions of a scope that names them one by one.
    """

    kind: ScopeKind = ScopeKind.EVERYTHING
    key: str = ""
    questions: tuple[QuestionId, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeCounts:
    """How many questions a scope holds: all of them, due now, never asked."""

    total: int = 0
    due: int = 0
    new: int = 0

    @property
    def resting(self) -> int:
        """Questions that were asked, known or missed, and whose time has not come again."""
        return self.total - self.due - self.new

    def __add__(self, other: ScopeCounts) -> ScopeCounts:
        return ScopeCounts(self.total + other.total, self.due + other.due, self.new + other.new)


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A scope that a student can choose. ``level`` is the depth of a section, 1 at the top."""

    scope: Scope
    title: str
    counts: ScopeCounts
    level: int = 1


@dataclass(frozen=True, slots=True)
class MaterialChoices:
    """A material with the sections and topics that have questions."""

    material: ScopeChoice
    sections: tuple[ScopeChoice, ...]
    topics: tuple[ScopeChoice, ...]


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a student chose. ``size`` is a number of cards or, if None, as many as ``minutes`` hold.

    In an exam there is no feedback until the end, nothing comes back, and ``minutes`` is a limit.
    """

    scope: Scope = field(default_factory=Scope)
    size: int | None = USUAL_SIZE
    minutes: int | None = None
    is_exam: bool = False
    asks_confidence: bool = True
    asks_for_sentence: bool = False

    def to_json(self) -> str:
        """The plan as text that :meth:`from_json` reads."""
        return dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> SessionPlan:
        """The plan that :meth:`to_json` wrote."""
        given = loads(text)
        scope = given.pop("scope")
        return cls(
            Scope(ScopeKind(scope["kind"]), scope["key"], tuple(scope["questions"])), **given
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is. ``answered`` of ``total`` turns are over, repeats among both."""

    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class LastTime:
    """How a card stood before its turn: why it is asked now.

    ``days`` have passed since its last answer; ``recall`` is how likely it is still known, 0 to 1.
    """

    days: int
    recall: float
    was_missed: bool
    is_fading: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A question's turn. ``seed`` gives the order in which its options are shown.

    ``is_new`` tells that the card was never answered before; ``last_time`` is None then.
    """

    item: ItemId
    card: CardId
    part: int
    question: Question
    is_repeat: bool
    is_new: bool
    is_marked: bool
    seed: str
    last_time: LastTime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer that was given in a session, and what came of it.

    ``intervals`` is how long the card would rest after each rating, from the time of the answer.
    ``sentence_score`` is how well the student then found the sentence that answers, 0 to 1; None
    before they tried, or where they were not asked to.
    """

    turn: Turn
    review: ReviewId
    response: Response
    grade: Grade
    rating: Rating
    confidence: Confidence | None
    intervals: dict[Rating, timedelta]
    sentence_score: float | None = None

    @property
    def is_miss(self) -> bool:
        """Whether the question was as good as not known."""
        return self.rating is Rating.AGAIN

    @property
    def is_confident_miss(self) -> bool:
        """Whether the student was sure and wrong."""
        return self.confidence is Confidence.SURE and self.rating is Rating.AGAIN


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands: at a question, at the feedback on one, or at its end.

    Exactly one of ``turn`` and ``outcome`` is set, or neither at the end. ``ends_at`` is the time
    at which an exam is over.
    """

    session: SessionId
    plan: SessionPlan
    progress: Progress
    turn: Turn | None = None
    outcome: Outcome | None = None
    ends_at: datetime | None = None

    @property
    def asks_for_sentence(self) -> bool:
        """Whether the student is to find the sentence that answers, before the feedback."""
        outcome = self.outcome
        if not self.plan.asks_for_sentence or outcome is None or not outcome.is_miss:
            return False
        question = outcome.turn.question
        has_words = bool(question.passages) and question.kind is not Kind.EVIDENCE
        return has_words and outcome.sentence_score is None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask or to show."""
        return self.turn is None and self.outcome is None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that was left before its end."""

    session: SessionId
    plan: SessionPlan
    progress: Progress


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a session: the first answer to each card, and what was not reached."""

    session: SessionId
    plan: SessionPlan
    outcomes: tuple[Outcome, ...]
    unanswered: tuple[Question, ...]
    seconds: float

    @property
    def score(self) -> float:
        """The mean score of all questions, 0 to 1; in an exam what was not answered counts 0."""
        count = len(self.outcomes) + (len(self.unanswered) if self.plan.is_exam else 0)
        return sum(outcome.grade.score for outcome in self.outcomes) / count if count else 0.0

    @property
    def misses(self) -> tuple[Outcome, ...]:
        """Answers that were not wholly right, those given with confidence first."""
        missed = [outcome for outcome in self.outcomes if not outcome.grade.is_right]
        return tuple(sorted(missed, key=lambda outcome: not outcome.is_confident_miss))


def repeat_distance(*, was_confident: bool) -> int:
    """After how many other questions a miss comes back: a confident one first."""
    return 2 if was_confident else 5
