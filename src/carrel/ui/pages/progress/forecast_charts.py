"""The charts of what is to come: how many questions fade on each day, how much stays known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPalette

from carrel.domain.memory_map import MemoryState
from carrel.domain.progress.forecast import Knowledge
from carrel.ui.pages.progress.chart import Chart, Key, NoChart, Table
from carrel.ui.pages.progress.date_words import long_day, minutes_words, short_day
from carrel.ui.pages.progress.plot import Bar, Plot
from carrel.ui.widgets.memory_look import memory_ink
from carrel.ui.widgets.patterns import Pattern

_EMPTY_LOAD = (
    "Answer some questions first. Then a bar for each of the coming days will show how many"
    " questions fade on it."
)
_EMPTY_KNOWLEDGE = (
    "Answer some questions first. Then two lines will show how much of them you will know over the"
    " coming two months: with quizzes and without."
)


def load_chart(load: Mapping[date, int], seconds_each: float, asked: int) -> Chart | NoChart:
    """How many of the ``asked`` questions fade on each day, today with all that wait already."""
    if asked and not any(load.values()):
        return NoChart(
            _tr("Nothing waits today, and nothing fades in the coming month: all rests longer.")
        )
    if not asked:
        return NoChart(QCoreApplication.translate("ForecastCharts", _EMPTY_LOAD))
    days = tuple(load)
    minutes = {day: count * seconds_each / 60 for day, count in load.items()}
    return Chart(
        sentence=_load_sentence(load, minutes),
        draw=partial(_draw_load, load=load),
        table=Table(
            (_tr("Day"), _tr("Questions"), _tr("Minutes")),
            tuple((long_day(day), str(load[day]), str(ceil(minutes[day]))) for day in days),
        ),
        keys=(
            Key(Pattern.HATCHED, _waiting_ink, _tr("waiting already")),
            Key(Pattern.SOLID, _fading_ink, _tr("will fade")),
        ),
    )


def _load_sentence(load: Mapping[date, int], minutes: Mapping[date, float]) -> str:
    days = tuple(load)
    today = days[0]
    if not load[today]:
        text = _tr("Nothing waits today.")
    elif load[today] == 1:
        text = _tr("One answer is asked of you today, {minutes}.")
    else:
        text = _tr("{n} answers are asked of you today, {minutes}.")
    text = text.format(n=load[today], minutes=minutes_words(minutes[today]))
    coming = {day: load[day] for day in days[1:] if load[day]}
    if coming:
        most = max(coming, key=lambda day: coming[day])
        mean = sum(coming.values()) / (len(days) - 1)
        text += " " + _tr(
            "The month to come brings {mean} a day; most fade on {day}: {n}, {minutes}."
        ).format(
            mean=f"{mean:.1f}",
            day=long_day(most),
            n=load[most],
            minutes=minutes_words(minutes[most]),
        )
    return text


def _draw_load(plot: Plot, load: Mapping[date, int]) -> None:
    days = tuple(load)
    top, step = nice_top(max(load.values()))
    plot.set_range(-0.7, len(days) - 0.3, 0, top)
    ticks = [(n, short_day(day)) for n, day in enumerate(days) if n % 7 == 0]
    ticks[0] = (0, _tr("today"))
    plot.set_ticks(left=[(y, str(y)) for y in range(0, top + 1, step)], bottom=ticks)
    plot.add_rules(range(step, top + 1, step))
    plot.add_bars(
        [
            Bar(
                QRectF(number - 0.36, 0, 0.72, count),
                Pattern.HATCHED if number == 0 else Pattern.SOLID,
                (_waiting_ink if number == 0 else _fading_ink)(plot.is_dark),
                f"{long_day(day)}: {count}",
            )
            for number, (day, count) in enumerate(load.items())
            if count
        ]
    )


def knowledge_chart(knowledge: Knowledge, today: date) -> Chart | NoChart:
    """How many of the questions that were asked will likely be known."""
    if not knowledge.asked:
        return NoChart(QCoreApplication.translate("ForecastCharts", _EMPTY_KNOWLEDGE))
    days = [today + timedelta(days=number) for number in range(len(knowledge.left_alone))]
    return Chart(
        sentence=_knowledge_sentence(knowledge),
        draw=partial(_draw_knowledge, knowledge=knowledge, days=days),
        table=Table(
            (_tr("Day"), _tr("Known without quizzes"), _tr("Known with quizzes")),
            tuple(
                (long_day(day), f"{alone:.0f}", f"{kept:.0f}")
                for day, alone, kept in zip(
                    days, knowledge.left_alone, knowledge.kept_up, strict=True
                )
            ),
        ),
    )


def _knowledge_sentence(knowledge: Knowledge) -> str:
    last = len(knowledge.left_alone) - 1
    return _tr(
        "Of {asked} answers you were asked for, you likely know {now} today. In {days} days it will"
        " be {alone} if you stop now, and {kept} or more if you answer each one when it fades."
    ).format(
        asked=knowledge.asked,
        now=round(knowledge.left_alone[0]),
        days=last,
        alone=round(knowledge.left_alone[-1]),
        kept=round(knowledge.kept_up[-1]),
    )


def _draw_knowledge(plot: Plot, knowledge: Knowledge, days: Sequence[date]) -> None:
    top, step = nice_top(knowledge.asked)
    last = len(days) - 1
    plot.set_range(0, last, 0, top)
    ticks = [(n, short_day(day)) for n, day in enumerate(days) if n % 14 == 0]
    ticks[0] = (1, _tr("today"))
    plot.set_ticks(left=[(y, str(y)) for y in range(0, top + 1, step)], bottom=ticks)
    plot.add_rules(range(step, top + 1, step))
    accent, text = plot.colour(QPalette.ColorRole.Highlight), plot.colour(QPalette.ColorRole.Text)
    plot.add_line(list(enumerate(knowledge.kept_up)), accent, width=2.6)
    plot.add_line(list(enumerate(knowledge.left_alone)), text, style=Qt.PenStyle.DashLine)
    above, below = knowledge.kept_up[-1], knowledge.left_alone[-1]
    gap = 0.03 * top
    plot.add_words(_tr("with quizzes"), last, above + gap, anchor=(1, 1), ink=accent)
    plot.add_words(_tr("without"), last, below - gap, anchor=(1, 0))


def nice_top(most: float) -> tuple[int, int]:
    """The end of an axis that holds ``most``, and the step of its marks; both whole."""
    step = 1
    for step in (factor * 10**power for power in range(9) for factor in (1, 2, 5)):
        if most <= 4 * step:
            break
    return max(ceil(most / step), 1) * step, step


def _fading_ink(is_dark: bool) -> QColor:
    return memory_ink(MemoryState.SECURE, is_dark=is_dark)


def _waiting_ink(is_dark: bool) -> QColor:
    return memory_ink(MemoryState.FADING, is_dark=is_dark)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ForecastCharts", text)
