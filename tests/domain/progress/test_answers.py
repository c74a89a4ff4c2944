"""What is kept and how far being sure means being right, counted from answers in sums."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.progress.answers import (
    AnswerSlot,
    Kept,
    Sureness,
    kept_by_week,
    likely_range,
    monday_of,
    sureness,
    weeks_between,
)
from carrel.domain.scheduling import Confidence
from carrel.domain.study_day import StudyDay

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
UTC_DAY = StudyDay(4, UTC)
GUESS, FAIRLY, SURE = Confidence


def slot(days: float = 0, **given: object) -> AnswerSlot:
    values = {
        "confidence": None,
        "was_learnt": True,
        "is_remembered": True,
        "answers": 1,
        "right": 1.0,
        "seconds": 10.0,
    }
    return AnswerSlot(at=MONDAY + timedelta(days=days), **{**values, **given})


def test_that_weeks_count_reviews_of_what_was_learnt() -> None:
    slots = [
        slot(0, answers=3),
        slot(6, answers=2, is_remembered=False),
        slot(7),
        slot(0, was_learnt=False, answers=9),
    ]
    first = Kept(date(2026, 3, 2), asked=5, remembered=3)
    assert kept_by_week(slots, UTC_DAY) == (first, Kept(date(2026, 3, 9), 1, 1))
    assert first.share == pytest.approx(0.6)
    assert kept_by_week([], UTC_DAY) == ()


def test_that_work_before_the_day_begins_counts_to_the_week_before() -> None:
    night = slot(-6 / 24)  # 3 o'clock on the Monday
    assert kept_by_week([night], UTC_DAY)[0].week == date(2026, 2, 23)
    tokyo = StudyDay(4, ZoneInfo("Asia/Tokyo"))
    assert kept_by_week([night], tokyo)[0].week == date(2026, 3, 2)


def test_that_each_confidence_has_its_mean_score() -> None:
    slots = [
        slot(confidence=SURE, answers=4, right=3.5),
        slot(1, confidence=SURE, answers=1, right=0.0),
        slot(confidence=GUESS, answers=2, right=1.0),
        slot(confidence=None, answers=50),
    ]
    found = sureness(slots)
    assert found == (Sureness(GUESS, 2, 1.0), Sureness(FAIRLY, 0, 0.0), Sureness(SURE, 5, 3.5))
    assert [one.share for one in found] == [0.5, 0.0, 0.7]


@pytest.mark.parametrize(
    ("share", "answers", "expected"),
    [(0.5, 0, (0, 1)), (0.5, 10, (0.2366, 0.7634)), (1.0, 10, (0.7225, 1.0)), (0, 1, (0, 0.7935))],
)
def test_that_few_answers_leave_a_wide_range(share, answers, expected) -> None:
    assert likely_range(share, answers) == pytest.approx(expected, abs=1e-4)


@given(st.floats(0, 1), st.integers(0, 10_000))
def test_that_the_likely_range_holds_the_share(share, answers) -> None:
    low, high = likely_range(share, answers)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_that_weeks_begin_on_mondays_and_leave_none_out() -> None:
    assert monday_of(date(2026, 3, 8)) == date(2026, 3, 2)
    assert weeks_between(date(2026, 3, 8), date(2026, 3, 16)) == (
        date(2026, 3, 2),
        date(2026, 3, 9),
        date(2026, 3, 16),
    )
