"""What is to come: how many questions fade on each day, and how much will still be known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from carrel.domain.memory_map import fades_at
from carrel.domain.scheduling import ParameterSet
from carrel.domain.study_day import StudyDay

LOAD_DAYS = 30
KNOWLEDGE_DAYS = 60


class AskedCard(NamedTuple):
    """A card that was answered. Times are UTC; ``stability`` is in days."""

    stability: float
    last_review_at: datetime
    due_at: datetime
    is_missed: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How many of the ``asked`` questions are likely known on each day from today on.

    ``left_alone`` supposes that nothing is asked any more, ``kept_up`` that each question is asked
    once it fades. Stability grows with each answer, which ``kept_up`` leaves out of account: it is
    a lower bound.
    """

    asked: int
    left_alone: tuple[float, ...]
    kept_up: tuple[float, ...]


def load_by_day(
    cards: Iterable[AskedCard], now: datetime, day: StudyDay, days: int = LOAD_DAYS
) -> dict[date, int]:
    """How many cards fall due on each day of study from today on; what waits already is today's."""
    today = day.of(now)
    load = {today + timedelta(days=number): 0 for number in range(days)}
    ends = [day.start(when + timedelta(days=1)) for when in load]
    dates = tuple(load)
    for card in cards:
        if card.due_at < ends[-1]:
            load[dates[bisect_right(ends, card.due_at)]] += 1
    return load


def knowledge_by_day(
    cards: Sequence[AskedCard], now: datetime, rules: ParameterSet, days: int = KNOWLEDGE_DAYS
) -> Knowledge:
    """How much is likely known on each of the next ``days`` days, today first.

    The forgetting curve is that of :class:`carrel.domain.forgetting.Forgetting`, over all cards at
    once. A missed card counts as not known while it is left alone, and as won back tomorrow where
    things are kept up.
    """
    # numpy takes long to load, and nothing but this needs it.
    import numpy as np

    if not cards:
        return Knowledge(0, (0.0,) * (days + 1), (0.0,) * (days + 1))
    decay = -rules.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    stability = np.array([max(card.stability, 1e-3) for card in cards])
    elapsed = np.array([max((now - card.last_review_at) / timedelta(days=1), 0) for card in cards])
    is_missed = np.array([card.is_missed for card in cards])
    lasting = stability * ((fades_at(1.0, now, rules) - now) / timedelta(days=1))
    left_alone, kept_up = [], []
    for number in range(days + 1):
        recall = (1 + factor * (elapsed + number) / stability) ** decay
        recall[is_missed] = 0.0
        left_alone.append(float(recall.sum()))
        since = np.where(is_missed, max(number - 1, 0), elapsed + number)
        again = np.where(since > lasting, np.mod(since, np.maximum(lasting, 1e-9)), since)
        # What has faded already is won back by tomorrow.
        again = np.where((elapsed > lasting) & (number == 0), since, again)
        kept = (1 + factor * again / stability) ** decay
        if number == 0:
            kept[is_missed] = 0.0
        kept_up.append(float(kept.sum()))
    return Knowledge(len(cards), tuple(left_alone), tuple(kept_up))
