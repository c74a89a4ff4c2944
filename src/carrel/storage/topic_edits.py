"""Changing topics row by row, within steps that can be undone.

What a pack brought is overridden or marked, never removed, so that the next edition finds it as the
student left it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.text.folding import fold
from carrel.domain.topics import Relation, RelationKind, Topic, TopicKind
from carrel.storage.database import Database
from carrel.storage.journal import Action
from carrel.storage.override_store import OverrideStore
from carrel.storage.row_writer import RowWriter


class TopicEdits:
    """Writes topics. ``at`` is the time of the step, in UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._overrides = OverrideStore(database)

    def is_name_taken(
        self, material: MaterialId, name: str, kind: TopicKind, *, but_by: TopicId | None
    ) -> bool:
        """Whether another topic of this kind of the material is called this."""
        return (
            self._database.row(
                "SELECT 1 FROM topic JOIN material ON material.id = material_id"
                " WHERE material.key = ? AND folded = ? AND kind = ?"
                " AND topic.deleted_at IS NULL AND merged_into_id IS NULL AND topic.key IS NOT ?",
                (material, fold(name), kind, but_by),
            )
            is not None
        )

    def add(self, action: RowWriter, topic: Topic, *, group_key: str, at: datetime) -> None:
        """Add a topic with its aliases; ``group_key`` names its group if that has to be made."""
        material = self._row("material", topic.material)
        row_id = action.insert(
            "topic",
            {
                "key": topic.id,
                "material_id": material,
                "group_id": self._group(action, material, topic.group, group_key),
                "kind": topic.kind,
                "name": topic.name,
                "folded": fold(topic.name),
                "definition": topic.definition,
                "links_by_name": topic.links_by_name,
                "origin": topic.origin,
                "position": self._database.value(
                    "SELECT coalesce(max(position) + 1, 0) FROM topic WHERE material_id = ?",
                    (material,),
                ),
                "created_at": at.isoformat(),
                "updated_at": at.isoformat(),
            },
        )
        self._write_aliases(action, row_id, topic.aliases)

    def change(self, action: Action, topic: Topic, *, group_key: str, at: datetime) -> None:
        """Let a topic have this name, kind, group, definition and these aliases."""
        row = self._database.row("SELECT id, material_id FROM topic WHERE key = ?", (topic.id,))
        if row is None:
            raise NotFound("There is no topic “{topic}”.", topic=topic.id)
        values = {
            "name": topic.name,
            "kind": topic.kind,
            "definition": topic.definition,
            "group_id": self._group(action, row["material_id"], topic.group, group_key),
        }
        for field, value in values.items():
            self._overrides.change(action, "topic", topic.id, field, value, at=at)
        action.update("topic", row["id"], {"folded": fold(topic.name)})
        self._write_aliases(action, row["id"], topic.aliases)

    def delete(self, action: Action, topic: TopicId, *, at: datetime) -> None:
        """Mark a topic as deleted, and those that were merged into it."""
        row_id = self._row("topic", topic)
        for each in [row_id, *self._merged_into(row_id)]:
            action.update("topic", each, {"deleted_at": at.isoformat()})

    def merge(self, action: Action, topic: TopicId, into: TopicId) -> None:
        """Let a topic, and what was merged into it, be part of another one."""
        row_id, head = self._row("topic", topic), self._row("topic", into)
        for each in [row_id, *self._merged_into(row_id)]:
            action.update("topic", each, {"merged_into_id": head})

    def unmerge(self, action: Action, topic: TopicId) -> None:
        """Let a topic stand by itself again."""
        action.update("topic", self._row("topic", topic), {"merged_into_id": None})

    def relate(self, action: RowWriter, relation: Relation) -> None:
        """Add a relation."""
        known = self._relation(relation)
        if known is not None:
            action.update("topic_relation", known, {"is_removed": 0})
            return
        action.insert(
            "topic_relation",
            {
                "source_id": self._row("topic", relation.source),
                "kind": relation.kind,
                "target_id": self._row("topic", relation.target),
                "origin": Origin.OWN,
            },
        )

    def unrelate(self, action: Action, relation: Relation) -> None:
        """Remove a relation; a pack's does not come back with the next edition."""
        known = self._relation(relation)
        if known is not None:
            action.update("topic_relation", known, {"is_removed": 1, "origin": Origin.OWN})

    def join(self, action: Action, first: TopicId, second: TopicId, *, is_joined: bool) -> None:
        """Keep the student's word on whether two topics are the same."""
        ids = sorted((self._row("topic", first), self._row("topic", second)))
        known = self._database.value(
            "SELECT id FROM topic_join WHERE first_id = ? AND second_id = ?", ids
        )
        if known is not None:
            action.update("topic_join", known, {"is_joined": is_joined})
            return
        action.insert(
            "topic_join", {"first_id": ids[0], "second_id": ids[1], "is_joined": is_joined}
        )

    def _write_aliases(self, action: RowWriter, topic: int, aliases: Iterable[str]) -> None:
        known = {
            row["alias"]: row
            for row in self._database.rows("SELECT * FROM topic_alias WHERE topic_id = ?", (topic,))
        }
        wanted = dict.fromkeys(aliases)
        for alias in wanted:
            if alias not in known:
                values = {"topic_id": topic, "alias": alias, "folded": fold(alias)}
                action.insert("topic_alias", values | {"origin": Origin.OWN})
            elif known[alias]["is_removed"]:
                action.update("topic_alias", known[alias]["id"], {"is_removed": 0})
        for alias, row in known.items():
            if alias not in wanted and not row["is_removed"]:
                # A removed row of the student's keeps an edition from bringing the alias back.
                values = {"is_removed": 1, "origin": Origin.OWN}
                action.update("topic_alias", row["id"], values)

    def _group(self, action: RowWriter, material: int, name: str, key: str) -> int | None:
        if not name:
            return None
        row = self._database.row(
            "SELECT id FROM topic_group WHERE material_id = ? AND name = ?", (material, name)
        )
        if row is not None:
            return int(row["id"])
        position = self._database.value(
            "SELECT coalesce(max(position) + 1, 0) FROM topic_group WHERE material_id = ?",
            (material,),
        )
        return action.insert(
            "topic_group",
            {"key": key, "material_id": material, "name": name, "position": position},
        )

    def _merged_into(self, row_id: int) -> list[int]:
        rows = self._database.rows("SELECT id FROM topic WHERE merged_into_id = ?", (row_id,))
        return [row["id"] for row in rows]

    def _relation(self, relation: Relation) -> int | None:
        """The row of a relation; "related" is the same in both directions."""
        found: int | None = self._database.value(
            "SELECT topic_relation.id FROM topic_relation"
            " JOIN topic AS source ON source.id = source_id"
            " JOIN topic AS target ON target.id = target_id"
            " WHERE topic_relation.kind = ?3 AND ((source.key = ?1 AND target.key = ?2)"
            " OR (?4 AND source.key = ?2 AND target.key = ?1))",
            (
                relation.source,
                relation.target,
                relation.kind,
                relation.kind is RelationKind.RELATED,
            ),
        )
        return found

    def _row(self, table: str, key: str) -> int:
        found = self._database.value(f"SELECT id FROM {table} WHERE key = ?", (key,))
        if found is None:
            raise NotFound("There is no {thing} “{key}”.", thing=table, key=key)
        return int(found)
