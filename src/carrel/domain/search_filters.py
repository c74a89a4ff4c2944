"""Filters of a search: ``topic:nato`` asks for what speaks of NATO, ``-in:notes`` for no notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from carrel.domain.search_hits import HitKind
from carrel.domain.study_day import StudyDay


class FilterName(StrEnum):
    """What hits can be filtered by, as it is written before the colon."""

    IN = "in"
    TOPIC = "topic"
    COLOUR = "colour"
    TAG = "tag"
    MATERIAL = "material"
    DUE = "due"


class Due(StrEnum):
    """When questions come back, as it is written after ``due:``."""

    NOW = "now"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    OVERDUE = "overdue"
    NEVER = "never"


ALL_NEEDED = frozenset({FilterName.TOPIC, FilterName.TAG})
"""Filters of which a thing can meet several at once; of others given twice, either will do."""

KIND_WORDS = {
    HitKind.TOPIC: ("topics", "topic"),
    HitKind.SECTION: ("sections", "section", "texts", "text"),
    HitKind.NOTE: ("notes", "note"),
    HitKind.CLAIM: ("claims", "claim"),
    HitKind.QUESTION: ("questions", "question"),
}
"""How kinds are written after ``in:``, the usual way first."""

OTHER_SPELLINGS = {"color": FilterName.COLOUR}

FILTER = rf'({"|".join([*FilterName, *OTHER_SPELLINGS])}):("[^"]*"?|[^\s"]*)'
"""The pattern of a filter: its name, and its value, which may be empty or in quotation marks."""

_PENDING = re.compile(rf'(?:^|[\s"])-*{FILTER}$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as it was typed: one of ``values`` has to hold, or none if it is unwanted."""

    name: FilterName
    values: tuple[str, ...]
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True)
class DueSpan:
    """Questions due from ``since`` until before ``until``, None being without end; or unasked."""

    since: datetime | None = None
    until: datetime | None = None
    is_unasked: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A condition whose values were understood.

    ``keys`` are ids of materials or topics, or colours, tags or kinds; ``spans`` say when questions
    are due. A hit has to meet one of them, or none if that is unwanted.
    """

    name: FilterName
    keys: tuple[str, ...] = ()
    spans: tuple[DueSpan, ...] = ()
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True)
class PendingFilter:
    """The filter that a text ends with; its value begins at ``start`` of the text."""

    name: FilterName
    value: str
    start: int


def filter_name(word: str) -> FilterName:
    """The filter that is written so; raises ValueError if there is none."""
    return OTHER_SPELLINGS.get(word.lower()) or FilterName(word.lower())


def pending_filter(text: str) -> PendingFilter | None:
    """The filter at the end of ``text`` that is still being typed; None if there is none."""
    found = _PENDING.search(text)
    if found is None or (found[2].startswith('"') and found[2].endswith('"', 1)):
        return None
    return PendingFilter(filter_name(found[1]), found[2].strip('"'), found.start(2))


def written(value: str) -> str:
    """A value as it has to stand after the colon."""
    plain = value.replace('"', "").strip()
    return f'"{plain}"' if " " in plain else plain


def completed(text: str, value: str) -> str:
    """``text`` with its pending filter given ``value``, ready for the next word."""
    pending = pending_filter(text)
    return text if pending is None else f"{text[: pending.start]}{written(value)} "


def kinds_meant(value: str) -> tuple[HitKind, ...]:
    """The kinds that ``value`` names, or begins to name; none if it is unknown."""
    typed = value.lower()
    exact = tuple(kind for kind, words in KIND_WORDS.items() if typed in words)
    return exact or tuple(
        kind for kind, words in KIND_WORDS.items() if any(word.startswith(typed) for word in words)
    )


def dues_meant(value: str, *, day: StudyDay, now: datetime) -> tuple[DueSpan, ...]:
    """The times that ``value`` names, or begins to name, or an ISO date; none if it is unknown."""
    typed = {"new": Due.NEVER}.get(value.lower(), value.lower())
    meant = [Due(typed)] if typed in set(Due) else [one for one in Due if one.startswith(typed)]
    if meant:
        return tuple(_span(due, day, now) for due in meant)
    try:
        named = date.fromisoformat(value)
        return (DueSpan(until=day.start(named + timedelta(days=1))),)
    except (ValueError, OverflowError):
        return ()


def _span(due: Due, day: StudyDay, now: datetime) -> DueSpan:
    today = day.of(now)
    starts = [day.start(today + timedelta(days=number)) for number in (0, 1, 2, 7)]
    return {
        Due.NOW: DueSpan(until=now),
        Due.TODAY: DueSpan(until=starts[1]),
        Due.TOMORROW: DueSpan(since=starts[1], until=starts[2]),
        Due.WEEK: DueSpan(until=starts[3]),
        Due.OVERDUE: DueSpan(until=starts[0]),
        Due.NEVER: DueSpan(is_unasked=True),
    }[due]


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A value that a filter can be given, and what more there is to say of it."""

    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value of a filter that means nothing in this library, and some that do."""

    name: FilterName
    value: str
    choices: tuple[str, ...]


def mended(text: str, unknown: UnknownValue, value: str) -> str:
    """``text`` with ``value`` in place of the one that means nothing; unchanged if not found."""
    for found in re.finditer(FILTER, text, re.IGNORECASE):
        is_meant = filter_name(found[1]) is unknown.name
        if is_meant and found[2].strip('"* ') == unknown.value:
            return f"{text[: found.start(2)]}{written(value)}{text[found.end(2) :]}"
    return text
