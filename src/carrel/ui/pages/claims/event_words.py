"""Dated events in words: dates with the precision of their source, lengths of time, kinds."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from carrel.domain.timeline import Event, EventKind, Precision, precision_of
from carrel.services.timeline_browsing import TimelineEntry

_WEEKDAY = re.compile(r"[\s,.]*\bd{3,4}\b[\s,.]*|[\s,.]*d{3,4}(?=$)")


def dates(event: Event) -> str:
    """When an event was: no more precise than its source."""
    if event.until:
        return _tr("{first} to {last}").format(
            first=one_date(event.date), last=one_date(event.until)
        )
    return one_date(event.date)


def one_date(date: str) -> str:
    """A year, a month or a day as the student's locale writes it: "2026", "February 2026"."""
    locale = QLocale()
    patterns = {
        Precision.YEAR: "yyyy",
        Precision.MONTH: "MMMM yyyy",
        Precision.DAY: _day_pattern(locale),
    }
    day = QDate.fromString(f"{date}-01-01"[:10], "yyyy-MM-dd")
    return locale.toString(day, patterns[precision_of(date)])


def short_month(month: int) -> str:
    """The name of a month, from 1, as short as the student's locale has it."""
    return QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)


def _day_pattern(locale: QLocale) -> str:
    """The locale's long date without the day of the week: sources seldom give it."""
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    return _WEEKDAY.sub(" ", pattern).strip(" ,")


def length(entry: TimelineEntry) -> str:
    """How long a gap lasts, roughly: in years and months, or in days."""
    months = (entry.last.year - entry.first.year) * 12 + entry.last.month - entry.first.month
    months -= entry.last.day < entry.first.day
    if months < 2:
        return _tr("{n} days").format(n=(entry.last - entry.first).days)
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(_tr("1 year") if years == 1 else _tr("{n} years").format(n=years))
    if rest:
        parts.append(_tr("1 month") if rest == 1 else _tr("{n} months").format(n=rest))
    return " ".join(parts)


def kind_title(kind: EventKind) -> str:
    """What sort of entry it is."""
    return {
        EventKind.CONTACT: _tr("contact"),
        EventKind.GAP: _tr("gap"),
        EventKind.STATEMENT: _tr("statement"),
        EventKind.EVENT: _tr("event"),
    }[kind]


def source_mark(event: Event) -> str:
    """Whether the material's own source has the event."""
    return "" if event.in_source else _tr("not from the article")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
