"""The cards that a scope holds: counting them, and what a session could ask of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from carrel.domain.ids import MaterialId
from carrel.domain.pace import Pace
from carrel.domain.quiz_session import Scope, ScopeCounts, ScopeKind
from carrel.domain.review_plan import Candidate, Offer, without_siblings
from carrel.domain.scheduling import CLOCK_TOLERANCE, LONGEST_BURIAL
from carrel.storage.database import Database, Row
from carrel.storage.review_store import MEMORY_COLUMNS, memory_of

QUESTIONS_AT_REST = (
    "SELECT id FROM question"
    " WHERE deleted_at IS NOT NULL OR suspended_at IS NOT NULL OR origin = 'proposed'"
)
"""The questions that are not asked; there is an index of just these."""

QUESTIONS_PUT_AWAY = (
    "SELECT question.id FROM material CROSS JOIN question ON question.material_id = material.id"
    " WHERE material.deleted_at IS NOT NULL OR material.state != 'ready'"
    " OR material.archived_at IS NOT NULL"
)
"""The questions of materials that are removed, archived or still coming in.

Materials are few: CROSS JOIN keeps SQLite from going through all questions to look at theirs.
"""

# Rows of questions are long and those at rest are few: asking which cards are not among them reads
# a small index instead of the question of every card.
_CARDS = f"""
FROM card LEFT JOIN memory ON memory.id = card.id
WHERE card.suspended_at IS NULL
  AND (card.buried_until IS NULL OR card.buried_until <= :now OR card.buried_until > :beyond)
  AND card.question_id NOT IN ({QUESTIONS_AT_REST})
  AND card.question_id NOT IN ({QUESTIONS_PUT_AWAY})
"""

# A card says what its siblings ask. One that was missed itself still comes back the same day.
_SIBLINGS_OF_ANSWERED = (
    "SELECT sibling.id FROM review JOIN card ON card.id = review.card_id"
    " JOIN card AS sibling USING (question_id)"
    " WHERE reviewed_at >= :since AND review.id NOT IN (SELECT id FROM review_void)"
    " EXCEPT SELECT card_id FROM review"
    " WHERE reviewed_at >= :since AND review.id NOT IN (SELECT id FROM review_void)"
)

_SCOPES = {
    ScopeKind.EVERYTHING: "",
    ScopeKind.WORTHWHILE: "AND card.id NOT IN (SELECT value FROM json_each(:resting))",
    ScopeKind.MATERIAL: (
        "AND card.question_id IN (SELECT question.id FROM question"
        " JOIN material ON material.id = question.material_id WHERE material.key = :key)"
    ),
    ScopeKind.COLLECTION: (
        "AND card.question_id IN (SELECT question.id FROM collection"
        " JOIN collection_material ON collection_id = collection.id"
        " JOIN question USING (material_id)"
        " WHERE collection.key = :key AND collection.deleted_at IS NULL)"
    ),
    ScopeKind.EXAM: (
        "AND card.question_id IN (SELECT question.id FROM exam_date"
        " JOIN question ON question.material_id = exam_date.material_id"
        " WHERE exam_date.key = :key"
        " UNION SELECT question.id FROM exam_date"
        " JOIN collection_material USING (collection_id)"
        " JOIN question ON question.material_id = collection_material.material_id"
        " WHERE exam_date.key = :key)"
    ),
    ScopeKind.SECTION: (
        "AND card.question_id IN (SELECT id FROM question WHERE section_id IN ("
        " WITH RECURSIVE below(id) AS (SELECT id FROM section WHERE key = :key"
        "  UNION SELECT section.id FROM section JOIN below ON section.parent_id = below.id)"
        " SELECT id FROM below))"
    ),
    ScopeKind.TOPIC: (
        "AND card.question_id IN (SELECT question_id FROM question_topic"
        " JOIN topic ON topic.id = topic_id WHERE topic.key = :key AND topic.deleted_at IS NULL)"
    ),
    ScopeKind.TAG: (
        "AND card.question_id IN (SELECT question_id FROM question_tag WHERE tag = :key)"
    ),
    ScopeKind.MISSED: "AND memory.last_rating = 1",
    ScopeKind.MARKED: (
        "AND card.question_id IN (SELECT id FROM question WHERE marked_at IS NOT NULL)"
    ),
    ScopeKind.QUESTIONS: (
        "AND card.question_id IN (SELECT id FROM question"
        " WHERE key IN (SELECT value FROM json_each(:questions)))"
    ),
}

_IS_DUE = "(memory.due_at <= :now OR memory.last_review_at > :future)"

# Questions, not cards: one with several parts stands as its first, which costs no sorting.
_COUNTS = (
    "count(*) FILTER (WHERE part = 0) AS total,"
    f" count(*) FILTER (WHERE part = 0 AND {_IS_DUE}) AS due,"
    " count(*) FILTER (WHERE part = 0 AND memory.id IS NULL) AS new"
)
# Any part can have been missed.
_MISSED_COUNTS = (
    "count(DISTINCT card.question_id) AS total, count(DISTINCT card.question_id)"
    f" FILTER (WHERE {_IS_DUE}) AS due, 0 AS new"
)

# What a card is worth (Weighing.worth) grows nearly with the days since the answer measured by its
# stability, and more slowly for difficult cards: enough to leave out what cannot be chosen.
_NEARLY_BY_WORTH = (
    "(memory.last_rating = 1 AND memory.state != 2) DESC,"
    " (julianday(:now) - julianday(memory.last_review_at) + 0.3 * (11 - memory.difficulty))"
    " / (memory.stability + 0.3) DESC, card.id"
)

_NEW_TO_SPARE = 4
"""So many times as many new cards are looked at as are wanted, for some are siblings."""

_LEAST_WEIGHED = 400
"""How many due cards are weighed one by one, so that the best of them are truly the best."""

# Cards of one topic should not follow each other; without a topic it is the section that counts.
_GROUP = (
    "coalesce((SELECT min(topic_id) FROM question_topic WHERE question_id = question.id),"
    " -question.section_id)"
)


class CardChoice:
    """The cards that can be asked; those suspended, buried or deleted cannot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, scope: Scope, at: datetime) -> ScopeCounts:
        """How many questions a scope holds at the time ``at``."""
        counts = _MISSED_COUNTS if scope.kind is ScopeKind.MISSED else _COUNTS
        row = self._database.row(
            f"SELECT {counts} {_CARDS} {_SCOPES[scope.kind]}", _values(scope, at)
        )
        return ScopeCounts() if row is None else _counts(row)

    def waiting(
        self, scope: Scope, at: datetime, *, most: int, since: datetime | None = None
    ) -> int:
        """How many cards of a scope are due, counted no further than ``most``: that is quick.

        ``since`` is when the day of study began, as of :meth:`offer`.
        """
        return int(
            self._database.value(
                f"SELECT count(*) FROM (SELECT 1 {_CARDS} {_SCOPES[scope.kind]} AND {_IS_DUE}"
                " LIMIT :most)",
                self._values(scope, at, since) | {"most": most},
            )
        )

    def counts_by(self, thing: str, material: MaterialId, at: datetime) -> dict[str, ScopeCounts]:
        """The counts of a material's questions for each "section" or "topic" that has any.

        A section's counts are those of its own questions, without what is below it.
        """
        join = {
            "section": (
                "JOIN question ON question.id = card.question_id"
                " JOIN section AS thing ON thing.id = question.section_id"
            ),
            "topic": (
                "JOIN question_topic ON question_topic.question_id = card.question_id"
                " JOIN topic AS thing ON thing.id = topic_id AND thing.deleted_at IS NULL"
            ),
        }[thing]
        joined = _CARDS.replace("LEFT JOIN memory", f"{join} LEFT JOIN memory")
        rows = self._database.rows(
            f"SELECT thing.key AS thing, {_COUNTS} {joined} {_SCOPES[ScopeKind.MATERIAL]}"
            " GROUP BY thing.id",
            _values(Scope(key=material), at),
        )
        return {row["thing"]: _counts(row) for row in rows}

    def counts_by_material(self, at: datetime) -> dict[MaterialId, ScopeCounts]:
        """The counts of each material that has questions to ask."""
        # Whose each question is comes from an index: the rows of questions are long.
        joined = _CARDS.replace(
            "FROM card",
            "FROM card CROSS JOIN asked ON asked.id = card.question_id",
        )
        rows = self._database.rows(
            "WITH asked AS MATERIALIZED (SELECT id, material_id FROM question),"
            f" counted AS (SELECT material_id, {_COUNTS} {joined} GROUP BY material_id)"
            " SELECT key AS thing, total, due, new FROM counted"
            " CROSS JOIN material ON material.id = material_id",
            _values(Scope(), at),
        )
        return {MaterialId(row["thing"]): _counts(row) for row in rows}

    def tags(self) -> tuple[str, ...]:
        """The tags that questions have, in their order."""
        rows = self._database.rows(
            "SELECT DISTINCT tag FROM question_tag"
            f" WHERE question_id NOT IN ({QUESTIONS_AT_REST}) ORDER BY tag COLLATE NOCASE"
        )
        return tuple(row["tag"] for row in rows)

    def offer(
        self,
        scope: Scope,
        at: datetime,
        count: int,
        *,
        new: int,
        pace: Pace,
        since: datetime | None = None,
    ) -> Offer:
        """What a session of ``count`` cards, at most ``new`` of them new, could ask.

        Due cards are offered with some to spare, those at rest only where nothing else is left.
        Where Carrel chooses, a card of which a sibling was answered ``since`` then, when the day of
        study began, rests until the next day.
        """
        is_chosen = scope.kind is ScopeKind.WORTHWHILE
        within = f"{_CARDS} {_SCOPES[scope.kind]}"
        spare = max(count, _LEAST_WEIGHED)
        values = self._values(scope, at, since) | {
            "count": count,
            "spare": spare,
            "new": min(new, count) * (_NEW_TO_SPARE if is_chosen else 1),
        }
        due = self._candidates(
            f"SELECT card.id {within} AND {_IS_DUE} ORDER BY {_NEARLY_BY_WORTH} LIMIT :spare",
            values,
            pace,
        )
        fresh = self._candidates(
            f"SELECT card.id {within} AND memory.id IS NULL",
            values,
            pace,
            "ORDER BY question.material_id, question.position, question.id, card.part LIMIT :new",
        )
        resting: Sequence[Candidate] = ()
        if is_chosen:
            return Offer(due, without_siblings(fresh)[:new], is_one_of_siblings=True)
        if len(due) + len(fresh) < count:
            resting = self._candidates(
                f"SELECT card.id {within} AND memory.id IS NOT NULL AND NOT {_IS_DUE}"
                " ORDER BY memory.due_at LIMIT :count",
                values,
                pace,
            )
        return Offer(due, fresh, resting)

    def candidates(self, scope: Scope, at: datetime, pace: Pace) -> list[Candidate]:
        """All cards of a scope that can be asked."""
        return self._candidates(
            f"SELECT card.id {_CARDS} {_SCOPES[scope.kind]}",
            _values(scope, at),
            pace,
            "ORDER BY question.material_id, question.position, question.id, card.part",
        )

    def seconds_studied(self, scope: Scope, since: datetime, at: datetime) -> float:
        """How long answers to the cards of a scope took since then, those undone left out."""
        return float(
            self._database.value(
                "SELECT coalesce(sum(seconds), 0) FROM review WHERE reviewed_at >= :since"
                " AND reviewed_at <= :future AND id NOT IN (SELECT id FROM review_void)"
                f" AND card_id IN (SELECT card.id {_CARDS} {_SCOPES[scope.kind]})",
                _values(scope, at) | {"since": since.isoformat()},
            )
        )

    def _values(self, scope: Scope, at: datetime, since: datetime | None) -> dict[str, object]:
        """As :func:`_values`; where Carrel chooses, siblings of what was answered today rest."""
        values = _values(scope, at)
        if scope.kind is ScopeKind.WORTHWHILE and since is not None:
            rows = self._database.rows(_SIBLINGS_OF_ANSWERED, {"since": since.isoformat()})
            values["resting"] = json.dumps([row["id"] for row in rows])
        return values

    def _candidates(
        self, cards: str, values: dict[str, object], pace: Pace, order: str = ""
    ) -> list[Candidate]:
        rows = self._database.rows(
            f"SELECT card.id, card.question_id, question.kind, {_GROUP} AS alternating,"
            f" {MEMORY_COLUMNS} FROM card"
            " JOIN question ON question.id = card.question_id"
            " LEFT JOIN memory ON memory.id = card.id"
            f" WHERE card.id IN ({cards}) {order}",
            values,
        )
        return [_candidate(row, pace) for row in rows]


def _counts(row: Row) -> ScopeCounts:
    return ScopeCounts(row["total"], row["due"], row["new"])


def _candidate(row: Row, pace: Pace) -> Candidate:
    return Candidate(
        row["id"], row["question_id"], row["alternating"], memory_of(row), pace.of(row["kind"])
    )


def _values(scope: Scope, at: datetime) -> dict[str, object]:
    return {
        "resting": "[]",
        "now": at.isoformat(),
        "future": (at + CLOCK_TOLERANCE).isoformat(),
        "beyond": (at + LONGEST_BURIAL).isoformat(),
        "key": scope.key,
        "questions": json.dumps(scope.questions),
    }
