"""The cards that a scope holds: counting them, and what a session could ask of them."""

from __future__ import annotations

import json
from datetime import datetime

from carrel.domain.ids import MaterialId
from carrel.domain.quiz_session import Scope, ScopeCounts, ScopeKind
from carrel.domain.review_plan import Candidate, Offer
from carrel.domain.scheduling import CLOCK_TOLERANCE
from carrel.storage.database import Database, Row
from carrel.storage.review_store import MEMORY_COLUMNS, memory_of

_CARDS = """
FROM card
JOIN question ON question.id = card.question_id
JOIN material ON material.id = question.material_id
LEFT JOIN memory ON memory.id = card.id
WHERE question.deleted_at IS NULL AND question.suspended_at IS NULL
  AND question.origin != 'proposed' AND card.suspended_at IS NULL
  AND (card.buried_until IS NULL OR card.buried_until <= :now)
  AND material.deleted_at IS NULL AND material.state = 'ready' AND material.archived_at IS NULL
"""

_SCOPES = {
    ScopeKind.EVERYTHING: "",
    ScopeKind.WORTHWHILE: "",
    ScopeKind.MATERIAL: "AND material.key = :key",
    ScopeKind.COLLECTION: (
        "AND material.id IN (SELECT material_id FROM collection_material"
        " JOIN collection ON collection.id = collection_id"
        " WHERE collection.key = :key AND collection.deleted_at IS NULL)"
    ),
    ScopeKind.SECTION: (
        "AND question.section_id IN ("
        " WITH RECURSIVE below(id) AS (SELECT id FROM section WHERE key = :key"
        "  UNION SELECT section.id FROM section JOIN below ON section.parent_id = below.id)"
        " SELECT id FROM below)"
    ),
    ScopeKind.TOPIC: (
        "AND question.id IN (SELECT question_id FROM question_topic"
        " JOIN topic ON topic.id = topic_id WHERE topic.deleted_at IS NULL AND (topic.key = :key"
        " OR topic.merged_into_id = (SELECT id FROM topic WHERE key = :key)))"
    ),
    ScopeKind.TAG: "AND question.id IN (SELECT question_id FROM question_tag WHERE tag = :key)",
    ScopeKind.MISSED: "AND memory.last_rating = 1",
    ScopeKind.MARKED: "AND question.marked_at IS NOT NULL",
    ScopeKind.QUESTIONS: "AND question.key IN (SELECT value FROM json_each(:questions))",
}

_IS_DUE = "(memory.due_at <= :now OR memory.last_review_at > :future)"

_COUNTS = (
    f"count(*) AS total, count(*) FILTER (WHERE {_IS_DUE}) AS due,"
    " count(*) FILTER (WHERE memory.id IS NULL) AS new"
)

_CANDIDATE = f"SELECT card.id, card.question_id, question.section_id, {MEMORY_COLUMNS}"


class CardChoice:
    """The cards that can be asked; those suspended, buried or deleted cannot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, scope: Scope, at: datetime) -> ScopeCounts:
        """How many cards a scope holds at the time ``at``."""
        row = self._database.row(
            f"SELECT {_COUNTS} {_CARDS} {_SCOPES[scope.kind]}", _values(scope, at)
        )
        return ScopeCounts() if row is None else _counts(row)

    def counts_by(self, thing: str, material: MaterialId, at: datetime) -> dict[str, ScopeCounts]:
        """The counts of a material's cards for each "section" or "topic" that has any.

        A section's counts are those of its own questions, without what is below it.
        """
        join = {
            "section": "JOIN section AS thing ON thing.id = question.section_id",
            "topic": (
                "JOIN question_topic ON question_topic.question_id = question.id"
                " JOIN topic AS thing ON thing.id = topic_id AND thing.deleted_at IS NULL"
            ),
        }[thing]
        joined = _CARDS.replace("LEFT JOIN memory", f"{join} LEFT JOIN memory")
        rows = self._database.rows(
            f"SELECT thing.key AS thing, {_COUNTS} {joined} AND material.key = :key"
            " GROUP BY thing.id",
            _values(Scope(key=material), at),
        )
        return {row["thing"]: _counts(row) for row in rows}

    def offer(self, scope: Scope, at: datetime, count: int) -> Offer:
        """What a session of ``count`` cards could ask: all that is due, else no more than that."""
        within, values = f"{_CARDS} {_SCOPES[scope.kind]}", _values(scope, at) | {"count": count}
        due = self._database.rows(f"{_CANDIDATE} {within} AND {_IS_DUE}", values)
        new = self._database.rows(
            f"{_CANDIDATE} {within} AND memory.id IS NULL"
            " ORDER BY material.id, question.position, question.id, card.part LIMIT :count",
            values,
        )
        resting: list[Row] = []
        if scope.kind is not ScopeKind.WORTHWHILE:
            resting = self._database.rows(
                f"{_CANDIDATE} {within} AND memory.id IS NOT NULL AND NOT {_IS_DUE}"
                " ORDER BY memory.due_at LIMIT :count",
                values,
            )
        return Offer(*([_candidate(row) for row in rows] for rows in (due, new, resting)))


def _counts(row: Row) -> ScopeCounts:
    return ScopeCounts(row["total"], row["due"], row["new"])


def _candidate(row: Row) -> Candidate:
    return Candidate(row["id"], row["question_id"], row["section_id"], memory_of(row))


def _values(scope: Scope, at: datetime) -> dict[str, object]:
    return {
        "now": at.isoformat(),
        "future": (at + CLOCK_TOLERANCE).isoformat(),
        "key": scope.key,
        "questions": json.dumps(scope.questions),
    }
