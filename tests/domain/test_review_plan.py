"""Which cards are asked, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.review_plan import Candidate, Offer, cards_in, chosen
from carrel.domain.scheduling import Memory, Rating, Scheduling, Stage

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = Scheduling()


def memory(stability: float, days_ago: float, *, missed: bool = False) -> Memory:
    last = NOW - timedelta(days=days_ago)
    stage = Stage.RELEARNING if missed else Stage.REVIEW
    rating = Rating.AGAIN if missed else Rating.GOOD
    return Memory(stage, 0 if missed else None, stability, 5.0, NOW, last, rating, 3, 0)


def cards(offer: Offer, count: int = 20) -> list[int]:
    return list(chosen(offer, count, RULES, NOW))


def plain(*numbers: int) -> list[Candidate]:
    return [Candidate(number, question=number, group=None) for number in numbers]


def test_that_a_missed_card_comes_first_and_then_the_one_that_fades_fastest() -> None:
    due = [
        Candidate(1, 1, None, memory(100, 100)),
        Candidate(2, 2, None, memory(2, 2)),
        Candidate(3, 3, None, memory(10, 0.1, missed=True)),
    ]
    assert cards(Offer(due=due)) == [3, 2, 1]


def test_that_a_new_card_is_mixed_in_after_every_three_due_ones() -> None:
    due = [Candidate(n, n, None, memory(10 + n, 20)) for n in range(1, 7)]
    order = cards(Offer(due=due, new=plain(101, 102, 103)), count=8)
    assert [number > 100 for number in order] == [False] * 3 + [True] + [False] * 3 + [True]


def test_that_new_cards_come_in_the_order_of_their_author() -> None:
    assert cards(Offer(new=plain(5, 3, 4))) == [5, 3, 4]


def test_that_resting_cards_only_fill_up_the_weakest_first() -> None:
    resting = [Candidate(1, 1, None, memory(100, 1)), Candidate(2, 2, None, memory(5, 4))]
    assert cards(Offer(new=plain(9), resting=resting), count=2) == [9, 2]
    assert cards(Offer(new=plain(8, 9), resting=resting), count=2) == [8, 9]


def test_that_sections_alternate() -> None:
    new = [Candidate(n, n, group=1 if n < 4 else 2) for n in range(1, 7)]
    assert cards(Offer(new=new)) == [1, 4, 2, 5, 3, 6]


def test_that_siblings_are_kept_apart_where_there_are_others() -> None:
    new = [Candidate(1, 1, 1), Candidate(2, 1, 2), *(Candidate(n, n, 1) for n in range(3, 9))]
    order = cards(Offer(new=new))
    assert abs(order.index(1) - order.index(2)) >= 4


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3))), st.integers(0, 60))
def test_that_no_card_is_lost_or_asked_twice(drafts: list[tuple[int, int]], count: int) -> None:
    new = [Candidate(card, question, group) for card, (question, group) in enumerate(drafts)]
    order = cards(Offer(new=new), count)
    assert len(order) == min(count, len(new))
    assert len(set(order)) == len(order)


@pytest.mark.parametrize(("minutes", "seconds", "count"), [(10, 25, 24), (1, 90, 1), (5, 20, 15)])
def test_that_minutes_hold_cards_by_the_pace(minutes: int, seconds: float, count: int) -> None:
    assert cards_in(minutes, seconds) == count
