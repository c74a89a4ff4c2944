"""Exam dates are set, moved and removed, and their plan follows from what is known now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carrel.domain.errors import InputError, NotFound
from carrel.domain.exam_dates import ExamDate
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.collecting import Collecting
from carrel.services.exam_planning import ExamPlanning
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.quiz_choices import QuizChoices
from carrel.services.shelf import Shelf
from carrel.services.undo import Undo
from quiz_shelf import QuizShelf
from sample_library import add_material

BOOK = Scope(ScopeKind.MATERIAL, "book")
DAY = date(2026, 3, 12)


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    shelf.ask(*["single_choice"] * 30)
    yield shelf
    shelf.close()


@pytest.fixture
def planning(shelf) -> ExamPlanning:
    return ExamPlanning(shelf.desk)


def only(planning: ExamPlanning) -> ExamDate:
    (exam,) = planning.exams()
    return exam


def test_that_an_exam_can_be_set_moved_and_removed_and_each_undone(shelf, planning) -> None:
    planning.set(BOOK, DAY, 20)
    assert (only(planning).title, only(planning).day, only(planning).minutes) == (
        "The book",
        DAY,
        20,
    )
    planning.set(BOOK, DAY + timedelta(days=3), 10)
    assert only(planning).day == date(2026, 3, 15)
    planning.remove(only(planning).id)
    assert planning.exams() == ()

    undo = Undo(shelf.desk)
    undo.undo()
    assert only(planning).day == date(2026, 3, 15)
    undo.undo()
    assert only(planning).day == DAY
    undo.undo()
    assert planning.exam_of(BOOK) is None


def test_that_a_collection_can_have_an_exam_on_all_its_materials(shelf, planning) -> None:
    add_material(shelf.desk, "other", [("one", 1, "Some words stand here.")])
    collection = Collecting(shelf.desk).create("Term one", ["book", "other"])
    planning.set(Scope(ScopeKind.COLLECTION, collection), DAY, 20)
    exam = only(planning)
    assert exam.title == "Term one"
    assert planning.plan(exam.about, exam.day, exam.minutes).questions == 30
    assert QuizChoices(shelf.desk).counts(exam.scope).total == 30


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 1), 20), (DAY, 0), (DAY, 3), (DAY, 500)]
)
def test_that_a_day_that_is_over_and_impossible_minutes_are_refused(planning, day, minutes) -> None:
    with pytest.raises(InputError):
        planning.set(BOOK, day, minutes)
    assert planning.exams() == ()


def test_that_an_exam_of_nothing_is_refused(planning) -> None:
    with pytest.raises(NotFound):
        planning.set(Scope(ScopeKind.MATERIAL, "atlantis"), DAY, 20)


def test_that_an_exam_that_is_over_bothers_nobody_and_can_be_set_anew(shelf, planning) -> None:
    planning.set(BOOK, DAY, 20)
    shelf.pass_time(10)
    assert only(planning).day == DAY
    shelf.pass_time(1)
    assert planning.exams() == ()
    assert planning.exam_of(BOOK) is None
    planning.set(BOOK, date(2026, 6, 1), 20)
    assert only(planning).day == date(2026, 6, 1)


def test_that_the_exam_of_a_removed_material_goes_and_comes_back_with_it(shelf, planning) -> None:
    planning.set(BOOK, DAY, 20)
    Shelf(shelf.desk).remove("book")
    assert planning.exams() == ()
    Undo(shelf.desk).undo()
    assert only(planning).title == "The book"


def test_that_the_part_of_today_is_asked_and_the_plan_follows(shelf, planning) -> None:
    planning.set(BOOK, DAY, 10)
    exam = only(planning)
    before = planning.plan(exam.about, exam.day, exam.minutes)
    session = shelf.start(exam.scope, size=None)
    assert shelf.standing(session).progress.total == len(before.days[0].cards) > 5
    while not shelf.standing(session).is_over:
        shelf.answer(session, seconds=40)
        shelf.quizzing.go_on(session)
    after = planning.plan(exam.about, exam.day, exam.minutes)
    assert after.days[0].cards == ()
    assert after.expected_without > before.expected_without


def test_that_a_missed_day_is_planned_anew(shelf, planning) -> None:
    planning.set(BOOK, DAY, 10)
    exam = only(planning)
    first = planning.plan(exam.about, exam.day, exam.minutes)
    shelf.pass_time(1)
    second = planning.plan(exam.about, exam.day, exam.minutes)
    assert len(second.days) == len(first.days) - 1
    assert second.days[0].day == first.days[1].day
    assert second.days[0].cards
    assert second.expected <= first.expected


def test_that_a_day_on_which_the_plan_asks_nothing_says_so(shelf, planning) -> None:
    planning.set(BOOK, date(2026, 3, 2), 10)
    with pytest.raises(NotFound):
        shelf.start(only(planning).scope, size=None)


def test_that_a_quiz_keeps_its_name_when_its_exam_is_set_no_more(shelf, planning) -> None:
    planning.set(BOOK, DAY, 10)
    exam = only(planning)
    planning.remove(exam.id)
    assert QuizChoices(shelf.desk).title(exam.scope) == "The book"


def test_that_the_next_exam_that_asks_for_a_material_is_found(shelf, planning) -> None:
    collection = Collecting(shelf.desk).create("Term one", ["book"])
    assert planning.exam_for("book") is None
    planning.set(BOOK, DAY, 20)
    planning.set(Scope(ScopeKind.COLLECTION, collection), DAY - timedelta(days=2), 20)
    assert planning.exam_for("book").title == "Term one"
    assert planning.exam_for("atlantis") is None
    assert MemoryMapping(shelf.desk).days_ahead("book") == (8, True)
