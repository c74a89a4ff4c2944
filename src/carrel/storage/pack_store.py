"""Which packs are installed, and putting one in or bringing one up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carrel.domain.editions import Carried, EditedByBoth, EditionChanges
from carrel.domain.ids import MaterialId
from carrel.domain.packs import Pack
from carrel.storage.database import Database
from carrel.storage.edition_rows import values_in_force
from carrel.storage.material_intake import material_values
from carrel.storage.pack_tables import PackTables
from carrel.storage.relocation import Relocation
from carrel.storage.row_writer import PlainRows


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack of the library. ``is_removed`` tells that the student has removed its material."""

    material_row: int
    edition: int
    content_hash: str
    installed_at: str
    is_removed: bool


class PackStore:
    """The packs of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows = PlainRows(database)

    def installed(self, pack: MaterialId) -> InstalledPack | None:
        """What is known of a pack; None if the library never had it."""
        row = self._database.row(
            "SELECT material.id, pack_install.edition, pack_install.content_hash, installed_at,"
            " deleted_at IS NOT NULL AS is_removed"
            " FROM pack_install JOIN material ON material.key = pack"
            " WHERE pack = ? AND state = 'ready'",
            (pack,),
        )
        if row is None:
            return None
        return InstalledPack(
            material_row=row["id"],
            edition=row["edition"],
            content_hash=row["content_hash"],
            installed_at=row["installed_at"],
            is_removed=bool(row["is_removed"]),
        )

    def is_foreign_name(self, pack: MaterialId) -> bool:
        """Whether a material that came from no pack has this pack's name."""
        return (
            self._database.row(
                "SELECT 1 FROM material WHERE key = ?"
                " AND key NOT IN (SELECT pack FROM pack_install)",
                (pack,),
            )
            is not None
        )

    def add(self, pack: Pack, *, at: datetime) -> int:
        """Put a new pack in, ready but still counted as deleted; returns its material's row.

        Part of the caller's transaction, which makes it visible.
        """
        now = at.isoformat()
        material_row = self._rows.insert(
            "material",
            {
                **material_values(pack.material),
                "content_hash": pack.content_hash,
                "state": "ready",
                "created_at": now,
                "updated_at": now,
                "deleted_at": now,
            },
        )
        self._write(pack, material_row, at=at, previous=None)
        return material_row

    def update(self, pack: Pack, known: InstalledPack, *, at: datetime) -> EditionChanges:
        """Let an installed pack have the text and things of another edition.

        What the student made stays: passages are found again, edits stay in force, cards keep their
        memory. Part of the caller's transaction.
        """
        relocation = Relocation(self._database, known.material_row)
        tables = self._write(pack, known.material_row, at=at, previous=known.installed_at)
        values, conflicts = values_in_force(
            self._database,
            "material",
            pack.material.id,
            material_values(pack.material),
            at=at,
        )
        values |= {"content_hash": pack.content_hash, "updated_at": at.isoformat()}
        self._rows.update("material", known.material_row, values)
        carried = relocation.carry_over()
        return _changes(pack, known, tables, carried, conflicts)

    def _write(
        self, pack: Pack, material_row: int, *, at: datetime, previous: str | None
    ) -> PackTables:
        tables = PackTables(self._database, pack, material_row, at=at, previous=previous)
        tables.write_sections()
        tables.write_topics()
        tables.write_claims()
        tables.write_positions()
        tables.write_events()
        tables.write_questions()
        self._database.write(
            "INSERT INTO pack_install (pack, edition, content_hash, installed_at)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (pack) DO UPDATE SET edition = excluded.edition,"
            " content_hash = excluded.content_hash, installed_at = excluded.installed_at",
            (pack.material.id, pack.material.edition, pack.content_hash, at.isoformat()),
        )
        return tables


def _changes(
    pack: Pack,
    known: InstalledPack,
    tables: PackTables,
    carried: tuple[Carried, ...],
    conflicts: list[EditedByBoth],
) -> EditionChanges:
    sections, questions = tables.sections.tally, tables.questions.tally
    return EditionChanges(
        from_edition=known.edition,
        to_edition=pack.material.edition,
        sections_added=sections.added,
        sections_changed=sections.changed,
        sections_removed=len(sections.retired),
        questions_added=questions.added,
        questions_changed=questions.changed,
        questions_removed=len(questions.retired),
        kept_questions=tuple(questions.kept_for_student),
        carried=carried,
        edited_by_both=(*tables.edited_by_both, *conflicts),
    )
