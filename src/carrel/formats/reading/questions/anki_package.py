"""Reads packages of Anki: decks, pictures, tags, and what was answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.questions.body import Kind
from carrel.domain.questions.brought import PastAnswer
from carrel.formats.reading.archive import Archive
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.questions.anki_database import (
    Card,
    Collection,
    Note,
    NoteType,
    fields_of,
    read_collection,
    strings,
    unpacked,
)
from carrel.formats.reading.questions.book import Group, QuestionBook
from carrel.formats.reading.questions.cloze_marks import cloze_text
from carrel.formats.reading.questions.fragments import Fragments, title_of_file

_SOUND = re.compile(r"\[sound:[^\]]*\]")
_CONDITION = re.compile(r"\{\{([#^])([^{}]+)\}\}(.*?)\{\{/\2\}\}", re.DOTALL)
_TYPED = re.compile(r"\{\{type:[^{}]*\}\}")
_FIELD = re.compile(r"\{\{([^{}]+)\}\}")
_ANSWER = re.compile(r"<hr[^>]*\bid=[\"']?answer[\"']?[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def read(source: SourceFile) -> DraftMaterial:
    """A material with the cards of a package, a section for each deck."""
    archive = Archive(source.name, source.data)
    collection = read_collection(source.name, archive)
    media = _media(source.name, archive)

    def find(address: str) -> bytes | None:
        name = media.get(address)
        content = archive.read(name) if name is not None else None
        if content is not None and content.startswith(_ZSTD):
            content = unpacked(source.name, content)
        return content

    reader = _Reader(collection, Fragments(find))
    for number, note in enumerate(collection.notes):
        if number % 100 == 0:
            source.progress(number / len(collection.notes))
        reader.take(note)
    pictures = reader.fragments.pictures
    return reader.book.material(
        title_of_file(source.name),
        assets=tuple(pictures.assets.values()),
        warnings=pictures.warnings,
    )


_ZSTD = b"\x28\xb5\x2f\xfd"


def _media(name: str, archive: Archive) -> dict[str, str]:
    """The entry of each picture and sound by the name that cards have for it."""
    listed = archive.read("media")
    if not listed:
        return {}
    try:
        if listed.startswith(_ZSTD):
            listed = unpacked(name, listed)
            entries = [value for number, value in fields_of(listed) if number == 1]
            return {
                strings(entry)[1]: str(place)
                for place, entry in enumerate(entries)
                if isinstance(entry, bytes)
            }
        return {str(shown): str(entry) for entry, shown in json.loads(listed).items()}
    except (ValueError, KeyError, IndexError, AttributeError, UnreadableFile):
        return {}


@dataclass
class _Reader:
    collection: Collection
    fragments: Fragments
    book: QuestionBook = field(default_factory=QuestionBook)

    def take(self, note: Note) -> None:
        type_ = self.collection.types.get(note.type)
        if type_ is None or not note.cards:
            self.book.leave("notes without a card")
            return
        values = dict(zip(type_.fields, note.fields, strict=False))
        sounds = sum(len(_SOUND.findall(value)) for value in note.fields)
        if sounds:
            self.book.leave("sounds", sounds)
        if type_.is_cloze:
            self._take_cloze(note, type_, values)
        else:
            self._take_cards(note, type_, values)

    def _group(self, card: Card) -> Group:
        return tuple(self.collection.decks.get(card.deck, "").split("::"))

    def _take_cloze(self, note: Note, type_: NoteType, values: Mapping[str, str]) -> None:
        shown = type_.templates[0].front if type_.templates else ""
        marked = re.search(r"\{\{(?:[\w-]+:)*cloze:([^{}]+)\}\}", shown)
        text = values.get(marked[1].strip() if marked else type_.fields[0], "")
        others = [value for name, value in values.items() if value != text]
        explanation = "\n\n".join(filter(None, map(self._markdown, others)))
        read = cloze_text(self._html(text), self.fragments.markdown)
        if not read.gaps or "image-occlusion" in text:
            self.book.leave("notes that hide parts of a picture or have no gap")
            return
        by_number = {card.number + 1: card for card in note.cards}
        for made in read.questions():
            cards = [by_number[n] for n in made.numbers if n in by_number]
            past = [answer for part, card in enumerate(cards) for answer in _past(card, part)]
            self.book.add(
                self._group(cards[0] if cards else note.cards[0]),
                Kind.CLOZE,
                made.body,
                explanation=explanation,
                tags=note.tags,
                past=past if made.is_one_by_one or len(cards) == 1 else (),
            )

    def _take_cards(self, note: Note, type_: NoteType, values: Mapping[str, str]) -> None:
        sides = [
            (card, *self._sides(type_, card, values))
            for card in note.cards
            if card.number < len(type_.templates)
        ]
        if len(sides) < len(note.cards):
            self.book.leave("cards without a template", len(note.cards) - len(sides))
        if len(sides) == 2 and (more := _both_ways(sides[0][1:], sides[1][1:])) is not None:
            (card, front, _), (other, back, _) = sides
            body: dict[str, Any] = {"front": front, "back": back, "both_ways": True}
            past = [*_past(card, 0), *_past(other, 1)]
            self._add(card, body, note, past, explanation=more)
            return
        for card, front, back in sides:
            self._add(card, {"front": front, "back": back}, note, list(_past(card, 0)))

    def _add(
        self,
        card: Card,
        body: Mapping[str, Any],
        note: Note,
        past: list[PastAnswer],
        *,
        explanation: str = "",
    ) -> None:
        if not body["front"] or not body["back"]:
            self.book.leave("cards with an empty side")
            return
        self.book.add(
            self._group(card), Kind.FLASHCARD, body, explanation=explanation, tags=note.tags,
            past=past,
        )  # fmt: skip

    def _sides(self, type_: NoteType, card: Card, values: Mapping[str, str]) -> tuple[str, str]:
        template = type_.templates[card.number]
        # Where Anki lets the answer be typed, the front has a field for it and not the answer.
        front = _filled(_TYPED.sub("", template.front), values)
        back = _filled(template.back, {**values, "FrontSide": front})
        parts = _ANSWER.split(back, maxsplit=1)
        # Without the line before the answer, what repeats the front is left out.
        answer = parts[1] if len(parts) == 2 else back.replace(front, "", 1)
        return self._markdown(front), self._markdown(answer)

    def _html(self, html: str) -> str:
        return _SOUND.sub("", _HIDDEN.sub("", html))

    def _markdown(self, html: str) -> str:
        return self.fragments.markdown(self._html(html))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """A template with the fields of a note in their places."""

    def conditional(part: re.Match[str]) -> str:
        is_filled = bool(values.get(part[2].strip(), "").strip())
        return part[3] if is_filled == (part[1] == "#") else ""

    for _ in range(5):
        template, count = _CONDITION.subn(conditional, template)
        if not count:
            break
    return _FIELD.sub(lambda place: values.get(place[1].rpartition(":")[2].strip(), ""), template)


def _both_ways(first: tuple[str, str], second: tuple[str, str]) -> str | None:
    """What stands below both answers where each card asks for the front of the other, else None."""
    (front, answer), (back, other) = first, second
    if not front or not back or not answer.startswith(back) or not other.startswith(front):
        return None
    below = answer.removeprefix(back).strip()
    return below if below == other.removeprefix(front).strip() else None


def _past(card: Card, part: int) -> Iterator[PastAnswer]:
    for review in card.reviews:
        try:
            at = datetime.fromtimestamp(review.at / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            continue
        yield PastAnswer(part, at, review.ease, max(0.0, review.took / 1000))
