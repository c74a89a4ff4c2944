"""How long a student takes for an answer, by the kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SECONDS_AT_FIRST = 25.0
"""How long an answer takes as long as the student's own pace is not known."""

LONGEST_SECONDS = 120.0
"""A longer answer was a pause, and counts as this."""

SHORTEST_SECONDS = 2.0
"""A quicker answer was a slip of the hand, and counts as this."""

_WEIGHT_AT_FIRST = 10
"""The pace at first counts as this many answers, lest two quick ones promise a hundred."""

_WEIGHT_OF_ALL = 5
"""Until a kind has more answers than this, the pace over all kinds says more of it."""


class Taken(NamedTuple):
    """The answers to questions of one kind: how many, and their mean seconds."""

    kind: str
    answers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for an answer: over all kinds, and for those that were answered."""

    overall: float = SECONDS_AT_FIRST
    by_kind: Mapping[str, float] = field(default_factory=dict)

    def of(self, kind: str) -> float:
        """Seconds for an answer to a question of this kind."""
        return self.by_kind.get(kind, self.overall)


def pace_of(taken: Iterable[Taken]) -> Pace:
    """The pace that answers show.

    Few answers of a kind are outweighed by those of all, and few of all by the pace at first.
    """
    known = [
        one._replace(seconds=max(one.seconds, SHORTEST_SECONDS)) for one in taken if one.answers
    ]
    total = sum(one.answers for one in known)
    spent = sum(one.answers * one.seconds for one in known)
    overall = (spent + _WEIGHT_AT_FIRST * SECONDS_AT_FIRST) / (total + _WEIGHT_AT_FIRST)
    return Pace(
        overall,
        {
            one.kind: (one.answers * one.seconds + _WEIGHT_OF_ALL * overall)
            / (one.answers + _WEIGHT_OF_ALL)
            for one in known
        },
    )
