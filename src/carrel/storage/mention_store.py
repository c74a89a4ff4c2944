"""Mentions: where texts speak of topics, by name or because something tags the words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.mentions import FoundMention
from carrel.domain.topics import SectionSpan
from carrel.storage.database import Database

# A claim or question about a topic tags its words, but for those that name the topic anyway.
_TAGGED = """
SELECT tag.topic_id, passage.section_id, passage.start, passage."end"
FROM {tags} AS tag {joins}
WHERE {things}.deleted_at IS NULL AND passage.outcome != 'orphaned' AND NOT EXISTS (
    SELECT 1 FROM mention WHERE mention.topic_id = tag.topic_id
        AND mention.section_id = passage.section_id AND mention.start < passage."end"
        AND mention."end" > passage.start AND NOT is_rejected)
"""
_BY_CLAIM = _TAGGED.format(
    tags="claim_topic",
    things="claim",
    joins="JOIN claim ON claim.id = tag.claim_id JOIN passage ON passage.id = claim.passage_id",
)
_BY_QUESTION = _TAGGED.format(
    tags="question_topic",
    things="question",
    joins=(
        "JOIN question ON question.id = tag.question_id AND question.origin != 'proposed'"
        " JOIN question_passage ON question_passage.question_id = question.id"
        " JOIN passage ON passage.id = question_passage.passage_id"
    ),
)
_HIDDEN_SECTIONS = """
SELECT section.id FROM section JOIN material ON material.id = section.material_id
WHERE section.deleted_at IS NOT NULL OR material.deleted_at IS NOT NULL
    OR material.state != 'ready'
"""


@dataclass(frozen=True, slots=True)
class TextToSearch:
    """A section's plain text, by the section's row."""

    row_id: int
    text: str


class MentionStore:
    """The mentions of a library, without those that the student rejected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> dict[TopicId, int]:
        """How many different places speak of each topic; topics without any are left out."""
        rows = self._database.rows(
            f"SELECT topic.key, count(*) AS mentions FROM ({_spans('')})"
            " JOIN topic ON topic.id = topic_id GROUP BY topic_id"
        )
        return {TopicId(row["key"]): row["mentions"] for row in rows}

    def spans(self, topics: Sequence[TopicId]) -> tuple[SectionSpan, ...]:
        """Where texts speak of any of ``topics``: by material, section and place."""
        of_topics = (
            "AND {topic} IN (SELECT topic.id FROM topic JOIN json_each(?1) ON topic.key = value)"
        )
        rows = self._database.rows(
            'SELECT section.key, spoken.start, spoken."end" FROM'
            f' (SELECT DISTINCT section_id, start, "end" FROM ({_spans(of_topics)})) AS spoken'
            " JOIN section ON section.id = spoken.section_id"
            ' ORDER BY section.material_id, section.position, spoken.start, spoken."end"',
            (json.dumps(tuple(topics)),),
        )
        return tuple(SectionSpan(SectionId(row[0]), row[1], row[2]) for row in rows)

    def in_section(self, section: SectionId) -> tuple[tuple[TopicId, SectionSpan], ...]:
        """Which topics a section speaks of, and where, in the order of the text."""
        of_section = "AND {section} = (SELECT id FROM section WHERE key = ?1)"
        rows = self._database.rows(
            f'SELECT topic.key, start, "end" FROM ({_spans(of_section)})'
            " JOIN topic ON topic.id = topic_id JOIN material ON material.id = topic.material_id"
            " WHERE topic.deleted_at IS NULL AND topic.origin != 'proposed'"
            " AND material.deleted_at IS NULL AND material.state = 'ready'"
            ' ORDER BY start, "end" DESC, topic.id',
            (section,),
        )
        return tuple((TopicId(row[0]), SectionSpan(section, row[1], row[2])) for row in rows)

    def section_rows(self, material: MaterialId) -> tuple[int, ...]:
        """The rows of a material's sections; it may still be on its way into the library."""
        rows = self._database.rows(
            "SELECT section.id FROM section JOIN material ON material.id = material_id"
            " WHERE material.key = ? AND section.deleted_at IS NULL ORDER BY section.position",
            (material,),
        )
        return tuple(row[0] for row in rows)

    def texts(self, sections: Sequence[int]) -> tuple[TextToSearch, ...]:
        """The texts of these rows of sections."""
        marks = ", ".join("?" * len(sections))
        rows = self._database.rows(f"SELECT id, text FROM section WHERE id IN ({marks})", sections)
        return tuple(TextToSearch(row[0], row[1]) for row in rows)

    def forget_found(self, sections: Iterable[int], topics: Sequence[TopicId] | None) -> None:
        """Remove what was found in these rows of sections, of all topics or of ``topics`` only."""
        condition, values = "", tuple(topics or ())
        if topics is not None:
            marks = ", ".join("?" * len(topics))
            condition = f" AND topic_id IN (SELECT id FROM topic WHERE key IN ({marks}))"
        self._database.write_many(
            "DELETE FROM mention WHERE section_id = ? AND origin = 'found' AND NOT is_rejected"
            + condition,
            [(section, *values) for section in sections],
        )

    def add_found(self, found: Iterable[tuple[int, Sequence[FoundMention]]]) -> None:
        """Store what was found, by the rows of sections.

        Left out is what overlaps a mention of the same topic that is stored already: one that the
        student rejected, or that is tagged.
        """
        rows = self._topic_rows()
        self._database.write_many(
            'INSERT INTO mention (topic_id, section_id, start, "end", origin)'
            " SELECT ?1, ?2, ?3, ?4, 'found' WHERE NOT EXISTS (SELECT 1 FROM mention"
            '  WHERE topic_id = ?1 AND section_id = ?2 AND start < ?4 AND "end" > ?3)',
            [
                (rows[mention.topic], section, mention.start, mention.end)
                for section, mentions in found
                for mention in mentions
            ],
        )

    def _topic_rows(self) -> dict[TopicId, int]:
        return {TopicId(row[0]): row[1] for row in self._database.rows("SELECT key, id FROM topic")}


def _spans(condition: str) -> str:
    """The places that speak of topics; ``condition`` on ``{topic}`` and ``{section}`` rows."""
    is_shown = f"{{section}} NOT IN ({_HIDDEN_SECTIONS}) {condition}"
    own = is_shown.format(topic="topic_id", section="section_id")
    tagged = is_shown.format(topic="tag.topic_id", section="passage.section_id")
    return f"""
SELECT topic_id, section_id, start, "end" FROM mention WHERE NOT is_rejected AND {own}
UNION {_BY_CLAIM} AND {tagged}
UNION {_BY_QUESTION} AND {tagged}
"""
