"""A name for the contents of a pack, whatever its edition."""

from __future__ import annotations

import re
from pathlib import Path

from carrel.formats.pack.files import PackFiles, hash_of, read_files

_EDITION = re.compile(rb"^edition: \d+\n", re.MULTILINE)


def contents_digest(files: PackFiles) -> str:
    """A digest of a pack's files without the number of its edition."""
    page = _EDITION.sub(b"", files.get("pack.yaml", b""))
    return hash_of({**files, "pack.yaml": page})


def digest_of(path: Path) -> str:
    """The digest of the pack at ``path``; raises as :func:`read_files` does."""
    return contents_digest(read_files(path))
