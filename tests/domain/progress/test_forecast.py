"""The forecast counts what falls due, and adds up what is likely still known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.forgetting import Forgetting
from carrel.domain.progress.forecast import AskedCard, knowledge_by_day, load_by_day
from carrel.domain.scheduling import ParameterSet
from carrel.domain.study_day import StudyDay

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = ParameterSet()


def card(
    stability: float = 10.0,
    *,
    answered: float = 0.0,
    due: float | None = None,
    is_missed: bool = False,
) -> AskedCard:
    """A card answered so many days ago that is due in so many days."""
    last = NOW - answered * DAY
    due_at = last + stability * DAY if due is None else NOW + due * DAY
    return AskedCard(stability, last, due_at, is_missed)


def test_that_what_waits_already_is_todays() -> None:
    cards = [card(due=-30), card(due=0.1), card(due=1), card(due=1.1), card(due=500)]
    load = load_by_day(cards, NOW, StudyDay(4, UTC), days=3)
    assert load == {date(2026, 3, 2): 2, date(2026, 3, 3): 2, date(2026, 3, 4): 0}


def test_that_a_night_belongs_to_the_day_before() -> None:
    load = load_by_day([card(due=18.9 / 24), card(due=19.1 / 24)], NOW, StudyDay(4, UTC), days=2)
    assert list(load.values()) == [1, 1]


def test_that_nothing_known_stays_nothing() -> None:
    found = knowledge_by_day([], NOW, RULES, days=2)
    assert (found.asked, found.left_alone, found.kept_up) == (0, (0, 0, 0), (0, 0, 0))


def test_that_one_card_follows_the_forgetting_curve() -> None:
    found = knowledge_by_day([card(5.0, answered=2)], NOW, RULES, days=40)
    curve = Forgetting(RULES.weights)
    expected = [curve.recall(5.0, 2 + number) for number in range(41)]
    assert found.left_alone == pytest.approx(expected)


def test_that_kept_up_knowledge_never_falls_below_what_is_desired() -> None:
    cards = [card(5.0, answered=2), card(30.0, answered=4)]
    found = knowledge_by_day(cards, NOW, RULES)
    assert min(found.kept_up) >= 2 * RULES.desired_retention - 1e-9
    assert found.left_alone[-1] < found.kept_up[-1]


def test_that_what_was_missed_is_known_again_only_if_it_is_asked() -> None:
    found = knowledge_by_day([card(is_missed=True)], NOW, RULES, days=3)
    assert found.left_alone == (0, 0, 0, 0)
    assert found.kept_up[0] == 0
    assert found.kept_up[1] == 1


cards_lists = st.lists(
    st.builds(
        card,
        st.floats(0.01, 3_000),
        answered=st.floats(0, 1_000),
        is_missed=st.booleans(),
    ),
    max_size=20,
)


@given(cards_lists)
def test_that_left_alone_knowledge_only_falls_and_kept_up_is_no_worse(cards) -> None:
    found = knowledge_by_day(cards, NOW, RULES, days=20)
    pairs = zip(found.left_alone, found.left_alone[1:], strict=False)
    assert all(later <= earlier + 1e-9 for earlier, later in pairs)
    both = zip(found.left_alone, found.kept_up, strict=True)
    assert all(alone <= kept + 1e-9 <= len(cards) + 1e-6 for alone, kept in both)


@given(cards_lists)
def test_that_no_card_is_counted_twice(cards) -> None:
    assert sum(load_by_day(cards, NOW, StudyDay(4, UTC)).values()) <= len(cards)
