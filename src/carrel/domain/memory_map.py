"""What is remembered of each paragraph at a date: from the cards whose passages lie in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.scheduling import CLOCK_TOLERANCE, ParameterSet, Rating
from carrel.domain.text.paragraphs import Paragraph

FARTHEST_DAYS = 60
"""How far ahead the map can be looked at while no exam is set."""


class MemoryState(StrEnum):
    """How a card, a paragraph or a question stands; the weakest first.

    - ``MISSED``: the last answer was wrong. It stays so, whatever the date, until a better one.
    - ``FADING``: recall has fallen below the desired retention.
    - ``NEVER_ASKED``: a question is there and was never answered. What was learnt and is being lost
      comes before it.
    - ``SECURE``: recall is at the desired retention or above.
    - ``NO_QUESTION``: no question cites the words.
    """

    MISSED = "missed"
    FADING = "fading"
    NEVER_ASKED = "never asked"
    SECURE = "secure"
    NO_QUESTION = "no question"


class CardMemory(NamedTuple):
    """What the map needs of a card that is asked. ``fades_at`` is None before its first answer."""

    question: QuestionId
    fades_at: datetime | None
    is_missed: bool

    def state(self, at: datetime) -> MemoryState:
        """How the card stands at a time."""
        if self.fades_at is None:
            return MemoryState.NEVER_ASKED
        if self.is_missed:
            return MemoryState.MISSED
        return MemoryState.SECURE if at <= self.fades_at else MemoryState.FADING


class PlacedCard(NamedTuple):
    """A card with code points ``start`` to ``end`` of the section that answer its question."""

    start: int
    end: int
    card: CardMemory


@dataclass(frozen=True, slots=True)
class MemoryCounts:
    """How many paragraphs, or how many questions, stand in which state."""

    missed: int = 0
    fading: int = 0
    never_asked: int = 0
    secure: int = 0
    no_question: int = 0

    @classmethod
    def of(cls, states: Iterable[MemoryState]) -> MemoryCounts:
        """The counts of these states."""
        found = dict.fromkeys(MemoryState, 0)
        for state in states:
            found[state] += 1
        return cls(*found.values())

    @classmethod
    def of_questions(cls, cards: Iterable[CardMemory], at: datetime) -> MemoryCounts:
        """The questions of these cards at a time, each as its weakest card."""
        found: dict[QuestionId, MemoryState] = {}
        for card in cards:
            state = card.state(at)
            known = found.get(card.question)
            found[card.question] = state if known is None else weakest((known, state))
        return cls.of(found.values())

    @property
    def by_state(self) -> Mapping[MemoryState, int]:
        """The counts, the weakest state first."""
        values = (self.missed, self.fading, self.never_asked, self.secure, self.no_question)
        return dict(zip(MemoryState, values, strict=True))

    @property
    def total(self) -> int:
        """All that were counted."""
        return sum(self.by_state.values())

    def __add__(self, other: MemoryCounts) -> MemoryCounts:
        pairs = zip(self.by_state.values(), other.by_state.values(), strict=True)
        return MemoryCounts(*(mine + theirs for mine, theirs in pairs))


@dataclass(frozen=True, slots=True)
class ParagraphMemory:
    """A paragraph with the cards whose passages touch it."""

    paragraph: Paragraph
    cards: tuple[CardMemory, ...] = ()

    def state(self, at: datetime) -> MemoryState:
        """How the paragraph stands at a time: as its weakest card."""
        if not self.cards:
            return MemoryState.NO_QUESTION
        return weakest(card.state(at) for card in self.cards)

    @property
    def questions(self) -> tuple[QuestionId, ...]:
        """The questions that are answered here, each once."""
        return tuple(dict.fromkeys(card.question for card in self.cards))


MemoryMap = Mapping[SectionId, Sequence[ParagraphMemory]]
"""The paragraphs of some sections in the order of their texts."""

_STRENGTH = {state: place for place, state in enumerate(MemoryState)}


def weakest(states: Iterable[MemoryState]) -> MemoryState:
    """The weakest of at least one state."""
    return min(states, key=_STRENGTH.__getitem__)


def fades_at(stability: float, last_review_at: datetime, rules: ParameterSet) -> datetime:
    """Until when recall stays at the desired retention or above.

    FSRS-6's forgetting curve, ``R = (1 + F·t/S)^-w20`` with ``F = 0.9^(-1/w20) - 1``, solved for
    the time at which ``R`` is the desired retention. ``stability`` is in days.
    """
    decay = -rules.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    days = stability * (rules.desired_retention ** (1 / decay) - 1) / factor
    # A date beyond the calendar's end is as good as never.
    return last_review_at + timedelta(days=min(days, 1_000_000))


def card_memory(
    question: QuestionId,
    *,
    stability: float | None,
    last_review_at: datetime | None,
    last_rating: Rating | int | None,
    rules: ParameterSet,
    now: datetime,
) -> CardMemory:
    """A card as the map needs it; the values of its memory are None if it was never answered.

    An answer that seems to come from the future was given while the clock was wrong: what it says
    of the memory is not trusted, and the card counts as fading.
    """
    if stability is None or last_review_at is None:
        return CardMemory(question, None, is_missed=False)
    is_missed = last_rating == Rating.AGAIN
    if last_review_at > now + CLOCK_TOLERANCE:
        return CardMemory(question, datetime.min.replace(tzinfo=now.tzinfo), is_missed)
    return CardMemory(question, fades_at(stability, last_review_at, rules), is_missed)


def mapped(
    paragraphs: Sequence[Paragraph], placed: Iterable[PlacedCard]
) -> tuple[ParagraphMemory, ...]:
    """The paragraphs with the cards that lie in them, in the order of the text.

    A passage over several paragraphs counts in each. Paragraphs that nobody would be asked about
    are left out unless a card lies there.
    """
    starts = [paragraph.start for paragraph in paragraphs]
    cards: list[list[CardMemory]] = [[] for _ in paragraphs]
    for start, end, card in placed:
        for index in range(max(bisect_right(starts, start) - 1, 0), len(paragraphs)):
            if starts[index] >= end:
                break
            if paragraphs[index].end > start:
                cards[index].append(card)
    return tuple(
        ParagraphMemory(paragraph, tuple(found))
        for paragraph, found in zip(paragraphs, cards, strict=True)
        if found or paragraph.is_askable
    )


def counts_by_section(found: MemoryMap, at: datetime) -> dict[SectionId, MemoryCounts]:
    """How the paragraphs of each section's own text stand at a time."""
    return {
        section: MemoryCounts.of(paragraph.state(at) for paragraph in paragraphs)
        for section, paragraphs in found.items()
    }


def with_what_is_below(
    outline: Sequence[OutlineEntry], own: Mapping[SectionId, MemoryCounts]
) -> dict[SectionId, MemoryCounts]:
    """The counts of each section of an outline together with those of its sub-sections."""
    totals: dict[SectionId, MemoryCounts] = {}
    above: list[OutlineEntry] = []
    for entry in outline:
        while above and above[-1].level >= entry.level:
            above.pop()
        above.append(entry)
        counts = own.get(entry.id, MemoryCounts())
        totals[entry.id] = MemoryCounts()
        for one in above:
            totals[one.id] += counts
    return totals
