"""Questions as rows, with the words that answer them, their topics, claims, tags and cards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from carrel.domain.errors import NotFound
from carrel.domain.ids import CardId, ClaimId, MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Level, Question, Support
from carrel.domain.text.passage import Passage
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action
from carrel.storage.passage_store import PASSAGE_COLUMNS, PassageStore, passage_of
from carrel.storage.row_writer import PlainRows, RowWriter

_EVEN_DELETED = """
SELECT question.*, material.key AS material, section.key AS section
FROM question
JOIN material ON material.id = question.material_id
LEFT JOIN section ON section.id = question.section_id
"""
_SELECT = f"{_EVEN_DELETED} WHERE question.deleted_at IS NULL"


class QuestionStore:
    """The questions of a library; deleted ones are read only where that is said."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passages = PassageStore(database)

    def add_question(self, question: Question, *, at: datetime, position: int = 0) -> int:
        """Store a question plainly, as packs and imports do; returns its row id.

        ``position`` orders the questions of a material. Raises :class:`NotFound` when its material,
        section, a topic or a claim is not in the library.
        """
        return self.add(PlainRows(self._database), question, at=at, position=position)

    def add(self, writer: RowWriter, question: Question, *, at: datetime, position: int = 0) -> int:
        """Store a question with its cards through ``writer``; returns its row id."""
        with self._database.transaction():
            row_id = writer.insert(
                "question",
                {
                    "key": question.id,
                    "material_id": self._row_id("material", question.material),
                    "origin": question.origin.value,
                    "position": position,
                    "created_at": at.isoformat(),
                    "updated_at": at.isoformat(),
                    **self.own_columns(question),
                },
            )
            self._add_passages(writer, row_id, question.id, question.passages)
            self._add_ties(writer, row_id, question)
            self.add_cards(writer, row_id, question)
        return row_id

    def add_cards(self, writer: RowWriter, row_id: int, question: Question) -> None:
        """Store the cards that the question does not have yet."""
        known = {
            row["part"]
            for row in self._database.rows("SELECT part FROM card WHERE question_id = ?", (row_id,))
        }
        for part, card in enumerate(question.cards):
            if part not in known:
                writer.insert("card", {"key": card, "question_id": row_id, "part": part})

    def replace_parts(
        self,
        writer: RowWriter,
        row_id: int,
        question: Question,
        *,
        at: datetime,
        keeps_passages: bool = False,
    ) -> None:
        """Let a stored question have these words, ties and cards instead of those it had.

        Cards keep their memory; those of parts that there are no more are suspended. Tags are only
        added: which of them are the student's nobody knows. With ``keeps_passages`` the words stay,
        because the student has chosen them.
        """
        if not keeps_passages:
            self.set_passages(writer, row_id, question.id, question.passages)
        for table in ("question_topic", "question_claim"):
            for row in self._database.rows(
                f"SELECT id FROM {table} WHERE question_id = ?", (row_id,)
            ):
                writer.delete(table, row["id"])
        self._add_ties(writer, row_id, question)
        self.fit_cards(writer, row_id, question, at=at)

    def set_passages(
        self, writer: RowWriter, row_id: int, key: QuestionId, passages: Iterable[Passage]
    ) -> None:
        """Let a question be answered by these words; raises :class:`NotFound` for a section."""
        for row in self._database.rows(
            "SELECT id, passage_id FROM question_passage WHERE question_id = ?", (row_id,)
        ):
            writer.delete("question_passage", row["id"])
            writer.delete("passage", row["passage_id"])
        self._add_passages(writer, row_id, key, passages)

    def fit_cards(
        self, writer: RowWriter, row_id: int, question: Question, *, at: datetime
    ) -> None:
        """Let a question have a card for each of its parts.

        Cards keep their memory; those of parts that there are no more are suspended until the part
        is there again.
        """
        self.add_cards(writer, row_id, question)
        for row in self._database.rows(
            "SELECT id, part, suspended_at FROM card WHERE question_id = ?", (row_id,)
        ):
            is_wanted = row["part"] < len(question.cards)
            if is_wanted is (row["suspended_at"] is not None):
                suspended_at = None if is_wanted else at.isoformat()
                writer.update("card", row["id"], {"suspended_at": suspended_at})

    def set_tags(self, writer: RowWriter, row_id: int, tags: Iterable[str]) -> None:
        """Let a question have these tags."""
        wanted = list(dict.fromkeys(tags))
        for row in self._database.rows(
            "SELECT id, tag FROM question_tag WHERE question_id = ?", (row_id,)
        ):
            if row["tag"] in wanted:
                wanted.remove(row["tag"])
            else:
                writer.delete("question_tag", row["id"])
        for tag in wanted:
            writer.insert("question_tag", {"question_id": row_id, "tag": tag})

    def get(self, key: QuestionId) -> Question:
        """One question; raises :class:`NotFound`."""
        row = self._database.row(f"{_SELECT} AND question.key = ?", (key,))
        if row is None:
            raise NotFound("There is no question “{question}”.", question=key)
        return self._question(row)

    def get_even_deleted(self, key: QuestionId) -> Question:
        """One question, also if it was deleted since it was asked; raises :class:`NotFound`."""
        row = self._database.row(f"{_EVEN_DELETED} WHERE question.key = ?", (key,))
        if row is None:
            raise NotFound("There is no question “{question}”.", question=key)
        return self._question(row)

    def of_material(self, material: MaterialId) -> tuple[Question, ...]:
        """All questions of a material in the author's order."""
        rows = self._database.rows(
            f"{_SELECT} AND material.key = ? ORDER BY question.position, question.id", (material,)
        )
        return tuple(self._question(row) for row in rows)

    def set_state(
        self, action: Action, questions: Iterable[QuestionId], column: str, at: datetime | None
    ) -> None:
        """Give questions the time at which they were "marked", "suspended" or "deleted"; or None.

        Those that have such a time already keep it.
        """
        for key in questions:
            row_id = self.row_id(key)
            name = f"{column}_at"
            before = self._database.value(f"SELECT {name} FROM question WHERE id = ?", (row_id,))
            if (before is None) != (at is None):
                action.update("question", row_id, {name: at.isoformat() if at else None})

    def bury(self, action: Action, question: QuestionId, until: datetime) -> None:
        """Let none of a question's cards be asked before ``until``."""
        rows = self._database.rows(
            "SELECT id FROM card WHERE question_id = ?", (self.row_id(question),)
        )
        for row in rows:
            action.update("card", row["id"], {"buried_until": until.isoformat()})

    def next_position(self, material: MaterialId) -> int:
        """The place after the last question of a material."""
        return int(
            self._database.value(
                "SELECT coalesce(max(question.position), -1) + 1 FROM question"
                " JOIN material ON material.id = material_id WHERE material.key = ?",
                (material,),
            )
        )

    def card_row(self, card: CardId) -> int:
        """The row of a card; raises :class:`NotFound`."""
        return self._row_id("card", card)

    def row_id(self, key: QuestionId) -> int:
        """The row of a question, for other tables; raises :class:`NotFound`."""
        return self._row_id("question", key)

    def own_columns(self, question: Question) -> dict[str, Any]:
        """The columns that a question fills besides its key, material, origin and times."""
        section_id = None
        if question.section is not None:
            section_id = self._row_id("section", question.section)
        return {
            "section_id": section_id,
            "kind": question.kind.value,
            "prompt": question.prompt,
            "body": json.dumps(question.body.to_dict(), ensure_ascii=False),
            "explanation": question.explanation,
            "level": question.level.value,
            "support": question.support.value,
        }

    def _add_passages(
        self, writer: RowWriter, row_id: int, key: QuestionId, passages: Iterable[Passage]
    ) -> None:
        for position, passage in enumerate(passages):
            values = self._passages.values(passage, key=f"{key}/{position}")
            passage_id = writer.insert("passage", values)
            writer.insert(
                "question_passage",
                {"question_id": row_id, "passage_id": passage_id, "position": position},
            )

    def _add_ties(self, writer: RowWriter, row_id: int, question: Question) -> None:
        for topic in dict.fromkeys(question.topics):
            topic_id = self._row_id("topic", topic)
            writer.insert("question_topic", {"question_id": row_id, "topic_id": topic_id})
        for claim in dict.fromkeys(question.claims):
            claim_id = self._row_id("claim", claim)
            writer.insert("question_claim", {"question_id": row_id, "claim_id": claim_id})
        known = self._tags(row_id)
        for tag in dict.fromkeys(question.tags):
            if tag not in known:
                writer.insert("question_tag", {"question_id": row_id, "tag": tag})

    def _question(self, row: Row) -> Question:
        row_id = row["id"]
        return Question(
            id=QuestionId(row["key"]),
            material=MaterialId(row["material"]),
            prompt=row["prompt"],
            body=read_body(row["kind"], json.loads(row["body"])),
            explanation=row["explanation"],
            support=Support(row["support"]),
            passages=self._passages_of(row_id),
            topics=tuple(TopicId(key) for key in self._keys("topic", row_id)),
            claims=tuple(ClaimId(key) for key in self._keys("claim", row_id)),
            tags=self._tags(row_id),
            level=Level(row["level"]),
            origin=Origin(row["origin"]),
            section=None if row["section"] is None else SectionId(row["section"]),
        )

    def _passages_of(self, row_id: int) -> tuple[Passage, ...]:
        rows = self._database.rows(
            f"SELECT {PASSAGE_COLUMNS}, section.key AS section FROM question_passage"
            " JOIN passage ON passage.id = passage_id JOIN section ON section.id = section_id"
            " WHERE question_id = ? ORDER BY question_passage.position",
            (row_id,),
        )
        return tuple(passage_of(row, SectionId(row["section"])) for row in rows)

    def _keys(self, table: str, row_id: int) -> list[str]:
        rows = self._database.rows(
            f"SELECT key FROM question_{table} JOIN {table} ON {table}.id = {table}_id"
            f" WHERE question_id = ? ORDER BY question_{table}.id",
            (row_id,),
        )
        return [row["key"] for row in rows]

    def _tags(self, row_id: int) -> tuple[str, ...]:
        rows = self._database.rows(
            "SELECT tag FROM question_tag WHERE question_id = ? ORDER BY tag", (row_id,)
        )
        return tuple(row["tag"] for row in rows)

    def _row_id(self, table: str, key: str) -> int:
        row_id = self._database.value(f"SELECT id FROM {table} WHERE key = ?", (key,))
        if row_id is None:
            raise NotFound("There is no {thing} “{key}”.", thing=table, key=key)
        return int(row_id)
