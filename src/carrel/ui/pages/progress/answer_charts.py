"""The charts of how good answers are: what is kept between reviews, and sureness against right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPalette

from carrel.domain.progress.answers import FEW_ANSWERS, Kept, Sureness, likely_range, weeks_between
from carrel.domain.scheduling import Confidence
from carrel.ui.pages.progress.chart import Chart, NoChart, Table
from carrel.ui.pages.progress.date_words import long_day, percent, short_day
from carrel.ui.pages.progress.plot import Bar, Plot, Point
from carrel.ui.widgets.patterns import Pattern

CLOSE = 0.03
"""Within so much of the desired share, what is kept is as it should be."""

_RECENT_WEEKS = 8
_SHARE_WIDTH = 46
"""Pixels that "100 %" takes on an axis."""

_SHARES = [(share / 4, f"{25 * share} %") for share in range(5)]


def kept_chart(kept: Sequence[Kept], desired: float) -> Chart | NoChart:
    """What was remembered of learnt questions each week, against the share that is desired."""
    if not kept:
        return NoChart(
            _tr(
                "Once questions that you have learnt come back after some days, a dot for each week"
                " will show how many of them you still knew, beside the share that you want."
            )
        )
    return Chart(
        sentence=_kept_sentence(kept, desired),
        draw=partial(_draw_kept, kept=kept, desired=desired),
        table=Table(
            (_tr("Week from"), _tr("Asked"), _tr("Remembered"), _tr("Share"), _tr("Desired")),
            tuple(
                (
                    long_day(one.week),
                    str(one.asked),
                    str(one.remembered),
                    percent(one.share),
                    percent(desired),
                )
                for one in reversed(kept)
            ),
        ),
    )


def _kept_sentence(kept: Sequence[Kept], desired: float) -> str:
    recent = kept[-_RECENT_WEEKS:]
    asked = sum(one.asked for one in recent)
    share = sum(one.remembered for one in recent) / asked
    text = _tr("Lately you remembered {share} of {n} questions that came back; you want {desired}.")
    text = text.format(share=percent(share), n=asked, desired=percent(desired))
    if asked < FEW_ANSWERS:
        return text + " " + _tr("So few answers do not say much yet.")
    if share < desired - CLOSE:
        return text + " " + _tr("Answering sooner after questions fade would bring you closer.")
    if share > desired + CLOSE:
        return text + " " + _tr("You could let them rest longer, and lose little.")
    return text + " " + _tr("That is as it should be.")


def _draw_kept(plot: Plot, kept: Sequence[Kept], desired: float) -> None:
    weeks = weeks_between(kept[0].week, kept[-1].week)
    places = {week: number for number, week in enumerate(weeks)}
    right = max(len(weeks) - 1, 1)
    plot.set_range(-0.4, right + 0.4, 0, 1.06)
    every = max(len(weeks) // 6, 1)
    ticks = [(n, short_day(week)) for n, week in enumerate(weeks) if n % every == 0]
    plot.left.setWidth(_SHARE_WIDTH)
    plot.set_ticks(left=_SHARES, bottom=ticks)
    plot.add_rules([0.25, 0.5, 0.75, 1])
    text, accent = plot.colour(QPalette.ColorRole.Text), plot.colour(QPalette.ColorRole.Highlight)
    level = [(-0.4, desired), (right + 0.4, desired)]
    plot.add_line(level, text, width=1.4, style=Qt.PenStyle.DashLine)
    words = _tr("desired {share}").format(share=percent(desired))
    plot.add_words(words, right + 0.4, desired - 0.02, anchor=(1, 0))
    plot.add_line([(places[one.week], one.share) for one in kept], accent, width=1.6)
    plot.add_points(
        [
            Point(
                places[one.week],
                one.share,
                _tr("week from {week}: {n} of {asked}, {share}").format(
                    week=short_day(one.week),
                    n=one.remembered,
                    asked=one.asked,
                    share=percent(one.share),
                ),
                is_hollow=one.asked < FEW_ANSWERS,
            )
            for one in kept
        ],
        accent,
    )


def sureness_chart(found: Sequence[Sureness]) -> Chart | NoChart:
    """How right answers were by how sure the student said to be."""
    given = [one for one in found if one.answers]
    if not given:
        return NoChart(
            _tr(
                "Say how sure you are before you answer. Then three bars will show how often you"
                " were right when you guessed, were fairly sure, and were sure."
            )
        )
    return Chart(
        sentence=_sureness_sentence(given),
        draw=partial(_draw_sureness, found=found),
        table=Table(
            (_tr("You said"), _tr("Answers"), _tr("Right"), _tr("Likely between")),
            tuple(_sureness_row(one) for one in found),
        ),
    )


def _sureness_row(one: Sureness) -> tuple[str, ...]:
    if not one.answers:
        return (confidence_title(one.confidence), "0", "–", "–")
    low, high = likely_range(one.share, one.answers)
    between = f"{percent(low)} – {percent(high)}"
    return (confidence_title(one.confidence), str(one.answers), percent(one.share), between)


def _sureness_sentence(given: Sequence[Sureness]) -> str:
    by_confidence = {one.confidence: one for one in given}
    sure = by_confidence.get(Confidence.SURE)
    guess = by_confidence.get(Confidence.GUESS)
    if sure is None:
        best = given[-1]
        text = _tr("You have not been sure yet; when you were {confidence}, {share} was right.")
        return text.format(
            confidence=confidence_title(best.confidence).lower(), share=percent(best.share)
        )
    text = _tr("When you were sure, {share} of {n} answers were right.").format(
        share=percent(sure.share), n=sure.answers
    )
    if sure.answers < FEW_ANSWERS:
        return text + " " + _tr("So few answers do not say much yet.")
    wrong = round(sure.answers - sure.right)
    if sure.share < 0.8:
        text += " " + _tr("You are surer than you are right: {n} sure answers were wrong.").format(
            n=wrong
        )
    elif wrong:
        text += " " + _tr("The {n} that were wrong are worth reading again.").format(n=wrong)
    if guess is not None and guess.answers >= FEW_ANSWERS and guess.share > 0.6:
        text += " " + _tr("You know more than you think: {share} of your guesses were right.")
        text = text.format(share=percent(guess.share))
    return text


def _draw_sureness(plot: Plot, found: Sequence[Sureness]) -> None:
    plot.set_range(-0.6, len(found) - 0.4, 0, 1.14)
    plot.left.setWidth(_SHARE_WIDTH)
    plot.set_ticks(
        left=_SHARES,
        bottom=[(n, confidence_title(one.confidence)) for n, one in enumerate(found)],
    )
    plot.add_rules([0.25, 0.5, 0.75, 1])
    accent, text = plot.colour(QPalette.ColorRole.Highlight), plot.colour(QPalette.ColorRole.Text)
    plot.add_bars(
        [
            Bar(
                QRectF(n - 0.26, 0, 0.52, one.share),
                Pattern.SOLID if one.answers >= FEW_ANSWERS else Pattern.HATCHED,
                accent,
                f"{confidence_title(one.confidence)}: {percent(one.share)}",
            )
            for n, one in enumerate(found)
            if one.answers
        ]
    )
    for number, one in enumerate(found):
        words = _tr("no answers")
        top = 0.0
        if one.answers:
            low, top = likely_range(one.share, one.answers)
            plot.add_line([(number, low), (number, top)], text, width=1.4)
            for y in (low, top):
                plot.add_line([(number - 0.05, y), (number + 0.05, y)], text, width=1.4)
            words = _tr("{share} of {n}").format(share=percent(one.share), n=one.answers)
        plot.add_words(words, number, top + 0.01, anchor=(0.5, 1))


def confidence_title(confidence: Confidence) -> str:
    """The name of a degree of confidence."""
    return {
        Confidence.GUESS: _tr("Guess"),
        Confidence.FAIRLY_SURE: _tr("Fairly sure"),
        Confidence.SURE: _tr("Sure"),
    }[confidence]


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerCharts", text)
