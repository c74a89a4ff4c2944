"""Lists of questions: one query for the rows, one for what is remembered of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.listing import QuestionFilter
from carrel.domain.scheduling import Memory
from carrel.domain.text.folding import fold
from carrel.domain.text.pictures import without_pictures
from carrel.storage.database import Database, Row
from carrel.storage.review_store import MEMORY_COLUMNS, memory_of

_ROWS = """
SELECT question.id, question.key, question.kind, question.prompt, question.body,
       question.explanation, question.origin, question.marked_at IS NOT NULL AS is_marked,
       question.suspended_at IS NOT NULL AS is_suspended,
       material.key AS material, material.title AS material_title,
       section.key AS section, coalesce(section.title, '') AS section_title,
       EXISTS (SELECT 1 FROM override WHERE thing = 'question' AND thing_key = question.key
       ) AS is_changed
FROM question
JOIN material ON material.id = question.material_id
LEFT JOIN section ON section.id = question.section_id
WHERE question.deleted_at IS NULL AND question.origin != 'proposed'
  AND material.deleted_at IS NULL AND material.state = 'ready'
"""

_ORDER = " ORDER BY material.id, section.position, question.position, question.id"

_IN_SECTION = (
    "section.id IN (WITH RECURSIVE below(id) AS (SELECT id FROM section WHERE key = :section"
    " UNION SELECT one.id FROM section AS one JOIN below ON one.parent_id = below.id)"
    " SELECT id FROM below)"
)

_ABOUT_TOPIC = (
    "question.id IN (SELECT question_id FROM question_topic JOIN topic ON topic.id = topic_id"
    " WHERE topic.key = :topic)"
)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A question with the memories of its cards; None for a card that was never answered."""

    id: QuestionId
    headline: str
    kind: Kind
    material: MaterialId
    material_title: str
    section: SectionId | None
    section_title: str
    origin: Origin
    is_marked: bool
    is_suspended: bool
    is_changed: bool
    memories: tuple[Memory | None, ...]


def listed_rows(database: Database, wanted: QuestionFilter) -> tuple[ListedRow, ...]:
    """The questions that the filter lets through, its state left out, in the author's order."""
    conditions, values = _conditions(wanted)
    rows = database.rows(" AND ".join([_ROWS, *conditions]) + _ORDER, values)
    words = fold(wanted.text).split()
    if words:
        rows = [row for row in rows if _has_words(row, words)]
    memories = _memories(database)
    return tuple(_listed(row, tuple(memories.get(row["id"], ()))) for row in rows)


def _conditions(wanted: QuestionFilter) -> tuple[list[str], dict[str, str]]:
    named = {
        "kind": (wanted.kind, "question.kind = :kind"),
        "material": (wanted.material, "material.key = :material"),
        "section": (wanted.section, _IN_SECTION),
        "topic": (wanted.topic, _ABOUT_TOPIC),
        "origin": (wanted.origin, "question.origin = :origin"),
    }
    used = {name: pair for name, pair in named.items() if pair[0] is not None}
    return [sql for _, sql in used.values()], {name: str(key) for name, (key, _) in used.items()}


def _has_words(row: Row, words: list[str]) -> bool:
    held = fold(f"{row['prompt']} {row['body']} {row['explanation']}")
    return all(word in held for word in words)


def _memories(database: Database) -> dict[int, list[Memory | None]]:
    found: dict[int, list[Memory | None]] = defaultdict(list)
    for row in database.rows(
        f"SELECT card.question_id, {MEMORY_COLUMNS} FROM card"
        " LEFT JOIN memory ON memory.id = card.id WHERE card.suspended_at IS NULL"
    ):
        found[row["question_id"]].append(memory_of(row))
    return found


def _listed(row: Row, memories: tuple[Memory | None, ...]) -> ListedRow:
    return ListedRow(
        id=QuestionId(row["key"]),
        # The words of a gap or a statement tell a question better than "Fill the gap".
        headline=without_pictures(
            read_body(row["kind"], json.loads(row["body"])).headline or row["prompt"]
        ),
        kind=Kind(row["kind"]),
        material=MaterialId(row["material"]),
        material_title=row["material_title"],
        section=None if row["section"] is None else SectionId(row["section"]),
        section_title=row["section_title"],
        origin=Origin(row["origin"]),
        is_marked=bool(row["is_marked"]),
        is_suspended=bool(row["is_suspended"]),
        is_changed=bool(row["is_changed"]),
        memories=memories,
    )
