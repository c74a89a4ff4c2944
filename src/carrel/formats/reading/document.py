"""What a reader is given: a file's name and bytes, and the folder that was saved with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.materials import DraftMaterial

MOST_SAVED_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document to read. ``folder`` holds what a browser saved beside a page, if it did; of a
    Markdown file it is the folder that the file lies in.

    Of a page that ``is_fragment`` all is its text, as of what was copied from one.
    """

    name: str
    data: bytes
    folder: Path | None = None
    progress: ShareReport = no_share_report
    is_fragment: bool = False

    def saved_file(self, address: str) -> bytes | None:
        """The bytes of a file in the page's own folder; None for anything that is elsewhere."""
        if self.folder is None or ":" in address or address.startswith(("/", "\\")):
            return None
        parts = PurePosixPath(unquote(address.partition("?")[0])).parts
        if len(parts) < 2 or parts[0] != self.folder.name:
            return None
        path = self.folder.joinpath(*parts[1:])
        try:
            inside = path.resolve(strict=True).is_relative_to(self.folder.resolve(strict=True))
            if not inside or not path.is_file() or path.stat().st_size > MOST_SAVED_BYTES:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None


Reader = Callable[[SourceFile], DraftMaterial]
"""Reads a document; raises UnreadableFile."""
