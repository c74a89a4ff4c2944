"""A small library for tests: materials made of sections that are given as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Section
from carrel.domain.text.markdown import parse
from carrel.domain.text.version import TEXT_VERSION
from carrel.services.desk import Desk
from carrel.storage.database import Database, open_in_memory
from carrel.storage.journal import Journal
from carrel.storage.material_intake import MaterialIntake, show_material
from fakes import FrozenClock, SequenceIds

DraftSections = Sequence[tuple[str, int, str]]
"""Slug, level and Markdown of each section."""


def new_desk(database: Database | None = None) -> Desk:
    """A desk on a library in memory, with a clock and ids that tests know."""
    return Desk(database or open_in_memory(), FrozenClock(), SequenceIds())


def add_material(
    desk: Desk,
    slug: str,
    sections: DraftSections,
    *,
    title: str = "",
    authors: tuple[str, ...] = (),
) -> MaterialId:
    """Put a material into the library; a section's parent is the one before it with less level."""
    material = Material(MaterialId(slug), title or slug.title(), authors=authors)
    intake = MaterialIntake(desk.database, material, content_hash=slug, at=desk.clock())
    intake.add_sections(_sections(slug, sections), at=desk.clock())
    with Journal(desk.database).action("Import", [], at=desk.clock()) as action:
        intake.finish()
        show_material(action, intake.row_id, at=desk.clock())
    return material.id


def _sections(slug: str, drafts: DraftSections) -> list[Section]:
    made: list[Section] = []
    for name, level, text in drafts:
        above = [section for section in made if section.level < level]
        made.append(
            Section(
                id=SectionId(f"{slug}/{name}"),
                title=name.replace("-", " ").capitalize(),
                level=level,
                markdown=text,
                text=parse(text).text,
                text_version=TEXT_VERSION,
                content_hash=name,
                parent=above[-1].id if above else None,
            )
        )
    return made
