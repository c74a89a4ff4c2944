"""How FSRS-6 sees a memory fade and grow, as plain numbers: for looking ahead over many cards.

The formulas are those of https://github.com/open-spaced-repetition/py-fsrs (``scheduler.py``); a
test holds them equal to the library. The library itself computes one answer at a time with dates,
which is too slow for weighing thousands of cards over weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

_LEAST_STABILITY = 0.001
_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


class Trace(NamedTuple):
    """What is left of a memory: ``stability`` in days, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The course of forgetting that 21 FSRS-6 ``weights`` describe. Ratings are 1 to 4."""

    weights: Sequence[float]
    _decay: float = field(init=False, repr=False)
    _factor: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_decay", -self.weights[20])
        object.__setattr__(self, "_factor", 0.9 ** (1 / self._decay) - 1)

    def recall(self, stability: float, days: float) -> float:
        """How likely something is known ``days`` after the last answer, from 0 to 1."""
        return float((1 + self._factor * max(days, 0.0) / stability) ** self._decay)

    def first(self, rating: int) -> Trace:
        """The memory after the first answer to a card."""
        stability = max(self.weights[rating - 1], _LEAST_STABILITY)
        return Trace(stability, _bounded(self._first_difficulty(rating)))

    def after(self, trace: Trace, rating: int, days: int) -> Trace:
        """The memory after another answer, given so many whole ``days`` after the one before."""
        if days < 1:
            stability = self._same_day(trace.stability, rating)
        elif rating == _AGAIN:
            stability = self._forgotten(trace, self.recall(trace.stability, days))
        else:
            stability = self._recalled(trace, self.recall(trace.stability, days), rating)
        return Trace(max(stability, _LEAST_STABILITY), self._next_difficulty(trace, rating))

    def _first_difficulty(self, rating: int) -> float:
        return self.weights[4] - exp(self.weights[5] * (rating - 1)) + 1

    def _next_difficulty(self, trace: Trace, rating: int) -> float:
        change = -self.weights[6] * (rating - _GOOD) * (10 - trace.difficulty) / 9
        reverting = self.weights[7] * self._first_difficulty(_EASY)
        return _bounded(reverting + (1 - self.weights[7]) * (trace.difficulty + change))

    def _same_day(self, stability: float, rating: int) -> float:
        w = self.weights
        growth = exp(w[17] * (rating - _GOOD + w[18])) * float(stability ** -w[19])
        return stability * (growth if rating == _AGAIN else max(growth, 1.0))

    def _forgotten(self, trace: Trace, recall: float) -> float:
        w = self.weights
        lasting: float = (
            w[11]
            * trace.difficulty ** -w[12]
            * ((trace.stability + 1) ** w[13] - 1)
            * exp((1 - recall) * w[14])
        )
        return min(lasting, trace.stability / exp(w[17] * w[18]))

    def _recalled(self, trace: Trace, recall: float, rating: int) -> float:
        w = self.weights
        growth: float = (
            exp(w[8])
            * (11 - trace.difficulty)
            * trace.stability ** -w[9]
            * (exp((1 - recall) * w[10]) - 1)
            * (w[15] if rating == _HARD else 1)
            * (w[16] if rating == _EASY else 1)
        )
        return trace.stability * (1 + growth)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
