"""Puts the files of an export where they are to be, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from carrel.domain.errors import InputError
from carrel.formats.writing.written import Written

_LIST = ".carrel-export.json"
"""In each exported folder: the files that are there from Carrel, and the digests they had."""

_OWN = " (your version)"


def put_files(written: Written, target: Path) -> tuple[Path, ...]:
    """Write one file, or several beside each other, in place of what was there.

    Raises :class:`InputError` when they cannot be written; then nothing has been replaced.
    """
    contents = {
        target.with_name(f"{target.stem}{name}{target.suffix}"): content
        for name, content in written.files.items()
    }
    _write(target, contents)
    return tuple(contents)


def put_folder(written: Written, folder: Path) -> tuple[Path, ...]:
    """Write a folder of files. It must be new, empty, or of an earlier export.

    What the earlier export put there and this one does not goes, unless it was changed since. A
    file that was changed, or that is not from Carrel, stays with ``(your version)`` in its name
    where one of this export takes its place. Raises :class:`InputError`.
    """
    try:
        known = _known_files(folder)
        contents = {_inside(folder, name): content for name, content in written.files.items()}
        for path in contents:
            if path.exists() and not _is_as_left(path, folder, known):
                path.replace(_free_name(path))
        for name in known:
            path = _inside(folder, name)
            if path not in contents and _is_as_left(path, folder, known):
                path.unlink()
    except OSError as error:
        raise _not_written(folder, error) from error
    digests = {name: _digest(content) for name, content in written.files.items()}
    list_of_files = json.dumps({"files": digests}, ensure_ascii=False, indent=1).encode()
    _write(folder, {**contents, folder / _LIST: list_of_files})
    return tuple(contents)


def _known_files(folder: Path) -> Mapping[str, str]:
    if folder.exists() and not folder.is_dir():
        raise InputError("{path} is a file; name a folder to export into.", path=folder)
    if not folder.is_dir() or not any(folder.iterdir()):
        return {}
    try:
        files = json.loads((folder / _LIST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "{path} is there already and not empty; name a new folder.", path=folder
        ) from error


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise InputError(
            "“{name}” would lie outside of {path}; choose a new folder.", name=name, path=folder
        )
    return folder.joinpath(*path.parts)


def _is_as_left(path: Path, folder: Path, known: Mapping[str, str]) -> bool:
    name = path.relative_to(folder).as_posix()
    return path.is_file() and known.get(name) == _digest(path.read_bytes())


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        more = _OWN if number == 1 else f"{_OWN} {number}"
        free = path.with_name(f"{path.stem}{more}{path.suffix}")
        if not free.exists():
            return free
        number += 1


def _write(target: Path, contents: Mapping[Path, bytes]) -> None:
    parts: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.part")
            parts.append((part, path))
            part.write_bytes(content)
        for part, path in parts:
            part.replace(path)
    except OSError as error:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        raise _not_written(target, error) from error


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _not_written(path: Path, error: OSError) -> InputError:
    return InputError(
        "{path} cannot be written: {reason}.", path=path, reason=error.strerror or error
    )
