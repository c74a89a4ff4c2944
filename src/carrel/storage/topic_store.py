"""Topics of the library: reading them, their names, their relations and what is joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, QuestionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.topics import Relation, RelationKind, Topic, TopicJoin, TopicKind
from carrel.storage.database import Database, Row

_TOPICS = """
SELECT topic.*, material.key AS material_key, coalesce(topic_group.name, '') AS group_name
FROM topic JOIN material ON material.id = topic.material_id
    LEFT JOIN topic_group ON topic_group.id = topic.group_id
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
        """The topics of one material, or of all, in the order that their authors gave them."""
        if material is None:
            return self._read(f" AND {IS_SHOWN}", ())
        return self._read(f" AND {IS_SHOWN} AND material.key = ?", (material,))

    def topics_to_find(self, material: MaterialId) -> tuple[Topic, ...]:
        """Topics that a text of ``material`` may speak of: its own, and others that link by name.

        ``material`` may still be on its way into the library.
        """
        condition = f" AND (material.key = ? OR (topic.links_by_name AND {IS_SHOWN}))"
        return self._read(condition, (material,))

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
        values: tuple[TopicId, ...] = ()
        if topics is not None:
            values = tuple(topics)
            marks = ", ".join("?" * len(values))
            ids = f"(SELECT id FROM topic WHERE key IN ({marks}))"
            condition = f" AND (source_id IN {ids} OR target_id IN {ids})"
        rows = self._database.rows(_RELATIONS + condition + " ORDER BY relation.id", values * 2)
        return tuple(
            Relation(TopicId(row["source"]), RelationKind(row["kind"]), TopicId(row["target"]))
            for row in rows
        )

    def joins(self) -> tuple[TopicJoin, ...]:
        """Which topics the student has joined or parted."""
        rows = self._database.rows(
            "SELECT first.key AS first, second.key AS second, is_joined FROM topic_join"
            " JOIN topic AS first ON first.id = first_id"
            " JOIN topic AS second ON second.id = second_id ORDER BY topic_join.id"
        )
        return tuple(
            TopicJoin(TopicId(row["first"]), TopicId(row["second"]), bool(row["is_joined"]))
            for row in rows
        )

    def questions(self, topics: Sequence[TopicId]) -> tuple[QuestionId, ...]:
        """The questions that are about any of ``topics``, in their authors' order."""
        marks = ", ".join("?" * len(topics))
        rows = self._database.rows(
            "SELECT DISTINCT question.key, question.material_id, question.position, question.id"
            " FROM question_topic JOIN question ON question.id = question_id"
            f" WHERE topic_id IN (SELECT id FROM topic WHERE key IN ({marks}))"
            f" AND {_IS_ASKED} ORDER BY question.material_id, question.position, question.id",
            tuple(topics),
        )
        return tuple(QuestionId(row["key"]) for row in rows)

    def question_counts(self) -> dict[TopicId, int]:
        """How many questions are about each topic; topics without any are left out."""
        rows = self._database.rows(
            "SELECT topic.key, count(*) AS questions FROM question_topic"
            " JOIN question ON question.id = question_id JOIN topic ON topic.id = topic_id"
            f" WHERE {_IS_ASKED} GROUP BY topic_id"
        )
        return {TopicId(row["key"]): row["questions"] for row in rows}

    def _read(self, condition: str, values: tuple[str, ...]) -> tuple[Topic, ...]:
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        for row in self._database.rows(
            "SELECT topic_id, alias FROM topic_alias WHERE topic_id IN"
            f" (SELECT id FROM ({_TOPICS}{condition})) ORDER BY id",
            values,
        ):
            aliases[row["topic_id"]].append(row["alias"])
        rows = self._database.rows(_TOPICS + condition + _ORDER, values)
        return tuple(_topic(row, tuple(aliases[row["id"]])) for row in rows)


_IS_ASKED = "question.deleted_at IS NULL AND question.origin != 'proposed'"

_RELATIONS = """
SELECT source.key AS source, relation.kind AS kind, target.key AS target
FROM topic_relation AS relation
    JOIN topic AS source ON source.id = source_id
    JOIN topic AS target ON target.id = target_id
WHERE source.deleted_at IS NULL AND target.deleted_at IS NULL
"""


def _topic(row: Row, aliases: tuple[str, ...]) -> Topic:
    return Topic(
        id=TopicId(row["key"]),
        material=MaterialId(row["material_key"]),
        name=row["name"],
        kind=TopicKind(row["kind"]),
        group=row["group_name"],
        aliases=aliases,
        definition=row["definition"],
        links_by_name=bool(row["links_by_name"]),
        is_background=bool(row["is_background"]),
        origin=Origin(row["origin"]),
    )
