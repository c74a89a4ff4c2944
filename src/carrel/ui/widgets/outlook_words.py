"""What some minutes of questions would gain, and what skipping them costs."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication

from carrel.domain.review_plan import Outlook


def outlook_words(outlook: Outlook) -> str:
    """Two or three sentences: what there is to do, what it gains, what it costs to skip it."""
    if not outlook.questions:
        return _tr("Nothing is fading, and nothing new is set for today. Read on in peace.")
    sentences = [_offer_words(outlook), _gain_words(outlook), _cost_words(outlook)]
    return " ".join(sentence for sentence in sentences if sentence)


def rest_words(outlook: Outlook) -> str:
    """What becomes of questions that fade and do not fit in; empty if there are none."""
    if not outlook.rest:
        return ""
    return _tr("What does not fit in is spread over the coming days; there is nothing to catch up.")


def time_words(seconds: float) -> str:
    """A time in whole minutes, one at least."""
    minutes = max(1, ceil(seconds / 60))
    return _tr("1 minute") if minutes == 1 else _tr("{count} minutes").format(count=minutes)


def _offer_words(outlook: Outlook) -> str:
    if outlook.new == outlook.questions:
        what = _tr("1 new question") if outlook.new == 1 else _tr("{count} new questions")
    elif outlook.new:
        what = _tr("{count} questions, {new} of them new")
    else:
        what = _tr("1 question") if outlook.questions == 1 else _tr("{count} questions")
    what = what.format(count=outlook.questions, new=outlook.new)
    return _tr("{questions}, about {time}.").format(
        questions=what, time=time_words(outlook.seconds)
    )


def _gain_words(outlook: Outlook) -> str:
    gain = round(outlook.gain)
    if gain < 1:
        return _tr("They make sure that what you know stays known.")
    if gain == 1:
        return _tr("You would know about one more answer tomorrow.")
    return _tr("You would know about {count} more answers tomorrow.").format(count=gain)


def _cost_words(outlook: Outlook) -> str:
    """Skipping is told calmly: a day costs little, and saying so is true."""
    tomorrow, week = round(outlook.lost_by_tomorrow), round(outlook.lost_in_a_week)
    if outlook.new == outlook.questions:
        return _tr("Skipping them forgets nothing.")
    if week < 1:
        return _tr("Skipping a day costs hardly anything.")
    if tomorrow < 1 and week == 1:
        return _tr("Skipping a day costs hardly anything, a week about one answer.")
    if tomorrow < 1:
        words = _tr("Skipping a day costs hardly anything, a week about {count} answers.")
        return words.format(count=week)
    return _tr("Skipping forgets about {tomorrow} by tomorrow, {week} within a week.").format(
        tomorrow=tomorrow, week=week
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutlookWords", text)
