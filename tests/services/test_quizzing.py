"""Quizzes: what they ask, what an answer leaves behind, and how they are taken up again."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.ids import CardId, QuestionId
from carrel.domain.quiz_session import Scope, ScopeKind, SessionId
from carrel.domain.scheduling import Confidence, Rating, replay
from carrel.services.preferences import Preferences
from carrel.services.quizzing import Quizzing
from carrel.services.undo import Undo
from carrel.storage.database import open_database
from carrel.storage.journal import KEPT_STEPS
from carrel.storage.review_store import ReviewStore
from question_samples import SAMPLES
from quiz_shelf import QuizShelf


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


def asked(shelf: QuizShelf, session: SessionId) -> list[str]:
    """The names of all that a session asks when everything is answered well."""
    names = []
    while not shelf.standing(session).is_over:
        names.append(shelf.answer_and_go_on(session).question.id.removeprefix("book/"))
    return names


def memories(shelf: QuizShelf) -> list[tuple[object, ...]]:
    return [tuple(row) for row in shelf.desk.database.rows("SELECT * FROM memory ORDER BY id")]


def test_that_a_quiz_on_a_section_asks_about_it_and_what_is_below_it(shelf) -> None:
    shelf.ask("single_choice", section="one")
    shelf.ask("single_choice", section="one-a")
    shelf.ask("single_choice", section="two")
    session = shelf.start(Scope(ScopeKind.SECTION, "book/one"))
    assert set(asked(shelf, session)) == {"q001", "q002"}


def test_that_a_quiz_on_named_questions_asks_those(shelf) -> None:
    shelf.ask("single_choice", "cloze", "true_false")
    scope = Scope(ScopeKind.QUESTIONS, questions=(QuestionId("book/q003"), QuestionId("book/q001")))
    assert set(asked(shelf, shelf.start(scope))) == {"q001", "q003"}


def test_that_a_quiz_asks_no_more_than_was_wanted(shelf) -> None:
    shelf.ask(*["single_choice"] * 5)
    session = shelf.start(size=3)
    assert shelf.standing(session).progress.total == 3
    assert len(asked(shelf, session)) == 3


def test_that_a_quiz_on_nothing_is_refused(shelf) -> None:
    with pytest.raises(NotFound, match="nothing to ask"):
        shelf.start()
    assert shelf.quizzing.open_session() is None


def test_that_minutes_hold_as_many_questions_as_the_student_has_needed_time_for(shelf) -> None:
    shelf.ask(*["single_choice"] * 12)
    first = shelf.start(size=2)
    for _ in range(2):
        shelf.answer(first, seconds=30)
        shelf.quizzing.go_on(first)
    session = shelf.start(size=None, minutes=4)
    # A question that was never asked is expected to be missed every other time, and to come back.
    assert shelf.standing(session).progress.total == 5


def test_that_an_answer_shows_its_grade_and_what_each_rating_would_do(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    shelf.answer(session, confidence=Confidence.SURE)
    outcome = shelf.standing(session).outcome
    assert outcome.grade.is_right
    assert outcome.rating is Rating.GOOD
    assert outcome.intervals[Rating.AGAIN] < outcome.intervals[Rating.EASY]
    assert shelf.standing(session).turn is None

    shelf.quizzing.go_on(session)
    assert shelf.standing(session).is_over


def test_that_a_card_that_rests_is_asked_only_where_all_is_wanted(shelf) -> None:
    shelf.ask("single_choice")
    asked(shelf, shelf.start())
    shelf.pass_time(0.01)
    shelf.answer_and_go_on(shelf.start())
    with pytest.raises(NotFound):
        shelf.start(Scope(ScopeKind.WORTHWHILE))
    assert asked(shelf, shelf.start()) == ["q001"]

    shelf.pass_time(30)
    assert asked(shelf, shelf.start(Scope(ScopeKind.WORTHWHILE))) == ["q001"]


def test_that_a_miss_comes_back_in_the_same_session_until_it_is_known(shelf) -> None:
    shelf.ask("single_choice", "single_choice")
    session = shelf.start()
    missed = shelf.answer_and_go_on(session, well=False)
    assert shelf.answer_and_go_on(session).card != missed.card
    again = shelf.turn(session)
    assert again.card == missed.card
    assert again.is_repeat
    shelf.answer_and_go_on(session)
    assert shelf.standing(session).is_over


def test_that_a_confident_miss_comes_back_before_other_misses(shelf) -> None:
    shelf.ask(*["single_choice"] * 8)
    session = shelf.start()
    unsure = shelf.answer_and_go_on(session, well=False, confidence=Confidence.GUESS)
    sure = shelf.answer_and_go_on(session, well=False, confidence=Confidence.SURE)
    repeats = []
    while not shelf.standing(session).is_over:
        turn = shelf.answer_and_go_on(session)
        if turn.is_repeat:
            repeats.append(turn.card)
    assert repeats == [sure.card, unsure.card]


def test_that_a_miss_does_not_come_back_for_ever(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    count = 0
    while not shelf.standing(session).is_over:
        shelf.answer_and_go_on(session, well=False)
        count += 1
    assert count == 5


def test_that_a_session_goes_on_at_the_same_question_after_a_restart(tmp_path) -> None:
    shelf = QuizShelf(open_database(tmp_path / "library.db"))
    shelf.ask(*SAMPLES)
    session = shelf.start()
    shelf.answer_and_go_on(session)
    before = shelf.standing(session)
    shelf.close()

    database = open_database(tmp_path / "library.db")
    shelf.desk = type(shelf.desk)(database, shelf.desk.clock, shelf.desk.new_id)
    quizzing = Quizzing(shelf.desk)
    found = quizzing.open_session()
    assert found is not None
    assert quizzing.standing(found.session) == before
    assert (found.progress.answered, found.progress.total) == (1, 11)

    quizzing.answer(before.turn, None, confidence=None, seconds=1)
    shown = quizzing.standing(session)
    assert shown.outcome is not None
    assert Quizzing(shelf.desk).standing(session) == shown
    database.close()


def test_that_finishing_a_session_leaves_none_open(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    shelf.quizzing.finish(session)
    assert shelf.quizzing.open_session() is None
    assert shelf.standing(session).is_over


def test_that_a_new_session_closes_the_one_before(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    shelf.start()
    second = shelf.start(size=1)
    assert shelf.quizzing.open_session().session == second


def test_that_changing_the_rating_changes_the_memory_and_keeps_both_answers_in_the_log(shelf):
    shelf.ask("single_choice")
    session = shelf.start()
    turn = shelf.answer(session)
    due = shelf.standing(session).outcome.intervals
    shelf.quizzing.change_rating(turn, Rating.EASY)
    memory = ReviewStore(shelf.desk.database).memory(1)
    assert memory.last_rating is Rating.EASY
    assert memory.due_at == shelf.desk.clock() + due[Rating.EASY]
    assert memory.review_count == 1
    assert shelf.desk.database.value("SELECT count(*) FROM review") == 2
    assert len(ReviewStore(shelf.desk.database).log(turn.card)) == 1


def test_that_a_rating_of_again_brings_the_card_back_and_a_better_one_does_not(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    turn = shelf.answer(session)
    shelf.quizzing.change_rating(turn, Rating.AGAIN)
    assert shelf.standing(session).progress.total == 2
    shelf.quizzing.change_rating(turn, Rating.HARD)
    assert shelf.standing(session).progress.total == 1


def test_that_undoing_an_answer_asks_again_and_restores_the_memory(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    asked_first = shelf.standing(session)
    turn = shelf.answer(session)
    Undo(shelf.desk).undo()
    assert shelf.standing(session) == asked_first
    assert memories(shelf) == []
    assert ReviewStore(shelf.desk.database).log(turn.card) == ()
    assert shelf.desk.database.value("SELECT count(*) FROM review") == 1

    Undo(shelf.desk).redo()
    assert len(ReviewStore(shelf.desk.database).log(turn.card)) == 1
    assert len(memories(shelf)) == 1


def test_that_an_answer_can_be_undone_after_going_on_and_at_the_end(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    turn = shelf.answer_and_go_on(session, well=True)
    assert shelf.standing(session).is_over
    Undo(shelf.desk).undo()
    assert shelf.turn(session).card == turn.card


def test_that_undoing_five_answers_gives_each_state_before_them(shelf) -> None:
    shelf.ask(*SAMPLES)
    session = shelf.start()
    states = []
    for number in range(5):
        states.append((memories(shelf), shelf.standing(session)))
        shelf.answer_and_go_on(session, well=number % 2 == 0)
    while states:
        Undo(shelf.desk).undo()
        assert (memories(shelf), shelf.standing(session)) == states.pop()


def test_that_a_thousand_random_answers_replay_and_undo_exactly(shelf) -> None:
    """Also when the clock jumps by a year and the rules change in between."""
    chance = random.Random(7)
    shelf.ask(*SAMPLES)
    states, count = [memories(shelf)], 0
    while count < 1000:
        session = shelf.start()
        while count < 1000 and not shelf.standing(session).is_over:
            turn = shelf.answer(session, well=chance.random() < 0.7)
            states.append(memories(shelf))
            count += 1
            if chance.random() < 0.2:
                shelf.quizzing.change_rating(turn, Rating.EASY)
                states.append(memories(shelf))
            shelf.quizzing.go_on(session)
        shelf.pass_time(chance.choice([0.01, 1, 5, 20, 20, 365, -365]))
        recall = chance.choice([0.8, 0.9, 0.95])
        Preferences(shelf.desk).change(desired_retention=recall, is_fuzzed=recall > 0.85)

    reviews = ReviewStore(shelf.desk.database)
    for row in shelf.desk.database.rows("SELECT id, key FROM card"):
        card = CardId(row["key"])
        assert replay(card, reviews.log(card)) == reviews.memory(row["id"])

    undo = Undo(shelf.desk)
    for state in reversed(states[-KEPT_STEPS - 1 : -1]):
        undo.undo()
        assert memories(shelf) == state


def test_that_a_skipped_question_leaves_the_session_and_comes_back_by_undo(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    session = shelf.start()
    first = shelf.turn(session)
    shelf.quizzing.skip(first)
    assert shelf.turn(session).card != first.card
    assert shelf.standing(session).progress.total == 1
    Undo(shelf.desk).undo()
    assert shelf.turn(session).card == first.card


def test_that_an_exam_gives_no_feedback_and_asks_nothing_twice(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    session = shelf.start(minutes=10, is_exam=True)
    shelf.answer(session, well=False)
    assert shelf.standing(session).outcome is None
    shelf.answer(session, well=True)
    assert shelf.standing(session).is_over
    summary = shelf.quizzing.summary(session)
    assert summary.score == 0.5
    assert len(summary.misses) == 1


def test_that_an_exam_is_over_when_its_time_is(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    session = shelf.start(minutes=10, is_exam=True)
    shelf.answer(session)
    assert shelf.standing(session).ends_at == shelf.desk.clock() + timedelta(minutes=10)
    shelf.pass_time(10 / 24 / 60)
    assert shelf.standing(session).is_over
    summary = shelf.quizzing.summary(session)
    assert len(summary.unanswered) == 1
    assert summary.score == 0.5


def test_that_the_summary_counts_the_first_answer_and_names_confident_misses_first(shelf) -> None:
    shelf.ask("single_choice", "cloze", "true_false")
    session = shelf.start()
    shelf.answer_and_go_on(session, well=False, confidence=Confidence.GUESS)
    sure = shelf.answer_and_go_on(session, well=False, confidence=Confidence.SURE)
    while not shelf.standing(session).is_over:
        shelf.answer_and_go_on(session)
    summary = shelf.quizzing.summary(session)
    assert len(summary.outcomes) == 3
    assert summary.score == pytest.approx(1 / 3)
    assert summary.misses[0].turn.card == sure.card
    assert summary.seconds == 25


def test_that_both_directions_of_a_flashcard_do_not_follow_each_other(shelf) -> None:
    shelf.ask("flashcard", "single_choice", "cloze")
    session = shelf.start()
    cards = []
    while not shelf.standing(session).is_over:
        cards.append(shelf.answer_and_go_on(session).card)
    places = [place for place, card in enumerate(cards) if card.startswith("book/q001")]
    assert places[1] - places[0] > 1


def test_that_options_are_shuffled_the_same_way_for_as_long_as_a_question_stands(shelf) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    assert shelf.turn(session).seed == shelf.turn(session).seed
    first = shelf.turn(session).seed
    assert shelf.turn(shelf.start()).seed != first


def test_that_a_question_deleted_in_the_meantime_is_passed_by(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    session = shelf.start()
    turn = shelf.turn(session)
    shelf.desk.database.write(
        "UPDATE question SET deleted_at = 'now' WHERE key = ?", (turn.question.id,)
    )
    assert shelf.turn(session).card != turn.card
    assert shelf.standing(session).progress.total == 1


def test_that_a_turn_tells_when_it_was_answered_last_and_how_it_stands(shelf) -> None:
    shelf.ask("single_choice", "single_choice")
    first = shelf.start()
    assert shelf.turn(first).last_time is None
    shelf.answer_and_go_on(first, well=False)
    shelf.answer_and_go_on(first)
    shelf.quizzing.finish(first)
    shelf.pass_time(12)
    session = shelf.start()
    missed, known = shelf.answer_and_go_on(session), shelf.answer(session)
    assert missed.last_time.was_missed
    assert (known.last_time.days, known.last_time.was_missed) == (12, False)
    assert known.last_time.is_fading
    assert 0.5 < known.last_time.recall < 0.9
    assert shelf.standing(session).outcome.turn.last_time == known.last_time
