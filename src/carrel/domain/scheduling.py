"""What a student remembers of a card, and when to ask again: FSRS, so that replay is exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from hashlib import sha256
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from carrel.domain.forgetting import Forgetting
from carrel.domain.ids import CardId
from carrel.domain.questions.shuffling import fraction
from carrel.domain.settings import Settings
from carrel.domain.steady_time import steady

if TYPE_CHECKING:
    import fsrs


class Rating(IntEnum):
    """How well an answer went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Stage(IntEnum):
    """Where a card is in FSRS; the numbers are those of the library ``fsrs``."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Confidence(IntEnum):
    """How sure the student is before the answer."""

    GUESS = 1
    FAIRLY_SURE = 2
    SURE = 3


class Strength(StrEnum):
    """What is shown of a memory."""

    NEW = "new"
    MISSED = "missed"
    FADING = "fading"
    SECURE = "secure"


DEFAULT_WEIGHTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""FSRS-6 weights for a student of whom nothing is known yet (py-fsrs, DEFAULT_PARAMETERS)."""

RIGHT_ENOUGH_FOR_HARD = 0.5
"""From this score on an answer counts as remembered with effort, below it as forgotten."""

CLOCK_TOLERANCE = timedelta(days=1)
"""A last answer further in the future than this was given while the clock was wrong."""

LONGEST_BURIAL = timedelta(days=2)
"""A card rests until tomorrow at the longest; one buried for more was so by a wrong clock."""

_FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From and up to how many days an interval is spread by which share (py-fsrs, FUZZ_RANGES)."""

_SHORTEST_FUZZED_DAYS = 2.5


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of a card that was answered at least once. Times are UTC.

    ``stability`` is in days: after so many, recall has fallen to 90 %. ``difficulty`` runs from 1
    to 10. ``step`` counts learning steps from 0 and is None in the review stage.
    """

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    due_at: datetime
    last_review_at: datetime
    last_rating: Rating
    review_count: int
    lapse_count: int

    def to_dict(self) -> dict[str, Any]:
        """The memory as JSON-able values; numbers go round exactly."""
        # Written out: dataclasses.asdict copies deeply and takes as long as the rest of an answer.
        return {
            "stage": int(self.stage),
            "step": self.step,
            "stability": self.stability,
            "difficulty": self.difficulty,
            "due_at": self.due_at.isoformat(),
            "last_review_at": self.last_review_at.isoformat(),
            "last_rating": int(self.last_rating),
            "review_count": self.review_count,
            "lapse_count": self.lapse_count,
        }

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Memory:
        """The memory that :meth:`to_dict` wrote."""
        return cls(
            stage=Stage(given["stage"]),
            step=given["step"],
            stability=given["stability"],
            difficulty=given["difficulty"],
            due_at=datetime.fromisoformat(given["due_at"]),
            last_review_at=datetime.fromisoformat(given["last_review_at"]),
            last_rating=Rating(given["last_rating"]),
            review_count=given["review_count"],
            lapse_count=given["lapse_count"],
        )


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """Everything that decides what a review does to a memory; each review names the set it used.

    ``desired_retention`` is the recall, between 0 and 1, at which a card is asked again.
    """

    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    desired_retention: float = 0.9
    learning_steps_minutes: tuple[float, ...] = (1, 10)
    relearning_steps_minutes: tuple[float, ...] = (10,)
    longest_interval_days: int = 36_500
    is_fuzzed: bool = True

    @property
    def key(self) -> str:
        """The name of this set: equal sets have equal names."""
        return sha256(self.to_json().encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """The set as text that :meth:`from_json` reads."""
        return dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ParameterSet:
        """The set that :meth:`to_json` wrote."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in loads(text).items()
        }
        return cls(**given)


def parameters_of(settings: Settings) -> ParameterSet:
    """The parameter set that a student's settings ask for from the next answer on."""
    return ParameterSet(
        desired_retention=settings.desired_retention,
        learning_steps_minutes=settings.learning_steps,
        relearning_steps_minutes=settings.relearning_steps,
        longest_interval_days=settings.longest_interval_days,
        is_fuzzed=settings.is_fuzzed,
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What of a logged answer decides the memory after it."""

    rating: Rating
    reviewed_at: datetime
    parameters: ParameterSet


@dataclass(slots=True)
class Scheduling:
    """The rules of one parameter set."""

    parameters: ParameterSet = field(default_factory=ParameterSet)
    forgetting: Forgetting = field(init=False, repr=False)
    _fsrs: fsrs.Scheduler | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.forgetting = Forgetting(self.parameters.weights)
        self._fsrs = None

    def after(self, memory: Memory | None, rating: Rating, at: datetime, *, card: CardId) -> Memory:
        """The memory of ``card`` after an answer at the time ``at`` (aware).

        Depends on nothing but the arguments and the parameter set: the interval is spread by a
        number made from the card's name and the count of its reviews.
        """
        import fsrs

        at = at.astimezone(UTC)
        before = _to_fsrs(memory, at)
        after, _ = self._scheduler().review_card(before, fsrs.Rating(rating), at)
        count = 1 if memory is None else memory.review_count + 1
        has_lapsed = rating is Rating.AGAIN and memory is not None and memory.stage is Stage.REVIEW
        stage = Stage(after.state)
        due_at = after.due
        if stage is Stage.REVIEW and self.parameters.is_fuzzed:
            days = self._fuzzed((due_at - at).days, fraction(f"{card}\n{count}"))
            due_at = at + timedelta(days=days)
        if after.stability is None or after.difficulty is None:
            raise AssertionError("fsrs gives every reviewed card a stability and a difficulty")
        return Memory(
            stage=stage,
            step=after.step,
            stability=after.stability,
            difficulty=after.difficulty,
            due_at=due_at,
            last_review_at=at,
            last_rating=rating,
            review_count=count,
            lapse_count=(0 if memory is None else memory.lapse_count) + has_lapsed,
        )

    def intervals(
        self, memory: Memory | None, at: datetime, *, card: CardId
    ) -> dict[Rating, timedelta]:
        """How long the card would rest after each rating given at the time ``at``."""
        return {
            rating: self.after(memory, rating, at, card=card).due_at - at.astimezone(UTC)
            for rating in Rating
        }

    def recall(self, memory: Memory, at: datetime) -> float:
        """How likely the card is known at the time ``at``, from 0 to 1.

        FSRS counts whole days; here parts of days count, so that it falls smoothly. A card that
        was missed counts as not known until it is answered well again.
        """
        if is_missed(memory):
            return 0.0
        days = (at - memory.last_review_at) / timedelta(days=1)
        return self.forgetting.recall(memory.stability, days)

    def strength(self, memory: Memory | None, at: datetime) -> Strength:
        """How the memory stands, as it is shown."""
        if memory is None:
            return Strength.NEW
        if is_missed(memory):
            return Strength.MISSED
        is_known = self.recall(memory, at) >= self.parameters.desired_retention
        return Strength.SECURE if is_known else Strength.FADING

    def _scheduler(self) -> fsrs.Scheduler:
        if self._fsrs is None:
            # Loading fsrs takes as long as drawing a page: it waits for the first answer.
            import fsrs

            given = self.parameters
            self._fsrs = fsrs.Scheduler(
                given.weights,
                given.desired_retention,
                tuple(timedelta(minutes=step) for step in given.learning_steps_minutes),
                tuple(timedelta(minutes=step) for step in given.relearning_steps_minutes),
                given.longest_interval_days,
                enable_fuzzing=False,
            )
        return self._fsrs

    def _fuzzed(self, days: int, share: float) -> int:
        """An interval of ``days`` spread to both sides; ``share``, 0 to below 1, says where to."""
        if days < _SHORTEST_FUZZED_DAYS:
            return days
        delta = 1.0 + sum(
            factor * max(min(float(days), end) - start, 0.0) for start, end, factor in _FUZZ_RANGES
        )
        longest = min(round(days + delta), self.parameters.longest_interval_days)
        shortest = min(max(2, round(days - delta)), longest)
        return shortest + int(share * (longest - shortest + 1))


def replay(card: CardId, log: Iterable[Recorded]) -> Memory | None:
    """The memory that a card's answers, in the order they were given, leave behind.

    None for an empty log. Each answer follows the rules of its own parameter set.
    """
    answers = tuple(log)
    if not answers:
        return None
    last = answers[-1]
    before = settled(card, answers[:-1], last.reviewed_at)
    return Scheduling(last.parameters).after(before, last.rating, last.reviewed_at, card=card)


def settled(card: CardId, log: Sequence[Recorded], at: datetime) -> Memory | None:
    """The memory before an answer at the time ``at``; what wrong clocks did to it is made good.

    Its times are those of the clock that tells ``at``. The rule is that of
    :func:`carrel.domain.steady_time.steady`.
    """
    times = steady([*(review.reviewed_at.astimezone(UTC) for review in log), at.astimezone(UTC)])
    shift = at - times[-1]
    rules: dict[ParameterSet, Scheduling] = {}
    memory = None
    for review, time in zip(log, times, strict=False):
        if review.parameters not in rules:
            rules[review.parameters] = Scheduling(review.parameters)
        memory = rules[review.parameters].after(memory, review.rating, time + shift, card=card)
    return memory


def is_steady(memory: Memory | None, latest: datetime | None, at: datetime) -> bool:
    """Whether a memory can be taken as it is for an answer at the time ``at``.

    ``latest`` is the latest time that an answer to the card was given at, as the clock told it. If
    it is not that of the last answer, a clock was wrong, and the memory has to be :func:`settled`.
    """
    return memory is None or latest is None or latest <= memory.last_review_at <= at


def is_missed(memory: Memory) -> bool:
    """Whether the last answer was wrong and the card was not won back since."""
    return memory.last_rating is Rating.AGAIN and memory.stage is not Stage.REVIEW


def is_due(memory: Memory, at: datetime) -> bool:
    """Whether the card is to be asked at the time ``at``.

    A last answer from the future shows that the clock was wrong then; waiting for it could take
    years, so such a card is due.
    """
    return memory.due_at <= at or memory.last_review_at > at + CLOCK_TOLERANCE


def proposed_rating(score: float, confidence: Confidence | None) -> Rating:
    """What an answer with this score (0 to 1) says of the memory, before the student changes it.

    A right guess is not knowledge. "Easy" is never proposed: only the student can say so.
    """
    if score < RIGHT_ENOUGH_FOR_HARD:
        return Rating.AGAIN
    if score < 1 or confidence is Confidence.GUESS:
        return Rating.HARD
    return Rating.GOOD


def _to_fsrs(memory: Memory | None, at: datetime) -> fsrs.Card:
    import fsrs

    # A card without an id waits for a millisecond to make one.
    if memory is None:
        return fsrs.Card(card_id=0, due=at)
    return fsrs.Card(
        0,
        fsrs.State(memory.stage),
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due_at,
        memory.last_review_at,
    )
