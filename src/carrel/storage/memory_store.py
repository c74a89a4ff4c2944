"""Cards by the words that answer them: what a map of what is remembered is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.memory_map import CardMemory, PlacedCard, card_memory
from carrel.domain.scheduling import ParameterSet
from carrel.storage.card_choice import QUESTIONS_AT_REST
from carrel.storage.database import Database, Row, Values

MEMORY_OF_CARD = "memory.stability, memory.last_review_at, memory.last_rating"
"""What a query must select, with the card's key as ``card``, for :func:`card_of`."""

# A card's name tells its question's: rows of questions are long, and reading one for each card
# takes longer than all the rest.
_PLACED = f"""
SELECT section.key AS section, passage.start, passage."end", card.key AS card, {MEMORY_OF_CARD}
FROM section
JOIN passage ON passage.section_id = section.id AND passage.outcome != 'orphaned'
JOIN question_passage ON question_passage.passage_id = passage.id
JOIN card ON card.question_id = question_passage.question_id AND card.suspended_at IS NULL
    AND card.question_id NOT IN ({QUESTIONS_AT_REST})
LEFT JOIN memory ON memory.id = card.id
WHERE section.deleted_at IS NULL AND
"""

_ON_TOPICS = f"""
SELECT DISTINCT head.key AS topic, card.key AS card, {MEMORY_OF_CARD}
FROM question_topic
JOIN topic ON topic.id = question_topic.topic_id
JOIN topic AS head ON head.id = coalesce(topic.merged_into_id, topic.id)
    AND head.deleted_at IS NULL
JOIN card ON card.question_id = question_topic.question_id AND card.suspended_at IS NULL
    AND card.question_id NOT IN ({QUESTIONS_AT_REST})
LEFT JOIN memory ON memory.id = card.id
"""

_OF_QUESTIONS = f"""
SELECT card.key AS card, {MEMORY_OF_CARD}
FROM question JOIN json_each(?) ON question.key = value
    AND question.id NOT IN ({QUESTIONS_AT_REST})
JOIN card ON card.question_id = question.id AND card.suspended_at IS NULL
LEFT JOIN memory ON memory.id = card.id
"""


class SectionText(NamedTuple):
    """A section's text in both forms, with a short name for exactly this text."""

    section: SectionId
    text: str
    markdown: str
    content_hash: str


class MemoryStore:
    """What is remembered, by place. ``now`` is in UTC, and ``rules`` say when a memory fades.

    Questions that are deleted, suspended or only proposed do not count, nor suspended cards.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_sections(
        self, sections: Iterable[SectionId], rules: ParameterSet, now: datetime
    ) -> dict[SectionId, list[PlacedCard]]:
        """The cards whose passages lie in these sections."""
        return self._placed(
            "section.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sections)),),
            rules,
            now,
        )

    def in_material(
        self, material: MaterialId, rules: ParameterSet, now: datetime
    ) -> dict[SectionId, list[PlacedCard]]:
        """The cards whose passages lie in any section of a material."""
        return self._placed(
            "section.material_id = (SELECT id FROM material WHERE key = ?)",
            (material,),
            rules,
            now,
        )

    def on_topics(self, rules: ParameterSet, now: datetime) -> dict[TopicId, list[CardMemory]]:
        """The cards of the questions on each topic; a merged topic's count for its head."""
        found: dict[TopicId, list[CardMemory]] = {}
        for row in self._database.rows(_ON_TOPICS):
            found.setdefault(TopicId(row["topic"]), []).append(card_of(row, rules, now))
        return found

    def of_questions(
        self, questions: Iterable[QuestionId], rules: ParameterSet, now: datetime
    ) -> tuple[CardMemory, ...]:
        """The cards of these questions."""
        rows = self._database.rows(_OF_QUESTIONS, (json.dumps(list(questions)),))
        return tuple(card_of(row, rules, now) for row in rows)

    def size(self, material: MaterialId) -> tuple[int, int]:
        """How many words and how many questions a material has."""
        row = self._database.row(
            "SELECT (SELECT coalesce(sum(words), 0) FROM section"
            "  WHERE material_id = material.id AND deleted_at IS NULL) AS words,"
            " (SELECT count(*) FROM question WHERE material_id = material.id) AS questions"
            " FROM material WHERE key = ?",
            (material,),
        )
        return (0, 0) if row is None else (row["words"], row["questions"])

    def prompts(self, questions: Iterable[QuestionId]) -> dict[QuestionId, str]:
        """The Markdown of what these questions ask, in their order."""
        rows = self._database.rows(
            "SELECT question.key, prompt FROM json_each(?) JOIN question ON question.key = value"
            " ORDER BY json_each.key",
            (json.dumps(list(questions)),),
        )
        return {QuestionId(row["key"]): row["prompt"] for row in rows}

    def texts(self, material: MaterialId) -> Iterator[SectionText]:
        """The texts of a material's sections in order."""
        rows = self._database.rows(
            "SELECT section.key, text, markdown, section.content_hash FROM section"
            " JOIN material ON material.id = material_id"
            " WHERE material.key = ? AND section.deleted_at IS NULL ORDER BY position",
            (material,),
        )
        for row in rows:
            yield SectionText(
                SectionId(row["key"]), row["text"], row["markdown"], row["content_hash"]
            )

    def _placed(
        self, condition: str, values: Values, rules: ParameterSet, now: datetime
    ) -> dict[SectionId, list[PlacedCard]]:
        found: dict[SectionId, list[PlacedCard]] = {}
        for row in self._database.rows(_PLACED + condition, values):
            placed = PlacedCard(row["start"], row["end"], card_of(row, rules, now))
            found.setdefault(SectionId(row["section"]), []).append(placed)
        return found


def card_of(row: Row, rules: ParameterSet, now: datetime) -> CardMemory:
    """The card of a row that holds :data:`MEMORY_OF_CARD` and ``card``; ``now`` is in UTC."""
    last = row["last_review_at"]
    return card_memory(
        QuestionId(row["card"].rpartition("#")[0]),
        stability=row["stability"],
        last_review_at=None if last is None else datetime.fromisoformat(last),
        last_rating=row["last_rating"],
        rules=rules,
        now=now,
    )
