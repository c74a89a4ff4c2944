"""A student who forgets by the same seed in the same way, whatever questions they are asked."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp

from carrel.domain.forgetting import Forgetting, Trace
from carrel.domain.ids import CardId
from carrel.domain.review_plan import Candidate
from carrel.domain.scheduling import DEFAULT_WEIGHTS, Memory, Rating, Scheduling, is_due

START = datetime(2026, 1, 5, 18, tzinfo=UTC)
DAY = timedelta(days=1)
SECONDS = (14.0, 20.0, 35.0)
"""What an answer takes, by the kind of question: a choice, a gap, an answer in words."""

KNOWN_BEFORE = 0.5
RIGHT_AFTER_A_MISS = 0.9
EVENING = timedelta(hours=6)
SPREAD_OF_CARDS = 0.35
"""How far cards differ: the standard deviation of the logarithm of their true stability."""


@dataclass(slots=True)
class Forgetful:
    """What a student truly knows, and what the program knows of it.

    True stability is that of FSRS times a factor of the card's own and of the student's, which the
    program never learns. Chance depends on the seed, the card, the day and the try alone.
    """

    seed: int
    cards: int
    retentiveness: float = 1.0
    rules: Scheduling = field(default_factory=Scheduling)
    memories: dict[int, Memory] = field(default_factory=dict)
    _true: dict[int, tuple[Trace, int]] = field(default_factory=dict)
    _forgetting: Forgetting = field(default_factory=lambda: Forgetting(DEFAULT_WEIGHTS))

    def candidate(self, card: int) -> Candidate:
        """A card as the planner sees it; ten of them stand in each section."""
        seconds = self._chance("kind", card).choice(SECONDS)
        return Candidate(card, card, card // 10, self.memories.get(card), seconds)

    def due(self, day: int) -> list[Candidate]:
        """The cards that are due on a day."""
        at = START + day * DAY + EVENING
        return [self.candidate(card) for card in self.memories if is_due(self.memories[card], at)]

    def new(self) -> list[Candidate]:
        """The cards never answered, in their author's order."""
        return [self.candidate(card) for card in range(self.cards) if card not in self.memories]

    def ask(self, card: int, day: int) -> float:
        """Ask a card until it is answered well; returns the seconds that took."""
        seconds = 0.0
        for attempt in range(5):
            chance = self._chance(card, day, attempt)
            seconds += self.candidate(card).seconds * chance.uniform(0.7, 1.3)
            is_known = chance.random() < self._likely(card, day, attempt)
            self._remember(card, day, Rating.GOOD if is_known else Rating.AGAIN)
            if is_known:
                break
        return seconds

    def known(self, day: int) -> float:
        """How many cards the student truly knows on a day, in the mean."""
        return sum(self._recall(card, day) for card in self._true)

    def _likely(self, card: int, day: int, attempt: int) -> float:
        if attempt:
            return RIGHT_AFTER_A_MISS
        return self._recall(card, day) if card in self._true else KNOWN_BEFORE

    def _recall(self, card: int, day: int) -> float:
        trace, last = self._true[card]
        own = exp(self._chance("stability", card).gauss(0, SPREAD_OF_CARDS))
        return self._forgetting.recall(trace.stability * own * self.retentiveness, day - last)

    def _remember(self, card: int, day: int, rating: Rating) -> None:
        before, last = self._true.get(card, (None, day))
        trace = (
            self._forgetting.first(rating)
            if before is None
            else self._forgetting.after(before, rating, day - last)
        )
        self._true[card] = trace, day
        self.memories[card] = self.rules.after(
            self.memories.get(card), rating, START + day * DAY, card=CardId(f"card-{card}")
        )

    def _chance(self, *about: object) -> random.Random:
        return random.Random(f"{self.seed} {about}")
