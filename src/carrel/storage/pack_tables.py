"""Writing what a pack holds into the tables, for the first time or as a newer edition."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from carrel.domain.claims import Claim, Issue
from carrel.domain.editions import EditedByBoth
from carrel.domain.packs import Pack
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import Passage
from carrel.domain.timeline import Event
from carrel.domain.topics import Topic
from carrel.storage import edition_rows
from carrel.storage.cited_words import CitedWords
from carrel.storage.database import Database
from carrel.storage.edition_rows import EditionRows, Table
from carrel.storage.material_intake import OWN_COVER, section_values, write_assets
from carrel.storage.passage_store import PassageStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.row_writer import PlainRows


class PackTables:
    """Writes one edition of a pack below the row of its material.

    The parts are written in the order of the methods: later ones refer to earlier ones. All of it
    belongs into one transaction of the caller.
    """

    def __init__(
        self,
        database: Database,
        pack: Pack,
        material_id: int,
        *,
        at: datetime,
        previous: str | None,
    ) -> None:
        self._database = database
        self._rows = PlainRows(database)
        self._passages = PassageStore(database)
        self._pack = pack
        self._material_id = material_id
        self._at = at
        self.sections = self._table(edition_rows.SECTIONS, previous)
        self.topics = self._table(edition_rows.TOPICS, previous)
        self.claims = self._table(edition_rows.CLAIMS, previous)
        self.events = self._table(edition_rows.EVENTS, previous)
        self.questions = self._table(edition_rows.QUESTIONS, previous)

    @property
    def edited_by_both(self) -> tuple[EditedByBoth, ...]:
        """The fields that the student had changed and this edition changed too."""
        tables = (self.sections, self.topics, self.claims, self.events, self.questions)
        return tuple(conflict for table in tables for conflict in table.edited_by_both)

    def write_sections(self) -> None:
        """Sections with their texts, and pictures."""
        for position, section in enumerate(self._pack.sections):
            parent = None if section.parent is None else self.sections.row_id(section.parent)
            values = section_values(section, parent=parent, position=position)
            self.sections.put(section.id, values)
        self.sections.retire_others()
        names = [asset.name for asset in self._pack.assets]
        self._database.write(
            f"DELETE FROM asset WHERE material_id = ? AND name NOT LIKE '{OWN_COVER}%'"
            " AND name NOT IN (SELECT value FROM json_each(?))",
            (self._material_id, json.dumps(names)),
        )
        write_assets(self._database, self._material_id, self._pack.assets)

    def write_topics(self) -> None:
        """Groups, topics with aliases and relations, and the mentions that the author tagged."""
        groups = self._write_groups()
        for position, topic in enumerate(self._pack.topics):
            row_id = self.topics.put(topic.id, _topic_values(topic, groups, position))
            self._write_folded(row_id)
            self._write_aliases(row_id, topic)
        self.topics.retire_others()
        self._remove_unused_groups()
        self._write_relations()
        self._write_mentions()

    def write_claims(self) -> None:
        """Claims with their words and topics, and the links between them."""
        for position, claim in enumerate(self._pack.claims):
            self._write_claim(claim, position)
        self.claims.retire_others()
        self._forget("claim_link", "source_id IN (SELECT id FROM claim WHERE material_id = ?)")
        # The student may have made a link that this edition has too.
        self._database.write_many(
            "INSERT OR IGNORE INTO claim_link (source_id, kind, target_id, why, origin)"
            " VALUES (?, ?, ?, ?, 'pack')",
            [
                (
                    self.claims.row_id(link.source),
                    link.kind,
                    self.claims.row_id(link.target),
                    link.why,
                )
                for link in self._pack.links
            ],
        )

    def write_positions(self) -> None:
        """Holders, issues and cells; the student adds nothing to them, so they are made anew."""
        for table in ("issue", "holder"):
            self._database.write(f"DELETE FROM {table} WHERE material_id = ?", (self._material_id,))
        holders = self._write_holders()
        for position, issue in enumerate(self._pack.issues):
            self._write_issue(issue, position, holders)

    def write_events(self) -> None:
        """The dated events."""
        for event in self._pack.events:
            row_id = self.events.put(event.id, self._event_values(event))
            self._tie("event", row_id, "topic", self._topic_rows(event.topics))
        self.events.retire_others()

    def write_questions(self) -> None:
        """Questions with their words, ties and cards."""
        store, cites = QuestionStore(self._database), CitedWords(self._database)
        for position, question in enumerate(self._pack.questions):
            values = store.own_columns(question) | {"position": position}
            row_id = self.questions.put(question.id, values)
            keeps = cites.learn_authors(question.id, question.passages, at=self._at)
            store.replace_parts(self._rows, row_id, question, at=self._at, keeps_passages=keeps)
        self.questions.retire_others()

    def _table(self, table: Table, previous: str | None) -> EditionRows:
        return EditionRows(self._database, table, self._material_id, at=self._at, previous=previous)

    def _forget(self, table: str, condition: str) -> None:
        """Remove the pack's own rows of a table that has an origin."""
        self._database.write(
            f"DELETE FROM {table} WHERE origin = 'pack' AND {condition}", (self._material_id,)
        )

    def _write_groups(self) -> dict[str, int]:
        rows = {}
        for position, group in enumerate(self._pack.groups):
            key = f"{self._pack.material.id}/{group.slug}"
            self._database.write(
                "INSERT INTO topic_group (key, material_id, name, position) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET name = excluded.name,"
                " position = excluded.position",
                (key, self._material_id, group.name, position),
            )
            rows[group.slug] = int(
                self._database.value("SELECT id FROM topic_group WHERE key = ?", (key,))
            )
        return rows

    def _remove_unused_groups(self) -> None:
        keys = [f"{self._pack.material.id}/{group.slug}" for group in self._pack.groups]
        self._database.write(
            "DELETE FROM topic_group WHERE material_id = ?"
            " AND key NOT IN (SELECT value FROM json_each(?))"
            " AND id NOT IN (SELECT group_id FROM topic"
            "  WHERE group_id IS NOT NULL AND deleted_at IS NULL)",
            (self._material_id, json.dumps(keys)),
        )

    def _write_folded(self, row_id: int) -> None:
        """The folded name follows the name in force, which may be the student's."""
        name = self._database.value("SELECT name FROM topic WHERE id = ?", (row_id,))
        self._database.write("UPDATE topic SET folded = ? WHERE id = ?", (fold(name), row_id))

    def _write_aliases(self, row_id: int, topic: Topic) -> None:
        self._database.write(
            "DELETE FROM topic_alias WHERE topic_id = ? AND origin = 'pack'", (row_id,)
        )
        self._database.write_many(
            "INSERT OR IGNORE INTO topic_alias (topic_id, alias, folded, origin)"
            " VALUES (?, ?, ?, 'pack')",
            [(row_id, alias, fold(alias)) for alias in topic.aliases],
        )

    def _write_relations(self) -> None:
        topics = self.topics
        self._forget("topic_relation", "source_id IN (SELECT id FROM topic WHERE material_id = ?)")
        self._database.write_many(
            "INSERT OR IGNORE INTO topic_relation (source_id, kind, target_id, origin)"
            " VALUES (?, ?, ?, 'pack')",
            [
                (topics.row_id(relation.source), relation.kind, topics.row_id(relation.target))
                for relation in self._pack.relations
            ],
        )

    def _write_mentions(self) -> None:
        tagged = (
            "mention WHERE origin = 'tagged'"
            " AND topic_id IN (SELECT id FROM topic WHERE material_id = ?)"
        )
        self._database.write(
            f"DELETE FROM passage WHERE id IN (SELECT passage_id FROM {tagged})",
            (self._material_id,),
        )
        self._database.write(f"DELETE FROM {tagged}", (self._material_id,))
        for number, mention in enumerate(self._pack.mentions):
            key = f"{mention.topic}/mention-{number}"
            self._rows.insert(
                "mention",
                {
                    "topic_id": self.topics.row_id(mention.topic),
                    "section_id": self.sections.row_id(mention.passage.section),
                    "start": mention.passage.start,
                    "end": mention.passage.end,
                    "origin": mention.origin,
                    "passage_id": self._passages.add_plainly(mention.passage, key=key),
                },
            )

    def _write_claim(self, claim: Claim, position: int) -> None:
        row_id = self.claims.put(
            claim.id,
            {
                "statement": claim.statement,
                "passage_id": self._place(f"{claim.id}/words", claim.passage),
                "asserted_by": self.topics.row_id(claim.asserted_by),
                "ascribed_to": self.topics.row_id(claim.ascribed_to),
                "certainty": claim.certainty,
                "hedge": claim.hedge,
                "position": position,
            },
        )
        self._tie("claim", row_id, "topic", self._topic_rows(claim.topics))

    def _event_values(self, event: Event) -> dict[str, object]:
        return {
            "date": event.date,
            "until": event.until,
            "title": event.title,
            "description": event.description,
            "sources": json.dumps(event.sources, ensure_ascii=False),
            "kind": event.kind,
            "in_source": event.in_source,
            "is_key": event.is_key,
            "passage_id": self._place(f"{event.id}/event", event.passage),
        }

    def _write_holders(self) -> dict[str, int]:
        rows = {}
        for position, holder in enumerate(self._pack.holders):
            rows[holder.slug] = self._rows.insert(
                "holder",
                {
                    "material_id": self._material_id,
                    "slug": holder.slug,
                    "name": holder.name,
                    "position": position,
                },
            )
            self._tie("holder", rows[holder.slug], "topic", self._topic_rows(holder.topics))
        return rows

    def _write_issue(self, issue: Issue, position: int, holders: dict[str, int]) -> None:
        issue_id = self._rows.insert(
            "issue",
            {
                "key": issue.id,
                "material_id": self._material_id,
                "title": issue.title,
                "position": position,
            },
        )
        for cell in issue.cells:
            cell_id = self._rows.insert(
                "cell",
                {
                    "issue_id": issue_id,
                    "holder_id": holders[cell.holder],
                    "text": cell.text,
                    "note": cell.note,
                },
            )
            for order, claim in enumerate(cell.claims):
                row = {"cell_id": cell_id, "claim_id": self.claims.row_id(claim)}
                self._rows.insert("cell_claim", {**row, "position": order})

    def _place(self, key: str, passage: Passage | None) -> int | None:
        """The row of the passage ``key``, which now holds these words."""
        row_id = self._database.value("SELECT id FROM passage WHERE key = ?", (key,))
        if passage is None:
            return None
        if row_id is None:
            return self._passages.add_plainly(passage, key=key)
        values = self._passages.values(passage, key=key) | {"outcome": "exact"}
        self._rows.update("passage", int(row_id), values)
        return int(row_id)

    def _topic_rows(self, topics: Iterable[str]) -> list[int]:
        return [self.topics.row_id(topic) for topic in dict.fromkeys(topics)]

    def _tie(self, thing: str, row_id: int, other: str, others: Iterable[int]) -> None:
        """Let a thing be tied to exactly these rows of another table."""
        table = f"{thing}_{other}"
        self._database.write(f"DELETE FROM {table} WHERE {thing}_id = ?", (row_id,))
        self._database.write_many(
            f"INSERT INTO {table} ({thing}_id, {other}_id) VALUES (?, ?)",
            [(row_id, other_id) for other_id in others],
        )


def _topic_values(topic: Topic, groups: dict[str, int], position: int) -> dict[str, object]:
    return {
        "group_id": groups[topic.group] if topic.group else None,
        "kind": topic.kind,
        "name": topic.name,
        "folded": fold(topic.name),
        "definition": topic.definition,
        "links_by_name": topic.links_by_name,
        "is_background": topic.is_background,
        "position": position,
    }
