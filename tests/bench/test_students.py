"""Simulated students forget by their seed alone, and keep to their minutes."""

from __future__ import annotations

import pytest

from bench.forgetful import Forgetful
from bench.students import by_due_date, by_worth, exam_lines, toward_exam, went


@pytest.mark.parametrize("order", [by_worth, by_due_date, toward_exam])
def test_that_a_student_keeps_to_the_minutes_and_comes_to_know_something(order) -> None:
    course = went(Forgetful(1, 30), lambda _day, _chance: 5, order, 6)
    assert all(0 <= minutes < 8 for minutes in course.minutes)
    assert 0 < course.known[-1] <= course.met <= 30


def test_that_the_same_seed_gives_the_same_course() -> None:
    courses = [went(Forgetful(2, 20), lambda _day, _chance: 4, by_worth, 5) for _ in range(2)]
    assert courses[0] == courses[1]


def test_that_without_minutes_nothing_is_asked() -> None:
    course = went(Forgetful(1, 20), lambda _day, _chance: 0, by_worth, 3)
    assert (course.minutes, course.met) == ((0.0, 0.0, 0.0), 0)


def test_that_the_table_names_every_student_and_order(monkeypatch) -> None:
    monkeypatch.setattr("bench.students.EXAM_DAY", 3)
    monkeypatch.setattr("bench.students.EXAM_CARDS", 12)
    lines = list(exam_lines([1]))
    assert len(lines) == 3 + 3 * 2
    assert any("a week away" in line and "exam plan" in line for line in lines)
