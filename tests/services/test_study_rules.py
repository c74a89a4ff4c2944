"""What is set counts from the next answer on, and never for those given before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from carrel.domain.ids import CardId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.scheduling import Rating, replay
from carrel.services.preferences import Preferences
from carrel.services.question_states import QuestionStates
from carrel.storage.review_store import ReviewStore
from quiz_shelf import QuizShelf


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    shelf.ask("single_choice")
    yield shelf
    shelf.close()


def answer(shelf: QuizShelf, rating: Rating = Rating.EASY) -> timedelta:
    """Answer the only question and return how long it then rests."""
    turn = shelf.answer(shelf.start())
    shelf.quizzing.change_rating(turn, rating)
    memory = ReviewStore(shelf.desk.database).memory(1)
    assert memory is not None
    return memory.due_at - shelf.desk.clock()


def intervals(shelf: QuizShelf) -> dict[Rating, timedelta]:
    session = shelf.start()
    shelf.answer(session)
    outcome = shelf.standing(session).outcome
    assert outcome is not None
    return outcome.intervals


def test_that_less_wanted_recall_lets_a_question_rest_longer(shelf) -> None:
    Preferences(shelf.desk).change(is_fuzzed=False)
    rests = []
    for recall in (0.95, 0.8):
        Preferences(shelf.desk).change(desired_retention=recall)
        shelf.ask("single_choice")
        session = shelf.start(Scope(ScopeKind.EVERYTHING), size=1)
        shelf.answer(session)
        rests.append(shelf.standing(session).outcome.intervals[Rating.EASY])
    assert rests[1] > 2 * rests[0]


def test_that_the_longest_interval_and_the_steps_are_kept_to(shelf) -> None:
    Preferences(shelf.desk).change(longest_interval_days=7, learning_steps=(3, 30))
    rests = intervals(shelf)
    assert rests[Rating.AGAIN] == timedelta(minutes=3)
    assert rests[Rating.GOOD] == timedelta(minutes=30)
    assert rests[Rating.EASY] == timedelta(days=7)


def test_that_answers_keep_the_rules_they_were_given_under(shelf) -> None:
    answer(shelf)
    shelf.pass_time(20)
    Preferences(shelf.desk).change(desired_retention=0.8, learning_steps=(5,), is_fuzzed=False)
    answer(shelf)
    reviews = ReviewStore(shelf.desk.database)
    log = reviews.log(CardId("book/q001#0"))
    assert [review.parameters.desired_retention for review in log] == [0.9, 0.8]
    assert replay(CardId("book/q001#0"), log) == reviews.memory(1)
    assert shelf.desk.database.value("SELECT count(*) FROM parameter_set") == 2


def test_that_a_buried_question_rests_until_the_hour_that_was_set_where_the_student_is(shelf):
    Preferences(shelf.desk).change(day_starts_at=2, time_zone="Asia/Tokyo")
    QuestionStates(shelf.desk).bury(shelf.turn(shelf.start()).question.id)
    until = datetime.fromisoformat(shelf.desk.database.value("SELECT buried_until FROM card"))
    assert until.astimezone(UTC).hour == 17
    assert timedelta() < until - shelf.desk.clock() <= timedelta(days=1)
