"""How far all materials have been studied, in a few queries whatever their number."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, OutlineEntry
from carrel.storage.database import Database, Row
from carrel.storage.material_store import material_from, outline_entry

# What was read is asked for by its marks, which are fewer than sections and looked up by them.
_SHELF = """
WITH texts AS (
    SELECT material_id, count(*) AS sections, sum(words) AS words
    FROM section WHERE deleted_at IS NULL GROUP BY material_id
), read AS (
    SELECT material_id, count(*) AS read_sections, sum(words) AS words_read
    FROM section_reading CROSS JOIN section ON section.id = section_id
    WHERE read_at IS NOT NULL AND deleted_at IS NULL GROUP BY material_id
)
SELECT material.*, coalesce(sections, 0) AS sections, coalesce(words, 0) AS words,
    coalesce(read_sections, 0) AS read_sections, coalesce(words_read, 0) AS words_read,
    max(material.created_at, coalesce(reading_place.updated_at, '')) AS used_at
FROM material
LEFT JOIN texts ON texts.material_id = material.id
LEFT JOIN read ON read.material_id = material.id
LEFT JOIN reading_place ON reading_place.material_id = material.id
WHERE state = 'ready' AND (deleted_at IS NOT NULL) = :is_removed
ORDER BY used_at DESC, material.id DESC
"""

_SIZES = """
SELECT key, coalesce(
    (SELECT sum(length(CAST(markdown AS BLOB)) + length(CAST(text AS BLOB)))
      FROM section WHERE material_id = material.id), 0)
    + coalesce((SELECT sum(length(content)) FROM asset WHERE material_id = material.id), 0)
    AS bytes
FROM material WHERE state = 'ready'
"""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A material with its counts. ``words_read`` are those of the sections marked as read."""

    material: Material
    is_archived: bool
    sections: int
    read_sections: int
    words: int
    words_read: int


class ShelfRows:
    """What the shelf of a library holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, *, is_removed: bool = False) -> tuple[ShelfRow, ...]:
        """The materials of the library, or those removed from it; the one used last first."""
        found = self._database.rows(_SHELF, {"is_removed": is_removed})
        return tuple(_shelf_row(row) for row in found)

    def removed_count(self) -> int:
        """How many materials were removed and could be brought back."""
        return int(
            self._database.value(
                "SELECT count(*) FROM material WHERE state = 'ready' AND deleted_at IS NOT NULL"
            )
        )

    def outlines(
        self, materials: Iterable[MaterialId]
    ) -> dict[MaterialId, tuple[OutlineEntry, ...]]:
        """The sections of these materials in order; counts of annotations are left out."""
        rows = self._database.rows(
            "SELECT material.key AS material, section.key, section.title, level, words,"
            " outside_source, read_at IS NOT NULL AS is_read, 0 AS annotations"
            " FROM material CROSS JOIN section ON section.material_id = material.id"
            " LEFT JOIN section_reading ON section_id = section.id"
            " WHERE section.deleted_at IS NULL"
            " AND material.key IN (SELECT value FROM json_each(?))"
            " ORDER BY material.id, section.position",
            (json.dumps(tuple(materials)),),
        )
        found: dict[MaterialId, list[OutlineEntry]] = {}
        for row in rows:
            found.setdefault(MaterialId(row["material"]), []).append(outline_entry(row))
        return {material: tuple(entries) for material, entries in found.items()}

    def places(self) -> dict[MaterialId, SectionId]:
        """The section at which reading each material stopped."""
        rows = self._database.rows(
            "SELECT material.key AS material, section.key FROM reading_place"
            " CROSS JOIN section ON section.id = section_id AND section.deleted_at IS NULL"
            " JOIN material ON material.id = section.material_id"
        )
        return {MaterialId(row["material"]): SectionId(row["key"]) for row in rows}

    def sizes(self) -> dict[MaterialId, int]:
        """Bytes that the text and the pictures of each material take; reads all of them."""
        return {MaterialId(row["key"]): row["bytes"] for row in self._database.rows(_SIZES)}


def _shelf_row(row: Row) -> ShelfRow:
    return ShelfRow(
        material=material_from(row),
        is_archived=row["archived_at"] is not None,
        sections=row["sections"],
        read_sections=row["read_sections"],
        words=row["words"],
        words_read=row["words_read"],
    )
