"""How the questions of each material stand, and how long answers take, in one query each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from carrel.domain.ids import MaterialId
from carrel.domain.next_step import QuestionCounts
from carrel.domain.pace import LONGEST_SECONDS, Pace, Taken, pace_of
from carrel.storage.database import Database

_LEARNT = 2
"""A card in review, as :class:`carrel.domain.scheduling.Stage` numbers it, which loads slowly."""

_COUNTS = """
WITH standing AS (
    SELECT question.material_id,
        count(memory.id) AS tried,
        max(coalesce(memory.due_at <= :now, 0)) AS is_due,
        min(coalesce(memory.state = :learnt, 0)) AS is_learnt
    FROM question
    LEFT JOIN card ON card.question_id = question.id
    LEFT JOIN memory ON memory.id = card.id AND memory.review_count > 0
    WHERE question.deleted_at IS NULL AND question.suspended_at IS NULL
      AND question.origin != 'proposed'
      AND question.material_id IN (
        SELECT id FROM material WHERE key IN (SELECT value FROM json_each(:materials))
      )
    GROUP BY question.id
)
SELECT material.key,
    sum(tried = 0) AS untried,
    sum(tried > 0 AND is_due) AS fading,
    sum(tried > 0 AND NOT is_due AND is_learnt) AS known,
    sum(tried > 0 AND NOT is_due AND NOT is_learnt) AS learning
FROM standing JOIN material ON material.id = standing.material_id
GROUP BY standing.material_id
"""


def answer_pace(database: Database, *, latest: int = 300) -> Pace:
    """How long the latest answers took, by kind of question."""
    rows = database.rows(
        "SELECT question.kind, count(*) AS count, avg(min(seconds, ?)) AS seconds"
        " FROM (SELECT card_id, seconds FROM review ORDER BY id DESC LIMIT ?)"
        " JOIN card ON card.id = card_id JOIN question ON question.id = card.question_id"
        " GROUP BY question.kind",
        (LONGEST_SECONDS, latest),
    )
    return pace_of(Taken(row["kind"], row["count"], row["seconds"]) for row in rows)


def question_counts(
    database: Database, materials: Iterable[MaterialId], *, now: datetime
) -> dict[MaterialId, QuestionCounts]:
    """The counts of those of these materials that have questions. ``now`` is in UTC."""
    values = {
        "now": now.isoformat(),
        "learnt": _LEARNT,
        "materials": json.dumps(tuple(materials)),
    }
    rows = database.rows(_COUNTS, values)
    return {
        MaterialId(row["key"]): QuestionCounts(
            untried=row["untried"],
            fading=row["fading"],
            known=row["known"],
            learning=row["learning"],
        )
        for row in rows
    }
