"""The collection within an Anki package: an SQLite file of unknown origin, read as it is.

The three versions of the container are those that Anki 2.1.66 describes: ``collection.anki2``,
``collection.anki21``, and ``collection.anki21b`` packed with Zstandard.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.archive import Archive

MOST_NOTES = 200_000
MOST_COLLECTION_BYTES = 200_000_000
_SEPARATOR = "\x1f"
_NAMES = ("collection.anki21b", "collection.anki21", "collection.anki2")


@dataclass(frozen=True, slots=True)
class Template:
    """A card of a note type: the HTML of its two sides, with fields in braces."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """The names of a note's fields and its cards; ``is_cloze`` has one card for each gap."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class PastReview:
    """A row of Anki's log: when in milliseconds since 1970, the button 1 to 4, milliseconds."""

    at: int
    ease: int
    took: int


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a note: which of its templates or gaps, counted from 0, and its deck."""

    number: int
    deck: int
    reviews: tuple[PastReview, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its fields in HTML, its tags and its cards."""

    type: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(slots=True)
class Collection:
    """What a package holds. A deck's name has ``::`` between the decks that it is within."""

    types: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_collection(name: str, archive: Archive) -> Collection:
    """The collection of a package; raises :class:`UnreadableFile`."""
    found = next((one for one in _NAMES if archive.find(one)), None)
    if found is None:
        raise UnreadableFile("“{name}” is no package of Anki; export it anew.", name=name)
    content = archive.required(found)
    if found == "collection.anki21b":
        content = unpacked(name, content)
    try:
        if not content.startswith(b"SQLite format 3\0"):
            raise ValueError("no database")
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(_without_log(content))
            # The file is not ours: nothing that its schema says may run or be written.
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
            database.execute("PRAGMA cell_size_check = ON")
            database.set_progress_handler(_Patience().tick, 100_000)
            return _read(database, is_newest=found == "collection.anki21b")
    except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise UnreadableFile(
            "The collection in “{name}” is damaged; export it anew.", name=name
        ) from error


def unpacked(name: str, content: bytes) -> bytes:
    """What Zstandard has packed; raises :class:`UnreadableFile` also for what is too large."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    try:
        made = zstd.ZstdDecompressor()
        unpacked_ = made.decompress(content, max_length=MOST_COLLECTION_BYTES)
    except zstd.ZstdError as error:
        raise UnreadableFile("“{name}” is damaged and cannot be read.", name=name) from error
    if not made.eof:
        raise UnreadableFile(
            "“{name}” unpacks to more than Carrel takes in and was not read.", name=name
        )
    return unpacked_


def _without_log(content: bytes) -> bytes:
    """The database as one that keeps no write-ahead log, which memory has no room for.

    Bytes 18 and 19 of a file tell it (https://sqlite.org/fileformat.html).
    """
    return content[:18] + b"\x01\x01" + content[20:]


class _Patience:
    """Ends a query over a file that was made to keep us busy."""

    def __init__(self) -> None:
        self._ticks = 0

    def tick(self) -> int:
        self._ticks += 1
        return int(self._ticks > 20_000)


def _read(database: sqlite3.Connection, *, is_newest: bool) -> Collection:
    # Anki's own order of names; the tables are not read without it.
    database.create_collation("unicase", _folded_order)
    found = Collection()
    if is_newest or _has_table(database, "notetypes"):
        found.types = dict(_types_of_tables(database))
        found.decks = {
            row[0]: str(row[1]).replace(_SEPARATOR, "::")
            for row in database.execute("SELECT id, name FROM decks")
        }
    else:
        models, decks = database.execute("SELECT models, decks FROM col").fetchone()
        found.types = {int(key): _type_of(model) for key, model in json.loads(models).items()}
        found.decks = {int(key): str(one["name"]) for key, one in json.loads(decks).items()}
    cards = _cards(database)
    rows = database.execute(
        "SELECT id, mid, flds, tags FROM notes ORDER BY id LIMIT ?", (MOST_NOTES,)
    )
    found.notes = [
        Note(
            int(type_),
            tuple(str(fields).split(_SEPARATOR)),
            tuple(str(tags).split()),
            tuple(cards.get(int(id_), ())),
        )
        for id_, type_, fields, tags in rows
    ]
    return found


def _folded_order(one: str, other: str) -> int:
    first, second = one.lower(), other.lower()
    return (first > second) - (first < second)


def _has_table(database: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return database.execute(query, (name,)).fetchone() is not None


def _cards(database: sqlite3.Connection) -> dict[int, list[Card]]:
    reviews: dict[int, list[PastReview]] = {}
    if _has_table(database, "revlog"):
        # Type 4 is a date set by hand and type 3 cramming; a button of 0 is no answer.
        for at, card, ease, took in database.execute(
            "SELECT id, cid, ease, time FROM revlog WHERE ease BETWEEN 1 AND 4 AND type < 3"
            " ORDER BY id"
        ):
            reviews.setdefault(int(card), []).append(PastReview(int(at), int(ease), int(took)))
    cards: dict[int, list[Card]] = {}
    # A card in a filtered deck knows the deck that it is from.
    for id_, note, number, deck in database.execute(
        "SELECT id, nid, ord, CASE odid WHEN 0 THEN did ELSE odid END FROM cards ORDER BY nid, ord"
    ):
        card = Card(int(number), int(deck), tuple(reviews.get(int(id_), ())))
        cards.setdefault(int(note), []).append(card)
    return cards


def _type_of(model: dict[str, object]) -> NoteType:
    fields = model["flds"]
    templates = model["tmpls"]
    assert isinstance(fields, list)
    assert isinstance(templates, list)
    return NoteType(
        str(model.get("name", "")),
        tuple(str(one["name"]) for one in fields),
        tuple(Template(str(one["qfmt"]), str(one["afmt"])) for one in templates),
        int(str(model.get("type", 0))) == 1,
    )


def _types_of_tables(database: sqlite3.Connection) -> Iterator[tuple[int, NoteType]]:
    for id_, name, config in database.execute("SELECT id, name, config FROM notetypes").fetchall():
        fields = database.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", (id_,))
        names = tuple(str(row[0]) for row in fields)
        rows = database.execute("SELECT config FROM templates WHERE ntid = ? ORDER BY ord", (id_,))
        templates = tuple(_template(row[0]) for row in rows)
        # Field 1 of the type's settings is its sort; 1 is cloze (anki.notetypes.Notetype.Config).
        is_cloze = numbers(config).get(1, 0) == 1
        yield int(id_), NoteType(str(name), names, templates, is_cloze)


def _template(config: bytes) -> Template:
    """Fields 1 and 2 of a template's settings are the formats of its sides."""
    texts = strings(config)
    return Template(texts.get(1, ""), texts.get(2, ""))


def strings(message: bytes) -> dict[int, str]:
    """The first text of each field of a protobuf message that has any."""
    found: dict[int, str] = {}
    for number, value in fields_of(message):
        if isinstance(value, bytes):
            found.setdefault(number, value.decode("utf-8", "replace"))
    return found


def numbers(message: bytes) -> dict[int, int]:
    """The first number of each field of a protobuf message that has any."""
    found: dict[int, int] = {}
    for number, value in fields_of(message):
        if isinstance(value, int):
            found.setdefault(number, value)
    return found


def fields_of(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message (https://protobuf.dev/programming-guides/encoding).

    Raises ValueError or IndexError for bytes that are none.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield number, value
        elif kind == 2:
            length, at = _varint(message, at)
            if at + length > len(message):
                raise ValueError("a field ends after its message")
            yield number, message[at : at + length]
            at += length
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError(f"no wire type {kind}")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number without an end")
