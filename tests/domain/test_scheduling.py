"""When to ask again: FSRS as published, repeatable, and undisturbed by clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import CardId
from carrel.domain.scheduling import (
    DEFAULT_WEIGHTS,
    Confidence,
    Memory,
    ParameterSet,
    Rating,
    Recorded,
    Scheduling,
    Stage,
    Strength,
    is_due,
    is_steady,
    proposed_rating,
    replay,
    settled,
)

NOW = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
CARD = CardId("m/q001#0")
UNFUZZED = Scheduling(ParameterSet(is_fuzzed=False))
DAY = timedelta(days=1)

ratings = st.sampled_from(Rating)
gaps = st.timedeltas(timedelta(seconds=1), timedelta(days=400))
histories = st.lists(st.tuples(ratings, gaps), max_size=20)


def at_the_due_times(*given: Rating) -> list[Memory]:
    memories: list[Memory] = []
    memory, at = None, NOW
    for rating in given:
        memory = UNFUZZED.after(memory, rating, at, card=CARD)
        memories.append(memory)
        at = memory.due_at
    return memories


def test_that_the_default_weights_are_those_of_fsrs() -> None:
    assert fsrs.scheduler.DEFAULT_PARAMETERS == DEFAULT_WEIGHTS


def test_that_intervals_equal_the_published_reference_vector() -> None:
    """The history and the days of ``test_review_card`` in py-fsrs 6 (``tests/test_basic.py``)."""
    good, again = Rating.GOOD, Rating.AGAIN
    memories = at_the_due_times(
        good, good, good, good, good, good, again, again, good, good, good, good, good
    )
    days = [(memory.due_at - memory.last_review_at).days for memory in memories]
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@pytest.mark.parametrize(
    ("weights", "stability"),
    [(DEFAULT_WEIGHTS, 53.62691), ((*DEFAULT_WEIGHTS[:17], 0, 0, 0, 0.1542), 53.335106)],
    ids=["as published", "without growth on the same day"],
)
def test_that_the_memory_state_equals_the_published_reference_vector(weights, stability) -> None:
    """``test_memo_state`` of py-fsrs 6 and ``test_memory_state`` of fsrs-rs (``inference.rs``)."""
    rules = Scheduling(ParameterSet(weights=weights, is_fuzzed=False))
    memory, at = None, NOW
    history = [(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)]
    for rating, days in history:
        at += days * DAY
        memory = rules.after(memory, Rating(rating), at, card=CARD)
    assert memory is not None
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty", "due"),
    [
        (Rating.AGAIN, 0.212, 6.4133, timedelta(minutes=1)),
        (Rating.HARD, 1.2931, 5.11217071, timedelta(minutes=5.5)),
        (Rating.GOOD, 2.3065, 2.11810397, timedelta(minutes=10)),
        (Rating.EASY, 8.2956, 1.0, timedelta(days=8)),
    ],
)
def test_that_a_first_answer_equals_the_published_values(rating, stability, difficulty, due):
    """States from the example of ``next_states`` in fsrs-rs (``inference.rs``), steps from py-fsrs.

    The steps are those of ``test_again_learning_steps``, ``test_hard_...`` and ``test_good_...``.
    """
    memory = UNFUZZED.after(None, rating, NOW, card=CARD)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-6)
    assert memory.due_at - NOW == due


def test_that_easy_answers_lower_the_difficulty_to_one() -> None:
    """``test_repeated_correct_reviews`` in py-fsrs 6."""
    memory = None
    for number in range(10):
        at = NOW + timedelta(microseconds=number)
        memory = UNFUZZED.after(memory, Rating.EASY, at, card=CARD)
    assert memory is not None
    assert memory.difficulty == 1.0


@pytest.mark.parametrize(("days", "recall"), [(0, 1.0), (1, 0.9), (2, 0.84028935), (3, 0.7985001)])
def test_that_recall_equals_the_published_forgetting_curve(days, recall) -> None:
    """The values of the forgetting curve in the tests of fsrs-rs, at a decay of 0.2."""
    rules = Scheduling(ParameterSet(weights=(*DEFAULT_WEIGHTS[:20], 0.2)))
    memory = Memory(Stage.REVIEW, None, 1.0, 5.0, NOW, NOW, Rating.GOOD, 3, 0)
    assert rules.recall(memory, NOW + days * DAY) == pytest.approx(recall, abs=1e-6)


def test_that_a_miss_is_relearnt_in_ten_minutes_or_at_once_without_steps() -> None:
    """``test_relearning`` and ``test_no_relearning_steps`` in py-fsrs 6."""
    *_, missed = at_the_due_times(Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.AGAIN)
    assert missed.stage is Stage.RELEARNING
    assert missed.due_at - missed.last_review_at == timedelta(minutes=10)
    without = Scheduling(ParameterSet(learning_steps_minutes=(), relearning_steps_minutes=()))
    first = without.after(None, Rating.AGAIN, NOW, card=CARD)
    assert first.stage is Stage.REVIEW
    assert first.due_at - NOW >= DAY


@given(histories)
def test_that_replaying_the_log_gives_the_memory_exactly(history: list[tuple[Rating, timedelta]]):
    rules, other = Scheduling(), ParameterSet(desired_retention=0.85)
    memory, at, log = None, NOW, []
    for number, (rating, gap) in enumerate(history):
        at += gap
        used = Scheduling(other) if number % 3 == 2 else rules
        memory = used.after(memory, rating, at, card=CARD)
        elsewhere = at.astimezone(timezone(timedelta(hours=number % 24 - 11)))
        log.append(Recorded(rating, elsewhere, used.parameters))
    assert replay(CARD, log) == memory


@given(histories.filter(bool))
def test_that_a_memory_survives_being_stored(history: list[tuple[Rating, timedelta]]) -> None:
    memory, at = None, NOW
    for rating, gap in history:
        at += gap
        memory = Scheduling().after(memory, rating, at, card=CARD)
    assert memory is not None
    assert Memory.from_dict(memory.to_dict()) == memory


def test_that_equal_parameter_sets_share_a_name_and_come_back_from_it() -> None:
    changed = ParameterSet(desired_retention=0.93, learning_steps_minutes=(2, 15))
    assert ParameterSet.from_json(changed.to_json()) == changed
    assert ParameterSet().key == ParameterSet().key != changed.key


def test_that_cards_learned_together_come_back_on_different_days() -> None:
    old = Memory(Stage.REVIEW, None, 40.0, 5.0, NOW, NOW - 40 * DAY, Rating.GOOD, 5, 0)
    days = {
        (Scheduling().after(old, Rating.GOOD, NOW, card=CardId(f"c{n}")).due_at - NOW).days
        for n in range(60)
    }
    exact = (UNFUZZED.after(old, Rating.GOOD, NOW, card=CARD).due_at - NOW).days
    assert len(days) > 5
    assert all(0.85 * exact <= day <= 1.15 * exact for day in days)


@given(ratings)
def test_that_a_preview_tells_what_the_rating_then_does(rating: Rating) -> None:
    memory = at_the_due_times(Rating.GOOD, Rating.GOOD, Rating.GOOD)[-1]
    at = memory.due_at
    preview = Scheduling().intervals(memory, at, card=CARD)
    assert Scheduling().after(memory, rating, at, card=CARD).due_at == at + preview[rating]
    assert preview[Rating.AGAIN] < preview[Rating.HARD] <= preview[Rating.EASY]


def test_that_a_miss_shows_as_missed_at_once_until_it_is_won_back() -> None:
    known, missed, won = at_the_due_times(Rating.EASY, Rating.AGAIN, Rating.GOOD)
    assert UNFUZZED.strength(known, known.last_review_at) is Strength.SECURE
    assert UNFUZZED.strength(missed, missed.last_review_at) is Strength.MISSED
    assert UNFUZZED.recall(missed, missed.last_review_at) == 0
    assert UNFUZZED.strength(won, won.last_review_at) is Strength.SECURE
    assert missed.lapse_count == won.lapse_count == 1


def test_that_recall_falls_to_nine_tenths_after_one_stability() -> None:
    memory = at_the_due_times(Rating.EASY)[0]
    later = memory.last_review_at + memory.stability * DAY
    assert UNFUZZED.recall(memory, memory.last_review_at) == 1
    assert UNFUZZED.recall(memory, later) == pytest.approx(0.9)
    assert UNFUZZED.strength(memory, later + DAY) is Strength.FADING
    assert UNFUZZED.strength(None, NOW) is Strength.NEW


def answered(times: list[datetime], rating: Rating = Rating.GOOD) -> Memory | None:
    """The memory after answers at these times, each as the service gives it."""
    log: list[Recorded] = []
    memory = None
    for at in times:
        latest = max((review.reviewed_at for review in log), default=None)
        before = memory if is_steady(memory, latest, at) else settled(CARD, log, at)
        memory = UNFUZZED.after(before, rating, at, card=CARD)
        log.append(Recorded(rating, at, UNFUZZED.parameters))
        assert replay(CARD, log) == memory
    return memory


@given(st.lists(st.integers(-800, 800), max_size=8))
def test_that_a_memory_is_rebuilt_exactly_whatever_the_clock_told(days: list[int]) -> None:
    answered([NOW + day * DAY for day in days])


@pytest.mark.parametrize("wrong", [365, -365], ids=["a year ahead", "a year behind"])
def test_that_one_answer_under_a_wrong_clock_adds_no_year_to_the_memory(wrong: int) -> None:
    right = [NOW + day * DAY for day in (0, 1, 4, 12, 30)]
    told = list(right)
    told[2] += wrong * DAY
    memory, expected = answered(told), answered(right)
    assert memory is not None
    assert expected is not None
    assert memory.last_review_at == expected.last_review_at
    assert memory.review_count == expected.review_count
    assert 0.3 * expected.stability < memory.stability <= 1.01 * expected.stability


def test_that_replay_crosses_a_change_of_clocks_and_zones_exactly() -> None:
    """The night of 29 March 2026, in which Paris loses an hour, seen from two zones."""
    paris, apia = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Apia")
    start = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
    times = [start + timedelta(hours=hours) for hours in (0, 2, 2.5, 3, 26, 24 * 210)]
    memory = None
    for at in times:
        memory = UNFUZZED.after(memory, Rating.GOOD, at.astimezone(paris), card=CARD)
    for zone in (UTC, paris, apia):
        log = [Recorded(Rating.GOOD, at.astimezone(zone), UNFUZZED.parameters) for at in times]
        assert replay(CARD, log) == memory


def test_that_a_clock_that_was_a_year_ahead_hides_no_card() -> None:
    memory = Scheduling().after(None, Rating.EASY, NOW + 365 * DAY, card=CARD)
    assert is_due(memory, NOW)
    again = Scheduling().after(memory, Rating.GOOD, NOW, card=CARD)
    assert NOW < again.due_at < NOW + 60 * DAY


@pytest.mark.parametrize(
    ("score", "confidence", "rating"),
    [
        (0, Confidence.SURE, Rating.AGAIN),
        (0.49, None, Rating.AGAIN),
        (0.5, None, Rating.HARD),
        (0.99, Confidence.SURE, Rating.HARD),
        (1, Confidence.GUESS, Rating.HARD),
        (1, Confidence.FAIRLY_SURE, Rating.GOOD),
        (1, Confidence.SURE, Rating.GOOD),
        (1, None, Rating.GOOD),
    ],
)
def test_that_a_rating_is_proposed(score: float, confidence: Confidence | None, rating: Rating):
    assert proposed_rating(score, confidence) is rating
