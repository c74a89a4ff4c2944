"""Days and weeks of study are counted from answers and reading."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from carrel.domain.progress.answers import AnswerSlot
from carrel.domain.progress.study_time import Studied, by_week, longest_row, studied_days
from carrel.domain.study_day import StudyDay

MONDAY = date(2026, 3, 2)


def days(*numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=number) for number in numbers]


def test_that_a_day_holds_its_answers_and_its_reading() -> None:
    at = datetime(2026, 3, 2, 23, 45, tzinfo=UTC)
    late = datetime(2026, 3, 3, 3, 45, tzinfo=UTC)
    slots = [AnswerSlot(when, None, False, True, 2, 2.0, 60.0) for when in (at, late)]
    found = studied_days(slots, {MONDAY: 120.0, date(2026, 2, 1): 30.0}, StudyDay(4, UTC))
    assert found == {date(2026, 2, 1): Studied(0, 0, 30.0), MONDAY: Studied(4, 120.0, 120.0)}
    assert list(found) == sorted(found)
    assert found[MONDAY].minutes == 4


@pytest.mark.parametrize(
    ("studied", "expected"),
    [([], 0), ([3], 1), ([0, 1, 2], 3), ([2, 0, 1, 5, 6], 3), ([0, 2, 4], 1)],
)
def test_that_the_longest_row_of_days_is_found(studied, expected) -> None:
    assert longest_row(days(*studied)) == expected


def test_that_weeks_without_study_are_shown_too() -> None:
    first, second, last = days(1, 8, 15)
    weeks = by_week({first: Studied(1), last: Studied(2), MONDAY: Studied(4)}, second, last)
    assert weeks == {date(2026, 3, 9): Studied(), date(2026, 3, 16): Studied(2)}
