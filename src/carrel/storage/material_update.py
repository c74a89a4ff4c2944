"""Giving an imported material the text of a newer version, with all that the student made kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from carrel.domain.editions import EditionChanges
from carrel.domain.materials import Asset, Material, Section
from carrel.storage import edition_rows
from carrel.storage.database import Database
from carrel.storage.edition_rows import EditionRows, values_in_force
from carrel.storage.material_intake import (
    OWN_COVER,
    material_values,
    section_values,
    write_assets,
)
from carrel.storage.material_store import MaterialStore
from carrel.storage.relocation import Relocation
from carrel.storage.row_writer import PlainRows


def update_material(
    database: Database,
    material: Material,
    sections: Sequence[Section],
    assets: Sequence[Asset],
    *,
    content_hash: str,
    at: datetime,
) -> EditionChanges:
    """Let the material of this name have these sections; the title it has stays.

    Part of the caller's transaction. Raises :class:`NotFound`.
    """
    store = MaterialStore(database)
    known, row_id = store.material(material.id), store.row_id(material.id)
    relocation = Relocation(database, row_id)
    rows = EditionRows(database, edition_rows.SECTIONS, row_id, at=at, previous=None)
    for position, section in enumerate(sections):
        parent = None if section.parent is None else rows.row_id(section.parent)
        rows.put(section.id, section_values(section, parent=parent, position=position))
    rows.retire_others()
    database.write(
        f"DELETE FROM asset WHERE material_id = ? AND name NOT LIKE '{OWN_COVER}%'", (row_id,)
    )
    write_assets(database, row_id, assets)
    author_values = material_values(material)
    del author_values["title"]
    values, conflicts = values_in_force(database, "material", material.id, author_values, at=at)
    values |= {
        "edition": known.edition + 1,
        "content_hash": content_hash,
        "updated_at": at.isoformat(),
    }
    PlainRows(database).update("material", row_id, values)
    return EditionChanges(
        from_edition=known.edition,
        to_edition=known.edition + 1,
        sections_added=rows.tally.added,
        sections_changed=rows.tally.changed,
        sections_removed=len(rows.tally.retired),
        carried=relocation.carry_over(),
        edited_by_both=tuple(conflicts),
    )
