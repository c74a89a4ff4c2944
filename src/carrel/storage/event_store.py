"""Dated events of the library."""

from __future__ import annotations

import json

from carrel.domain.ids import EventId, MaterialId, SectionId, TopicId
from carrel.domain.timeline import Event, EventKind
from carrel.storage.database import Database, Row
from carrel.storage.passage_store import PASSAGE_COLUMNS, passage_of


class EventStore:
    """Reads events. What is deleted does not exist here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(self, material: MaterialId) -> tuple[Event, ...]:
        """The events of a material by their dates; on the same date in their author's order."""
        rows = self._database.rows(
            "SELECT event.*, material.key AS material_key, section.key AS section_key,"
            " (SELECT json_group_array(key) FROM (SELECT topic.key FROM event_topic"
            "  JOIN topic ON topic.id = topic_id WHERE event_id = event.id"
            "  AND topic.deleted_at IS NULL ORDER BY event_topic.id)) AS topics,"
            f" {PASSAGE_COLUMNS} FROM event JOIN material ON material.id = event.material_id"
            " LEFT JOIN passage ON passage.id = event.passage_id AND passage.outcome != 'orphaned'"
            " LEFT JOIN section ON section.id = passage.section_id"
            " WHERE event.deleted_at IS NULL AND event.origin != 'proposed' AND material.key = ?"
            " ORDER BY event.date, event.id",
            (material,),
        )
        return tuple(_event(row) for row in rows)


def _event(row: Row) -> Event:
    section = row["section_key"]
    return Event(
        id=EventId(row["key"]),
        material=MaterialId(row["material_key"]),
        date=row["date"],
        title=row["title"],
        description=row["description"],
        until=row["until"],
        sources=tuple(json.loads(row["sources"])),
        kind=EventKind(row["kind"]),
        in_source=bool(row["in_source"]),
        is_key=bool(row["is_key"]),
        topics=tuple(TopicId(key) for key in json.loads(row["topics"])),
        passage=None if section is None else passage_of(row, SectionId(section)),
    )
