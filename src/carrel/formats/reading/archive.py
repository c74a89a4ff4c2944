"""Zip archives of unknown origin, read within bounds and never unpacked to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from lzma import LZMAError

from carrel.domain.errors import UnreadableFile

MOST_ENTRIES = 5_000
MOST_ENTRY_BYTES = 20_000_000
MOST_BYTES = 200_000_000
MOST_RATIO = 200
"""How many times larger an entry may be than it is packed, if it is larger than RATIO_FROM."""

RATIO_FROM = 1_000_000

_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, IndexError,
)  # fmt: skip


class Archive:
    """The entries of a zip archive by name; ``name`` is the file's, for what is said of it.

    Names that lead out of the archive are not in it; of two entries of one name the first counts.
    Raises UnreadableFile if it is no archive, is damaged, or unpacks to more than its bounds.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._left = MOST_BYTES
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            entries = self._file.infolist()
        except _BROKEN as error:
            raise self._damaged() from error
        self._check(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if _is_inside(entry.filename) and not entry.filename.endswith("/"):
                self._entries.setdefault(entry.filename, entry)
        self._folded = {name.casefold(): name for name in reversed(self._entries)}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries, in their order."""
        return tuple(self._entries)

    @property
    def is_encrypted(self) -> bool:
        """Whether any entry needs a password."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self._entries.values())

    def find(self, path: str) -> str:
        """The name of the entry that a path means, whatever its case; empty if there is none."""
        path = posixpath.normpath(path.replace("\\", "/")).lstrip("/")
        return path if path in self._entries else self._folded.get(path.casefold(), "")

    def read(self, path: str) -> bytes | None:
        """The bytes of an entry; None if it is not there or is damaged.

        Raises UnreadableFile when more comes out of the archive than its head says or than it may.
        """
        name = self.find(path)
        if not name:
            return None
        entry = self._entries[name]
        try:
            with self._file.open(entry) as stream:
                content = stream.read(min(MOST_ENTRY_BYTES, self._left) + 1)
        except _BROKEN:
            return None
        self._left -= len(content)
        if len(content) > MOST_ENTRY_BYTES or self._left < 0:
            raise self._too_large()
        return content

    def required(self, path: str) -> bytes:
        """The bytes of an entry without which there is nothing to read."""
        content = self.read(path)
        if content is None:
            raise self._damaged()
        return content

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise self._too_large()
        for entry in entries:
            is_large = entry.file_size > RATIO_FROM
            is_packed_tight = entry.file_size > MOST_RATIO * max(1, entry.compress_size)
            if entry.file_size > MOST_ENTRY_BYTES or (is_large and is_packed_tight):
                raise self._too_large()

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            "“{name}” is damaged and cannot be read; get it anew from where it came from.",
            name=self._name,
        )

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(
            "“{name}” unpacks to more than Carrel takes in and was not read; it may be made to do"
            " harm.",
            name=self._name,
        )


def _is_inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return (
        bool(name)
        and not name.startswith(("/", "\\"))
        and ".." not in parts
        and ":" not in parts[0]
    )
