"""Which cards a session asks, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from math import floor
from typing import NamedTuple

from carrel.domain.scheduling import Memory, Scheduling

DUE_TO_ONE_NEW = 3
"""How many cards that fade are asked for each new one while there are both."""

SECONDS_AT_FIRST = 25.0
"""How long an answer takes as long as the student's own pace is not known."""

LOOK_AHEAD = 20
"""Within how many cards another one is looked for that stands better beside the last."""


class Candidate(NamedTuple):
    """A card that could be asked. ``group`` is what should alternate: its section."""

    card: int
    question: int
    group: int | None
    memory: Memory | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a session could ask: due cards, new ones in their author's order, resting ones."""

    due: Sequence[Candidate] = ()
    new: Sequence[Candidate] = ()
    resting: Sequence[Candidate] = ()


def cards_in(minutes: int, seconds_each: float) -> int:
    """How many cards fit into ``minutes``; at least one."""
    return max(1, floor(minutes * 60 / seconds_each))


def chosen(offer: Offer, count: int, rules: Scheduling, at: datetime) -> tuple[int, ...]:
    """The cards to ask, at most ``count``, in the order to ask them.

    Due cards come by what would be lost by waiting another day, new ones are mixed in, resting ones
    fill up, the weakest first. Siblings are kept apart and sections alternate.
    """
    due = sorted(offer.due, key=lambda candidate: -_loss(candidate, rules, at))
    picked = _mixed(due, offer.new, count)
    if len(picked) < count:
        resting = sorted(offer.resting, key=lambda candidate: _recall(candidate, rules, at))
        picked += resting[: count - len(picked)]
    return tuple(candidate.card for candidate in _alternated(picked))


def _loss(candidate: Candidate, rules: Scheduling, at: datetime) -> float:
    """How much less likely the card is known tomorrow than at the time ``at``.

    What is already missed is lost wholly, so it comes before all that only fades.
    """
    if candidate.memory is None:
        return 0.0
    now = rules.recall(candidate.memory, at)
    if now == 0:
        return 1.0
    return now - rules.recall(candidate.memory, at + timedelta(days=1))


def _recall(candidate: Candidate, rules: Scheduling, at: datetime) -> float:
    return 0.0 if candidate.memory is None else rules.recall(candidate.memory, at)


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


def _alternated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same cards with siblings apart and, where possible, another section each time."""
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
