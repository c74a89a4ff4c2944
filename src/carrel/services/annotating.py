"""Highlighting, underlining and writing in the margin: each act is one step, stored at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from carrel.domain.annotations import (
    Annotation,
    AnnotationFilter,
    Colour,
    ListedAnnotation,
    NotedTopic,
    Style,
)
from carrel.domain.changes import Change
from carrel.domain.errors import AmbiguousQuotation, InputError, NotFound
from carrel.domain.ids import AnnotationId, MaterialId, SectionId, TopicId
from carrel.domain.reading import TextRange
from carrel.domain.text.locate import nearest_match
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.text.quotations import find_quotation
from carrel.domain.text.stretching import Edge, stretched
from carrel.services.desk import Desk
from carrel.storage.annotation_store import AnnotationStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_links import TopicLinks

_LABELS = {
    Style.HIGHLIGHT: "Highlight",
    Style.UNDERLINE: "Underline",
    Style.NOTE: "Write note",
    Style.BOOKMARK: "Set bookmark",
}


class Annotating:
    """What a student does with the words of a text and its margin."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._annotations = AnnotationStore(desk.database)
        self._texts = MaterialStore(desk.database)
        self._links = TopicLinks(desk.database)

    def mark(
        self,
        ranges: Sequence[TextRange],
        *,
        colour: Colour = Colour.IMPORTANT,
        style: Style = Style.HIGHLIGHT,
        note: str = "",
    ) -> tuple[Annotation, ...]:
        """Annotate words, one annotation for each section that they stand in, in one step.

        White space around the words is left out; the note goes to the first. Raises
        :class:`InputError` when no words are left or a range is not in its section's text.
        """
        passages = [self._passage(place) for place in ranges]
        passages = [passage for passage in passages if passage.quote]
        if not passages:
            raise InputError("There are no words to mark there; select some text first.")
        notes = [note] + [""] * (len(passages) - 1)
        made = tuple(
            self._new(passage.section, passage, colour=colour, style=style, note=text)
            for passage, text in zip(passages, notes, strict=True)
        )
        self._add(made, label="Write note" if note else _LABELS[style])
        return made

    def write_in_section(self, section: SectionId, note: str) -> Annotation:
        """Write a note on a section as a whole; raises :class:`NotFound`."""
        if not note.strip():
            raise InputError("The note is empty; write something first.")
        made = self._new(section, None, colour=Colour.IMPORTANT, style=Style.NOTE, note=note)
        self._add((made,), label="Write note")
        return made

    def annotate_quotation(
        self, section: SectionId, quote: str, *, nth: int | None, colour: Colour, note: str
    ) -> Annotation:
        """Highlight quoted words; ``nth`` counts their occurrences from 1.

        Raises :class:`NotFound` when they do not occur (so often), and
        :class:`AmbiguousQuotation` when they occur more than once and ``nth`` is None.
        """
        text = self._texts.section(section).text
        places = find_quotation(text, quote)
        if not places:
            raise _not_quoted(text, quote, section)
        if nth is None and len(places) > 1:
            raise AmbiguousQuotation(
                "“{quote}” occurs {count} times in {section}; say which with --nth.",
                quote=quote,
                count=len(places),
                section=section,
            )
        number = 1 if nth is None else nth
        if not 1 <= number <= len(places):
            raise NotFound(
                "“{quote}” occurs only {count} times in {section}, not {nth}.",
                quote=quote,
                count=len(places),
                section=section,
                nth=number,
            )
        start, end = places[number - 1]
        return self.mark([TextRange(section, start, end)], colour=colour, note=note)[0]

    def annotation(self, key: AnnotationId) -> Annotation:
        """One annotation; raises :class:`NotFound`."""
        return self._annotations.get(key)

    def in_sections(self, sections: Sequence[SectionId]) -> tuple[Annotation, ...]:
        """All annotations of these sections in the order of the text."""
        return self._annotations.in_sections(sections)

    def listed(self, wanted: AnnotationFilter) -> tuple[ListedAnnotation, ...]:
        """The annotations of the whole library that the filter lets through."""
        return self._annotations.listed(wanted)

    def bookmarks(self, material: MaterialId) -> tuple[ListedAnnotation, ...]:
        """The bookmarks of a material that are at their words, in the order of the text."""
        every = self._annotations.listed(AnnotationFilter(materials=frozenset({material})))
        return tuple(
            one
            for one in every
            if one.annotation.style is Style.BOOKMARK and not one.annotation.is_orphan
        )

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, sorted."""
        return self._annotations.tags()

    def noted_topics(self) -> tuple[NotedTopic, ...]:
        """The topics that notes speak of, by name."""
        return self._annotations.noted_topics()

    def linked_topic(self, key: AnnotationId, name: str) -> TopicId | None:
        """The topic that ``[[name]]`` means in a note; None if there is none of that name."""
        return self._links.called(name, self._annotations.get(key).section)

    def set_note(self, key: AnnotationId, note: str) -> Annotation:
        """Change the words written in the margin; empty ones take the note away.

        A note that marks no words is deleted when it is emptied.
        """
        before = self._annotations.get(key)
        note = note.strip()
        if note == before.note:
            return before
        if not note and before.style is Style.NOTE:
            self.delete([key])
            return before
        label = "Change note" if before.note and note else "Write note" if note else "Remove note"
        return self._save([replace(before, note=note)], label=label)[0]

    def recolour(self, keys: Collection[AnnotationId], colour: Colour) -> None:
        """Give annotations another colour."""
        found = [self._annotations.get(key) for key in keys]
        changed = [replace(one, colour=colour) for one in found if one.colour is not colour]
        self._save(changed, label="Change colour")

    def restyle(self, keys: Collection[AnnotationId], style: Style) -> None:
        """Show annotations in another way: as a highlight or underlined."""
        found = [self._annotations.get(key) for key in keys]
        changed = [replace(one, style=style) for one in found if one.style is not style]
        self._save(changed, label="Change style")

    def turn_bookmark(self, place: TextRange) -> Annotation | None:
        """Set a bookmark at words, or take away those that overlap them; None if so."""
        there = [
            one.id
            for one in self._annotations.in_sections([place.section])
            if one.style is Style.BOOKMARK
            and one.passage is not None
            and one.passage.start < place.end
            and one.passage.end > place.start
        ]
        if there:
            self.delete(there)
            return None
        return self.mark([place], style=Style.BOOKMARK)[0]

    def stretch(self, key: AnnotationId, *, start: int, end: int) -> Annotation:
        """Let an annotation hold more or fewer words of its section."""
        before = self._annotations.get(key)
        passage = self._passage(TextRange(before.section, start, end))
        if not passage.quote:
            raise InputError("There are no words to mark there; select some text first.")
        if passage == before.passage:
            return before
        return self._save([replace(before, passage=passage)], label="Change marked words")[0]

    def stretch_by_word(self, key: AnnotationId, *, edge: Edge, by: int) -> Annotation:
        """Move one edge of the words that an annotation holds by a word: on, or back with -1."""
        before = self._annotations.get(key)
        passage = before.passage
        if passage is None or before.is_orphan:
            raise InputError("This note holds no words of the text; choose a highlight first.")
        text = self._texts.section(passage.section).text
        start, end = stretched(text, passage.start, passage.end, edge=edge, by=by)
        return self.stretch(key, start=start, end=end)

    def set_tags(self, key: AnnotationId, tags: Iterable[str]) -> Annotation:
        """Replace the tags of an annotation; blanks and doubles are left out."""
        before = self._annotations.get(key)
        wanted = tuple(sorted({" ".join(tag.split()) for tag in tags} - {""}))
        if wanted == before.tags:
            return before
        return self._save([replace(before, tags=wanted)], label="Change tags")[0]

    def change_tags(
        self,
        keys: Collection[AnnotationId],
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> None:
        """Tag several annotations, and take tags from them, in one step."""
        added = {" ".join(tag.split()) for tag in add} - {""}
        removed = set(remove)
        found = [self._annotations.get(key) for key in keys]
        wanted = [replace(one, tags=tuple(sorted({*one.tags, *added} - removed))) for one in found]
        changed = [new for new, old in zip(wanted, found, strict=True) if new.tags != old.tags]
        self._save(changed, label="Change tags")

    def delete(self, keys: Collection[AnnotationId]) -> None:
        """Delete annotations in one step; undoing it brings them back."""
        found = [self._annotations.get(key) for key in keys]
        if not found:
            return
        at = self._desk.clock()
        label = "Delete {count} notes" if len(found) > 1 else _delete_label(found[0])
        with self._desk.action(label, Change.ANNOTATIONS, count=len(found)) as action:
            for one in found:
                self._annotations.delete(action, one.id, at=at)

    def _passage(self, place: TextRange) -> Passage:
        text = self._texts.section(place.section).text
        if not 0 <= place.start <= place.end <= len(text):
            raise InputError(
                "There are no words {start} to {end} in {section}; its text has {length}.",
                start=place.start,
                end=place.end,
                section=place.section,
                length=len(text),
            )
        words = text[place.start : place.end]
        start = place.start + len(words) - len(words.lstrip())
        end = max(start, place.end - len(words) + len(words.rstrip()))
        return passage_at(place.section, text, start, end)

    def _new(
        self,
        section: SectionId,
        passage: Passage | None,
        *,
        colour: Colour,
        style: Style,
        note: str,
    ) -> Annotation:
        now = self._desk.clock()
        return Annotation(
            id=AnnotationId(self._desk.new_id()),
            section=section,
            passage=passage,
            colour=colour,
            style=style,
            note=note.strip(),
            tags=(),
            created_at=now,
            updated_at=now,
        )

    def _add(self, made: Iterable[Annotation], *, label: str) -> None:
        with self._desk.action(label, Change.ANNOTATIONS) as action:
            for one in made:
                self._annotations.add(action, one, passage_key=self._desk.new_id())

    def _save(
        self, changed: Sequence[Annotation], *, label: str, **details: object
    ) -> tuple[Annotation, ...]:
        if not changed:
            return ()
        now = self._desk.clock()
        saved = tuple(replace(one, updated_at=now) for one in changed)
        with self._desk.action(label, Change.ANNOTATIONS, **details) as action:
            for one in saved:
                self._annotations.save(action, one)
        return saved


def _delete_label(annotation: Annotation) -> str:
    if annotation.style is Style.BOOKMARK:
        return "Delete bookmark"
    return "Delete note" if annotation.note else "Delete highlight"


def _not_quoted(text: str, quote: str, section: SectionId) -> NotFound:
    """What to say of a quotation that does not occur, with what may have been meant."""
    near = nearest_match(text, quote)
    if near is None:
        return NotFound("“{quote}” does not occur in {section}.", quote=quote, section=section)
    return NotFound(
        "“{quote}” does not occur in {section}; the nearest words there are “{near}”.",
        quote=quote,
        section=section,
        near=" ".join(text[near[0] : near[1]].split()),
    )
