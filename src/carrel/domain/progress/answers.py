"""What answers show: how much is kept between reviews, and how far being sure means being right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import NamedTuple

from carrel.domain.scheduling import Confidence
from carrel.domain.study_day import StudyDay

FEW_ANSWERS = 10
"""Fewer answers than this say little; a share of them is shown as uncertain."""

_WEEK = timedelta(days=7)
_NORMAL_95 = 1.96


class AnswerSlot(NamedTuple):
    """Answers given within a quarter of an hour (from ``at``, UTC) that are alike.

    ``was_learnt`` tells that the card had been learnt before, so that the answer shows what was
    kept; ``is_remembered`` that it was not rated "again". ``right`` is the sum of their scores.
    """

    at: datetime
    confidence: Confidence | None
    was_learnt: bool
    is_remembered: bool
    answers: int
    right: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Kept:
    """Of how many reviews of learnt cards in a week (from its Monday) the answer was remembered."""

    week: date
    asked: int
    remembered: int

    @property
    def share(self) -> float:
        """The share that was remembered, 0 to 1."""
        return self.remembered / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Sureness:
    """The answers given with one degree of confidence; ``right`` is the sum of their scores."""

    confidence: Confidence
    answers: int
    right: float

    @property
    def share(self) -> float:
        """The mean score, 0 to 1."""
        return self.right / self.answers if self.answers else 0.0


def kept_by_week(slots: Iterable[AnswerSlot], day: StudyDay) -> tuple[Kept, ...]:
    """What was kept in each week that had reviews of learnt cards, the oldest first."""
    counts: dict[date, list[int]] = {}
    for slot in slots:
        if slot.was_learnt:
            count = counts.setdefault(monday_of(day.of(slot.at)), [0, 0])
            count[0] += slot.answers
            count[1] += slot.answers * slot.is_remembered
    return tuple(Kept(week, *counts[week]) for week in sorted(counts))


def sureness(slots: Iterable[AnswerSlot]) -> tuple[Sureness, ...]:
    """How right the answers of each degree of confidence were; those without one do not count."""
    counts = {confidence: [0, 0.0] for confidence in Confidence}
    for slot in slots:
        if slot.confidence is not None:
            counts[slot.confidence][0] += slot.answers
            counts[slot.confidence][1] += slot.right
    return tuple(Sureness(one, int(count), right) for one, (count, right) in counts.items())


def likely_range(share: float, answers: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % certainty, by Wilson's score interval.

    Edwin B. Wilson 1927, doi:10.1080/01621459.1927.10502953. Without answers it is 0 to 1.
    """
    if not answers:
        return 0.0, 1.0
    z = _NORMAL_95
    middle = share + z * z / (2 * answers)
    spread = z * sqrt(share * (1 - share) / answers + z * z / (4 * answers * answers))
    whole = 1 + z * z / answers
    return max((middle - spread) / whole, 0.0), min((middle + spread) / whole, 1.0)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of all weeks from that of ``first`` to that of ``last``."""
    start, end = monday_of(first), monday_of(last)
    return tuple(start + number * _WEEK for number in range((end - start) // _WEEK + 1))
