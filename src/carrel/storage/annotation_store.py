"""Annotations as rows, with their passages and tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from carrel.domain.annotations import (
    Annotation,
    AnnotationFilter,
    Colour,
    ListedAnnotation,
    NotedTopic,
    NoteOrder,
    Style,
)
from carrel.domain.errors import NotFound
from carrel.domain.ids import AnnotationId, MaterialId, SectionId, TopicId
from carrel.domain.search_query import Term
from carrel.domain.text.folding import fold
from carrel.storage.database import Database, Row
from carrel.storage.full_text import Wording
from carrel.storage.journal import Action
from carrel.storage.passage_store import PASSAGE_COLUMNS, PassageStore, passage_of
from carrel.storage.row_writer import RowWriter
from carrel.storage.topic_links import TopicLinks

_SELECT = f"""
SELECT annotation.id, annotation.key, annotation.colour, annotation.style, annotation.note,
       annotation.created_at, annotation.updated_at, annotation.passage_id, {PASSAGE_COLUMNS},
       section.key AS section, section.title AS section_title,
       section.deleted_at IS NULL AS is_section_there,
       material.key AS material, material.title AS material_title,
       CASE WHEN annotation.id IN (SELECT annotation_id FROM annotation_tag) THEN
           (SELECT json_group_array(tag) FROM annotation_tag WHERE annotation_id = annotation.id)
       END AS tags
FROM annotation
JOIN section ON section.id = annotation.section_id
JOIN material ON material.id = section.material_id
LEFT JOIN passage ON passage.id = annotation.passage_id
WHERE annotation.deleted_at IS NULL
"""

# From the topics to what marks their words: going through all annotations takes far longer.
_ON_TOPICS = """
annotation.id IN (
    WITH wanted AS (SELECT topic.id FROM json_each(?) CROSS JOIN topic ON topic.key = value)
    SELECT annotation_id FROM wanted CROSS JOIN annotation_topic ON topic_id = wanted.id
    UNION
    SELECT marked.id FROM wanted
    CROSS JOIN mention ON mention.topic_id = wanted.id AND NOT is_rejected
    CROSS JOIN passage ON passage.section_id = mention.section_id
        AND mention.start < passage."end" AND mention."end" > passage.start
        AND passage.outcome <> 'orphaned'
    CROSS JOIN annotation AS marked ON marked.passage_id = passage.id
)
"""
_IS_SHOWN = "material.state = 'ready' AND material.deleted_at IS NULL"

_NOTED_TOPICS = """
SELECT topic.name, json_group_array(DISTINCT topic.key) AS keys,
    count(DISTINCT noted.annotation_id) AS count
FROM (
    SELECT annotation_id, topic_id FROM annotation_topic
    UNION
    SELECT annotation.id, mention.topic_id
    FROM annotation JOIN passage ON passage.id = annotation.passage_id
    JOIN mention ON mention.section_id = passage.section_id
        AND mention.start < passage."end" AND mention."end" > passage.start
    WHERE NOT mention.is_rejected AND passage.outcome <> 'orphaned'
) AS noted
JOIN topic ON topic.id = noted.topic_id
JOIN annotation ON annotation.id = noted.annotation_id
JOIN section ON section.id = annotation.section_id
JOIN material ON material.id = section.material_id
WHERE annotation.deleted_at IS NULL AND topic.deleted_at IS NULL
    AND topic.merged_into_id IS NULL
    AND material.state = 'ready' AND material.deleted_at IS NULL
GROUP BY topic.folded ORDER BY topic.folded
"""

_IN_TEXT_ORDER = 'section.position, passage.start, passage."end" DESC, annotation.id'


class AnnotationStore:
    """The annotations of a library; deleted ones are never read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passages = PassageStore(database)
        self._links = TopicLinks(database)
        self._wording = Wording(database, "annotation_fts")

    def get(self, key: AnnotationId) -> Annotation:
        """One annotation; raises :class:`NotFound`."""
        return _annotation(self._row(key))

    def in_sections(self, sections: Sequence[SectionId]) -> tuple[Annotation, ...]:
        """All annotations of these sections in the order of the text, orphans too."""
        marks = ", ".join("?" * len(sections))
        rows = self._database.rows(
            f"{_SELECT} AND section.key IN ({marks}) ORDER BY {_IN_TEXT_ORDER}", tuple(sections)
        )
        return tuple(_annotation(row) for row in rows)

    def listed(self, wanted: AnnotationFilter) -> tuple[ListedAnnotation, ...]:
        """The annotations of all ready materials that the filter lets through."""
        conditions, values = _conditions(wanted)
        order = (
            "annotation.created_at DESC, annotation.id DESC"
            if wanted.order is NoteOrder.NEWEST
            else f"material.title, material.id, {_IN_TEXT_ORDER}"
        )
        rows = self._database.rows(
            " AND ".join([_SELECT, *conditions]) + f" ORDER BY {order}", values
        )
        for word in wanted.text.split():
            noted = self._rows_with_note_word(word)
            rows = [row for row in rows if row["id"] in noted or _quotes(row, word)]
        return tuple(_listed(row) for row in rows)

    def on_topics(self, topics: Sequence[TopicId]) -> tuple[ListedAnnotation, ...]:
        """What is linked to any of ``topics``, or marks words that speak of one."""
        rows = self._database.rows(
            f"{_SELECT} AND {_IS_SHOWN} AND {_ON_TOPICS} ORDER BY material.id, {_IN_TEXT_ORDER}",
            (json.dumps(topics),),
        )
        return tuple(_listed(row) for row in rows)

    def owners(self, keys: Sequence[AnnotationId]) -> dict[AnnotationId, MaterialId | None]:
        """The material of each of these that there is or was; None of those that are deleted."""
        rows = self._database.rows(
            "SELECT annotation.key, annotation.deleted_at, material.key AS material"
            " FROM annotation JOIN section ON section.id = section_id"
            " JOIN material ON material.id = section.material_id"
            " WHERE annotation.key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        return {
            AnnotationId(row["key"]): None if row["deleted_at"] else MaterialId(row["material"])
            for row in rows
        }

    def add(self, writer: RowWriter, annotation: Annotation, *, passage_key: str) -> None:
        """Store a new annotation with its passage and tags."""
        section_id = self._database.value(
            "SELECT id FROM section WHERE key = ? AND deleted_at IS NULL", (annotation.section,)
        )
        if section_id is None:
            raise NotFound("There is no section “{section}”.", section=annotation.section)
        passage_id = None
        if annotation.passage is not None:
            passage_id = self._passages.add(
                writer, annotation.passage, key=passage_key, is_orphan=annotation.is_orphan
            )
        row_id = writer.insert(
            "annotation",
            {
                "key": annotation.id,
                "section_id": section_id,
                "passage_id": passage_id,
                "colour": annotation.colour,
                "style": annotation.style,
                "note": annotation.note,
                "created_at": annotation.created_at.isoformat(),
                "updated_at": annotation.updated_at.isoformat(),
            },
        )
        for tag in annotation.tags:
            writer.insert("annotation_tag", {"annotation_id": row_id, "tag": tag})
        self._links.write(writer, row_id, annotation.note, annotation.section)

    def save(self, action: Action, annotation: Annotation) -> None:
        """Store what has changed in an annotation: words, colour, style, note, tags."""
        row = self._row(annotation.id)
        before = _annotation(row)
        changed: dict[str, Any] = {
            name: value
            for name, value in (
                ("colour", annotation.colour),
                ("style", annotation.style),
                ("note", annotation.note),
            )
            if value != getattr(before, name)
        }
        action.update(
            "annotation", row["id"], changed | {"updated_at": annotation.updated_at.isoformat()}
        )
        if annotation.passage is not None and annotation.passage != before.passage:
            self._passages.move(action, row["passage_id"], annotation.passage)
        self._save_tags(action, row["id"], annotation.tags)
        if annotation.note != before.note:
            self._links.write(action, row["id"], annotation.note, annotation.section)

    def delete(self, action: Action, key: AnnotationId, *, at: datetime) -> None:
        """Mark an annotation as deleted; its row stays for undo."""
        action.update("annotation", self._row(key)["id"], {"deleted_at": at.isoformat()})

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, sorted."""
        rows = self._database.rows(
            "SELECT DISTINCT tag FROM annotation_tag"
            " JOIN annotation ON annotation.id = annotation_tag.annotation_id"
            " WHERE annotation.deleted_at IS NULL ORDER BY tag COLLATE NOCASE"
        )
        return tuple(row["tag"] for row in rows)

    def noted_topics(self) -> tuple[NotedTopic, ...]:
        """The topics that notes speak of, by name; those of one name are one."""
        return tuple(
            NotedTopic(row["name"], frozenset(map(TopicId, json.loads(row["keys"]))), row["count"])
            for row in self._database.rows(_NOTED_TOPICS)
        )

    def _save_tags(self, action: Action, row_id: int, tags: Iterable[str]) -> None:
        stored = {
            row["tag"]: row["id"]
            for row in self._database.rows(
                "SELECT id, tag FROM annotation_tag WHERE annotation_id = ?", (row_id,)
            )
        }
        wanted = set(tags)
        for tag in sorted(wanted - stored.keys()):
            action.insert("annotation_tag", {"annotation_id": row_id, "tag": tag})
        for tag in sorted(stored.keys() - wanted):
            action.delete("annotation_tag", stored[tag])

    def _rows_with_note_word(self, word: str) -> frozenset[int]:
        rows = self._database.rows(
            "SELECT rowid FROM annotation_fts WHERE annotation_fts MATCH ?",
            (self._wording.term(Term(word, is_prefix=True)),),
        )
        return frozenset(row[0] for row in rows)

    def _row(self, key: AnnotationId) -> Row:
        row = self._database.row(f"{_SELECT} AND annotation.key = ?", (key,))
        if row is None:
            raise NotFound("There is no note or highlight “{annotation}”.", annotation=key)
        return row


def _conditions(wanted: AnnotationFilter) -> tuple[list[str], list[str]]:
    conditions = ["material.state = 'ready'", "material.deleted_at IS NULL"]
    values: list[str] = []
    for column, allowed in (
        ("material.key", wanted.materials),
        ("section.key", wanted.sections),
        ("annotation.colour", wanted.colours),
    ):
        if allowed:
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(sorted(allowed))
    for tag in sorted(wanted.tags):
        conditions.append(
            "annotation.id IN (SELECT annotation_id FROM annotation_tag WHERE tag = ?)"
        )
        values.append(tag)
    if wanted.topics:
        conditions.append(_ON_TOPICS)
        values.append(json.dumps(sorted(wanted.topics)))
    if wanted.has_note is not None:
        conditions.append("annotation.note <> ''" if wanted.has_note else "annotation.note = ''")
    if wanted.only_orphans:
        conditions.append(
            "(passage.outcome = 'orphaned'"
            " OR (annotation.passage_id IS NULL AND section.deleted_at IS NOT NULL))"
        )
    return conditions, values


def _quotes(row: Row, word: str) -> bool:
    return fold(word) in fold(row["quote"] or "")


def _annotation(row: Row) -> Annotation:
    section = SectionId(row["section"])
    return Annotation(
        id=AnnotationId(row["key"]),
        section=section,
        passage=None if row["passage_id"] is None else passage_of(row, section),
        colour=Colour(row["colour"]),
        style=Style(row["style"]),
        note=row["note"],
        tags=tuple(sorted(json.loads(row["tags"]))) if row["tags"] else (),
        created_at=datetime.fromisoformat(row["created_at"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
        is_orphan=row["outcome"] == "orphaned"
        or (row["passage_id"] is None and not row["is_section_there"]),
    )


def _listed(row: Row) -> ListedAnnotation:
    return ListedAnnotation(
        annotation=_annotation(row),
        material=MaterialId(row["material"]),
        material_title=row["material_title"],
        section_title=row["section_title"],
    )
