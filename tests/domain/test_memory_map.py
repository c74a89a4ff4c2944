"""What a paragraph shows of the memory: the weakest card counts, and the date decides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import CardId, QuestionId, SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.memory_map import (
    CardMemory,
    MemoryCounts,
    MemoryState,
    ParagraphMemory,
    PlacedCard,
    card_memory,
    counts_by_section,
    fades_at,
    mapped,
    weakest,
    with_what_is_below,
)
from carrel.domain.scheduling import ParameterSet, Rating, Scheduling
from carrel.domain.text.paragraphs import Paragraph

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MISSED, FADING, NEVER, SECURE, NONE = MemoryState
RULES = Scheduling()


def card(fades_in_days: float | None, *, is_missed: bool = False, name: str = "q") -> CardMemory:
    fades = None if fades_in_days is None else NOW + fades_in_days * DAY
    return CardMemory(QuestionId(name), fades, is_missed)


@pytest.mark.parametrize(
    ("cards", "in_days", "expected"),
    [
        ([], 0, NONE),
        ([card(None)], 0, NEVER),
        ([card(5)], 0, SECURE),
        ([card(5)], 5, SECURE),
        ([card(5)], 6, FADING),
        ([card(5, is_missed=True)], 0, MISSED),
        ([card(5, is_missed=True)], 30, MISSED),
        ([card(5), card(None)], 0, NEVER),
        ([card(-1), card(None)], 0, FADING),
        ([card(5), card(-1), card(9, is_missed=True), card(None)], 0, MISSED),
    ],
)
def test_that_a_paragraph_is_as_strong_as_its_weakest_card(cards, in_days, expected) -> None:
    memory = ParagraphMemory(Paragraph(0, 9, is_askable=True), tuple(cards))
    assert memory.state(NOW + in_days * DAY) is expected


def answered(*ratings: Rating, rules: Scheduling = RULES) -> CardMemory:
    """A card answered at once so often, the last time now."""
    memory = None
    for rating in ratings:
        memory = rules.after(memory, rating, NOW, card=CardId("q#0"))
    return card_memory(
        QuestionId("q"),
        stability=memory.stability,
        last_review_at=memory.last_review_at,
        last_rating=memory.last_rating,
        rules=rules.parameters,
        now=NOW,
    )


WITHOUT_STEPS = Scheduling(ParameterSet(learning_steps_minutes=(), relearning_steps_minutes=()))


@pytest.mark.parametrize("rules", [RULES, WITHOUT_STEPS], ids=["steps", "no steps"])
@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([Rating.GOOD], SECURE),
        ([Rating.AGAIN], MISSED),
        ([Rating.GOOD, Rating.GOOD, Rating.AGAIN], MISSED),
        ([Rating.AGAIN, Rating.HARD], SECURE),
    ],
)
def test_that_on_the_day_of_an_answer_the_last_rating_counts(rules, ratings, expected) -> None:
    assert answered(*ratings, rules=rules).state(NOW) is expected


@given(
    st.floats(0.01, 5_000),
    st.floats(0.7, 0.97),
)
def test_that_a_memory_fades_when_recall_reaches_the_desired_retention(stability, desired) -> None:
    rules = Scheduling(ParameterSet(desired_retention=desired))
    memory = rules.after(None, Rating.GOOD, NOW, card=CardId("q#0"))
    until = fades_at(stability, NOW, rules.parameters)
    days = (until - NOW) / DAY
    decay = -rules.parameters.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    assert (1 + factor * days / stability) ** decay == pytest.approx(desired, abs=1e-6)
    own = fades_at(memory.stability, NOW, rules.parameters)
    assert rules.recall(memory, own) == pytest.approx(desired, abs=1e-6)


def test_that_a_memory_for_ever_has_a_date_all_the_same() -> None:
    assert fades_at(1e9, NOW, ParameterSet()) > NOW


def test_that_an_answer_given_while_the_clock_was_wrong_does_not_make_secure() -> None:
    made = card_memory(
        QuestionId("q"),
        stability=10.0,
        last_review_at=NOW + 365 * DAY,
        last_rating=Rating.GOOD,
        rules=ParameterSet(),
        now=NOW,
    )
    assert made.state(NOW) is FADING


FIRST, TITLE, LAST = (
    Paragraph(0, 40, is_askable=True),
    Paragraph(41, 50, is_askable=False),
    Paragraph(51, 90, is_askable=True),
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((0, 5), [(0, 1), (51, 0)]),
        ((35, 40), [(0, 1), (51, 0)]),
        ((35, 60), [(0, 1), (41, 1), (51, 1)]),
        ((43, 48), [(0, 0), (41, 1), (51, 0)]),
        ((89, 95), [(0, 0), (51, 1)]),
        ((40, 41), [(0, 0), (51, 0)]),
        ((95, 99), [(0, 0), (51, 0)]),
        ((0, 0), [(0, 0), (51, 0)]),
    ],
)
def test_that_a_card_counts_in_each_paragraph_that_its_words_touch(place, expected) -> None:
    found = mapped((FIRST, TITLE, LAST), [PlacedCard(*place, card(5))])
    assert [(one.paragraph.start, len(one.cards)) for one in found] == expected


def test_that_a_text_without_paragraphs_has_no_map() -> None:
    assert mapped((), [PlacedCard(0, 5, card(5))]) == ()


def test_that_the_questions_of_a_paragraph_are_named_once() -> None:
    two_gaps = (card(5, name="a"), card(6, name="a"), card(5, name="b"))
    assert ParagraphMemory(FIRST, two_gaps).questions == ("a", "b")


def test_that_counts_keep_the_order_of_the_states() -> None:
    counts = MemoryCounts.of([SECURE, MISSED, SECURE, NONE])
    assert counts == MemoryCounts(missed=1, secure=2, no_question=1)
    assert list(counts.by_state) == list(MemoryState)
    assert counts.total == 4


def test_that_the_weakest_state_is_the_first_of_its_order() -> None:
    assert weakest(reversed(MemoryState)) is MISSED


def entry(name: str, level: int) -> OutlineEntry:
    return OutlineEntry(SectionId(name), name, level, 100, is_read=False)


def test_that_a_section_counts_what_is_below_it() -> None:
    found = {
        SectionId(name): mapped((FIRST,), [PlacedCard(0, 5, made)])
        for name, made in (("1", card(5)), ("1.1", card(None)), ("1.1.1", card(-2)), ("2", card(5)))
    }
    outline = [entry("1", 1), entry("1.1", 2), entry("1.1.1", 3), entry("2", 1), entry("3", 1)]
    totals = with_what_is_below(outline, counts_by_section(found, NOW))
    assert totals == {
        "1": MemoryCounts(secure=1, never_asked=1, fading=1),
        "1.1": MemoryCounts(never_asked=1, fading=1),
        "1.1.1": MemoryCounts(fading=1),
        "2": MemoryCounts(secure=1),
        "3": MemoryCounts(),
    }
