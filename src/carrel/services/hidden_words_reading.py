"""Reading the words of pictures and formulas out of texts that have come or changed."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.services.desk import Desk
from carrel.storage.hidden_words import HiddenWords

SECTIONS_AT_ONCE = 40
"""Sections that are read and stored together: a few milliseconds of writing."""


@dataclass(frozen=True, slots=True)
class Source:
    """The Markdown source of a section that is to be read."""

    row_id: int
    markdown: str


@dataclass(frozen=True, slots=True)
class HiddenPlaces:
    """The words that were read from a source, each with its code point in the plain text."""

    source: Source
    places: tuple[tuple[int, str], ...]


class HiddenWordsReading:
    """What is still to be read of a library, a part at a time.

    Reading (:func:`read_places`) needs no library and may be done on another thread.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = HiddenWords(desk.database)

    def unread(self) -> tuple[Source, ...]:
        """The next sections whose pictures and formulas cannot be searched yet."""
        if not self._store.has_unread:
            return ()
        return tuple(Source(*row) for row in self._store.unread(most=SECTIONS_AT_ONCE))

    def store(self, found: tuple[HiddenPlaces, ...]) -> None:
        """Keep what was read; what has changed in the meantime is still to be read."""
        with self._desk.database.transaction():
            for one in found:
                self._store.store(one.source.row_id, one.source.markdown, one.places)

    def read_all(self) -> int:
        """Read all there is at once; returns how many sections that were."""
        count = 0
        while sources := self.unread():
            self.store(read_places(sources))
            count += len(sources)
        return count


def read_places(sources: tuple[Source, ...]) -> tuple[HiddenPlaces, ...]:
    """The hidden words of sections."""
    # The parser of Markdown is needed only where there is something to read.
    from carrel.domain.text.markdown import parse

    return tuple(HiddenPlaces(source, parse(source.markdown).hidden_places) for source in sources)
