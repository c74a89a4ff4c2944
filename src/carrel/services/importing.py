"""Bringing the student's own reading, and study packs, into the library; and newer versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from carrel.domain.brought_annotations import AnnotatedText, BroughtAnnotations, LeftOut
from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.editions import EditionChanges, Installation
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report, no_report, part_of, stretch_of
from carrel.domain.materials import DraftMaterial, MaterialSummary, Section
from carrel.domain.sections import placed
from carrel.domain.text.slugs import slugify, unique_slugs
from carrel.formats.reading.reader import suffixes
from carrel.services.annotations_importing import AnnotationsImporting, annotation_suffixes
from carrel.services.brought_notes import bring_notes, bring_topics
from carrel.services.brought_questions import bring_questions
from carrel.services.desk import Desk
from carrel.services.document_reading import (
    DocumentReading,
    ReadDocument,
    contents_of,
    exported_folders_in,
    hash_of,
)
from carrel.services.edition_comparing import (
    EditionComparing,
    NewEdition,
    NewVersion,
    title_page,
)
from carrel.services.mention_finding import MentionFinding
from carrel.services.pack_installing import PackInstalling
from carrel.storage.material_intake import MaterialIntake, show_material
from carrel.storage.material_store import MaterialStore

PACK_SUFFIX = ".carrel"

_READING_SHARE = 0.5
"""Share of an import's time that goes into reading the document."""

BATCH_CHARACTERS = 400_000
"""Plain text stored in one transaction; another process waits for no longer than that takes."""

BATCH_SECTIONS = 200


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    BROUGHT_BACK = "brought back"
    ALREADY_THERE = "already there"
    OLDER = "older"
    UNCHANGED = "unchanged"
    RECOGNISED = "recognised"
    READ = "read"
    HIGHLIGHTS = "highlights"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    ``summary`` is None where it failed; ``error`` then says why. ``warnings`` are what the reader
    had to say of the file. ``changes`` are set where another version was in the library.
    ``version`` is a document that was held back: it seems to be a newer version of ``summary``.
    ``document`` is one that was read for the student to see, and is in no library yet. ``brought``
    are highlights of another program, which :class:`AnnotationsImporting` is to take.
    """

    path: Path
    outcome: Outcome
    summary: MaterialSummary | None = None
    warnings: tuple[str, ...] = ()
    error: InputError | None = None
    changes: EditionChanges | None = None
    version: NewVersion | NewEdition | None = None
    document: ReadDocument | None = None
    brought: BroughtAnnotations | None = None


def readable_suffixes() -> tuple[str, ...]:
    """The endings of the files that can be imported, lower case, with their dot."""
    return (*suffixes(), *annotation_suffixes(), PACK_SUFFIX)


def is_pack(path: Path) -> bool:
    """Whether a path is meant as a study pack: a ``.carrel`` file, or a folder with pack.yaml."""
    return path.suffix.lower() == PACK_SUFFIX or (path / "pack.yaml").is_file()


class Importing:
    """Imports files into the library of a desk; may run on any thread that has opened the desk.

    ``is_watched`` if somebody sees the progress: a large file may then take longer to be read.
    """

    def __init__(self, desk: Desk, *, is_watched: bool = True) -> None:
        self._desk = desk
        self._store = MaterialStore(desk.database)
        self._packs = PackInstalling(desk)
        self._editions = EditionComparing(desk)
        self._annotations = AnnotationsImporting(desk)
        self._reading = DocumentReading(is_watched=is_watched)

    def import_files(
        self, paths: Sequence[Path], report: Report = no_report, *, holds_back: bool = False
    ) -> tuple[Imported, ...]:
        """Import each file, each as one undoable step; one that fails keeps no other out.

        With ``holds_back`` documents are read and not imported: the student looks at them first, or
        chooses what to do with another version of an imported material. A pack comes in, unless it
        is a newer edition.

        Raises :class:`Cancelled` from ``report``, and :class:`LibraryError`; what was already
        imported then stays.
        """
        every = [one for path in paths for one in (*exported_folders_in(path),) or (path,)]
        with self._reading:
            return tuple(
                self._import_one(path, part_of(report, index, len(every)), holds_back=holds_back)
                for index, path in enumerate(every)
            )

    def import_together(
        self, paths: Sequence[Path], title: str, report: Report = no_report
    ) -> Imported:
        """Import several files as one material of that title; raises as :meth:`import_files`.

        What was read comes in; a file that could not be read is a warning.
        """
        try:
            with self._reading as reading:
                share = stretch_of(report, 0, _READING_SHARE)
                read = reading.read_together(paths, title, share)
                return self._store_read(paths[0], read, report, holds_back=False)
        except InputError as error:
            return Imported(paths[0], Outcome.FAILED, error=error)

    def update(self, material: MaterialId, path: Path, report: Report = no_report) -> Imported:
        """Let an imported material have the text of a newer version of its file.

        What the student made is found again in the new text. A file that says nothing new makes no
        edition: ``changes`` then tell of none. Raises :class:`NotFound`,
        :class:`UnreadableFile`, and :class:`InputError` for a material that came from a pack.
        """
        self._store.material(material)
        report(0, path.name)
        version = self.new_version(material, path, stretch_of(report, 0, _READING_SHARE))
        if self._editions.is_unchanged(version):
            return self._unchanged(path, version)
        storing = stretch_of(report, _READING_SHARE, 1)
        changes = self._editions.update(version, lambda share: storing(share, path.name))
        summary = self._store.summary(material)
        return Imported(path, Outcome.UPDATED, summary, version.draft.warnings, changes=changes)

    def read_pasted(self, *, html: str, text: str, report: Report = no_report) -> Imported:
        """What was copied elsewhere, as a document that is not stored yet.

        Raises :class:`UnreadableFile` if it has no words, and what ``report`` raises.
        """
        with self._reading as reading:
            read = reading.read_clipboard(text=text, html=html, report=report)
        return Imported(
            Path(read.draft.title), Outcome.READ, warnings=read.draft.warnings, document=read
        )

    def new_version(
        self, material: MaterialId, path: Path, report: Report = no_report
    ) -> NewVersion:
        """A document that is to take the place of a material's text; nothing is stored.

        Raises :class:`UnreadableFile`, and what ``report`` raises.
        """
        with self._reading as reading:
            read = reading.read(path, report)
        return NewVersion(material, read.draft, read.content_hash)

    def as_new_version(
        self, material: MaterialId, path: Path, report: Report = no_report
    ) -> Imported:
        """A document to be compared with a material first, unless it says nothing new.

        Raises as :meth:`new_version`, and :class:`InputError` for a material from a pack.
        """
        version = self.new_version(material, path, report)
        if self._editions.is_unchanged(version):
            return self._unchanged(path, version)
        return Imported(path, Outcome.RECOGNISED, version=version)

    def add_again(self, path: Path, report: Report = no_report) -> MaterialId:
        """Import a document as a material of its own though the library has it already.

        Raises :class:`UnreadableFile`.
        """
        with self._reading as reading:
            read = reading.read(path, report)
        return self.add(read.draft, content_hash=read.content_hash, report=report)

    def add(
        self, draft: DraftMaterial, *, content_hash: str, report: Report = no_report
    ) -> MaterialId:
        """Put a document into the library as one undoable step; returns its new name."""
        material = title_page(self._free_name(draft.slug or draft.title), draft)
        intake = MaterialIntake(
            self._desk.database, material, content_hash=content_hash, at=self._desk.clock()
        )
        try:
            self._fill(intake, draft, report)
            self._bring(material.id, draft)
            self._find_mentions(material.id, draft.language)
        except BaseException:
            intake.discard()
            raise
        with self._desk.action("Import “{title}”", *EVERYTHING, title=draft.title) as action:
            intake.finish()
            show_material(action, intake.row_id, at=self._desk.clock())
        return material.id

    def _bring(self, material: MaterialId, draft: DraftMaterial) -> None:
        """Store what came with the text of a document."""
        if draft.topics:
            bring_topics(self._desk, material, draft.topics)
        if not draft.questions and not draft.annotations:
            return
        sections = tuple(placed(material, draft.sections))
        if draft.questions:
            bring_questions(self._desk, draft, sections)
        if draft.annotations:
            bring_notes(self._desk, material, draft, sections)

    def _import_one(self, path: Path, report: Report, *, holds_back: bool) -> Imported:
        report(0, path.name)
        try:
            if is_pack(path):
                return self._install(path, holds_back=holds_back)
            return self._take_in(path, report, holds_back=holds_back)
        except InputError as error:
            return Imported(path, Outcome.FAILED, error=error)

    def _install(self, path: Path, *, holds_back: bool) -> Imported:
        if holds_back and (pack := self._packs.newer_edition(path)) is not None:
            summary = self._store.summary(pack.material.id)
            edition = NewEdition(pack, path)
            return Imported(path, Outcome.RECOGNISED, summary, version=edition)
        installed = self._packs.install(path)
        outcome = _OUTCOMES[installed.outcome]
        return Imported(path, outcome, installed.summary, changes=installed.changes)

    def _take_in(self, path: Path, report: Report, *, holds_back: bool) -> Imported:
        if not path.is_dir():
            data = contents_of(path)
            known = self._store.with_content(hash_of(data))
            if known is not None:
                return self._meet_known(path, *known)
            if (brought := self._annotations.read(path, data)) is not None:
                return Imported(path, Outcome.HIGHLIGHTS, brought=brought)
        read = self._reading.read(path, stretch_of(report, 0, _READING_SHARE))
        if any(read.draft.slug == one.id for one in self._store.materials()):
            return self._meet_own(path, read.draft)
        return self._store_read(path, read, report, holds_back=holds_back)

    def _store_read(
        self, path: Path, read: ReadDocument, report: Report, *, holds_back: bool
    ) -> Imported:
        draft, content_hash = read.draft, read.content_hash
        known = self._store.with_content(content_hash)
        if known is not None:
            return self._meet_known(path, *known)
        if holds_back and (same := self._editions.recognise(path.name, draft)) is not None:
            version = NewVersion(same, draft, content_hash)
            if self._editions.is_unchanged(version):
                return Imported(path, Outcome.ALREADY_THERE, self._store.summary(same))
            return Imported(path, Outcome.RECOGNISED, self._store.summary(same), version=version)
        if holds_back:
            return Imported(path, Outcome.READ, warnings=draft.warnings, document=read)
        storing = stretch_of(report, _READING_SHARE, 1)
        material = self.add(draft, content_hash=content_hash, report=storing)
        return Imported(path, Outcome.ADDED, self._store.summary(material), draft.warnings)

    def _unchanged(self, path: Path, version: NewVersion) -> Imported:
        changes = self._editions.compare(version).changes
        return Imported(
            path,
            Outcome.UNCHANGED,
            self._store.summary(version.material),
            version.draft.warnings,
            changes=replace(changes, to_edition=changes.from_edition),
        )

    def _meet_known(self, path: Path, material: MaterialId, was_removed: bool) -> Imported:
        if not was_removed:
            return Imported(path, Outcome.ALREADY_THERE, self._store.summary(material))
        row_id, title = self._store.removed(material)
        with self._desk.action("Bring back “{title}”", Change.MATERIALS, title=title) as action:
            show_material(action, row_id, at=self._desk.clock())
        return Imported(path, Outcome.BROUGHT_BACK, self._store.summary(material))

    def _meet_own(self, path: Path, draft: DraftMaterial) -> Imported:
        """The folder of a material that is here: its notes are what may be new."""
        material = MaterialId(draft.slug)
        known = [section.text for section in self._store.sections(material)]
        given = [section.text for section in placed(material, draft.sections)]
        told = "the library keeps its text; update the material with this folder to take the other"
        left = () if known == given else (LeftOut(len(given), "changed sections", told),)
        text = AnnotatedText(draft.title, draft.annotations, draft.authors, material=material)
        return Imported(
            path,
            Outcome.HIGHLIGHTS,
            brought=BroughtAnnotations("Notes of a Markdown folder", (text,), left),
        )

    def _free_name(self, title: str) -> MaterialId:
        wanted = slugify(title) or "material"
        return MaterialId(unique_slugs([wanted], taken=self._store.names_like(wanted))[0])

    def _fill(self, intake: MaterialIntake, draft: DraftMaterial, report: Report) -> None:
        total = sum(len(section.markdown) for section in draft.sections) or 1
        done = 0
        for batch in _batches(placed(intake.id, draft.sections)):
            intake.add_sections(batch, at=self._desk.clock())
            done += sum(len(section.markdown) for section in batch)
            report(done / total, draft.title)
        if draft.assets:
            intake.add_assets(draft.assets, at=self._desk.clock())

    def _find_mentions(self, material: MaterialId, language: str) -> None:
        MentionFinding(self._desk.database).find_in_new(material, language=language)


_OUTCOMES = {
    Installation.ADDED: Outcome.ADDED,
    Installation.UPDATED: Outcome.UPDATED,
    Installation.BROUGHT_BACK: Outcome.BROUGHT_BACK,
    Installation.ALREADY_THERE: Outcome.ALREADY_THERE,
    Installation.OLDER: Outcome.OLDER,
}


def _batches(sections: Iterable[Section]) -> Iterator[list[Section]]:
    batch: list[Section] = []
    size = 0
    for section in sections:
        batch.append(section)
        size += len(section.text)
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_SECTIONS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
