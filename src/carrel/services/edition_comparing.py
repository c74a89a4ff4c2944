"""A newer version of a text, compared with the material before it takes its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING
from carrel.domain.editions import Comparison, EditionChanges
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftMaterial, Material, Origin, Section
from carrel.domain.sections import placed, with_known_slugs
from carrel.domain.text.document import content_hash
from carrel.domain.text.slugs import slugify
from carrel.services.desk import Desk
from carrel.services.mention_finding import MentionFinding
from carrel.storage.material_store import MaterialStore
from carrel.storage.material_update import update_material
from carrel.storage.recognition import known_version
from carrel.storage.relocation import foreseen

Progress = Callable[[float], object]
"""Told the share that is done, 0 to 1; it may raise to end the work."""


def no_progress(share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document that may take the place of a material's text.

    ``content_hash`` names the bytes of its file.
    """

    material: MaterialId
    draft: DraftMaterial
    content_hash: str


class EditionComparing:
    """Says what a document would change, and lets it take the place of a material's text.

    It may run on any thread that has opened the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = MaterialStore(desk.database)

    def recognise(self, file_name: str, draft: DraftMaterial) -> MaterialId | None:
        """The imported material that this document is probably a newer version of, if any."""
        return known_version(
            self._desk.database,
            title=draft.title,
            name=slugify(PurePath(file_name).stem),
            source=draft.source,
            content_hashes=[content_hash(one.markdown) for one in draft.sections],
        )

    def compare(self, version: NewVersion, report: Progress = no_progress) -> Comparison:
        """What would become of the material and of what the student made in it.

        Nothing is stored. Raises :class:`NotFound`, :class:`InputError` for a study pack, and what
        ``report`` raises.
        """
        report(0.0)
        known = self._store.sections(version.material)
        material = self._changeable(version.material)
        sections = self._sections(version, known)
        return self._foreseen(material, known, sections, report)

    def update(self, version: NewVersion, report: Progress = no_progress) -> EditionChanges:
        """Let the material have the new text; what the student made goes with its words.

        A backup is made first. Raises :class:`NotFound`, :class:`InputError` for a study pack, and
        :class:`LibraryError`; the material is then as it was.
        """
        self._changeable(version.material)
        report(0.0)
        known = self._store.sections(version.material)
        sections = self._sections(version, known)
        self._desk.keep_copy(Occasion.EDITION)
        report(0.3)
        with self._desk.quiet_change(*EVERYTHING) as database:
            changes = update_material(
                database,
                title_page(version.material, version.draft),
                sections,
                version.draft.assets,
                content_hash=version.content_hash,
                at=self._desk.clock(),
            )
            MentionFinding(database).find_in_new(version.material, language=version.draft.language)
        report(1.0)
        return changes

    def _changeable(self, material: MaterialId) -> Material:
        known = self._store.material(material)
        if known.origin is Origin.PACK:
            raise InputError(
                "“{title}” is a study pack; import the newer edition of the pack itself.",
                title=known.title,
            )
        return known

    def _sections(self, version: NewVersion, known: Sequence[Section]) -> tuple[Section, ...]:
        drafts = with_known_slugs(version.draft.sections, known)
        return tuple(placed(version.material, drafts))

    def _foreseen(
        self,
        material: Material,
        known: Sequence[Section],
        sections: Sequence[Section],
        report: Progress,
    ) -> Comparison:
        before = {section.id: section for section in known}
        after = {section.id: section for section in sections}
        carried = foreseen(
            self._desk.database,
            self._store.row_id(material.id),
            {section.id: section.text for section in sections},
            lambda share: report(0.1 + 0.9 * share),
        )
        changes = EditionChanges(
            from_edition=material.edition,
            to_edition=material.edition + 1,
            sections_added=len(after.keys() - before.keys()),
            sections_changed=sum(
                _has_changed(before[key], after[key]) for key in before.keys() & after.keys()
            ),
            sections_removed=len(before.keys() - after.keys()),
            carried=carried,
        )
        titles = {section.id: section.title for section in (*known, *sections)}
        lost = {one.before.section for one in carried} - titles.keys()
        return Comparison(material, changes, titles | self._store.section_titles(lost))


def title_page(id_: MaterialId, draft: DraftMaterial) -> Material:
    """The title page that a document gives to the material of this name."""
    return Material(
        id=id_,
        title=draft.title,
        authors=draft.authors,
        language=draft.language,
        licence=draft.licence,
        source=", ".join(filter(None, [draft.source, draft.published])),
        description=draft.description,
        origin=Origin.IMPORT,
    )


def _has_changed(before: Section, after: Section) -> bool:
    return (before.title, before.markdown) != (after.title, after.markdown)
