"""Which cards a session asks, in which order, and what answering or skipping them is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from math import ceil
from typing import NamedTuple

from carrel.domain.forgetting import Forgetting, Trace
from carrel.domain.pace import SECONDS_AT_FIRST
from carrel.domain.scheduling import Memory, Rating, Scheduling, is_missed

DUE_TO_ONE_NEW = 3
"""How many cards that fade are asked for each new one while there are both."""

SITTINGS_BEHIND = 6
"""When more waits than so many sittings hold, new cards make way for it."""

SHARE_OF_NEW_WHEN_BEHIND = 0.25
"""The part of a day's new cards that is still proposed then, so that reading on is not stopped."""

KNOWN_AT_FIRST = 0.5
"""How likely a question that was never asked is answered well; study has just begun."""

REPEATS_OF_A_MISS = 1.1
"""How many more answers a miss takes, in the mean, until it is known in the same sitting."""

HORIZON_DAYS = 30.0
"""What an answer is worth is what it adds to memory over this time."""

LOOK_AHEAD = 20
"""Within how many cards another one is looked for that stands better beside the last."""

_POINTS = tuple(HORIZON_DAYS * (number + 0.5) / 6 for number in range(6))
_DAY = timedelta(days=1)


class Candidate(NamedTuple):
    """A card that could be asked. ``group`` is what should alternate: its topic or section.

    ``seconds`` is how long the student takes for an answer to a question of its kind.
    """

    card: int
    question: int
    group: int | None
    memory: Memory | None = None
    seconds: float = SECONDS_AT_FIRST


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a session could ask: due cards, new ones in their author's order, resting ones.

    ``is_one_of_siblings`` if one card of each question is to be asked: one part tells others.
    """

    due: Sequence[Candidate] = ()
    new: Sequence[Candidate] = ()
    resting: Sequence[Candidate] = ()
    is_one_of_siblings: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How much a session holds: at most ``cards``, and at most ``seconds`` of answering."""

    cards: int
    seconds: float | None = None

    @classmethod
    def of_minutes(cls, minutes: float, seconds_each: float) -> Room:
        """Room for as many answers as ``minutes`` hold; no answer takes less than a third."""
        return cls(max(1, ceil(minutes * 60 / seconds_each * 3)), minutes * 60)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a sitting is worth, in numbers of questions that are expected to be known.

    ``gain`` is how many more are known a day later than without it; ``lost_by_tomorrow`` and
    ``lost_in_a_week`` are how many of them slip when it is skipped for so long. ``rest`` is how
    many that fade are left for the coming days, or at least so many.
    """

    questions: int = 0
    new: int = 0
    seconds: float = 0.0
    gain: float = 0.0
    lost_by_tomorrow: float = 0.0
    lost_in_a_week: float = 0.0
    rest: int = 0


def new_allowed(per_day: int, met_today: int, *, waiting: int, sitting: int) -> int:
    """How many new cards are proposed now.

    ``waiting`` cards fade already and ``sitting`` of them fit into one sitting: what was learnt is
    kept before more is begun, so that no debt builds up.
    """
    left = max(0, per_day - met_today)
    if waiting > SITTINGS_BEHIND * sitting:
        return ceil(left * SHARE_OF_NEW_WHEN_BEHIND)
    return left


def chosen(offer: Offer, room: Room, rules: Scheduling, at: datetime) -> tuple[Candidate, ...]:
    """The cards to ask, as many as there is room for, in the order to ask them.

    Due cards come by what would be lost by skipping them, for each second that they take; new ones
    are mixed in; resting ones fill up, the weakest first. Siblings are kept apart and groups
    alternate. The same arguments give the same cards.
    """
    weighing = Weighing(rules, at)
    due = sorted(offer.due, key=lambda candidate: (-weighing.worth(candidate), candidate.card))
    resting = sorted(offer.resting, key=lambda one: (weighing.recall(one), one.card))
    new = offer.new
    if offer.is_one_of_siblings:
        due = without_siblings(due)
        asked = {candidate.question for candidate in due}
        new = [one for one in without_siblings(new) if one.question not in asked]
    wanted = [*_mixed(due, new, room.cards), *resting]
    return tuple(alternated(_fitting(wanted, room, weighing)))


def outlook(
    asked: Sequence[Candidate], rules: Scheduling, at: datetime, *, waiting: int
) -> Outlook:
    """What asking these cards at the time ``at`` is worth; ``waiting`` are due altogether."""
    weighing = Weighing(rules, at)
    met = [one for one in asked if one.memory is not None]
    return Outlook(
        questions=len(asked),
        new=len(asked) - len(met),
        seconds=sum(weighing.seconds(one) for one in asked),
        gain=sum(weighing.recall_if_asked(one, 1) - weighing.recall(one, 1) for one in asked),
        lost_by_tomorrow=sum(weighing.recall(one) - weighing.recall(one, 1) for one in met),
        lost_in_a_week=sum(weighing.recall(one) - weighing.recall(one, 7) for one in met),
        rest=max(0, waiting - len(met)),
    )


class Weighing:
    """What cards are worth at one time, under one set of rules."""

    def __init__(self, rules: Scheduling, at: datetime) -> None:
        self._at = at
        self._forgetting: Forgetting = rules.forgetting
        fresh = self._forgetting.first
        self._new_known = fresh(Rating.GOOD)
        self._new_missed = self._forgetting.after(fresh(Rating.AGAIN), Rating.GOOD, 0)

    def worth(self, candidate: Candidate) -> float:
        """How much more of a card is known over the coming month if it is asked than if it is not.

        Counted for each minute that asking takes. This is what skipping it loses: it is less for a
        card that is still well known and for one that will be forgotten soon again anyway.
        """
        known, missed, chance = self._branches(candidate)
        recall = self._forgetting.recall
        gain = sum(
            chance * recall(known.stability, days)
            + (1 - chance) * recall(missed.stability, days)
            - self.recall(candidate, days)
            for days in _POINTS
        )
        return gain / len(_POINTS) / self.seconds(candidate) * 60

    def recall(self, candidate: Candidate, days: float = 0.0) -> float:
        """How likely the card is known so many days later if it is not asked."""
        memory = candidate.memory
        if memory is None or is_missed(memory):
            return 0.0
        return self._forgetting.recall(memory.stability, self.days_since(memory) + days)

    def recall_if_asked(self, candidate: Candidate, days: float) -> float:
        """How likely the card is known so many days later if it is asked now, until it is right."""
        known, missed, chance = self._branches(candidate)
        recall = self._forgetting.recall
        return chance * recall(known.stability, days) + (1 - chance) * recall(
            missed.stability, days
        )

    def seconds(self, candidate: Candidate) -> float:
        """How long asking takes, with the answers that a miss needs after it."""
        chance = KNOWN_AT_FIRST if candidate.memory is None else self.recall(candidate)
        return candidate.seconds * (1 + (1 - chance) * REPEATS_OF_A_MISS)

    def _branches(self, candidate: Candidate) -> tuple[Trace, Trace, float]:
        """The memory after a right answer, the one after a miss, and how likely the first is."""
        memory = candidate.memory
        if memory is None:
            return self._new_known, self._new_missed, KNOWN_AT_FIRST
        before = Trace(memory.stability, memory.difficulty)
        days = int(self.days_since(memory))
        after = self._forgetting.after
        missed = after(after(before, Rating.AGAIN, days), Rating.GOOD, 0)
        return after(before, Rating.GOOD, days), missed, self.recall(candidate)

    def days_since(self, memory: Memory) -> float:
        """The days since the last answer, with parts of days; none while the clock is behind."""
        return max(0.0, (self._at - memory.last_review_at) / _DAY)


def _mixed(due: Sequence[Candidate], new: Sequence[Candidate], count: int) -> list[Candidate]:
    """Up to ``count`` of both, a new one after every :data:`DUE_TO_ONE_NEW` due ones."""
    mixed: list[Candidate] = []
    waiting, fresh = iter(due), iter(new)
    while len(mixed) < count:
        before = len(mixed)
        mixed += islice(waiting, min(DUE_TO_ONE_NEW, count - len(mixed)))
        mixed += islice(fresh, min(1, count - len(mixed)))
        if len(mixed) == before:
            break
    return mixed


def _fitting(wanted: Iterable[Candidate], room: Room, weighing: Weighing) -> list[Candidate]:
    """As many from the front as there is room for, at least one."""
    taken: list[Candidate] = []
    seconds = 0.0
    for candidate in islice(wanted, room.cards):
        seconds += weighing.seconds(candidate)
        if taken and room.seconds is not None and seconds > room.seconds:
            break
        taken.append(candidate)
    return taken


def without_siblings(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The first card of each question."""
    firsts: dict[int, Candidate] = {}
    for candidate in candidates:
        firsts.setdefault(candidate.question, candidate)
    return list(firsts.values())


def alternated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same cards with siblings apart and, where possible, another group each time."""
    waiting = list(candidates)
    order: list[Candidate] = []
    while waiting:
        recent = {candidate.question for candidate in order[-LOOK_AHEAD // 4 :]}
        last_group = order[-1].group if order else None
        best = min(
            range(min(LOOK_AHEAD, len(waiting))),
            key=lambda place: (
                waiting[place].question in recent,
                last_group is not None and waiting[place].group == last_group,
                place,
            ),
        )
        order.append(waiting.pop(best))
    return order
