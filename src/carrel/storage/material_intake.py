"""Putting a new material into the library in short batches, invisible until it is complete.

A material that comes in has state ``importing`` and counts as deleted. Its last transaction makes
it ready and visible; that last step can be undone. One whose import was cut short is swept away
when the library is next opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Asset, Material, Section
from carrel.storage.database import Database
from carrel.storage.row_writer import RowWriter

ABANDONED_AFTER = timedelta(minutes=2)
"""An import that has written nothing for so long is not running any more."""


class MaterialIntake:
    """One material on its way into the library; each call is one transaction."""

    def __init__(
        self, database: Database, material: Material, *, content_hash: str, at: datetime
    ) -> None:
        self._database = database
        self._count = 0
        self._section_rows: dict[SectionId, int] = {}
        self.id: MaterialId = material.id
        now = at.isoformat()
        self.row_id = database.write(
            "INSERT INTO material (key, title, authors, language, licence, source, description,"
            " edition, origin, cover, content_hash, state, created_at, updated_at, deleted_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'importing', ?, ?, ?)",
            (*material_values(material).values(), content_hash, now, now, now),
        )

    def add_sections(self, sections: Iterable[Section], *, at: datetime) -> None:
        """Store the next sections; a parent comes before what is below it."""
        with self._database.transaction():
            for section in sections:
                self._add_section(section)
            self._touch(at)

    def add_assets(self, assets: Iterable[Asset], *, at: datetime) -> None:
        """Store pictures."""
        with self._database.transaction():
            write_assets(self._database, self.row_id, assets)
            self._touch(at)

    def finish(self) -> None:
        """Make it ready; it can then be shown. Part of the caller's last transaction."""
        self._database.write("UPDATE material SET state = 'ready' WHERE id = ?", (self.row_id,))

    def discard(self) -> None:
        """Remove what has come in so far."""
        self._database.write("DELETE FROM material WHERE id = ?", (self.row_id,))

    def _add_section(self, section: Section) -> None:
        parent = None if section.parent is None else self._section_rows[section.parent]
        self._section_rows[section.id] = write_section(
            self._database, self.row_id, section, parent=parent, position=self._count
        )
        self._count += 1

    def _touch(self, at: datetime) -> None:
        self._database.write(
            "UPDATE material SET updated_at = ? WHERE id = ?", (at.isoformat(), self.row_id)
        )


def show_material(writer: RowWriter, row_id: int, *, at: datetime) -> None:
    """Make a material visible that is not; as an undoable step if ``writer`` is an action."""
    writer.update("material", row_id, {"deleted_at": None, "updated_at": at.isoformat()})


def sweep_abandoned(database: Database, *, now: datetime) -> int:
    """Remove materials whose import was cut short; returns how many there were."""
    limit = (now - ABANDONED_AFTER).isoformat()
    condition = "WHERE state = 'importing' AND updated_at < ?"
    count = int(database.value(f"SELECT count(*) FROM material {condition}", (limit,)))
    if count:
        database.write(f"DELETE FROM material {condition}", (limit,))
    return count


def has_texts_before(database: Database, version: int) -> bool:
    """Whether any section's plain text is of an older version of its definition than this."""
    oldest = database.value("SELECT min(text_version) FROM section")
    return oldest is not None and int(oldest) < version


def material_values(material: Material) -> dict[str, object]:
    """The columns that a material's title page fills, in the order of the table."""
    return {
        "key": material.id,
        "title": material.title,
        "authors": json.dumps(material.authors, ensure_ascii=False),
        "language": material.language,
        "licence": material.licence,
        "source": material.source,
        "description": material.description,
        "edition": material.edition,
        "origin": material.origin,
        "cover": material.cover,
    }


def section_values(section: Section, *, parent: int | None, position: int) -> dict[str, object]:
    """The columns that a section fills besides its key and material."""
    return {
        "parent_id": parent,
        "position": position,
        "level": section.level,
        "title": section.title,
        "markdown": section.markdown,
        "text": section.text,
        "text_version": section.text_version,
        "content_hash": section.content_hash,
        "words": section.word_count,
        "outside_source": section.outside_source,
    }


def write_section(
    database: Database, material: int, section: Section, *, parent: int | None, position: int
) -> int:
    """Insert a section; returns its row."""
    values = section_values(section, parent=parent, position=position)
    return database.write(
        f"INSERT INTO section (key, material_id, {', '.join(values)})"
        f" VALUES (?, ?, {', '.join('?' * len(values))})",
        (section.id, material, *values.values()),
    )


OWN_COVER = "cover:"
"""How the names of covers begin that a student has chosen; no document has such a name."""


def write_assets(database: Database, material: int, assets: Iterable[Asset]) -> None:
    """Insert pictures, or replace those of the same name."""
    database.write_many(
        "INSERT INTO asset (material_id, name, media_type, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (material_id, name) DO UPDATE"
        " SET media_type = excluded.media_type, content = excluded.content",
        [(material, asset.name, asset.media_type, asset.content) for asset in assets],
    )
