"""What is said of an exam: when it is, and how much will be known then."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from carrel.domain.exam_plan import ExamPlan
from carrel.ui.widgets.outlook_words import time_words

_WELL_KNOWN = 0.85


def day_words(day: date) -> str:
    """A day with its weekday, as the student's language writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")


def left_words(days: int) -> str:
    """How far away the day is."""
    if days <= 0:
        return _tr("That is today.")
    if days == 1:
        return _tr("That is tomorrow: one day to study, today.")
    return _tr("In {count} days.").format(count=days)


def expectation_words(plan: ExamPlan) -> str:
    """What to expect on the day, with the plan and without it."""
    if not plan.questions:
        return _tr("There are no questions yet to plan with. Make some while you read.")
    expected, without = round(plan.expected * 100), round(plan.expected_without * 100)
    if not plan.days:
        return _tr("Expect to know about {percent} % of {count} questions.").format(
            percent=without, count=plan.questions
        )
    words = _tr(
        "Expect to know about {percent} % of {count} questions on the day; {without} % if you do"
        " nothing until then."
    ).format(percent=expected, count=plan.questions, without=without)
    if plan.expected < _WELL_KNOWN:
        words += " " + _tr("More minutes a day, or a later day, would lift this.")
    return words


def exam_words(title: str, day: date, days_left: int) -> str:
    """What an exam is about, and when it is."""
    when = QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM")
    if days_left <= 0:
        return _tr("Exam today: {title}").format(title=title)
    if days_left == 1:
        return _tr("Exam tomorrow: {title}").format(title=title)
    return _tr("Exam on {day}, in {count} days: {title}").format(
        day=when, count=days_left, title=title
    )


def exam_today_words(plan: ExamPlan) -> str:
    """What the plan of an exam has for today."""
    if not plan.days:
        return _tr("Good luck. There is nothing left to plan.")
    today = plan.days[0]
    if not today.cards:
        return _tr("Nothing more for today.")
    count = len(today.cards)
    words = _tr("1 question") if count == 1 else _tr("{count} questions")
    return _tr("Today {questions}, about {time}.").format(
        questions=words.format(count=count), time=time_words(today.seconds)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExamWords", text)
