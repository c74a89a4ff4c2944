"""Mentions: where texts speak of topics, by name or because something tags the words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.mentions import FoundMention
from carrel.domain.text.passage import Passage
from carrel.domain.topics import MentionOrigin, SectionSpan
from carrel.storage.database import Database
from carrel.storage.journal import Action
from carrel.storage.passage_store import PassageStore

MOST_SHARED = 200
"""Sections of a topic that are searched for what else they speak of."""

# A claim or question about a topic tags its words, but for those that name the topic anyway.
_TAGGED = """
SELECT tag.topic_id, passage.section_id, passage.start, passage."end"
FROM {tags} AS tag {joins}
WHERE {things}.deleted_at IS NULL AND passage.outcome != 'orphaned' AND NOT EXISTS (
    SELECT 1 FROM mention WHERE mention.topic_id = tag.topic_id
        AND mention.section_id = passage.section_id AND mention.start < passage."end"
        AND mention."end" > passage.start AND (NOT is_rejected
            OR (mention.start = passage.start AND mention."end" = passage."end")))
"""
_BY_CLAIM = _TAGGED.format(
    tags="claim_topic",
    things="claim",
    joins=(
        "CROSS JOIN claim ON claim.id = tag.claim_id JOIN passage ON passage.id = claim.passage_id"
    ),
)
_BY_QUESTION = _TAGGED.format(
    tags="question_topic",
    things="question",
    joins=(
        "CROSS JOIN question ON question.id = tag.question_id AND question.origin != 'proposed'"
        " CROSS JOIN question_passage ON question_passage.question_id = question.id"
        " JOIN passage ON passage.id = question_passage.passage_id"
    ),
)
# CROSS JOIN keeps SQLite from going through all sections to look at the few materials.
_HIDDEN_SECTIONS = """
SELECT id FROM section WHERE deleted_at IS NOT NULL
UNION ALL SELECT section.id FROM material CROSS JOIN section ON section.material_id = material.id
    WHERE material.deleted_at IS NOT NULL OR material.state != 'ready'
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
        """How many different places speak of each topic; topics without any are left out.

        What was merged into a topic counts for that one.
        """
        return self._counts("", ())

    def counts_of(self, topics: Iterable[TopicId]) -> dict[TopicId, int]:
        """As :meth:`counts`, for these topics only."""
        of_topics = (
            "AND {topic} IN (SELECT topic.id FROM topic JOIN json_each(?1) ON topic.key = value"
            " UNION SELECT part.id FROM topic JOIN json_each(?1) ON topic.key = value"
            " JOIN topic AS part ON part.merged_into_id = topic.id)"
        )
        return self._counts(of_topics, (json.dumps(tuple(topics)),))

    def counts_together(self, sets: Iterable[Collection[TopicId]]) -> dict[TopicId, int]:
        """How many different places speak of any topic of a set, for each topic of each set.

        A place that speaks of several of them counts once.
        """
        numbers = {topic: number for number, topics in enumerate(sets) for topic in topics}
        if not numbers:
            return {}
        of_topics = (
            "AND {topic} IN (SELECT topic.id FROM topic JOIN json_each(?1) AS one"
            " ON topic.key = one.key UNION SELECT part.id FROM topic JOIN json_each(?1) AS one"
            " ON topic.key = one.key JOIN topic AS part ON part.merged_into_id = topic.id)"
        )
        rows = self._database.rows(
            "SELECT number, count(*) AS mentions FROM (SELECT DISTINCT one.value AS number,"
            f' section_id, start, "end" FROM ({_spans(of_topics)}) AS spoken'
            " JOIN topic ON topic.id = spoken.topic_id"
            " JOIN topic AS head ON head.id = coalesce(topic.merged_into_id, topic.id)"
            " JOIN json_each(?1) AS one ON one.key = head.key) GROUP BY number",
            (json.dumps(numbers),),
        )
        found = {row["number"]: row["mentions"] for row in rows}
        return {topic: found.get(number, 0) for topic, number in numbers.items()}

    def _counts(self, condition: str, values: tuple[str, ...]) -> dict[TopicId, int]:
        has_mergers = self._database.value(
            "SELECT 1 FROM topic WHERE merged_into_id NOT NULL LIMIT 1"
        )
        counts: Counter[TopicId] = Counter()
        for part in [_spans(condition)] if has_mergers else _span_parts(condition):
            if has_mergers:
                part = (
                    "SELECT DISTINCT coalesce(merged_into_id, topic_id) AS topic_id, section_id,"
                    f' start, "end" FROM ({part}) JOIN topic ON topic.id = topic_id'
                )
            rows = self._database.rows(
                "SELECT topic.key, mentions FROM (SELECT topic_id, count(*) AS mentions"
                f" FROM ({part}) GROUP BY topic_id) JOIN topic ON topic.id = topic_id",
                values,
            )
            counts.update({TopicId(row["key"]): row["mentions"] for row in rows})
        return dict(counts)

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

    def companions(self, topics: Sequence[TopicId], *, limit: int) -> tuple[TopicId, ...]:
        """Topics of the same materials that the most sections speak of together with ``topics``.

        At most :data:`MOST_SHARED` sections are looked at.
        """
        rows = self._database.rows(
            f"""
            WITH here AS (
                SELECT topic.id, material_id, coalesce(merged_into_id, topic.id) AS head_id
                FROM topic JOIN json_each(?1) ON topic.key = value),
            shared AS (
                SELECT DISTINCT section_id FROM mention JOIN here ON here.id = topic_id
                WHERE NOT is_rejected AND section_id NOT IN ({_HIDDEN_SECTIONS}) LIMIT ?2)
            SELECT topic.key FROM shared JOIN mention ON mention.section_id = shared.section_id
                JOIN topic ON topic.id = mention.topic_id
            WHERE NOT is_rejected AND topic.material_id IN (SELECT material_id FROM here)
                AND topic.id NOT IN (SELECT id FROM here) AND topic.merged_into_id IS NULL
                AND topic.deleted_at IS NULL AND topic.origin != 'proposed'
            GROUP BY topic.id ORDER BY count(DISTINCT shared.section_id) DESC, topic.id LIMIT ?3
            """,
            (json.dumps(tuple(topics)), MOST_SHARED, limit),
        )
        return tuple(TopicId(row["key"]) for row in rows)

    def in_section(self, section: SectionId) -> tuple[tuple[TopicId, SectionSpan], ...]:
        """Which topics a section speaks of, and where, in the order of the text.

        Words are left out that only a claim or a question ties to a topic: they are whole
        sentences, nearly all of a text.
        """
        rows = self._database.rows(
            'SELECT topic.key, start, "end" FROM mention JOIN topic ON topic.id = topic_id'
            " JOIN material ON material.id = topic.material_id"
            " WHERE section_id = (SELECT id FROM section WHERE key = ?) AND NOT is_rejected"
            " AND topic.deleted_at IS NULL AND topic.origin != 'proposed'"
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

    def replace_found(
        self, action: Action, topic: TopicId, found: Iterable[tuple[int, FoundMention]]
    ) -> None:
        """Let a topic have exactly these found mentions, by the rows of sections.

        As in :meth:`add_found`, what is rejected or tagged goes before. Only differences are
        written, so that a step holds no more than it has to.
        """
        topic_row = self._topic_rows()[topic]
        rows = self._database.rows(
            'SELECT id, section_id, start, "end", origin, is_rejected FROM mention'
            " WHERE topic_id = ?",
            (topic_row,),
        )
        known: dict[tuple[int, int, int], int] = {}
        kept: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in rows:
            if row["origin"] == MentionOrigin.FOUND and not row["is_rejected"]:
                known[row["section_id"], row["start"], row["end"]] = row["id"]
            else:
                kept[row["section_id"]].append((row["start"], row["end"]))
        wanted = {
            (section, mention.start, mention.end)
            for section, mention in found
            if not any(start < mention.end and end > mention.start for start, end in kept[section])
        }
        action.delete_many("mention", [known[place] for place in known.keys() - wanted])
        action.insert_many(
            "mention",
            ("topic_id", "section_id", "start", "end", "origin"),
            [(topic_row, *place, MentionOrigin.FOUND) for place in sorted(wanted - known.keys())],
        )

    def tag(self, action: Action, topic: TopicId, passage: Passage, *, key: str) -> None:
        """Keep that the student says these words speak of a topic."""
        self._set_aside(action, topic, passage)
        self._add_own(action, topic, passage, key=key, is_rejected=False)

    def reject(self, action: Action, topic: TopicId, passage: Passage, *, key: str) -> None:
        """Keep that the student says these words do not speak of a topic."""
        self._set_aside(action, topic, passage)
        self._add_own(action, topic, passage, key=key, is_rejected=True)

    def _set_aside(self, action: Action, topic: TopicId, passage: Passage) -> None:
        """Remove what was found in these words, or said of them before by the student."""
        rows = self._database.rows(
            "SELECT mention.id FROM mention JOIN topic ON topic.id = topic_id"
            " JOIN section ON section.id = section_id WHERE topic.key = ? AND section.key = ?"
            ' AND start < ? AND "end" > ? AND mention.origin != ?',
            (topic, passage.section, passage.end, passage.start, MentionOrigin.TAGGED),
        )
        action.delete_many("mention", [row["id"] for row in rows])

    def _add_own(
        self, action: Action, topic: TopicId, passage: Passage, *, key: str, is_rejected: bool
    ) -> None:
        passage_row = PassageStore(self._database).add(action, passage, key=key)
        section = self._database.value(
            "SELECT section_id FROM passage WHERE id = ?", (passage_row,)
        )
        action.insert(
            "mention",
            {
                "topic_id": self._topic_rows()[topic],
                "section_id": section,
                "start": passage.start,
                "end": passage.end,
                "origin": MentionOrigin.STUDENT,
                "passage_id": passage_row,
                "is_rejected": is_rejected,
            },
        )

    def _topic_rows(self) -> dict[TopicId, int]:
        return {TopicId(row[0]): row[1] for row in self._database.rows("SELECT key, id FROM topic")}


def _spans(condition: str) -> str:
    """The places that speak of topics; ``condition`` on ``{topic}`` and ``{section}`` rows."""
    named, tagged = _span_parts(condition)
    return f"{named} UNION ALL SELECT * FROM ({tagged})"


def _span_parts(condition: str) -> tuple[str, str]:
    """The mentions that are stored, and the words tagged by claims and questions besides."""
    is_shown = f"{{section}} NOT IN ({_HIDDEN_SECTIONS}) {condition}"
    own = is_shown.format(topic="topic_id", section="section_id")
    other = is_shown.format(topic="tag.topic_id", section="passage.section_id")
    named = (
        f'SELECT topic_id, section_id, start, "end" FROM mention WHERE NOT is_rejected AND {own}'
    )
    tagged = f"{_BY_CLAIM} AND {other} UNION {_BY_QUESTION} AND {other}"
    return named, tagged
