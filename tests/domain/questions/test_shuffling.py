"""Orders that look random and come back the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.questions.shuffling import fraction, shuffled


@given(st.integers(0, 30), st.text())
def test_that_every_number_is_there_once_and_the_order_comes_back(count: int, seed: str) -> None:
    order = shuffled(count, seed)
    assert sorted(order) == list(range(count))
    assert shuffled(count, seed) == order


def test_that_the_right_answer_stands_in_every_place_about_equally_often() -> None:
    places = Counter(shuffled(4, f"card {number}").index(0) for number in range(400))
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 60


@given(st.text())
def test_that_a_fraction_is_at_least_nought_and_below_one(seed: str) -> None:
    assert 0 <= fraction(seed) < 1
