"""Whatever a clock told, time between answers never runs back and is not counted twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.steady_time import steady

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

days = st.lists(st.integers(-800, 800), max_size=12)


def taken(*told: float) -> list[float]:
    times = steady([START + timedelta(days=day) for day in told])
    return [(time - START) / timedelta(days=1) for time in times]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), []),
        ((0, 3, 3, 10), [0, 3, 3, 10]),
        ((0, 365, 1, 5), [0, 1, 1, 5]),
        ((0, 365, 366, 1, 5), [0, 1, 1, 1, 5]),
        ((0, 5, 9, -360, 12), [0, 5, 9, 9, 12]),
        ((0, 9, -344, -340, 30), [0, 9, 9, 13, 30]),
        ((0, 9, -344, -300, 12), [0, 9, 9, 53, 53]),
        ((365, 1, 5, 9), [365, 365, 369, 373]),
        ((0, 0.01, 0.005, 1), [0, 0.005, 0.005, 1]),
    ],
    ids=[
        "no answer",
        "a clock that is right",
        "a year ahead for one answer",
        "a year ahead for two answers",
        "a year behind for one answer",
        "a year behind for two answers",
        "behind for longer than it then says",
        "a year ahead at the first answers",
        "put back by minutes",
    ],
)
def test_that_wrong_clocks_are_made_good(told, expected) -> None:
    assert taken(*told) == pytest.approx(expected)


@given(days)
def test_that_time_never_runs_back(told: list[int]) -> None:
    times = taken(*told)
    assert times == sorted(times)
    assert len(times) == len(told)


@given(days)
def test_that_a_clock_that_was_right_is_believed(told: list[int]) -> None:
    assert taken(*sorted(told)) == sorted(told)


@given(days.filter(lambda told: len(told) > 1), st.integers(1, 50))
def test_that_after_the_latest_of_all_times_only_what_has_passed_since_is_added(
    told: list[int], more: int
) -> None:
    latest = [*told, max(told)]
    before, after = taken(*latest), taken(*latest, max(told) + more)
    assert after[:-1] == before
    assert after[-1] - after[-2] == pytest.approx(more)
