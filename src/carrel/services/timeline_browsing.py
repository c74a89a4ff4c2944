"""Browsing what happened when: the dated events of a material with what they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.timeline import Event, first_day, last_day
from carrel.services.desk import Desk
from carrel.storage.event_store import EventStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event with the days that its dates may mean and the names of its topics."""

    event: Event
    first: date
    last: date
    topics: tuple[tuple[TopicId, str], ...]
    section_title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a material, the earliest first."""

    material: MaterialId
    title: str
    entries: tuple[TimelineEntry, ...]


class TimelineBrowsing:
    """What the timeline shows."""

    def __init__(self, desk: Desk) -> None:
        self._events = EventStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._topics = TopicStore(desk.database)

    def timeline(self, material: MaterialId) -> Timeline:
        """The events of a material; raises :class:`NotFound`."""
        title = self._materials.material(material).title
        events = self._events.events(material)
        topics = self._topics.with_ids({topic for event in events for topic in event.topics})
        names = {topic.id: topic.name for topic in topics}
        sections = {event.passage.section for event in events if event.passage is not None}
        titles = self._materials.section_titles(sections)
        entries = [
            TimelineEntry(
                event=event,
                first=first_day(event.date),
                last=last_day(event.until or event.date),
                topics=tuple((key, names[key]) for key in event.topics if key in names),
                section_title="" if event.passage is None else titles[event.passage.section],
            )
            for event in events
        ]
        return Timeline(material, title, tuple(sorted(entries, key=lambda entry: entry.first)))
