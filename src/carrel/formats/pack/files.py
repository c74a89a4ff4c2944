"""The files of a pack, from a folder or from a ``.carrel`` zip, read within bounds.

A zip is input from strangers: its names may lead out of a folder and its contents may unpack
without end. Nothing is ever written to disk here, and no more is read than the bounds allow.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from carrel.domain.errors import NotFound, UnreadableFile

MAX_FILES = 5_000
MAX_FILE_BYTES = 20_000_000
MAX_TOTAL_BYTES = 200_000_000
MAX_RATIO = 200
"""How many bytes one stored byte may become, in files of more than a million bytes."""

_RATIO_MATTERS_FROM = 1_000_000
_NAMES = ("pack.yaml", "topics.yaml", "claims.yaml", "positions.yaml", "timeline.yaml")
_FOLDERS = {"sections": (".md",), "questions": (".yaml",), "assets": ()}

PackFiles = Mapping[str, bytes]
"""Contents by path inside the pack, with forward slashes, in order of the paths."""


def read_files(path: Path) -> dict[str, bytes]:
    """All files of the pack at ``path``, a folder or a zip, that look like parts of a pack.

    Raises :class:`NotFound` or :class:`UnreadableFile`.
    """
    try:
        if path.is_dir():
            return dict(sorted(_folder_files(path)))
        if not path.exists():
            raise NotFound("There is no file or folder {path}; check the name.", path=path)
        return read_zipped(path, path)
    except OSError as error:
        raise UnreadableFile(
            "{path} cannot be read: {reason}.", path=path, reason=error.strerror or error
        ) from error


def is_part(name: str) -> bool:
    """Whether a path inside a pack is one that the format gives a meaning."""
    if name in _NAMES:
        return True
    folder, _, file = name.partition("/")
    if folder not in _FOLDERS or "/" in file or file.startswith("."):
        return False
    endings = _FOLDERS[folder]
    return not endings or file.endswith(endings)


def looks_like_part(name: str) -> bool:
    """Whether a path was probably meant as a part of the pack, though it is none."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__")) for part in path.parts)
    return not hidden and not is_part(name) and path.suffix in {".yaml", ".yml"}


def hash_of(files: PackFiles) -> str:
    """A name for exactly these files: hexadecimal digits of a BLAKE2b digest."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(files):
        content = hashlib.blake2b(files[name], digest_size=16).digest()
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _folder_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    total = 0
    root = folder.resolve()
    for count, path in enumerate(_candidates(folder)):
        name = path.relative_to(folder).as_posix()
        if not path.resolve().is_relative_to(root):
            raise UnreadableFile("{path} leads out of the pack; copy the file into it.", path=path)
        size = path.stat().st_size
        total += size
        _check_bounds(folder, name, count + 1, size, total)
        yield name, path.read_bytes()


def _candidates(folder: Path) -> Iterator[Path]:
    places = [folder, *(folder / name for name in _FOLDERS)]
    for place in places:
        if place.is_dir():
            for path in sorted(place.iterdir()):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and (is_part(name) or looks_like_part(name)):
                    yield path


def read_zipped(path: Path, source: Path | IO[bytes]) -> dict[str, bytes]:
    """All files of a zipped pack; errors name it ``path``. Raises :class:`UnreadableFile`."""
    try:
        with zipfile.ZipFile(source) as archive:
            return dict(sorted(_entries(path, archive)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(
            "{path} is not a study pack: it is neither a folder nor a readable .carrel file.",
            path=path,
        ) from error


def _entries(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    top = _top_folder([info.filename for info in infos])
    total = 0
    if len(infos) > MAX_FILES:
        raise _too_large(path, f"it holds more than {MAX_FILES:,} files")
    for info in infos:
        name = _safe_name(path, info.filename).removeprefix(top)
        if not (is_part(name) or looks_like_part(name)):
            continue
        total += info.file_size
        _check_bounds(path, name, 1, info.file_size, total)
        if info.file_size > max(_RATIO_MATTERS_FROM, MAX_RATIO * info.compress_size):
            raise _too_large(path, f"{name} would unpack beyond all measure")
        with archive.open(info) as file:
            content = file.read(MAX_FILE_BYTES + 1)
        # What the archive says of a file's size may be a lie.
        if len(content) > info.file_size:
            raise _too_large(path, f"{name} is larger than it says")
        yield name, content


def _top_folder(names: list[str]) -> str:
    """The one folder that a zipped folder has around its files, or nothing."""
    if "pack.yaml" in names:
        return ""
    tops = [name.removesuffix("pack.yaml") for name in names if name.endswith("/pack.yaml")]
    return tops[0] if len(tops) == 1 and tops[0].count("/") == 1 else ""


def _safe_name(path: Path, name: str) -> str:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name:
        raise UnreadableFile(
            "{path} is not a study pack: its entry “{name}” leads out of the pack.",
            path=path,
            name=name,
        )
    return parts.as_posix()


def _check_bounds(path: Path, name: str, count: int, size: int, total: int) -> None:
    if count > MAX_FILES:
        raise _too_large(path, f"it holds more than {MAX_FILES:,} files")
    if size > MAX_FILE_BYTES:
        raise _too_large(path, f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB")
    if total > MAX_TOTAL_BYTES:
        raise _too_large(path, f"it holds more than {MAX_TOTAL_BYTES // 1_000_000} MB")


def _too_large(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile("The pack {path} is too large: {why}.", path=path, why=why)
