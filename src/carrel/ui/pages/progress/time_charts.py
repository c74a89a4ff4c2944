"""The charts of when there was study: a year of days, and the weeks with what was done in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QPalette

from carrel.domain.memory_map import MemoryState
from carrel.domain.progress.answers import monday_of, weeks_between
from carrel.domain.progress.study_time import Studied, StudyDays, by_week, longest_row
from carrel.ui.pages.progress.chart import Chart, Key, NoChart, Table
from carrel.ui.pages.progress.date_words import (
    long_day,
    minutes_words,
    month,
    short_day,
    weekday,
)
from carrel.ui.pages.progress.forecast_charts import nice_top
from carrel.ui.pages.progress.plot import Bar, Plot
from carrel.ui.widgets.memory_look import memory_ink
from carrel.ui.widgets.patterns import Pattern

CALENDAR_WEEKS = 53
TIME_WEEKS = 16

LEVELS = ((0.0, 0.12), (0.001, 0.38), (10.0, 0.56), (25.0, 0.74), (45.0, 0.92))
"""From how many minutes on a day's square has which side, as a share of its place."""


def calendar_chart(days: StudyDays, today: date) -> Chart | NoChart:
    """A square for each day of the last year, the larger the longer there was study."""
    if not days:
        return NoChart(
            _tr(
                "Read or answer something. Then a square for each day of the year will show when"
                " you studied: the longer, the larger and darker."
            )
        )
    return Chart(
        sentence=_calendar_sentence(days, today),
        draw=partial(_draw_calendar, days=days, today=today),
        table=Table(
            (_tr("Day"), _tr("Minutes"), _tr("Answers")),
            tuple(
                (f"{long_day(day)} {day.year}", f"{one.minutes:.0f}", str(one.answers))
                for day, one in reversed(tuple(days.items()))
            ),
        ),
        height=170,
    )


def _calendar_sentence(days: StudyDays, today: date) -> str:
    since = min(days)
    span = (today - since).days + 1
    row = longest_row(days)
    if span == 1:
        return _tr("You began today: {minutes}, {n} answers.").format(
            minutes=minutes_words(days[since].minutes), n=days[since].answers
        )
    text = _tr("You studied on {n} of the {span} days since {since}; {row}.").format(
        n=len(days),
        span=span,
        since=long_day(since),
        row=_tr("the longest row was 1 day")
        if row == 1
        else _tr("the longest row was {n} days").format(n=row),
    )
    best = max(days, key=lambda day: days[day].minutes)
    return (
        text
        + " "
        + _tr("{day} was the longest: {minutes}. Squares grow at 10, 25 and 45 minutes.").format(
            day=long_day(best), minutes=minutes_words(days[best].minutes)
        )
    )


def _draw_calendar(plot: Plot, days: StudyDays, today: date) -> None:
    first = monday_of(today) - timedelta(weeks=CALENDAR_WEEKS - 1)
    weeks = weeks_between(first, today)
    plot.set_range(-0.5, len(weeks) - 0.5, 6.5, -0.5)
    months = [
        (number, month(week)) for number, week in enumerate(weeks) if week.day <= 7 and number
    ]
    plot.set_ticks(left=[(n, weekday(n)) for n in (0, 2, 4, 6)], bottom=months)
    plot.add_bars(list(_squares(plot, days, first, today)))


def _squares(plot: Plot, days: StudyDays, first: date, today: date) -> Iterator[Bar]:
    ink, faint = plot.colour(QPalette.ColorRole.Highlight), plot.colour(QPalette.ColorRole.Dark)
    for number in range((today - first).days + 1):
        day = first + timedelta(days=number)
        minutes = days[day].minutes if day in days else 0.0
        level, side = level_of(minutes)
        column, row = divmod(number, 7)
        box = QRectF(column - side / 2, row - side / 2, side, side)
        colour = QColor(ink if level else faint)
        colour.setAlphaF((0.6, 0.55, 0.7, 0.85, 1.0)[level])
        words = minutes_words(minutes) if level else _tr("no study")
        yield Bar(box, Pattern.SOLID, colour, f"{long_day(day)}: {words}", is_square=True)


def level_of(minutes: float) -> tuple[int, float]:
    """The level of a day, from 0 for none to 4, and the side of its square."""
    level = max(n for n, (least, _) in enumerate(LEVELS) if minutes >= least)
    return level, LEVELS[level][1]


def time_chart(days: StudyDays, today: date) -> Chart | NoChart:
    """The minutes of reading and of quizzes in each of the last weeks."""
    weeks = by_week(days, today - timedelta(weeks=TIME_WEEKS - 1), today)
    if not any(one.minutes for one in weeks.values()):
        return NoChart(
            _tr(
                "Nothing was read or answered in the last weeks. A bar for each week will show how"
                " long you read and how long you were quizzed."
            )
        )
    return Chart(
        sentence=_time_sentence(weeks),
        draw=partial(_draw_time, weeks=weeks),
        table=Table(
            (_tr("Week from"), _tr("Reading, minutes"), _tr("Quizzes, minutes"), _tr("Answers")),
            tuple(
                (
                    long_day(week),
                    f"{one.reading_seconds / 60:.0f}",
                    f"{one.quiz_seconds / 60:.0f}",
                    str(one.answers),
                )
                for week, one in reversed(tuple(weeks.items()))
            ),
        ),
        keys=(
            Key(Pattern.SOLID, _reading_ink, _tr("reading")),
            Key(Pattern.HATCHED, _quiz_ink, _tr("quizzes")),
        ),
    )


def _time_sentence(weeks: Mapping[date, Studied]) -> str:
    total = sum(weeks.values(), Studied())
    active = [one for one in weeks.values() if one.minutes]
    last = tuple(weeks.values())[-1]
    text = _tr("This week: {minutes}.").format(minutes=minutes_words(last.minutes))
    if not last.minutes:
        text = _tr("Nothing yet this week.")
    return (
        text
        + " "
        + _tr(
            "In {n} of the last {weeks} weeks you studied, {mean} a week; {share} % of it reading."
        ).format(
            n=len(active),
            weeks=len(weeks),
            mean=minutes_words(total.minutes / max(len(active), 1)),
            share=round(100 * total.reading_seconds / 60 / max(total.minutes, 1e-9)),
        )
    )


def _draw_time(plot: Plot, weeks: Mapping[date, Studied]) -> None:
    top, step = nice_top(max(one.minutes for one in weeks.values()))
    plot.set_range(-0.7, len(weeks) - 0.3, 0, top)
    ticks = [(n, short_day(week)) for n, week in enumerate(weeks) if n % 3 == 0]
    marks = [(y, str(y)) for y in range(0, top + 1, step)]
    plot.set_ticks(left=marks, bottom=ticks)
    plot.add_rules(range(step, top + 1, step))
    bars = []
    for number, (week, one) in enumerate(weeks.items()):
        read, quiz = one.reading_seconds / 60, one.quiz_seconds / 60
        left = number - 0.34
        if read:
            words = _tr("week from {week}: {minutes} reading").format(
                week=short_day(week), minutes=minutes_words(read)
            )
            box = QRectF(left, 0, 0.68, read)
            bars.append(Bar(box, Pattern.SOLID, _reading_ink(plot.is_dark), words))
        if quiz:
            words = _tr("week from {week}: {minutes} quizzes").format(
                week=short_day(week), minutes=minutes_words(quiz)
            )
            box = QRectF(left, read, 0.68, quiz)
            bars.append(Bar(box, Pattern.HATCHED, _quiz_ink(plot.is_dark), words))
    plot.add_bars(bars)


def _reading_ink(is_dark: bool) -> QColor:
    return memory_ink(MemoryState.SECURE, is_dark=is_dark)


def _quiz_ink(is_dark: bool) -> QColor:
    return memory_ink(MemoryState.FADING, is_dark=is_dark)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimeCharts", text)
