"""Looking ahead uses the same forgetting as the answers themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.forgetting import Forgetting
from carrel.domain.ids import CardId
from carrel.domain.scheduling import DEFAULT_WEIGHTS, Rating, Scheduling

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FORGETTING = Forgetting(DEFAULT_WEIGHTS)

histories = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 400)), min_size=1)


@given(histories)
def test_that_a_memory_is_followed_as_fsrs_follows_it(history: list[tuple[Rating, int]]) -> None:
    rules, at, memory, trace = Scheduling(), NOW, None, None
    for rating, days in history:
        at += timedelta(days=days)
        memory = rules.after(memory, rating, at, card=CardId("c"))
        trace = FORGETTING.first(rating) if trace is None else FORGETTING.after(trace, rating, days)
        assert trace.stability == pytest.approx(memory.stability)
        assert trace.difficulty == pytest.approx(memory.difficulty)


def test_that_recall_is_nine_tenths_after_one_stability() -> None:
    assert FORGETTING.recall(12.5, 12.5) == pytest.approx(0.9)
    assert FORGETTING.recall(12.5, 0) == FORGETTING.recall(12.5, -3) == 1
