"""Dates and times on the Progress page, in the student's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def short_day(day: date) -> str:
    """As on an axis: "2 Mar"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def long_day(day: date) -> str:
    """As in a sentence: "Monday 2 March"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def month(day: date) -> str:
    """The short name of a day's month."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMM")


def weekday(number: int) -> str:
    """The short name of a day of the week, 0 for Monday."""
    return QLocale().dayName(number + 1, QLocale.FormatType.ShortFormat)


def percent(share: float) -> str:
    """A share from 0 to 1: "87 %"."""
    return f"{round(100 * share)} %"


def minutes_words(minutes: float) -> str:
    """A length of time, in hours from two hours on."""
    whole = round(minutes)
    if whole == 0 and minutes > 0:
        return QCoreApplication.translate("Progress", "less than a minute")
    if whole == 1:
        return QCoreApplication.translate("Progress", "1 minute")
    if whole < 120:
        return QCoreApplication.translate("Progress", "{n} minutes").format(n=whole)
    return QCoreApplication.translate("Progress", "{n} hours").format(n=f"{minutes / 60:.1f}")
