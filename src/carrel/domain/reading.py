"""Reading: the place reached, chapters that are shown as one page, what is left of a material."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import MaterialSummary, Section
from carrel.domain.reading_pages import WORDS_PER_MINUTE, minutes_for


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where reading stopped: a code point of a section's plain text."""

    section: SectionId
    offset: int


@dataclass(frozen=True, slots=True)
class TextRange:
    """Code points ``start`` to ``end`` (exclusive) of a section's plain text."""

    section: SectionId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MaterialReading:
    """A material with how far it has been read. ``words_read`` counts the sections marked read."""

    summary: MaterialSummary
    words_read: int
    place: ReadingPlace | None
    words_per_minute: float = WORDS_PER_MINUTE

    @property
    def minutes_left(self) -> int:
        """Minutes that the sections not yet read take."""
        return minutes_for(self.summary.words - self.words_read, self.words_per_minute)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that are shown as one page: a top-level section with its sub-sections, or a part.

    ``number`` counts the pages of the material from 1 to ``count``. ``previous`` and ``next`` are
    the first sections of the neighbouring pages. ``words_after`` counts those of all later pages.
    """

    material: MaterialId
    sections: tuple[Section, ...]
    number: int
    count: int
    previous: SectionId | None
    next: SectionId | None
    words_after: int = 0


@dataclass(frozen=True, slots=True)
class MinutesLeft:
    """How long reading on takes: to the end of a page, and to the end of its material."""

    page: int
    material: int
