"""What Carrel proposes for some minutes: within the day's limit, at the student's own pace."""

from __future__ import annotations

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.quiz_session import Scope, ScopeKind, SessionId, SessionPlan
from carrel.services.preferences import Preferences
from carrel.services.session_planning import USUAL_MINUTES, SessionPlanning
from carrel.services.undo import Undo
from quiz_shelf import QuizShelf

WORTHWHILE = Scope(ScopeKind.WORTHWHILE)
TEN_MINUTES = SessionPlan(WORTHWHILE, size=None, minutes=10)


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


def ten_minutes(shelf: QuizShelf) -> SessionId:
    return shelf.start(WORTHWHILE, size=None, minutes=10)


def answer_all(shelf: QuizShelf, session: SessionId) -> int:
    count = 0
    while not shelf.standing(session).is_over:
        shelf.answer_and_go_on(session)
        count += 1
    return count


def test_that_no_more_new_questions_are_proposed_than_the_day_allows(shelf) -> None:
    shelf.ask(*["single_choice"] * 12)
    Preferences(shelf.desk).change(new_per_day=3)
    assert answer_all(shelf, ten_minutes(shelf)) == 3
    with pytest.raises(NotFound):
        ten_minutes(shelf)


def test_that_a_new_day_allows_new_questions_again(shelf) -> None:
    shelf.ask(*["single_choice"] * 12)
    Preferences(shelf.desk).change(new_per_day=3)
    answer_all(shelf, ten_minutes(shelf))
    shelf.pass_time(0.9)
    session = ten_minutes(shelf)
    assert sum(shelf.answer_and_go_on(session).is_new for _ in range(6)) == 3


def test_that_an_answer_that_was_undone_does_not_count_to_the_day(shelf) -> None:
    shelf.ask(*["single_choice"] * 12)
    Preferences(shelf.desk).change(new_per_day=2)
    session = ten_minutes(shelf)
    shelf.answer(session)
    Undo(shelf.desk).undo()
    shelf.quizzing.finish(session)
    assert shelf.standing(ten_minutes(shelf)).progress.total == 2


def test_that_who_chooses_a_scope_gets_all_of_it(shelf) -> None:
    shelf.ask(*["single_choice"] * 12)
    Preferences(shelf.desk).change(new_per_day=0)
    assert shelf.standing(shelf.start()).progress.total == 12


def test_that_slow_kinds_leave_room_for_fewer_questions(shelf) -> None:
    Preferences(shelf.desk).change(new_per_day=100)
    shelf.ask(*["single_choice", "ordering"] * 30)
    session = shelf.start(size=20)
    while not shelf.standing(session).is_over:
        kind = shelf.turn(session).question.kind
        shelf.answer(session, seconds=10 if kind == "single_choice" else 100)
        shelf.quizzing.go_on(session)
    shelf.pass_time(40)
    counts = {}
    for tag, kind in (("quick", "single_choice"), ("slow", "ordering")):
        session = ten_minutes(shelf)
        counts[tag] = shelf.standing(session).progress.total
        shelf.desk.database.write("UPDATE question SET suspended_at = 'x' WHERE kind = ?", (kind,))
    assert counts["quick"] > counts["slow"]


def test_that_an_outlook_is_of_the_very_questions_that_are_then_asked(shelf) -> None:
    shelf.ask(*["single_choice"] * 8)
    answer_all(shelf, ten_minutes(shelf))
    shelf.pass_time(9)
    told = SessionPlanning(shelf.desk).outlook(10)
    assert shelf.standing(ten_minutes(shelf)).progress.total == told.questions == 8
    assert (told.new, told.rest) == (0, 0)
    assert told.gain > 0
    assert told.lost_in_a_week > told.lost_by_tomorrow > 0


def test_that_much_that_waits_is_spread_over_the_coming_days(shelf) -> None:
    Preferences(shelf.desk).change(new_per_day=100)
    shelf.ask(*["single_choice"] * 60)
    session = shelf.start(size=60)
    while not shelf.standing(session).is_over:
        shelf.answer(session, seconds=30)
        shelf.quizzing.go_on(session)
    shelf.pass_time(60)
    seen = set()
    for _ in range(8):
        if len(seen) == 60:
            break
        told = SessionPlanning(shelf.desk).outlook(10)
        assert told.questions <= 20
        session = ten_minutes(shelf)
        for _ in range(told.questions):
            seen.add(shelf.answer_and_go_on(session).card)
        shelf.pass_time(1)
    assert len(seen) == 60


def test_that_a_usual_quiz_goes_as_the_settings_say(shelf) -> None:
    Preferences(shelf.desk).change(asks_confidence=False, asks_for_sentence=True)
    planning = SessionPlanning(shelf.desk)
    usual, worthwhile = planning.usual_plan(Scope()), planning.usual_plan(WORTHWHILE)
    assert (usual.asks_confidence, usual.asks_for_sentence) == (False, True)
    assert (usual.minutes, worthwhile.minutes) == (None, USUAL_MINUTES)
    assert worthwhile.size is None


def test_that_a_quiz_on_chosen_questions_asks_both_sides_of_a_flashcard(shelf) -> None:
    shelf.ask("single_choice", "flashcard", "true_false")
    plan = SessionPlanning(shelf.desk).plan_on(["book/q001", "book/q002"])
    session = shelf.quizzing.start(plan)
    assert shelf.standing(session).progress.total == 3


def cards_of(shelf: QuizShelf) -> list[int]:
    return [one.card for one in SessionPlanning(shelf.desk).cards(TEN_MINUTES, shelf.desk.clock())]


def test_that_one_part_of_a_question_is_proposed_a_day_and_the_others_on_other_days(shelf) -> None:
    shelf.ask("flashcard")
    seen = set()
    for _ in range(8):
        proposed = cards_of(shelf)
        assert len(proposed) <= 1
        seen |= set(proposed)
        if proposed:
            answer_all(shelf, ten_minutes(shelf))
            assert set(cards_of(shelf)) <= set(proposed)
        shelf.pass_time(1)
    assert len(seen) == 2


def test_that_an_answer_taken_back_lets_siblings_be_proposed_again(shelf) -> None:
    shelf.ask("flashcard")
    before = cards_of(shelf)
    session = ten_minutes(shelf)
    shelf.answer(session)
    Undo(shelf.desk).undo()
    shelf.quizzing.finish(session)
    assert cards_of(shelf) == before


def test_that_who_chooses_a_scope_is_asked_all_parts_of_a_question(shelf) -> None:
    shelf.ask("flashcard")
    assert shelf.standing(shelf.start()).progress.total == 2


def test_that_siblings_do_not_use_up_the_new_questions_of_a_day(shelf) -> None:
    shelf.ask("flashcard", "flashcard", "single_choice")
    Preferences(shelf.desk).change(new_per_day=3)
    assert len(cards_of(shelf)) == 3
