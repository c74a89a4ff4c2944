"""Topics of the library: reading them, their names, their relations and what is joined."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.topics import (
    Relation,
    RelationKind,
    SectionSpan,
    Topic,
    TopicJoin,
    TopicKind,
    TopicQuestion,
)
from carrel.storage.database import Database, Row

_TOPICS = """
SELECT topic.key, topic.name, topic.kind, topic.definition, topic.links_by_name,
    topic.is_background, topic.origin, material.key AS material_key,
    coalesce(topic_group.name, '') AS group_name, head.key AS merged_into,
    (SELECT json_group_array(alias) FROM (SELECT alias FROM topic_alias
        WHERE topic_id = topic.id AND NOT is_removed ORDER BY id)) AS aliases
FROM topic JOIN material ON material.id = topic.material_id
    LEFT JOIN topic_group ON topic_group.id = topic.group_id
    LEFT JOIN topic AS head ON head.id = topic.merged_into_id AND head.deleted_at IS NULL
WHERE topic.deleted_at IS NULL AND topic.origin != 'proposed'
"""
IS_SHOWN = "(material.state = 'ready' AND material.deleted_at IS NULL)"
_ORDER = (
    " ORDER BY material.id, topic_group.position IS NULL, topic_group.position,"
    " topic.position, topic.id"
)


class TopicStore:
    """The topics of a library. What is deleted, or of a material that is, does not exist here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics(self, material: MaterialId | None = None) -> tuple[Topic, ...]:
        """The topics of one material, or of all, in the order that their authors gave them.

        Those that were merged into another one are left out.
        """
        condition = f" AND {IS_SHOWN} AND head.id IS NULL"
        if material is None:
            return self._read(condition, ())
        return self._read(f"{condition} AND material.key = ?", (material,))

    def topics_to_find(self, material: MaterialId) -> tuple[Topic, ...]:
        """Topics that a text of ``material`` may speak of: its own, and others that link by name.

        ``material`` may still be on its way into the library.
        """
        condition = f" AND (material.key = ? OR (topic.links_by_name AND {IS_SHOWN}))"
        return self._read(condition, (material,))

    def with_ids(self, topics: Iterable[TopicId]) -> tuple[Topic, ...]:
        """Those of ``topics`` that there are."""
        return self._read(
            f" AND {IS_SHOWN} AND topic.key IN (SELECT value FROM json_each(?))", (_list(topics),)
        )

    def topic(self, topic: TopicId) -> Topic:
        """One topic; raises :class:`NotFound`."""
        found = self._read(f" AND {IS_SHOWN} AND topic.key = ?", (topic,))
        if not found:
            raise NotFound(
                "There is no topic “{topic}”; “carrel topics” lists those there are.", topic=topic
            )
        return found[0]

    def groups(self, material: MaterialId) -> tuple[str, ...]:
        """The names of a material's groups of topics, in order."""
        rows = self._database.rows(
            "SELECT topic_group.name FROM topic_group JOIN material ON material.id = material_id"
            " WHERE material.key = ? ORDER BY position, topic_group.id",
            (material,),
        )
        return tuple(row["name"] for row in rows)

    def relations(self, topics: Iterable[TopicId] | None = None) -> tuple[Relation, ...]:
        """The relations that begin or end at one of ``topics``; all there are without."""
        condition = ""
        if topics is not None:
            ids = "(SELECT topic.id FROM topic JOIN json_each(?1) ON topic.key = value)"
            condition = f" AND (source_id IN {ids} OR target_id IN {ids})"
        rows = self._database.rows(
            _RELATIONS + condition + " ORDER BY relation.id",
            () if topics is None else (_list(topics),),
        )
        return tuple(
            Relation(TopicId(row["source"]), RelationKind(row["kind"]), TopicId(row["target"]))
            for row in rows
        )

    def namesakes(self, topics: Iterable[TopicId]) -> tuple[Topic, ...]:
        """``topics``, those with their kind and name, and those that the student tied to them."""
        return self._read(f" AND {IS_SHOWN} AND topic.id IN ({_NAMESAKES})", (_list(topics),))

    def joins(self, topics: Iterable[TopicId] | None = None) -> tuple[TopicJoin, ...]:
        """What the student said about ``topics`` being the same as others, or not; all without."""
        condition = ""
        if topics is not None:
            condition = (
                " WHERE first.key IN (SELECT value FROM json_each(?1))"
                " OR second.key IN (SELECT value FROM json_each(?1))"
            )
        rows = self._database.rows(
            "SELECT first.key AS first, second.key AS second, is_joined FROM topic_join"
            " JOIN topic AS first ON first.id = first_id"
            f" JOIN topic AS second ON second.id = second_id{condition} ORDER BY topic_join.id",
            () if topics is None else (_list(topics),),
        )
        return tuple(
            TopicJoin(TopicId(row["first"]), TopicId(row["second"]), bool(row["is_joined"]))
            for row in rows
        )

    def questions(self, topics: Iterable[TopicId]) -> tuple[TopicQuestion, ...]:
        """The questions that are tagged with any of ``topics``, in their authors' order."""
        return self._questions(_TAGGED, topics)

    def questions_on_words(self, topics: Iterable[TopicId]) -> tuple[TopicQuestion, ...]:
        """The questions that are answered by words which speak of any of ``topics``."""
        return self._questions(_CITING, topics)

    def _questions(self, condition: str, topics: Iterable[TopicId]) -> tuple[TopicQuestion, ...]:
        rows = self._database.rows(_QUESTIONS.format(condition=condition), (_list(topics),))
        return tuple(
            TopicQuestion(
                id=QuestionId(row["key"]),
                prompt=row["prompt"],
                span=None
                if row["section"] is None
                else SectionSpan(SectionId(row["section"]), row["start"], row["end"]),
                reviews=row["reviews"] or 0,
                due_at=None if row["due_at"] is None else datetime.fromisoformat(row["due_at"]),
            )
            for row in rows
        )

    def question_counts(self) -> dict[TopicId, int]:
        """How many questions are about each topic; topics without any are left out."""
        rows = self._database.rows(
            "SELECT head.key, count(DISTINCT question_id) AS questions FROM question_topic"
            " JOIN question ON question.id = question_id JOIN topic ON topic.id = topic_id"
            " JOIN topic AS head ON head.id = coalesce(topic.merged_into_id, topic.id)"
            f" WHERE {_IS_ASKED} GROUP BY head.id"
        )
        return {TopicId(row["key"]): row["questions"] for row in rows}

    def _read(self, condition: str, values: tuple[str, ...]) -> tuple[Topic, ...]:
        rows = self._database.rows(_TOPICS + condition + _ORDER, values)
        return tuple(_topic(row) for row in rows)


_IS_ASKED = "question.deleted_at IS NULL AND question.origin != 'proposed'"

_TAGGED = """
SELECT question_id FROM question_topic JOIN topic ON topic.id = topic_id
    JOIN json_each(?) ON topic.key = value
"""
_CITING = """
SELECT question_id FROM json_each(?) JOIN topic ON topic.key = value
    JOIN mention ON mention.topic_id = topic.id AND NOT is_rejected
    JOIN passage ON passage.section_id = mention.section_id
        AND passage.start < mention."end" AND passage."end" > mention.start
    JOIN question_passage ON question_passage.passage_id = passage.id
"""
_QUESTIONS = f"""
SELECT question.key, question.prompt, section.key AS section, passage.start, passage."end",
    sum(memory.review_count) AS reviews, min(memory.due_at) AS due_at
FROM question
    LEFT JOIN passage ON passage.outcome != 'orphaned' AND passage.id = (
        SELECT passage_id FROM question_passage WHERE question_id = question.id
        ORDER BY position LIMIT 1)
    LEFT JOIN section ON section.id = passage.section_id
    LEFT JOIN card ON card.question_id = question.id
    LEFT JOIN memory ON memory.id = card.id
WHERE {_IS_ASKED} AND question.id IN ({{condition}})
GROUP BY question.id ORDER BY question.material_id, question.position, question.id
"""

_NAMESAKES = """
SELECT other.id FROM topic AS given JOIN json_each(?1) ON given.key = value
    JOIN topic AS other ON other.folded = given.folded AND other.kind = given.kind
UNION SELECT given.id FROM topic AS given JOIN json_each(?1) ON given.key = value
UNION SELECT merged_into_id FROM topic AS given JOIN json_each(?1) ON given.key = value
UNION SELECT other.id FROM topic AS given JOIN json_each(?1) ON given.key = value
    JOIN topic AS other ON other.merged_into_id = given.id
UNION SELECT second_id FROM topic_join JOIN topic AS given ON given.id = first_id
    JOIN json_each(?1) ON given.key = value
UNION SELECT first_id FROM topic_join JOIN topic AS given ON given.id = second_id
    JOIN json_each(?1) ON given.key = value
"""

_RELATIONS = """
SELECT source.key AS source, relation.kind AS kind, target.key AS target
FROM topic_relation AS relation
    JOIN topic AS source ON source.id = source_id
    JOIN topic AS target ON target.id = target_id
WHERE source.deleted_at IS NULL AND target.deleted_at IS NULL AND NOT is_removed
"""


def _topic(row: Row) -> Topic:
    return Topic(
        id=TopicId(row["key"]),
        material=MaterialId(row["material_key"]),
        name=row["name"],
        kind=TopicKind(row["kind"]),
        group=row["group_name"],
        aliases=tuple(json.loads(row["aliases"])),
        definition=row["definition"],
        links_by_name=bool(row["links_by_name"]),
        is_background=bool(row["is_background"]),
        origin=Origin(row["origin"]),
        merged_into=None if row["merged_into"] is None else TopicId(row["merged_into"]),
    )


def _list(topics: Iterable[TopicId]) -> str:
    """The ids as one value, for ``json_each``: SQLite limits how many values a query may have."""
    return json.dumps(tuple(topics))
