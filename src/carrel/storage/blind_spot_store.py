"""What tells where questions are missing: marks, claims without a question, wrong answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from carrel.domain.blind_spots import BlindClaim, Stretch
from carrel.domain.ids import ClaimId, MaterialId, SectionId
from carrel.domain.scheduling import Rating
from carrel.storage.card_choice import QUESTIONS_AT_REST
from carrel.storage.database import Database, Values

_IN_MATERIAL = (
    "section.material_id = (SELECT id FROM material WHERE key = ?) AND section.deleted_at IS NULL"
)
_IN_SECTIONS = "section.key IN (SELECT value FROM json_each(?)) AND section.deleted_at IS NULL"

# A claim is asked about by a question that is tied to it, whichever words the question cites.
_CLAIMS = f"""
SELECT claim.key, claim.statement, section.key AS section, passage.start, passage."end"
FROM claim
JOIN passage ON passage.id = claim.passage_id AND passage.outcome != 'orphaned'
JOIN section ON section.id = passage.section_id
WHERE claim.deleted_at IS NULL AND claim.origin != 'proposed' AND NOT EXISTS (
    SELECT 1 FROM question_claim WHERE claim_id = claim.id
    AND question_id NOT IN ({QUESTIONS_AT_REST}))
"""


class BlindSpotStore:
    """Reads what is missing in a material."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def materials(self) -> tuple[MaterialId, ...]:
        """The materials that are not put away in the archive, the oldest first."""
        rows = self._database.rows(
            "SELECT key FROM material WHERE state = 'ready' AND deleted_at IS NULL"
            " AND archived_at IS NULL ORDER BY id"
        )
        return tuple(MaterialId(row["key"]) for row in rows)

    def marks(self, material: MaterialId) -> dict[SectionId, list[Stretch]]:
        """Where the student has marked words of each section."""
        return self._marks(_IN_MATERIAL, material)

    def marks_in(self, sections: Iterable[SectionId]) -> dict[SectionId, list[Stretch]]:
        """Where the student has marked words of these sections."""
        return self._marks(_IN_SECTIONS, json.dumps(list(sections)))

    def untied_claims(self, material: MaterialId) -> tuple[BlindClaim, ...]:
        """The claims of a material that no question is tied to, in the order of the text."""
        return self._claims(f"AND {_IN_MATERIAL}", (material,))

    def untied_claims_in(self, sections: Iterable[SectionId]) -> tuple[BlindClaim, ...]:
        """The claims in these sections that no question is tied to."""
        return self._claims(f"AND {_IN_SECTIONS}", (json.dumps(list(sections)),))

    def answers(self, material: MaterialId, *, since: datetime) -> dict[SectionId, tuple[int, int]]:
        """How many answers the questions of each section got from ``since`` (UTC) on, and how many
        of them were wrong."""
        return self._answers(_IN_MATERIAL, material, since)

    def answers_in(
        self, sections: Iterable[SectionId], *, since: datetime
    ) -> dict[SectionId, tuple[int, int]]:
        """As :meth:`answers`, for these sections."""
        return self._answers(_IN_SECTIONS, json.dumps(list(sections)), since)

    def _marks(self, condition: str, value: str) -> dict[SectionId, list[Stretch]]:
        found: dict[SectionId, list[Stretch]] = {}
        for row in self._database.rows(
            'SELECT section.key, passage.start, passage."end" FROM section'
            " JOIN annotation ON annotation.section_id = section.id"
            " AND annotation.deleted_at IS NULL AND annotation.style != 'bookmark'"
            " JOIN passage ON passage.id = annotation.passage_id"
            " AND passage.outcome != 'orphaned'"
            f" WHERE {condition}",
            (value,),
        ):
            place = Stretch(row["start"], row["end"])
            found.setdefault(SectionId(row["key"]), []).append(place)
        return found

    def _answers(
        self, condition: str, value: str, since: datetime
    ) -> dict[SectionId, tuple[int, int]]:
        rows = self._database.rows(
            f"SELECT section.key, count(*) AS answers, sum(rating = {int(Rating.AGAIN)}) AS wrong"
            " FROM section JOIN question ON question.section_id = section.id"
            " JOIN card ON card.question_id = question.id JOIN review ON review.card_id = card.id"
            " AND review.reviewed_at >= ?"
            " AND NOT EXISTS (SELECT 1 FROM review_void WHERE id = review.id)"
            f" WHERE {condition} GROUP BY section.id",
            (since.isoformat(), value),
        )
        return {SectionId(row["key"]): (row["answers"], row["wrong"]) for row in rows}

    def _claims(self, condition: str, values: Values) -> tuple[BlindClaim, ...]:
        rows = self._database.rows(
            f"{_CLAIMS} {condition} ORDER BY section.position, passage.start", values
        )
        return tuple(
            BlindClaim(
                ClaimId(row["key"]),
                row["statement"],
                SectionId(row["section"]),
                row["start"],
                row["end"],
            )
            for row in rows
        )
