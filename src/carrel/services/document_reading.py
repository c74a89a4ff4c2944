"""Reading documents, folders and the clipboard into drafts of materials; nothing is stored."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from carrel.domain.errors import InputError, UnreadableFile
from carrel.domain.job_report import Report, part_of, share_of
from carrel.domain.materials import DraftMaterial
from carrel.formats.reading import markdown_folder
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.isolation.document_reader import DocumentReader
from carrel.formats.reading.plain_text import material_from_text
from carrel.formats.reading.reader import MARKDOWN, format_of, suffixes
from carrel.formats.reading.title_page import without_controls
from carrel.formats.reading.together import joined

MOST_TEXT_BYTES = 32_000_000
"""Largest text file that is taken in: some five million words, or six times the Bible."""

MOST_BYTES = 200_000_000
"""Largest file of other kinds, whose pictures take room."""

_MOST_PAGES = 20_000
"""In a folder that Carrel wrote: pages for sections, their notes, and topics."""

MOST_FILES = 500
"""In one folder; a folder with more is no single text."""

_TEXT_SUFFIXES = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".json", ".jsonld", ".csv", ".lua"}
)
_FOLDERS_OF_PAGES = (
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    " files",
    ".files",
)
"""How browsers name the folder that they save beside a page, in various languages."""

_PIECE_OF_PAGE = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read and is not stored. ``content_hash`` names the bytes of its file."""

    draft: DraftMaterial
    content_hash: str


class DocumentReading:
    """Reads documents; use it in ``with``, which ends the process that reads.

    ``is_watched`` as of :class:`DocumentReader`.
    """

    def __init__(self, *, is_watched: bool = True) -> None:
        self._reader = DocumentReader(is_watched=is_watched)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def read(self, path: Path, report: Report) -> ReadDocument:
        """The document in a file, or the one that all files of a folder make.

        Raises :class:`UnreadableFile`, and what ``report`` raises, which stops the reading.
        """
        if path.is_dir() and (own := exported_files(path)):
            digest = hash_of(b"".join(name.encode() + own[name] for name in sorted(own)))
            return ReadDocument(markdown_folder.read(own), digest)
        if path.is_dir():
            return self.read_together(files_in(path), path.resolve().name, report)
        data = contents_of(path)
        return ReadDocument(self.draft(path, data, report), hash_of(data))

    def draft(self, path: Path, data: bytes, report: Report) -> DraftMaterial:
        """What the bytes of a file hold; raises as :meth:`read`."""
        source = SourceFile(
            _readable(path.name),
            data,
            _folder_beside(path),
            lambda share: report(share, path.name),
        )
        draft = self._reader.read(source)
        if not _has_text(draft):
            raise UnreadableFile(
                "“{name}” has no text below its headings; there is nothing in it to read yet.",
                name=source.name,
            )
        return draft

    def read_together(self, paths: Sequence[Path], title: str, report: Report) -> ReadDocument:
        """One document of several files, in their order; files that cannot be read are warnings.

        Raises :class:`UnreadableFile` if none can be read.
        """
        drafts: list[DraftMaterial] = []
        failures: list[InputError] = []
        hashes = []
        for index, path in enumerate(paths):
            part = part_of(report, index, len(paths))
            try:
                found = self.read(path, part)
            except InputError as error:
                failures.append(error)
            else:
                drafts.append(found.draft)
                hashes.append(found.content_hash)
        if not drafts:
            raise failures[0] if len(failures) == 1 else _none_read(title, failures)
        whole = joined(title, drafts)
        told = whole.warnings + tuple(str(error) for error in failures)
        return ReadDocument(replace(whole, warnings=told), hash_of("\n".join(hashes).encode()))

    def read_clipboard(self, *, text: str = "", html: str = "", report: Report) -> ReadDocument:
        """The document that was copied: its HTML if there is any, else its plain text.

        Raises :class:`UnreadableFile` if there are no words.
        """
        data = (html if html.strip() else text).encode("utf-8", "replace")
        if not html.strip():
            return ReadDocument(_from_text(text), hash_of(data))
        piece = _PIECE_OF_PAGE.search(html)
        source = SourceFile(
            "clipboard.html",
            (piece[1] if piece else html).encode("utf-8", "replace"),
            progress=share_of(report),
            is_fragment=True,
        )
        draft = self._reader.read(source)
        if not _has_text(draft):
            raise UnreadableFile("What you copied has no text below its headings; copy more of it.")
        if draft.title == "Clipboard":
            draft = _titled(draft, text or draft.sections[0].markdown)
        return ReadDocument(draft, hash_of(data))


def as_one(title: str, drafts: Sequence[DraftMaterial]) -> DraftMaterial:
    """One document of several that were read: each is a section of it."""
    return joined(title, drafts)


def _none_read(title: str, failures: Sequence[InputError]) -> UnreadableFile:
    return UnreadableFile(
        "None of the {count} files of “{title}” could be read; of the first is said: {reason}",
        count=len(failures),
        title=title,
        reason=failures[0],
    )


def files_in(folder: Path) -> tuple[Path, ...]:
    """The readable files of a folder and those in it, in the order in which people count.

    Raises :class:`UnreadableFile` if there are none, or too many.
    """
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = [
            name
            for name in sorted(folders, key=_counting)
            if not name.startswith(".") and not _is_of_page(name, pages)
        ]
        for name in sorted(names, key=_counting):
            if not name.startswith((".", "~$")) and name.lower().endswith(suffixes()):
                found.append(Path(root, name))  # noqa: PERF401 - three conditions read better so
        if len(found) > MOST_FILES:
            raise UnreadableFile(
                "{path} holds more than {most} files; name those that belong together.",
                path=folder,
                most=MOST_FILES,
            )
    if not found:
        raise UnreadableFile(
            "{path} is a folder without a file that Carrel can read; name another.", path=folder
        )
    return tuple(found)


def exported_folders_in(path: Path) -> tuple[Path, ...]:
    """The folders in a folder that Carrel wrote for several materials; none of any other path."""
    if not path.is_dir() or (path / markdown_folder.INDEX).exists():
        return ()
    try:
        inner = sorted(one for one in path.iterdir() if (one / markdown_folder.INDEX).is_file())
    except OSError as error:
        raise _unreadable(path, error) from error
    return tuple(one for one in inner if exported_files(one))


def exported_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder that Carrel wrote, by their paths in it; none of any other folder.

    Raises :class:`UnreadableFile` if they are too many or too large.
    """
    index = folder / markdown_folder.INDEX
    if not index.is_file() or not markdown_folder.is_exported_folder(contents_of(index)):
        return {}
    found: dict[str, bytes] = {}
    size = 0
    for path in (*sorted(folder.glob("*.md")), *sorted(folder.glob("*/*"))):
        name = path.relative_to(folder).as_posix()
        is_page = path.suffix.lower() == ".md" or name.startswith("assets/")
        if not path.is_file() or path.is_symlink() or not is_page or name.startswith("."):
            continue
        found[name] = contents_of(path)
        size += len(found[name])
        if len(found) > _MOST_PAGES or size > MOST_BYTES:
            raise UnreadableFile(
                "{path} holds more than an export of Carrel has; name the files that belong"
                " together.",
                path=folder,
            )
    return found


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


def _folder_beside(path: Path) -> Path | None:
    """Where the pictures of a document lie: a Markdown file's folder, what is saved with a page."""
    if path.suffix.lower() in MARKDOWN.suffixes:
        return path.parent
    if path.suffix.lower() not in (".html", ".htm", ".xhtml"):
        return None
    for ending in _FOLDERS_OF_PAGES:
        folder = path.with_name(path.stem + ending)
        if folder.is_dir():
            return folder
    return None


def _is_of_page(name: str, pages: set[str]) -> bool:
    return any(name.removesuffix(end) in pages for end in _FOLDERS_OF_PAGES if name.endswith(end))


def _counting(name: str) -> list[tuple[int, str]]:
    """Sorts "2 b" before "10 a"."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdigit() and part.isascii() else (0, part) for part in parts]


def _has_text(draft: DraftMaterial) -> bool:
    """Whether there is anything to read but the titles of sections."""
    return any(section.markdown.strip() for section in draft.sections)


def _from_text(text: str) -> DraftMaterial:
    if not text.strip():
        raise UnreadableFile("There are no words on the clipboard; copy some text and try again.")
    data = text.encode("utf-8", "replace")
    if format_of("clipboard", data) is MARKDOWN:
        draft = MARKDOWN.load()(SourceFile("Clipboard.md", data))
    else:
        draft = material_from_text("Clipboard", text)
    return _titled(draft, text) if draft.title == "Clipboard" else draft


def _titled(draft: DraftMaterial, text: str) -> DraftMaterial:
    """The draft with the words of its first line as its title."""
    line = text.strip().partition("\n")[0][:400]
    words = " ".join(re.sub(r"[\\*_#>`\[\]]|<[^>]*>", "", line).split())
    title = (
        words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …" if len(words) > _LONGEST_TITLE else words
    )
    if not title:
        return draft
    sections = tuple(
        replace(one, title=title) if one.title == draft.title else one for one in draft.sections
    )
    return replace(draft, title=title, sections=sections)


def _readable(name: str) -> str:
    """The name of a file, whatever its bytes are, as letters that can be seen and be held."""
    return without_controls(os.fsencode(name).decode("utf-8", "replace"))
