"""Reading: what there is to read, its text page by page, the place reached, and read marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from carrel.domain.changes import Change
from carrel.domain.citation import cited
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId, material_of
from carrel.domain.materials import Asset, Material, OutlineEntry, Section
from carrel.domain.reading import (
    Chapter,
    MaterialReading,
    MinutesLeft,
    ReadingPlace,
    TextRange,
)
from carrel.domain.reading_pages import WORDS_PER_MINUTE, minutes_for, pace, pages_of
from carrel.services.desk import Desk
from carrel.storage.material_store import MaterialStore
from carrel.storage.reading_store import ReadingStore

if TYPE_CHECKING:
    from carrel.domain.text.document import Document


_FEW_WORDS = 60
"""Code points by which a place in a text is known again."""


def document_of(section: Section) -> Document:
    """The section's text as blocks and spans."""
    return parsed(section.markdown)


@lru_cache(maxsize=64)
def parsed(markdown: str) -> Document:
    """A text as blocks and spans, by its Markdown source."""
    # Loaded when a text is first shown, and not with the list of materials.
    from carrel.domain.text.markdown import parse

    return parse(markdown)


class Reading:
    """What a reader asks of the library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._texts = MaterialStore(desk.database)
        self._store = ReadingStore(desk.database)

    def titles(self) -> tuple[tuple[MaterialId, str], ...]:
        """All materials with their titles, the oldest first; nothing is counted."""
        return tuple((one.id, one.title) for one in self._texts.materials())

    def materials(self) -> tuple[MaterialReading, ...]:
        """All materials with how far each has been read, the oldest first."""
        words_read = self._store.words_read()
        own_pace = self.own_pace() or WORDS_PER_MINUTE
        return tuple(
            MaterialReading(
                words_per_minute=own_pace,
                summary=summary,
                words_read=words_read.get(summary.material.id, 0),
                place=self._store.place(summary.material.id),
            )
            for summary in self._texts.summaries()
        )

    def material(self, material: MaterialId) -> Material:
        """One material; raises :class:`NotFound`."""
        return self._texts.material(material)

    def outline(self, material: MaterialId) -> tuple[OutlineEntry, ...]:
        """The sections of a material in order, with read marks and counts of annotations.

        Raises :class:`NotFound`.
        """
        return self._texts.outline(material)

    def chapter(self, section: SectionId) -> Chapter:
        """The page that shows ``section``, with its texts; raises :class:`NotFound`."""
        pages = pages_of(self._texts.outline(material_of(section)))
        for number, page in enumerate(pages):
            if any(entry.id == section for entry in page):
                return self._chapter(pages, number)
        raise NotFound("There is no section “{section}”.", section=section)

    def section(self, section: SectionId) -> Section:
        """One section with its text; raises :class:`NotFound`."""
        return self._texts.section(section)

    def prepare(self, section: SectionId | None) -> None:
        """Get ready the page that is likely to be turned to, so that it opens at once."""
        if section is not None:
            for one in self.chapter(section).sections:
                document_of(one)

    def start(self, material: MaterialId) -> ReadingPlace:
        """Where to go on reading: the place left, else the beginning.

        Raises :class:`NotFound` for a material that is not there or has no text.
        """
        place = self._store.place(material)
        if place is not None:
            return place
        outline = self._texts.outline(material)
        if not outline:
            raise NotFound("“{material}” has no text to read.", material=material)
        return ReadingPlace(outline[0].id, 0)

    def last_place(self) -> ReadingPlace | None:
        """Where reading stopped last in the whole library, None if nothing was read yet."""
        return self._store.last_place()

    def remember_place(self, place: ReadingPlace) -> None:
        """Keep where reading stopped; no step to undo, and nobody needs to redraw."""
        self._store.set_place(place, at=self._desk.clock())

    def mark(self, sections: Sequence[SectionId], *, is_read: bool) -> None:
        """Set or take away the read marks of sections by hand, as one step."""
        read_at = self._desk.clock() if is_read else None
        label = "Mark as read" if is_read else "Mark as unread"
        with self._desk.action(label, Change.READING) as action:
            for section in sections:
                self._store.set_read(action, section, read_at)

    def read_to_the_end(self, sections: Iterable[SectionId]) -> None:
        """Set the read marks of sections whose end has been reached; not a step to undo."""
        now = self._desk.clock()
        new = [section for section in sections if not self._store.is_read(section)]
        if not new:
            return
        with self._desk.quiet_change(Change.READING):
            for section in new:
                self._store.set_read_quietly(section, now)

    def add_time(self, section: SectionId, seconds: float) -> None:
        """Count time that was spent reading a section."""
        day = self._desk.clock().date().isoformat()
        self._store.add_time(section, day=day, seconds=seconds)

    def words_at(self, place: ReadingPlace) -> TextRange:
        """The next few words from a place on, within its paragraph if there are any."""
        text = self._texts.section(place.section).text
        end = text.find("\n", place.offset + 1)
        end = len(text) if end < 0 else end
        if end - place.offset > _FEW_WORDS:
            blank = text.rfind(" ", place.offset, place.offset + _FEW_WORDS)
            end = blank if blank > place.offset else place.offset + _FEW_WORDS
        return TextRange(place.section, place.offset, end)

    def citation(self, place: TextRange) -> str:
        """The words of a range with their source; raises :class:`NotFound`."""
        section = self._texts.section(place.section)
        material = self._texts.material(material_of(place.section))
        document = document_of(section)
        paragraph = document.index_at(place.start) + 1
        quote = section.text[place.start : place.end]
        page = document.page_at(place.start)
        return cited(quote, material, section, paragraph=paragraph, page=page)

    def picture(self, material: MaterialId, name: str) -> Asset | None:
        """A picture of a material by its name in the text, None if the material has none."""
        return self._texts.asset(material, name)

    def own_pace(self) -> float | None:
        """Words a minute of the student, None as long as too little has been read to know."""
        return pace(*self._store.words_and_seconds())

    def seconds_in(self, sections: Sequence[SectionId]) -> float:
        """Seconds spent reading these sections, ever."""
        return self._store.seconds_in(sections)

    def minutes_left(
        self, chapter: Chapter, place: ReadingPlace, own_pace: float | None
    ) -> MinutesLeft:
        """Minutes that the rest takes from a place on a page, at the own pace if it is known."""
        words = 0
        is_ahead = False
        for section in chapter.sections:
            if section.id == place.section:
                words += len(section.text[place.offset :].split())
                is_ahead = True
            elif is_ahead:
                words += section.word_count
        pace_now = own_pace or WORDS_PER_MINUTE
        return MinutesLeft(
            page=minutes_for(words, pace_now),
            material=minutes_for(words + chapter.words_after, pace_now),
        )

    def _chapter(self, pages: Sequence[tuple[OutlineEntry, ...]], number: int) -> Chapter:
        return Chapter(
            material=material_of(pages[number][0].id),
            sections=tuple(self._texts.section(entry.id) for entry in pages[number]),
            number=number + 1,
            count=len(pages),
            previous=pages[number - 1][0].id if number else None,
            next=pages[number + 1][0].id if number + 1 < len(pages) else None,
            words_after=sum(entry.words for page in pages[number + 1 :] for entry in page),
        )
