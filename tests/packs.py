"""Study packs on disk for tests: the small example that Carrel gives to teachers, and changed."""

from __future__ import annotations

import zipfile
from pathlib import Path

from carrel.formats.pack.example import FILES


def write_pack(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """The example as a folder, with these files added or in the place of its own."""
    for name, content in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str | bytes]:
    """One file of the example in which ``old`` has become ``new``."""
    assert FILES[name].count(old) >= 1, f"{name} has no {old!r}"
    return {name: FILES[name].replace(old, new)}


def zip_pack(path: Path, files: dict[str, str | bytes] | None = None, *, top: str = "") -> Path:
    """The example as a zip, below the folder ``top`` if that is given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**FILES, **(files or {})}.items():
            archive.writestr(top + name, content)
    return path
