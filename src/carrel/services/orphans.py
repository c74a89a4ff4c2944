"""The orphans' tray: what lost its words is placed by hand, made a section note, or let go."""

from __future__ import annotations

from collections.abc import Collection

from carrel.domain.changes import Change
from carrel.domain.errors import InputError
from carrel.domain.ids import SectionId
from carrel.domain.orphans import Orphan, OrphanId, OrphanKind
from carrel.domain.reading import TextRange
from carrel.domain.text.likeness import most_alike
from carrel.domain.text.passage import passage_at
from carrel.services.desk import Desk
from carrel.storage.material_store import MaterialStore
from carrel.storage.orphan_store import OrphanStore

_CHANGED = (Change.ANNOTATIONS, Change.QUESTIONS)


class Orphans:
    """What a student does with passages that an edition left without words; each act one step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = OrphanStore(desk.database)
        self._texts = MaterialStore(desk.database)

    def orphans(self) -> tuple[Orphan, ...]:
        """All of them, by material and by where they stood."""
        return self._store.orphans()

    def count(self) -> int:
        """How many there are."""
        return self._store.count()

    def orphan(self, orphan: OrphanId) -> Orphan:
        """One of them; raises :class:`NotFound` also when it has a place by now."""
        return self._store.get(orphan)

    def place(self, orphan: OrphanId, words: TextRange) -> TextRange:
        """Let it stand on these words from now on; returns them without white space around.

        Raises :class:`NotFound`, and :class:`InputError` where there are no words.
        """
        text = self._texts.section(words.section).text
        given = text[words.start : words.end]
        start = words.start + len(given) - len(given.lstrip())
        end = start + len(given.strip())
        if not given.strip():
            raise InputError("There are no words to place it on; select some text first.")
        with self._desk.action("Place a note", *_CHANGED) as action:
            self._store.place(
                action, orphan, passage_at(words.section, text, start, end), at=self._desk.clock()
            )
        return TextRange(words.section, start, end)

    def make_section_notes(self, orphans: Collection[OrphanId]) -> None:
        """Let annotations be notes on the sections where they stood, old words and all.

        Raises :class:`InputError` for a question's passage.
        """
        if any(self._store.get(one).kind is OrphanKind.QUESTION for one in orphans):
            raise InputError("A question cannot be a note; place its passage or let it go.")
        with self._desk.action("Make a section note", *_CHANGED) as action:
            for one in orphans:
                self._store.make_section_note(action, one, at=self._desk.clock())

    def let_go(self, orphans: Collection[OrphanId]) -> None:
        """Delete annotations, and take passages from their questions, which stay."""
        with self._desk.action("Delete {count} without a place", *_CHANGED, count=len(orphans)) as (
            action
        ):
            for one in orphans:
                self._store.let_go(action, one, at=self._desk.clock())

    def likely_place(self, orphan: OrphanId) -> TextRange | None:
        """The words of the material most like the lost ones; None if none are half as like."""
        sought = self._store.get(orphan)
        if not sought.passage.quote:
            return None
        best: tuple[float, TextRange] | None = None
        for section in self._texts.sections(sought.material):
            found = most_alike(sought.passage.quote, section.text)
            if found is not None and (best is None or found.score > best[0]):
                best = found.score, TextRange(section.id, found.start, found.end)
        return None if best is None else best[1]

    def section_to_show(self, orphan: OrphanId) -> SectionId:
        """Where to look for a place: the section where it stood, or what is left near it."""
        sought = self._store.get(orphan)
        if sought.is_section_there:
            return sought.passage.section
        likely = self.likely_place(orphan)
        if likely is not None:
            return likely.section
        return self._texts.outline(sought.material)[0].id
