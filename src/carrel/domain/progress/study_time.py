"""When a student studied, and for how long: by day, in rows of days, and by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from carrel.domain.progress.answers import AnswerSlot, monday_of, weeks_between
from carrel.domain.study_day import StudyDay

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Studied:
    """What was done on a day or in a week."""

    answers: int = 0
    quiz_seconds: float = 0.0
    reading_seconds: float = 0.0

    @property
    def minutes(self) -> float:
        """Minutes of quizzes and reading."""
        return (self.quiz_seconds + self.reading_seconds) / 60

    def __add__(self, other: Studied) -> Studied:
        return Studied(
            self.answers + other.answers,
            self.quiz_seconds + other.quiz_seconds,
            self.reading_seconds + other.reading_seconds,
        )


StudyDays = Mapping[date, Studied]


def studied_days(
    slots: Iterable[AnswerSlot], reading: Mapping[date, float], day: StudyDay
) -> StudyDays:
    """What was done on each day on which anything was; ``reading`` is in seconds."""
    days: dict[date, Studied] = {}
    for slot in slots:
        when = day.of(slot.at)
        days[when] = days.get(when, Studied()) + Studied(slot.answers, slot.seconds)
    for when, seconds in reading.items():
        days[when] = days.get(when, Studied()) + Studied(reading_seconds=seconds)
    return dict(sorted(days.items()))


def longest_row(days: Iterable[date]) -> int:
    """How many days in a row were studied on, at the most."""
    longest = length = 0
    before: date | None = None
    for day in sorted(days):
        length = length + 1 if before is not None and day - before == _DAY else 1
        longest = max(longest, length)
        before = day
    return longest


def by_week(days: StudyDays, first: date, last: date) -> dict[date, Studied]:
    """What was done in each week from that of ``first`` to that of ``last``, empty ones too."""
    weeks = {week: Studied() for week in weeks_between(first, last)}
    for day, studied in days.items():
        if (week := monday_of(day)) in weeks:
            weeks[week] += studied
    return weeks
