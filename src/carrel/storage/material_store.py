"""Materials and their sections in the library: reading them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId, material_of
from carrel.domain.materials import (
    Asset,
    Material,
    MaterialSummary,
    Origin,
    OutlineEntry,
    Section,
)
from carrel.storage.database import Database, Row

_IS_VISIBLE = "state = 'ready' AND deleted_at IS NULL"

_COUNTS = """
SELECT material.*,
    (SELECT count(*) FROM section
      WHERE material_id = material.id AND deleted_at IS NULL) AS sections,
    (SELECT coalesce(sum(words), 0) FROM section
      WHERE material_id = material.id AND deleted_at IS NULL) AS words,
    (SELECT count(*) FROM section JOIN section_reading ON section_id = section.id
      WHERE material_id = material.id AND deleted_at IS NULL AND read_at IS NOT NULL
    ) AS read_sections,
    (SELECT count(*) FROM question
      WHERE material_id = material.id AND deleted_at IS NULL AND origin != 'proposed'
    ) AS questions,
    (SELECT count(*) FROM annotation JOIN section ON section.id = section_id
      WHERE material_id = material.id AND annotation.deleted_at IS NULL) AS annotations
FROM material
"""


class MaterialStore:
    """The materials of a library. What is deleted or still being imported does not exist here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def materials(self) -> tuple[Material, ...]:
        """All materials, the oldest first."""
        rows = self._database.rows(f"SELECT * FROM material WHERE {_IS_VISIBLE} ORDER BY id")
        return tuple(material_from(row) for row in rows)

    def summaries(self) -> tuple[MaterialSummary, ...]:
        """All materials with what they hold, the oldest first."""
        rows = self._database.rows(f"{_COUNTS} WHERE {_IS_VISIBLE} ORDER BY id")
        return tuple(_summary(row) for row in rows)

    def is_blank(self) -> bool:
        """Whether there never was a material: also none that was deleted or is being imported."""
        return not self._database.value("SELECT EXISTS (SELECT 1 FROM material)")

    def summary(self, material: MaterialId) -> MaterialSummary:
        """One material with what it holds; raises :class:`NotFound`."""
        row = self._database.row(f"{_COUNTS} WHERE key = ? AND {_IS_VISIBLE}", (material,))
        if row is None:
            raise _no_material(material)
        return _summary(row)

    def material(self, material: MaterialId) -> Material:
        """One material; raises :class:`NotFound`."""
        return material_from(self._row(material))

    def row_id(self, material: MaterialId) -> int:
        """The row of a material, for other tables; raises :class:`NotFound`."""
        return int(self._row(material)["id"])

    def outline(self, material: MaterialId) -> tuple[OutlineEntry, ...]:
        """The sections of a material in order, without their text; raises :class:`NotFound`."""
        rows = self._database.rows(
            "SELECT key, title, level, words, outside_source, read_at IS NOT NULL AS is_read,"
            " (SELECT count(*) FROM annotation WHERE annotation.section_id = section.id"
            "  AND annotation.deleted_at IS NULL) AS annotations"
            " FROM section LEFT JOIN section_reading ON section_id = section.id"
            " WHERE material_id = ? AND deleted_at IS NULL ORDER BY position",
            (self.row_id(material),),
        )
        return tuple(outline_entry(row) for row in rows)

    def section(self, section: SectionId) -> Section:
        """One section with its text; raises :class:`NotFound`."""
        row = self._database.row(
            _SECTIONS + " AND section.key = ?", (self.row_id(material_of(section)), section)
        )
        if row is None:
            raise NotFound(
                "There is no section “{section}”; “carrel show {material} --format json” lists"
                " the sections.",
                section=section,
                material=material_of(section),
            )
        return _section(row)

    def sections(self, material: MaterialId) -> tuple[Section, ...]:
        """All sections of a material in order, with their texts; raises :class:`NotFound`."""
        rows = self._database.rows(
            _SECTIONS + " ORDER BY section.position", (self.row_id(material),)
        )
        return tuple(_section(row) for row in rows)

    def chapter(self, section: SectionId) -> tuple[Section, ...]:
        """The top-level section that ``section`` is, or is below, with all that is below it.

        Raises :class:`NotFound`.
        """
        entries = self.outline(material_of(section))
        index = next((i for i, entry in enumerate(entries) if entry.id == section), None)
        if index is None:
            self.section(section)
            return ()
        first = max(i for i in range(index + 1) if entries[i].level == 1 or i == 0)
        last = next(
            (i for i in range(first + 1, len(entries)) if entries[i].level == 1), len(entries)
        )
        rows = self._database.rows(
            _SECTIONS + " ORDER BY section.position LIMIT ? OFFSET ?",
            (self.row_id(material_of(section)), last - first, first),
        )
        return tuple(_section(row) for row in rows)

    def titles(self, sections: Iterable[SectionId]) -> dict[SectionId, str]:
        """The titles of those of these sections that are there."""
        rows = self._database.rows(
            "SELECT key, title FROM section WHERE deleted_at IS NULL"
            " AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sections)),),
        )
        return {SectionId(row["key"]): row["title"] for row in rows}

    def section_rows(self, material: MaterialId) -> dict[SectionId, int]:
        """The row of each section of a material, for other tables; deleted ones included."""
        rows = self._database.rows(
            "SELECT section.id, section.key FROM section"
            " JOIN material ON material.id = material_id WHERE material.key = ?",
            (material,),
        )
        return {SectionId(row["key"]): row["id"] for row in rows}

    def material_titles(self, materials: Iterable[MaterialId]) -> dict[MaterialId, str]:
        """The titles of those of ``materials`` that there are."""
        rows = self._database.rows(
            "SELECT key, title FROM material WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(tuple(materials)),),
        )
        return {MaterialId(row["key"]): row["title"] for row in rows}

    def section_titles(self, sections: Iterable[SectionId]) -> dict[SectionId, str]:
        """The titles of those of ``sections`` that there are."""
        rows = self._database.rows(
            "SELECT key, title FROM section WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(tuple(sections)),),
        )
        return {SectionId(row["key"]): row["title"] for row in rows}

    def asset(self, material: MaterialId, name: str) -> Asset | None:
        """A picture of a material by its name in the Markdown source."""
        row = self._database.row(
            "SELECT name, media_type, content FROM asset"
            " JOIN material ON material.id = material_id WHERE material.key = ? AND name = ?",
            (material, name),
        )
        return None if row is None else Asset(row["name"], row["media_type"], row["content"])

    def is_there(self, material: MaterialId) -> bool:
        """Whether a material can be seen: not removed, not still coming in."""
        row = self._database.row(
            f"SELECT 1 FROM material WHERE key = ? AND {_IS_VISIBLE}", (material,)
        )
        return row is not None

    def names_like(self, slug: str) -> frozenset[str]:
        """The names that materials have, or had, that begin with ``slug``."""
        rows = self._database.rows(
            "SELECT key FROM material WHERE substr(key, 1, ?) = ?", (len(slug), slug)
        )
        return frozenset(row["key"] for row in rows)

    def removed(self, material: MaterialId) -> tuple[int, str]:
        """The row and the title of a material that may have been removed; raises NotFound."""
        row = self._database.row("SELECT id, title FROM material WHERE key = ?", (material,))
        if row is None:
            raise _no_material(material)
        return row["id"], row["title"]

    def with_content(self, content_hash: str) -> tuple[MaterialId, bool] | None:
        """The material made from this content, and whether it has been removed since."""
        row = self._database.row(
            "SELECT key, deleted_at FROM material WHERE content_hash = ? AND state = 'ready'"
            " ORDER BY deleted_at IS NOT NULL, deleted_at DESC LIMIT 1",
            (content_hash,),
        )
        return None if row is None else (MaterialId(row["key"]), row["deleted_at"] is not None)

    def _row(self, material: MaterialId) -> Row:
        row = self._database.row(
            f"SELECT * FROM material WHERE key = ? AND {_IS_VISIBLE}", (material,)
        )
        if row is None:
            raise _no_material(material)
        return row


_SECTIONS = """
SELECT section.*, parent.key AS parent_key
FROM section LEFT JOIN section AS parent ON parent.id = section.parent_id
WHERE section.material_id = ? AND section.deleted_at IS NULL
"""


def _no_material(material: MaterialId) -> NotFound:
    return NotFound(
        "There is no material “{material}” in this library; “carrel list” names those there are.",
        material=material,
    )


def material_from(row: Row) -> Material:
    """The material of a row of its table."""
    return Material(
        id=MaterialId(row["key"]),
        title=row["title"],
        authors=tuple(json.loads(row["authors"])),
        language=row["language"],
        licence=row["licence"],
        source=row["source"],
        description=row["description"],
        edition=row["edition"],
        origin=Origin(row["origin"]),
        cover=row["cover"],
    )


def outline_entry(row: Row) -> OutlineEntry:
    """A section of an outline; the row also has ``is_read`` and ``annotations``."""
    return OutlineEntry(
        id=SectionId(row["key"]),
        title=row["title"],
        level=row["level"],
        words=row["words"],
        is_read=bool(row["is_read"]),
        outside_source=bool(row["outside_source"]),
        annotations=row["annotations"],
    )


def _summary(row: Row) -> MaterialSummary:
    return MaterialSummary(
        material=material_from(row),
        sections=row["sections"],
        words=row["words"],
        read_sections=row["read_sections"],
        questions=row["questions"],
        annotations=row["annotations"],
    )


def _section(row: Row) -> Section:
    return Section(
        id=SectionId(row["key"]),
        title=row["title"],
        level=row["level"],
        markdown=row["markdown"],
        text=row["text"],
        text_version=row["text_version"],
        content_hash=row["content_hash"],
        parent=None if row["parent_key"] is None else SectionId(row["parent_key"]),
        outside_source=bool(row["outside_source"]),
    )
