"""Answers, memories and reading time in sums: what the Progress page is computed from."""

from __future__ import annotations

from datetime import date, datetime

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.memory_map import CardMemory
from carrel.domain.pace import LONGEST_SECONDS
from carrel.domain.progress.answers import AnswerSlot
from carrel.domain.progress.forecast import AskedCard
from carrel.domain.scheduling import Confidence, ParameterSet, Rating, Stage
from carrel.storage.card_choice import QUESTIONS_AT_REST
from carrel.storage.database import Database
from carrel.storage.memory_store import MEMORY_OF_CARD, card_of

_OF_MATERIAL = (
    "card_id IN (SELECT card.id FROM material JOIN question ON question.material_id = material.id"
    " JOIN card ON card.question_id = question.id WHERE material.key = :material)"
)

# Days of study begin at an hour of the student's zone; all zones differ by quarters of an hour.
_SLOTS = """
SELECT substr(reviewed_at, 1, 14) || printf('%02d', substr(reviewed_at, 15, 2) / 15 * 15) AS slot,
    confidence, rating > :again AS is_remembered,
    json_extract(memory_before, '$.stage') = :review AS was_learnt,
    count(*) AS answers, sum(score) AS right, sum(min(seconds, :longest)) AS seconds
FROM review
WHERE reviewed_at >= :since AND NOT EXISTS (SELECT 1 FROM review_void WHERE id = review.id)
    {condition}
GROUP BY 1, 2, 3, 4 ORDER BY 1
"""

_ACTIVE = f"""
FROM card
JOIN question ON question.id = card.question_id AND question.id NOT IN ({QUESTIONS_AT_REST})
JOIN material ON material.id = question.material_id
    AND material.deleted_at IS NULL AND material.state = 'ready'
"""
# The archive counts only where one of its materials is asked for.
_IS_ASKED = (
    "WHERE card.suspended_at IS NULL AND (material.key = :material"
    " OR (:material = '' AND material.archived_at IS NULL))"
)


class ProgressStore:
    """Sums over the whole library, or over one material where one is given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self, material: MaterialId | None, *, since: datetime) -> tuple[AnswerSlot, ...]:
        """The answers that count from ``since`` (UTC) on, in sums, the oldest first."""
        rows = self._database.rows(
            _SLOTS.format(condition="" if material is None else f"AND {_OF_MATERIAL}"),
            {
                "again": int(Rating.AGAIN),
                "review": int(Stage.REVIEW),
                "longest": LONGEST_SECONDS,
                "since": since.isoformat(),
                "material": material,
            },
        )
        return tuple(
            AnswerSlot(
                at=datetime.fromisoformat(f"{row['slot']}:00+00:00"),
                confidence=None if row["confidence"] is None else Confidence(row["confidence"]),
                was_learnt=bool(row["was_learnt"]),
                is_remembered=bool(row["is_remembered"]),
                answers=row["answers"],
                right=row["right"],
                seconds=row["seconds"],
            )
            for row in rows
        )

    def reading(self, material: MaterialId | None, *, since: date) -> dict[date, float]:
        """Seconds of reading on each day from ``since`` on."""
        rows = self._database.rows(
            "SELECT day, sum(seconds) AS seconds FROM reading_time"
            " JOIN section ON section.id = section_id JOIN material ON material.id = material_id"
            " WHERE day >= :since AND (:material = '' OR material.key = :material) GROUP BY day",
            {"since": since.isoformat(), "material": material or ""},
        )
        return {date.fromisoformat(row["day"]): row["seconds"] for row in rows}

    def asked_cards(self, material: MaterialId | None) -> tuple[AskedCard, ...]:
        """The cards that were answered and are still asked."""
        rows = self._database.rows(
            "SELECT stability, last_review_at, due_at, last_rating"
            f" {_ACTIVE} JOIN memory ON memory.id = card.id {_IS_ASKED}",
            {"material": material or ""},
        )
        return tuple(
            AskedCard(
                row["stability"],
                datetime.fromisoformat(row["last_review_at"]),
                datetime.fromisoformat(row["due_at"]),
                row["last_rating"] == Rating.AGAIN,
            )
            for row in rows
        )

    def cards_by_material(
        self, rules: ParameterSet, now: datetime, *, only: MaterialId | None = None
    ) -> dict[str, list[CardMemory]]:
        """The cards of each material that has any."""
        return self._grouped("material.key", "", only or "", rules, now)

    def cards_by_section(
        self, material: MaterialId, rules: ParameterSet, now: datetime
    ) -> dict[SectionId, list[CardMemory]]:
        """The cards of each section of a material by where their questions stand."""
        join = "JOIN section ON section.id = question.section_id"
        found = self._grouped("section.key", join, material, rules, now)
        return {SectionId(key): cards for key, cards in found.items()}

    def cards_by_topic(
        self, material: MaterialId | None, rules: ParameterSet, now: datetime
    ) -> dict[str, list[CardMemory]]:
        """The cards of each topic, by its name; a merged topic's count for its head."""
        join = (
            "JOIN question_topic ON question_topic.question_id = question.id"
            " JOIN topic ON topic.id = question_topic.topic_id"
            " JOIN topic AS head ON head.id = coalesce(topic.merged_into_id, topic.id)"
            " AND head.deleted_at IS NULL"
        )
        return self._grouped("head.name", join, material or "", rules, now)

    def _grouped(
        self, name: str, join: str, material: str, rules: ParameterSet, now: datetime
    ) -> dict[str, list[CardMemory]]:
        found: dict[str, list[CardMemory]] = {}
        for row in self._database.rows(
            f"SELECT DISTINCT card.key AS card, {name} AS name, {MEMORY_OF_CARD}"
            f" {_ACTIVE} {join} LEFT JOIN memory ON memory.id = card.id {_IS_ASKED}",
            {"material": material},
        ):
            found.setdefault(row["name"], []).append(card_of(row, rules, now))
        return found
