"""Making packs: the example to start from, and one ``.carrel`` file to give away."""

from __future__ import annotations

import zipfile
from pathlib import Path

from carrel.domain.errors import InputError
from carrel.domain.text.slugs import slugify
from carrel.formats.pack.example import FILES
from carrel.formats.pack.files import is_part, read_files
from carrel.formats.pack.read import inspect_pack, pack_error
from carrel.formats.pack.schema import is_slug

# The same files give the same bytes, whenever and wherever they are packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE_FILE = 0o100644 << 16


def new_pack(folder: Path) -> list[str]:
    """Write the small example into a new folder; returns the paths of its files in it.

    The pack's id is made from the folder's name. Raises :class:`InputError` if the folder has
    something in it already or cannot be written; then nothing of the example is left in it.
    """
    was_there = folder.exists()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError("{path} is there already and not empty; name a new one.", path=folder)
        for name, content in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_named(content, folder), encoding="utf-8", newline="\n")
    except OSError as error:
        _take_back(folder, keeps_folder=was_there)
        raise _not_written(folder, error) from error
    return list(FILES)


def _take_back(folder: Path, *, keeps_folder: bool) -> None:
    """Remove what was written of the example before there was no more room."""
    if not folder.is_dir():
        return
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    inner = {parent for name in FILES for parent in (folder / name).parents if parent != folder}
    for path in [*(one for one in inner if folder in one.parents), folder]:
        if path.is_dir() and not (path == folder and keeps_folder) and not any(path.iterdir()):
            path.rmdir()


def build_pack(path: Path, target: Path) -> int:
    """Pack a folder into one file; returns its size in bytes.

    Raises :class:`PackError` for a pack that could not be opened, :class:`InputError` where the
    file cannot be written.
    """
    reading = inspect_pack(path)
    if reading.problems:
        raise pack_error(path, reading.problems)
    beside = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(read_files(path).items()):
                if is_part(name):
                    archive.writestr(entry(name), content, compresslevel=9)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _not_written(target, error) from error
    return target.stat().st_size


def entry(name: str) -> zipfile.ZipInfo:
    """A file's place in a zip without date and owner, so that equal files make equal zips."""
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _READABLE_FILE
    return info


def _named(content: str, folder: Path) -> str:
    id_ = slugify(folder.resolve().name)
    return content.replace("\nid: tides\n", f"\nid: {id_}\n") if is_slug(id_) else content


def _not_written(path: Path, error: OSError) -> InputError:
    return InputError("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
