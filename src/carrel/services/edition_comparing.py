"""A newer version of a text, compared with the material before it takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING
from carrel.domain.editions import Comparison, EditionChanges
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.materials import DraftMaterial, Material, Origin, Section
from carrel.domain.packs import Pack
from carrel.domain.sections import placed, with_known_slugs
from carrel.domain.text.document import content_hash
from carrel.domain.text.slugs import slugify
from carrel.services.desk import Desk
from carrel.services.mention_finding import MentionFinding
from carrel.services.pack_installing import PackInstalling
from carrel.services.title_pages import TitlePages
from carrel.storage.material_store import MaterialStore
from carrel.storage.material_update import update_material
from carrel.storage.recognition import known_version
from carrel.storage.relocation import foreseen


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document that may take the place of a material's text.

    ``content_hash`` names the bytes of its file.
    """

    material: MaterialId
    draft: DraftMaterial
    content_hash: str


@dataclass(frozen=True, slots=True)
class NewEdition:
    """A study pack with a larger edition number than the one in the library, and its file."""

    pack: Pack
    path: Path

    @property
    def material(self) -> MaterialId:
        """The material of the pack."""
        return self.pack.material.id


class EditionComparing:
    """Says what a document would change, and lets it take the place of a material's text.

    It may run on any thread that has opened the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = MaterialStore(desk.database)

    def recognise(self, file_name: str, draft: DraftMaterial) -> MaterialId | None:
        """The imported material that this document is probably a newer version of, if any.

        A quiz is none: its questions would not take the place of others.
        """
        if draft.questions:
            return None
        return known_version(
            self._desk.database,
            title=draft.title,
            name=slugify(PurePath(file_name).stem),
            source=draft.source,
            content_hashes=[content_hash(one.markdown) for one in draft.sections],
        )

    def is_unchanged(self, version: NewVersion) -> bool:
        """Whether a document has nothing that its material has not: no word, no picture, no name.

        The title does not count: the material's stays. Raises :class:`NotFound`, and
        :class:`InputError` for a document that is to take the place of a study pack.
        """
        self._changeable(version.material)
        known = self._store.sections(version.material)
        own = TitlePages(self._desk).own_title_page(version.material)
        draft = version.draft
        page = (own.authors, own.language, own.licence)
        return (
            page == (draft.authors, draft.language, draft.licence)
            and self._sections(version, known, no_share_report) == known
            and all(self._store.asset(version.material, one.name) == one for one in draft.assets)
        )

    def compare(
        self, version: NewVersion | NewEdition, report: ShareReport = no_share_report
    ) -> Comparison:
        """What would become of the material and of what the student made in it.

        Nothing is stored. Raises :class:`NotFound`, :class:`InputError` for a document that is to
        take the place of a study pack, and what ``report`` raises.
        """
        report(0.0)
        known = self._store.sections(version.material)
        if isinstance(version, NewEdition):
            material = self._store.material(version.material)
            edition = version.pack.material.edition
            return self._foreseen(material, known, version.pack.sections, report, edition=edition)
        material = self._changeable(version.material)
        sections = self._sections(version, known, report)
        return self._foreseen(material, known, sections, report, edition=material.edition + 1)

    def update(
        self, version: NewVersion | NewEdition, report: ShareReport = no_share_report
    ) -> EditionChanges | None:
        """Let the material have the new text; what the student made goes with its words.

        A backup is made first. None if a pack has been brought up to date meanwhile. Raises
        :class:`NotFound`, :class:`InputError` for a document that is to take the place of a study
        pack, and :class:`LibraryError`; the material is then as it was.
        """
        if isinstance(version, NewEdition):
            return PackInstalling(self._desk).install(version.path).changes
        self._changeable(version.material)
        if version.draft.questions:
            raise InputError(
                "“{title}” is a quiz and cannot take the place of a text; import it as a material"
                " of its own.",
                title=version.draft.title,
            )
        report(0.0)
        known = self._store.sections(version.material)
        sections = self._sections(version, known, report)
        self._desk.keep_copy(Occasion.EDITION)
        report(0.5)
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

    def _sections(
        self, version: NewVersion, known: Sequence[Section], report: ShareReport
    ) -> tuple[Section, ...]:
        drafts = with_known_slugs(version.draft.sections, known)
        sections = []
        for number, section in enumerate(placed(version.material, drafts)):
            report(0.3 * number / len(drafts))
            sections.append(section)
        return tuple(sections)

    def _foreseen(
        self,
        material: Material,
        known: Sequence[Section],
        sections: Sequence[Section],
        report: ShareReport,
        *,
        edition: int,
    ) -> Comparison:
        before = {section.id: section for section in known}
        after = {section.id: section for section in sections}
        carried = foreseen(
            self._desk.database,
            self._store.row_id(material.id),
            {section.id: section.text for section in sections},
            lambda share: report(0.3 + 0.7 * share),
        )
        changes = EditionChanges(
            from_edition=material.edition,
            to_edition=edition,
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
