"""Which cards are asked, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.pace import Pace, Taken, pace_of
from carrel.domain.review_plan import (
    SITTINGS_BEHIND,
    Candidate,
    Offer,
    Room,
    Weighing,
    chosen,
    new_allowed,
    outlook,
)
from carrel.domain.scheduling import Memory, Rating, Scheduling, Stage

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = Scheduling()


def memory(stability: float, days_ago: float, *, missed: bool = False) -> Memory:
    last = NOW - timedelta(days=days_ago)
    stage = Stage.RELEARNING if missed else Stage.REVIEW
    rating = Rating.AGAIN if missed else Rating.GOOD
    return Memory(stage, 0 if missed else None, stability, 5.0, NOW, last, rating, 3, 0)


def cards(offer: Offer, count: int = 20, seconds: float | None = None) -> list[int]:
    return [candidate.card for candidate in chosen(offer, Room(count, seconds), RULES, NOW)]


def plain(*numbers: int) -> list[Candidate]:
    return [Candidate(number, question=number, group=None) for number in numbers]


def test_that_a_missed_card_comes_first_and_then_the_one_that_has_most_to_lose() -> None:
    due = [
        Candidate(1, 1, None, memory(100, 100)),
        Candidate(2, 2, None, memory(20, 90)),
        Candidate(3, 3, None, memory(10, 0.1, missed=True)),
    ]
    assert cards(Offer(due=due)) == [3, 2, 1]


def test_that_of_two_alike_the_quicker_one_comes_first() -> None:
    due = [
        Candidate(1, 1, None, memory(10, 12), seconds=60),
        Candidate(2, 2, None, memory(10, 12), seconds=15),
    ]
    assert cards(Offer(due=due)) == [2, 1]


@given(stability=st.floats(0.1, 1000), days=st.floats(0, 1000), seconds=st.floats(1, 200))
def test_that_asking_never_costs_memory(stability: float, days: float, seconds: float) -> None:
    card = Candidate(1, 1, None, memory(stability, days), seconds)
    weighing = Weighing(RULES, NOW)
    assert weighing.worth(card) >= 0
    assert 0 <= weighing.recall(card, 1) <= weighing.recall_if_asked(card, 1) <= 1


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


def test_that_time_holds_as_many_cards_as_it_takes_to_answer_them() -> None:
    due = [Candidate(n, n, None, memory(1000, 1), seconds=20) for n in range(30)]
    assert len(cards(Offer(due=due), count=30, seconds=300)) == 14
    slow = [one._replace(seconds=60) for one in due]
    assert len(cards(Offer(due=slow), count=30, seconds=300)) == 4


def test_that_there_is_always_time_for_one_card() -> None:
    assert cards(Offer(new=[Candidate(1, 1, None, seconds=90)]), seconds=60) == [1]


@pytest.mark.parametrize(
    ("met_today", "waiting", "allowed"),
    [(0, 0, 10), (4, 0, 6), (12, 0, 0), (0, 20 * SITTINGS_BEHIND + 1, 3), (9, 10_000, 1)],
)
def test_that_new_cards_keep_within_the_day_and_make_way_when_much_waits(
    met_today: int, waiting: int, allowed: int
) -> None:
    assert new_allowed(10, met_today, waiting=waiting, sitting=20) == allowed


def test_that_an_outlook_tells_what_is_gained_and_what_skipping_costs() -> None:
    due = [Candidate(n, n, None, memory(5, 8), seconds=20) for n in range(10)]
    told = outlook([*due, *plain(100, 101)], RULES, NOW, waiting=25)
    assert (told.questions, told.new, told.rest) == (12, 2, 15)
    assert 0 < told.lost_by_tomorrow < told.lost_in_a_week < 10
    assert 2 < told.gain < 12
    assert 12 * 20 < told.seconds < 12 * 40


def test_that_the_outlook_of_nothing_is_nothing() -> None:
    told = outlook([], RULES, NOW, waiting=0)
    assert (told.questions, told.gain, told.lost_in_a_week, told.rest) == (0, 0, 0, 0)


def test_that_the_pace_of_a_kind_shows_after_a_few_answers() -> None:
    pace = pace_of([Taken("cloze", 100, 10.0), Taken("ordering", 1, 90.0)])
    assert pace.of("cloze") == pytest.approx(10, abs=0.2)
    assert 10 < pace.of("ordering") < 30
    assert pace.of("matching") == pace.overall
    assert pace_of([]) == Pace()


def test_that_answers_without_any_time_still_take_some() -> None:
    assert pace_of([Taken("cloze", 10_000, 0.0)]).of("cloze") == pytest.approx(2, abs=0.1)


def test_that_two_quick_answers_do_not_make_a_quick_student() -> None:
    pace = pace_of([Taken("cloze", 2, 2.0)])
    assert 15 < pace.of("cloze") < pace.overall < 25


def test_that_of_siblings_only_the_one_that_is_worth_most_is_asked() -> None:
    due = [Candidate(1, 1, None, memory(20, 1)), Candidate(2, 1, None, memory(20, 30))]
    new = [Candidate(number, question, None) for number, question in ((3, 1), (4, 2), (5, 2))]
    assert cards(Offer(due=due, new=new, is_one_of_siblings=True)) == [2, 4]
