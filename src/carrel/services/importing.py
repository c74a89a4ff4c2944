"""Bringing the student's own reading, and study packs, into the library; and newer versions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.editions import EditionChanges, Installation
from carrel.domain.errors import InputError, UnreadableFile
from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftMaterial, MaterialSummary, Section
from carrel.domain.sections import placed
from carrel.domain.text.slugs import slugify, unique_slugs
from carrel.formats.reading.reader import read_document, suffixes
from carrel.services.desk import Desk
from carrel.services.edition_comparing import EditionComparing, NewVersion, title_page
from carrel.services.mention_finding import MentionFinding
from carrel.services.pack_installing import PackInstalling
from carrel.storage.material_intake import MaterialIntake, show_material
from carrel.storage.material_store import MaterialStore

Report = Callable[[float, str], None]
"""Told how far a job is: the share done, 0 to 1, and what it does now. It may raise Cancelled."""

PACK_SUFFIX = ".carrel"

MOST_TEXT_BYTES = 32_000_000
"""Largest text file that is taken in: some five million words, or six times the Bible."""

MOST_BYTES = 200_000_000
"""Largest file of other kinds, whose pictures take room."""

_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})

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
    RECOGNISED = "recognised"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    ``summary`` is None where it failed; ``error`` then says why. ``warnings`` are what the reader
    had to say of the file. ``changes`` are set where another version was in the library.
    ``version`` is a document that was held back: it seems to be a newer version of ``summary``.
    """

    path: Path
    outcome: Outcome
    summary: MaterialSummary | None = None
    warnings: tuple[str, ...] = ()
    error: InputError | None = None
    changes: EditionChanges | None = None
    version: NewVersion | None = None


def no_report(share: float, doing: str) -> None:
    """Tell nobody."""


def readable_suffixes() -> tuple[str, ...]:
    """The endings of the files that can be imported, lower case, with their dot."""
    return (*suffixes(), PACK_SUFFIX)


def is_pack(path: Path) -> bool:
    """Whether a path is meant as a study pack: a ``.carrel`` file, or a folder with pack.yaml."""
    return path.suffix.lower() == PACK_SUFFIX or (path / "pack.yaml").is_file()


class Importing:
    """Imports files into the library of a desk; may run on any thread that has opened the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = MaterialStore(desk.database)
        self._packs = PackInstalling(desk)
        self._editions = EditionComparing(desk)

    def import_files(
        self, paths: Sequence[Path], report: Report = no_report, *, holds_back: bool = False
    ) -> tuple[Imported, ...]:
        """Import each file, each as one undoable step; one that fails keeps no other out.

        With ``holds_back`` a document that seems to be another version of an imported material is
        not imported: what to do with it is the student's choice.

        Raises :class:`Cancelled` from ``report``, and :class:`LibraryError`; what was already
        imported then stays.
        """
        return tuple(
            self._import_one(path, _part_of(report, index, len(paths)), holds_back=holds_back)
            for index, path in enumerate(paths)
        )

    def update(self, material: MaterialId, path: Path, report: Report = no_report) -> Imported:
        """Let an imported material have the text of a newer version of its file.

        What the student made is found again in the new text. Raises :class:`NotFound`,
        :class:`UnreadableFile`, and :class:`InputError` for a material that came from a pack.
        """
        self._store.material(material)
        report(0, path.name)
        data = contents_of(path)
        version = NewVersion(material, read_document(path.name, data), hash_of(data))
        changes = self._editions.update(version, lambda share: report(share, path.name))
        summary = self._store.summary(material)
        return Imported(path, Outcome.UPDATED, summary, version.draft.warnings, changes=changes)

    def add_again(self, path: Path, report: Report = no_report) -> MaterialId:
        """Import a document as a material of its own though the library has it already.

        Raises :class:`UnreadableFile`.
        """
        data = contents_of(path)
        draft = read_document(path.name, data)
        return self.add(draft, content_hash=hash_of(data), report=report)

    def add(
        self, draft: DraftMaterial, *, content_hash: str, report: Report = no_report
    ) -> MaterialId:
        """Put a document into the library as one undoable step; returns its new name."""
        material = title_page(self._free_name(draft.title), draft)
        intake = MaterialIntake(
            self._desk.database, material, content_hash=content_hash, at=self._desk.clock()
        )
        try:
            self._fill(intake, draft, report)
            self._find_mentions(material.id, draft.language)
        except BaseException:
            intake.discard()
            raise
        with self._desk.action("Import “{title}”", *EVERYTHING, title=draft.title) as action:
            intake.finish()
            show_material(action, intake.row_id, at=self._desk.clock())
        return material.id

    def _import_one(self, path: Path, report: Report, *, holds_back: bool) -> Imported:
        report(0, path.name)
        try:
            if is_pack(path):
                return self._install(path)
            return self._take_in(path, report, holds_back=holds_back)
        except InputError as error:
            return Imported(path, Outcome.FAILED, error=error)

    def _install(self, path: Path) -> Imported:
        installed = self._packs.install(path)
        outcome = _OUTCOMES[installed.outcome]
        return Imported(path, outcome, installed.summary, changes=installed.changes)

    def _take_in(self, path: Path, report: Report, *, holds_back: bool) -> Imported:
        data = contents_of(path)
        content_hash = hash_of(data)
        known = self._store.with_content(content_hash)
        if known is not None:
            return self._meet_known(path, *known)
        draft = read_document(path.name, data)
        if holds_back and (same := self._editions.recognise(path.name, draft)) is not None:
            version = NewVersion(same, draft, content_hash)
            return Imported(path, Outcome.RECOGNISED, self._store.summary(same), version=version)
        material = self.add(draft, content_hash=content_hash, report=report)
        return Imported(path, Outcome.ADDED, self._store.summary(material), draft.warnings)

    def _meet_known(self, path: Path, material: MaterialId, was_removed: bool) -> Imported:
        if not was_removed:
            return Imported(path, Outcome.ALREADY_THERE, self._store.summary(material))
        row_id, title = self._store.removed(material)
        with self._desk.action("Bring back “{title}”", Change.MATERIALS, title=title) as action:
            show_material(action, row_id, at=self._desk.clock())
        return Imported(path, Outcome.BROUGHT_BACK, self._store.summary(material))

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


def hash_of(data: bytes) -> str:
    """A name for exactly these bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def contents_of(path: Path) -> bytes:
    """The bytes of a file; raises :class:`UnreadableFile` also for one that is too large."""
    most = MOST_TEXT_BYTES if path.suffix.lower() in _TEXT_SUFFIXES else MOST_BYTES
    try:
        # Reading a pipe or a device may never end.
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise UnreadableFile(
                "{path} is a device or a pipe and no file; name a file.", path=path
            )
        size = path.stat().st_size
        if size > most:
            raise UnreadableFile(
                "{path} has {size} MB, more than the {most} MB that Carrel takes in at once;"
                " split it into smaller files.",
                path=path,
                size=f"{size / 1_000_000:,.0f}",
                most=f"{most / 1_000_000:,.0f}",
            )
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UnreadableFile:
    if path.is_dir():
        return UnreadableFile("{path} is a folder; name the files in it.", path=path)
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("There is no file {path}; check the name.", path=path)
    return UnreadableFile("{path} cannot be read: {reason}.", path=path, reason=error.strerror)


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


def _part_of(report: Report, index: int, count: int) -> Report:
    def part(share: float, doing: str) -> None:
        report((index + share) / count, doing)

    return part
