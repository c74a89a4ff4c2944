"""Dated events, with the precision that their source gives."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - ``date`` is the name of a field
from enum import StrEnum

from carrel.domain.ids import EventId, MaterialId, TopicId
from carrel.domain.text.passage import Passage

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class EventKind(StrEnum):
    """What sort of entry of a timeline an event is."""

    CONTACT = "contact"
    GAP = "gap"
    STATEMENT = "statement"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated.

    ``date`` and ``until`` are ISO 8601: ``2017``, ``2017-05`` or ``2017-05-29``. ``in_source`` says
    whether the material's own source has it.
    """

    id: EventId
    material: MaterialId
    date: str
    title: str
    description: str = ""
    until: str = ""
    sources: tuple[str, ...] = ()
    kind: EventKind = EventKind.EVENT
    in_source: bool = True
    is_key: bool = False
    topics: tuple[TopicId, ...] = ()
    passage: Passage | None = None


def is_date(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day in ISO 8601."""
    return _DATE.fullmatch(text) is not None


def precision_of(date: str) -> Precision:
    """How much of ``date`` is known."""
    return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(date), Precision.DAY)


def first_day(date: str) -> Date:
    """The first day that ``date`` may mean."""
    return Date.fromisoformat(f"{date}-01-01"[:10])


def last_day(date: str) -> Date:
    """The last day that ``date`` may mean."""
    first = first_day(date)
    match precision_of(date):
        case Precision.YEAR:
            return first.replace(month=12, day=31)
        case Precision.MONTH:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case Precision.DAY:
            return first
