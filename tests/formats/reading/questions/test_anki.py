"""Packages and text files of Anki, of all versions of the container, and hostile ones."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.questions.kinds import read_body
from carrel.formats.reading.reader import read_document
from carrel.formats.writing.anki import write_anki
from carrel.formats.writing.anki_text import write_anki_text
from study_works import PICTURE, work_of_all_kinds

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BASIC = {
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Front"}, {"name": "Back"}],
    "tmpls": [
        {"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"},
        {"qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"},
    ],
}
CLOZE = {
    "name": "Cloze",
    "type": 1,
    "flds": [{"name": "Text"}, {"name": "Extra"}],
    "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}],
}
MODELS = {"1": BASIC, "2": CLOZE}
DECKS = {"10": {"name": "Rivers::North"}, "11": {"name": "Rivers"}}
NOTES = [
    (1, 1, "The <b>Elbe</b><img src='map.png'>\x1fa river", " north water "),
    (2, 2, "{{c1::Spree}} joins {{c2::Havel::river}}.\x1fIn <i>Berlin</i>.", ""),
    (3, 2, "{{c1::A}} and {{c1::B}} then {{c2::C}}\x1f", ""),
    (4, 1, "[sound:a.mp3]\x1fsilence", ""),
]
CARDS = [
    (100, 1, 0, 10), (101, 1, 1, 10), (102, 2, 0, 11), (103, 2, 1, 11), (104, 3, 0, 11),
    (105, 3, 1, 11), (106, 4, 0, 11),
]  # fmt: skip
ANSWERED = datetime(2025, 3, 1, 12, tzinfo=UTC)
LOG = [(int(ANSWERED.timestamp() * 1000), 100, 3, 4_200, 0), (1_900_000_000_000, 101, 0, 5, 4)]


def field(number: int, value: bytes | str | int) -> bytes:
    """A field of a protobuf message."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    data = value.encode() if isinstance(value, str) else value
    length = len(data)
    size = bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])
    return bytes([number << 3 | 2]) + size + data


def collection(*, is_newest: bool) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.executescript(
            "CREATE TABLE notes (id INTEGER, mid INTEGER, flds TEXT, tags TEXT);"
            "CREATE TABLE cards (id INTEGER, nid, ord INTEGER, did INTEGER, odid INTEGER);"
            "CREATE TABLE revlog (id INTEGER, cid INTEGER, ease INTEGER, time INTEGER, type);"
        )
        database.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", NOTES)
        database.executemany("INSERT INTO cards VALUES (?, ?, ?, ?, 0)", CARDS)
        database.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?)", LOG)
        if is_newest:
            database.executescript(
                "CREATE TABLE notetypes (id INTEGER, name TEXT COLLATE unicase, config BLOB);"
                "CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase);"
                "CREATE TABLE templates (ntid INTEGER, ord INTEGER, name TEXT, config BLOB);"
                "CREATE TABLE decks (id INTEGER, name TEXT COLLATE unicase);"
            )
            for id_, model in MODELS.items():
                kind = field(1, 1) if model["type"] else b""
                database.execute(
                    "INSERT INTO notetypes VALUES (?, ?, ?)", (id_, model["name"], kind)
                )
                for place, one in enumerate(model["flds"]):
                    row = (id_, place, one["name"])
                    database.execute("INSERT INTO fields VALUES (?, ?, ?)", row)
                for place, one in enumerate(model["tmpls"]):
                    config = field(1, one["qfmt"]) + field(2, one["afmt"])
                    database.execute(
                        "INSERT INTO templates VALUES (?, ?, '', ?)", (id_, place, config)
                    )
            for id_, deck in DECKS.items():
                name = deck["name"].replace("::", "\x1f")
                database.execute("INSERT INTO decks VALUES (?, ?)", (id_, name))
        else:
            database.execute("CREATE TABLE col (models TEXT, decks TEXT)")
            row = (json.dumps(MODELS), json.dumps(DECKS))
            database.execute("INSERT INTO col VALUES (?, ?)", row)
        database.commit()
        content = database.serialize()
    # Anki leaves its files in the mode that keeps a write-ahead log.
    return content[:18] + b"\x02\x02" + content[20:] if is_newest else content


def package(version: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if version == "anki21b":
            archive.writestr("meta", field(1, 3))
            archive.writestr("collection.anki2", b"a stub that asks for a newer Anki")
            archive.writestr("collection.anki21b", zstd.compress(collection(is_newest=True)))
            listed = field(1, field(1, "map.png"))
            archive.writestr("media", zstd.compress(listed))
            archive.writestr("0", zstd.compress(PICTURE.content))
        else:
            archive.writestr(f"collection.{version}", collection(is_newest=False))
            archive.writestr("media", json.dumps({"0": "map.png"}))
            archive.writestr("0", PICTURE.content)
    return made.getvalue()


def zipped(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize("version", ["anki2", "anki21", "anki21b"])
def test_that_each_version_of_the_container_gives_the_same_questions(version):
    draft = read_document("rivers.apkg", package(version))
    cloze, pair, single, card = draft.questions
    assert card.kind == "flashcard"
    assert card.body == {
        "front": "The **Elbe**![](assets/map.png)",
        "back": "a river",
        "both_ways": True,
    }
    assert card.tags == ("north", "water")
    assert [(one.part, one.at, one.rating, one.seconds) for one in card.past] == [
        (0, ANSWERED, 3, 4.2)
    ]
    assert cloze.body["text"] == "{{1}} joins {{2}}."
    assert cloze.body["one_by_one"] is True
    assert cloze.explanation == "In *Berlin*."
    assert pair.body["text"] == "{{1}} and {{2}} then C"
    assert single.body["text"] == "A and B then {{1}}"
    assert [(one.title, one.level) for one in draft.sections] == [("Rivers", 1), ("North", 2)]
    assert [asset.content for asset in draft.assets] == [PICTURE.content]
    told = " ".join(draft.warnings)
    assert "1 sounds" in told
    assert "1 cards with an empty side" in told


def test_that_formulas_stay_formulas_and_typed_answers_are_not_given_away():
    typed = "{{Front}} {{type:Back}}"
    model = {**BASIC, "tmpls": [{"qfmt": typed, "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE notes (id, mid, flds TEXT, tags TEXT);"
            "CREATE TABLE cards (id, nid, ord, did, odid);"
            "CREATE TABLE col (models TEXT, decks TEXT);"
        )
        fields = "What is \\(x^2\\)?\x1f[$]y[/$]"
        database.execute("INSERT INTO notes VALUES (1, 1, ?, '')", (fields,))
        database.execute("INSERT INTO cards VALUES (1, 1, 0, 10, 0)")
        row = (json.dumps({"1": model}), json.dumps(DECKS))
        database.execute("INSERT INTO col VALUES (?, ?)", row)
        database.commit()
        content = database.serialize()
    draft = read_document("typed.apkg", zipped(collection_anki2=content))
    assert draft.questions[0].body == {"front": "What is $x^2$?", "back": "$y$"}


def test_that_what_carrel_writes_comes_back():
    draft = read_document("book.apkg", write_anki([work_of_all_kinds()]).files[""])
    assert len(draft.questions) == 10
    both = [one for one in draft.questions if one.body.get("both_ways")]
    assert [(one.body["front"], one.body["back"]) for one in both] == [
        ("détente", "easing of tension")
    ]


def test_that_text_files_are_told_by_their_headers():
    data = write_anki_text([work_of_all_kinds()]).files[""]
    draft = read_document("book.txt", data)
    assert len(draft.questions) == 10
    cloze = next(one for one in draft.questions if one.kind == "cloze")
    assert [gap.answer for gap in read_body("cloze", cloze.body).gaps] == ["split", "exploited"]


HOSTILE = {
    "no package": zipped(readme_txt=b"x"),
    "no database": zipped(collection_anki2=b"not a database at all"),
    "an empty database": zipped(collection_anki21=b""),
    "broken packing": zipped(collection_anki21b=b"\x28\xb5\x2f\xfd broken"),
    "a bomb": zipped(collection_anki21b=zstd.compress(bytes(300_000_000))),
    "half a file": package("anki2")[:400],
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_that_a_hostile_package_is_refused_in_one_sentence(data):
    with pytest.raises(UnreadableFile) as told:
        read_document("bad.apkg", data)
    assert "\n" not in str(told.value)


def test_that_a_broken_list_of_media_costs_the_pictures_only():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("collection.anki2", collection(is_newest=False))
        archive.writestr("media", b"[broken")
    draft = read_document("rivers.apkg", made.getvalue())
    assert len(draft.questions) == 4
    assert draft.assets == ()
