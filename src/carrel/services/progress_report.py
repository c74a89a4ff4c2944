"""How studying goes: what is known and fades, when there was study, how good the answers are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from carrel.domain.ids import MaterialId
from carrel.domain.memory_map import CardMemory, MemoryCounts, with_what_is_below
from carrel.domain.progress.answers import Kept, Sureness, kept_by_week, sureness
from carrel.domain.progress.forecast import (
    Knowledge,
    knowledge_by_day,
    load_by_day,
)
from carrel.domain.progress.study_time import StudyDays, studied_days
from carrel.services.desk import Desk
from carrel.services.study_rules import StudyRules
from carrel.storage.material_store import MaterialStore
from carrel.storage.progress_store import ProgressStore
from carrel.storage.study_counts import answer_pace

LOOKING_BACK_DAYS = 371
"""How far back answers and reading count: a year, in whole weeks."""


@dataclass(frozen=True, slots=True)
class NamedCounts:
    """How the questions of a section, a topic or a material stand. ``level`` is 1 at the top."""

    name: str
    counts: MemoryCounts
    level: int = 1


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """All that the Progress page shows, as of ``today``.

    ``parts`` are the sections of a material, or the materials of the library. ``load`` is by day,
    ``seconds_each`` how long an answer takes. ``answers`` counts those of the last year.
    """

    today: date
    whole: MemoryCounts
    parts: tuple[NamedCounts, ...]
    topics: tuple[NamedCounts, ...]
    load: Mapping[date, int]
    seconds_each: float
    knowledge: Knowledge
    days: StudyDays
    kept: tuple[Kept, ...]
    desired_retention: float
    sureness: tuple[Sureness, ...]
    answers: int


class ProgressReport:
    """What the Progress page asks of the library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = StudyRules(desk)
        self._store = ProgressStore(desk.database)
        self._materials = MaterialStore(desk.database)

    def materials(self) -> tuple[tuple[MaterialId, str], ...]:
        """The materials that can be looked at by themselves, with their titles."""
        return tuple((one.id, one.title) for one in self._materials.materials())

    def report(self, material: MaterialId | None = None) -> StudyProgress:
        """How one material stands, or the whole library; raises :class:`NotFound`."""
        now, day = self._desk.clock(), self._rules.day()
        parameters = self._rules.scheduling().parameters
        today = day.of(now)
        first = today - timedelta(days=LOOKING_BACK_DAYS)
        slots = self._store.answers(material, since=day.start(first).astimezone(UTC))
        asked = self._store.asked_cards(material)
        parts, whole = self._parts(material, now)
        return StudyProgress(
            today=today,
            whole=whole,
            parts=parts,
            topics=self._topics(material, now),
            load=load_by_day(asked, now, day),
            seconds_each=answer_pace(self._desk.database).overall,
            knowledge=knowledge_by_day(asked, now, parameters),
            days=studied_days(slots, self._store.reading(material, since=first), day),
            kept=kept_by_week(slots, day),
            desired_retention=parameters.desired_retention,
            sureness=sureness(slots),
            answers=sum(slot.answers for slot in slots),
        )

    def _parts(
        self, material: MaterialId | None, now: datetime
    ) -> tuple[tuple[NamedCounts, ...], MemoryCounts]:
        rules = self._rules.scheduling().parameters
        if material is None:
            found = self._store.cards_by_material(rules, now)
            counted = {key: _counted(cards, now) for key, cards in found.items()}
            titles = dict(self.materials())
            parts = tuple(
                NamedCounts(titles[key], counted[key]) for key in titles if key in counted
            )
            return parts, sum(counted.values(), MemoryCounts())
        by_section = self._store.cards_by_section(material, rules, now)
        own = {section: _counted(cards, now) for section, cards in by_section.items()}
        outline = self._materials.outline(material)
        totals = with_what_is_below(outline, own)
        parts = tuple(
            NamedCounts(entry.title, totals[entry.id], entry.level)
            for entry in outline
            if totals[entry.id].total
        )
        every = self._store.cards_by_material(rules, now, only=material)
        return parts, _counted(every.get(material, ()), now)

    def _topics(self, material: MaterialId | None, now: datetime) -> tuple[NamedCounts, ...]:
        rules = self._rules.scheduling().parameters
        found = self._store.cards_by_topic(material, rules, now)
        return _weakest_first(
            NamedCounts(name, _counted(cards, now)) for name, cards in found.items()
        )


def _counted(cards: Iterable[CardMemory], now: datetime) -> MemoryCounts:
    return MemoryCounts.of_questions(cards, now)


def _weakest_first(parts: Iterable[NamedCounts]) -> tuple[NamedCounts, ...]:
    """Those with the largest share of what was missed or fades first."""

    def weakness(part: NamedCounts) -> tuple[float, float, str]:
        counts = part.counts
        lost = (counts.missed + counts.fading) / counts.total
        return -lost, counts.secure / counts.total, part.name

    return tuple(sorted(parts, key=weakness))
