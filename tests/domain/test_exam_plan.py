"""Plans until an exam: the most recall on that day within the minutes given."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.exam_plan import ExamPlan, plan_exam
from carrel.domain.review_plan import Candidate, Weighing
from carrel.domain.scheduling import Memory, Rating, Scheduling, Stage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
RULES = Scheduling()


def known(card: int, stability: float, days_ago: float, seconds: float = 20.0) -> Candidate:
    last = NOW - timedelta(days=days_ago)
    memory = Memory(Stage.REVIEW, None, stability, 5.0, NOW, last, Rating.GOOD, 3, 0)
    return Candidate(card, card, None, memory, seconds)


def new(card: int, seconds: float = 20.0) -> Candidate:
    return Candidate(card, card, None, None, seconds)


def plan(
    candidates: list[Candidate], days: int, minutes: float, left_today: float | None = None
) -> ExamPlan:
    return plan_exam(
        candidates,
        RULES,
        Weighing(RULES, NOW),
        today=TODAY,
        exam=TODAY + timedelta(days=days),
        seconds_a_day=minutes * 60,
        seconds_left_today=left_today,
    )


def mixed(count: int, seed: int = 1) -> list[Candidate]:
    chance = random.Random(seed)
    return [
        new(card)
        if chance.random() < 0.4
        else known(card, chance.uniform(1, 40), chance.uniform(0, 60), chance.uniform(10, 40))
        for card in range(count)
    ]


def test_that_a_plan_has_every_day_until_the_exam_and_not_the_day_itself() -> None:
    days = [planned.day for planned in plan(mixed(50), 10, 10).days]
    assert days == [TODAY + timedelta(days=number) for number in range(10)]


def test_that_the_plan_lifts_what_is_known_on_the_day() -> None:
    made = plan(mixed(100), 10, 10)
    assert made.questions == 100
    assert made.expected_without < 0.6
    assert made.expected > 0.95
    assert made.days[-1].expected == pytest.approx(made.expected)


def test_that_more_minutes_never_lead_to_less() -> None:
    expected = [plan(mixed(300), 14, minutes).expected for minutes in (0, 2, 5, 10, 20, 40)]
    assert expected == sorted(expected)
    assert expected[0] == plan(mixed(300), 14, 0).expected_without


def test_that_the_last_days_are_for_what_fades_fastest() -> None:
    made = plan([known(1, 2.0, 1), known(2, 200.0, 190)], 20, 1)
    last = {card: planned.day for planned in made.days for card in planned.cards}
    assert last[1] == TODAY + timedelta(days=19)


def test_that_new_questions_are_met_at_once_where_there_is_time() -> None:
    made = plan([new(card) for card in range(12)], 10, 15)
    assert made.days[0].new == 12
    assert made.expected > 0.95


def test_that_the_exam_of_today_leaves_nothing_to_plan() -> None:
    made = plan(mixed(20), 0, 30)
    assert made.days == ()
    assert made.expected == made.expected_without


def test_that_what_was_studied_today_is_taken_off_todays_time() -> None:
    made = plan(mixed(200), 5, 10, left_today=0)
    assert made.days[0].cards == ()
    assert made.days[1].cards


def test_that_a_plan_without_questions_is_empty() -> None:
    made = plan([], 5, 10)
    assert (made.questions, made.expected) == (0, 0)
    assert not any(planned.cards for planned in made.days)


@given(
    count=st.integers(0, 40),
    days=st.integers(0, 90),
    minutes=st.integers(0, 30),
    seed=st.integers(0, 5),
)
def test_that_a_plan_keeps_to_its_time_and_never_harms(
    count: int, days: int, minutes: int, seed: int
) -> None:
    made = plan(mixed(count, seed), days, minutes)
    assert made.expected_without <= made.expected <= 1
    assert len(made.days) == days
    total = sum(planned.seconds for planned in made.days)
    assert total <= days * minutes * 60 * 1.05 + 1e-6
    for planned in made.days:
        assert len(set(planned.cards)) == len(planned.cards)
        assert 0 <= planned.new <= len(planned.cards)


def test_that_the_same_library_gives_the_same_plan() -> None:
    assert plan(mixed(120), 40, 8) == plan(mixed(120), 40, 8)


def test_that_dates_are_where_the_student_is() -> None:
    assert plan(mixed(3), 3, 5).exam == date(2026, 3, 5)
