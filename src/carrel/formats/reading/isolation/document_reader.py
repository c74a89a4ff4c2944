"""Reads many documents, each kind that may do harm in a process apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Self

from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.isolation.process import UNWATCHED, ReadingProcess
from carrel.formats.reading.reader import format_of


class DocumentReader:
    """Reads many documents, those of kinds that may do harm in a process of its own.

    The process starts with the first such document and ends when ``with`` is left. ``is_watched``
    if somebody sees the progress: a large file that goes on may then take longer.
    """

    def __init__(self, *, is_watched: bool = True) -> None:
        self._process = ReadingProcess(None if is_watched else UNWATCHED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; it is started anew when it is needed again."""
        self._process.close()

    def read(self, source: SourceFile) -> DraftMaterial:
        """The material in a document, as of :func:`~carrel.formats.reading.reader.read_document`.

        A reader that crashes or takes too long is an UnreadableFile too.
        """
        source = replace(source, name=PurePath(source.name).name)
        found = format_of(source.name, source.data)
        return self._process.read(source) if found.is_isolated else found.load()(source)
