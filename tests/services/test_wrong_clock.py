"""A clock that is a year ahead or behind for a while loses no answer and no question."""

from __future__ import annotations

import pytest

from carrel.domain.ids import CardId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.scheduling import replay
from carrel.services.doctor import Doctor
from carrel.services.question_states import QuestionStates
from carrel.services.session_planning import SessionPlanning
from carrel.services.undo import Undo
from carrel.storage.review_store import ReviewStore
from quiz_shelf import QuizShelf

YEAR = 365


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    shelf.ask(*["single_choice"] * 6)
    yield shelf
    shelf.close()


def answer_all(shelf: QuizShelf, *, size: int = 6) -> None:
    session = shelf.start(size=size)
    while not shelf.standing(session).is_over:
        shelf.answer_and_go_on(session)
    shelf.quizzing.finish(session)


def is_rebuilt_exactly(shelf: QuizShelf) -> bool:
    reviews = ReviewStore(shelf.desk.database)
    rows = shelf.desk.database.rows("SELECT id, key FROM card")
    return all(
        replay(CardId(row["key"]), reviews.log(CardId(row["key"]))) == reviews.memory(row["id"])
        for row in rows
    )


@pytest.mark.parametrize("wrong", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_that_answers_under_a_wrong_clock_are_all_kept_and_counted_once(shelf, wrong) -> None:
    answer_all(shelf)
    shelf.pass_time(3)
    shelf.pass_time(wrong)
    answer_all(shelf)
    shelf.pass_time(-wrong)
    shelf.pass_time(2)
    answer_all(shelf)
    assert shelf.desk.database.value("SELECT count(*) FROM review") == 18
    assert shelf.desk.database.value("SELECT count(*) FROM memory") == 6
    assert is_rebuilt_exactly(shelf)
    longest = shelf.desk.database.value("SELECT max(stability) FROM memory")
    assert longest < YEAR


def test_that_a_clock_that_was_ahead_leaves_every_question_to_be_asked(shelf) -> None:
    shelf.pass_time(YEAR)
    answer_all(shelf)
    shelf.pass_time(-YEAR)
    assert SessionPlanning(shelf.desk).outlook(10).questions == 6
    answer_all(shelf)
    assert is_rebuilt_exactly(shelf)


def test_that_a_question_buried_under_a_clock_that_was_ahead_is_not_lost(shelf) -> None:
    shelf.pass_time(YEAR)
    question = shelf.turn(shelf.start()).question.id
    QuestionStates(shelf.desk).bury(question)
    shelf.pass_time(-YEAR)
    scope = Scope(ScopeKind.QUESTIONS, questions=(question,))
    assert shelf.standing(shelf.start(scope)).progress.total == 1


def test_that_undo_goes_back_over_a_wrong_clock_exactly(shelf) -> None:
    answer_all(shelf)
    states = []
    for wrong in (YEAR, -YEAR, -YEAR, YEAR, 2):
        shelf.pass_time(wrong)
        states.append([tuple(row) for row in shelf.desk.database.rows("SELECT * FROM memory")])
        shelf.answer_and_go_on(shelf.start(size=1))
    for state in reversed(states):
        Undo(shelf.desk).undo()
        assert [tuple(row) for row in shelf.desk.database.rows("SELECT * FROM memory")] == state
    assert is_rebuilt_exactly(shelf)


def test_that_the_doctor_finds_nothing_wrong_with_memories_after_a_wrong_clock(shelf) -> None:
    answer_all(shelf)
    shelf.pass_time(-YEAR)
    answer_all(shelf)
    shelf.pass_time(YEAR + 5)
    answer_all(shelf)
    assert Doctor(shelf.desk).examine() == []
