"""Each file of highlights is known by what it holds, and nothing of it goes silently."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from carrel.domain.annotations import Colour, Style
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations.reader import reader_of
from formats.reading.annotations.highlight_files import (
    BOOK,
    GATE,
    SAMPLES,
    WALL,
    calibre_file,
    hypothesis_file,
    koreader_json,
    readwise_file,
    sidecar,
    web_annotations,
)

AT = datetime(2024, 3, 4, 21, 10, 5, tzinfo=UTC)


def read(name: str, data: bytes):
    reader = reader_of(name, data)
    assert reader is not None
    return reader(name, data)


def only(name: str, data: bytes):
    (text,) = read(name, data).texts
    return text


def left(found) -> dict[str, int]:
    return {one.what: one.count for one in found.left_out}


@pytest.mark.parametrize("name", SAMPLES)
def test_that_every_kind_gives_the_words_and_the_note_on_them(name):
    first = only(name, SAMPLES[name]()).annotations[0]
    assert first.quote == WALL
    assert first.note.startswith("Who were they?")


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.startswith("calibre")])
def test_that_times_are_utc(name):
    assert only(name, SAMPLES[name]()).annotations[0].created_at == AT


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("letter.txt", b"Dear reader,\n\n==========\n\nthis is a letter."),
        ("page.html", b"<p>Highlight,Title</p>"),
        ("table.csv", b"Name,Title\nA,B\n"),
        ("sources.json", b'[{"type": "book", "title": "A"}]'),
        ("notes.md", b"# A\n##### B\n\n## C\n"),
        ("ruled.md", b"Met at 10:30.\n\n--------------------\n\nMore.\n"),
        ("k.md", b"# A\n##### B\n### Page 3 @ 1 May 2024\n"),
        ("code.txt", b"return {}"),
        ("empty.txt", b""),
    ],
)
def test_that_other_files_are_left_to_other_readers(name, words):
    assert reader_of(name, words) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonld", b'{"type": "Annot'),
        ("a.jsonld", b'{"type": "AnnotationCollection"}'),
        ("a.jsonld", b"[" * 100_000),
        ("a.json", b'{"a": 1'),
        ("a.lua", b"os.execute('ls')"),
        ("a.lua", sidecar()[:-20]),
        ("a.lua", sidecar().replace(b"0.25", b"os.time()")),
        ("a.lua", b"return " + b"{[1]=" * 5_000),
        ("a.lua", b'return { ["a"] = "open'),
        ("a.calibre_highlights", calibre_file()[:60]),
        ("a.calibre_highlights", b'{"type": "calibre_highlights", "highlights": 3}'),
        ("r.csv", b"Highlight,Title\n"),
        ("h.json", b'{"annotations": [], "uri": 1}'.replace(b"[]", b'[{"uri": "x", "text": 3}]')),
    ],
)
def test_that_a_damaged_file_is_told_in_one_sentence(name, data):
    with pytest.raises(UnreadableFile) as told:
        found = read(name, data)
        if not found.count:
            raise UnreadableFile(" ".join(map(str, found.left_out)))
    assert 10 < len(str(told.value)) < 300
    assert "\n" not in str(told.value)


def test_that_web_annotations_keep_tags_and_count_what_is_elsewhere():
    found = read("wall.jsonld", web_annotations())
    first, second = found.texts[0].annotations
    assert first.tags == ("stone",)
    assert (first.prefix, first.suffix) == ("once. ", " It")
    assert first.start is None
    assert (second.quote, second.note, second.style) == ("", "Only a place.", Style.NOTE)
    assert left(found) == {"attachments": 1, "places": 1, "further pages": 1}


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: [[one]]])
def test_that_web_annotations_come_alone_and_in_lists(wrap):
    one = {
        "type": "Annotation",
        "body": "Plain words.",
        "target": [
            {"source": "http://example.org/a", "selector": {
                "type": "FragmentSelector", "value": "p1",
                "refinedBy": {"type": "TextQuoteSelector", "exact": GATE}}},
            "http://example.org/b",
        ],
    }  # fmt: skip
    found = read("a.jsonld", json.dumps(wrap(one)).encode())
    assert [(text.source, text.annotations[0].quote) for text in found] == [
        ("http://example.org/a", GATE),
        ("http://example.org/b", ""),
    ]


def test_that_hypothesis_replies_and_bare_places_are_counted():
    found = read("h.json", hypothesis_file())
    (text,) = found.texts
    assert (text.title, text.source) == (BOOK, "https://example.org/wall")
    assert [one.quote for one in text.annotations] == [WALL, ""]
    assert text.annotations[0].tags == ("old", "stone")
    assert left(found) == {"replies": 1, "places": 1}


def test_that_calibre_highlights_keep_colour_chapter_and_what_was_deleted_is_counted():
    found = read("h.calibre_highlights", calibre_file())
    one = found.texts[0].annotations[0]
    assert (one.colour, one.section, one.name) == (Colour.EVIDENCE, "The wall", "Zx3vQ0p1")
    assert left(found) == {"highlights": 1}


def test_that_calibre_collections_of_several_books_are_several_texts():
    rows = [
        {"type": "highlight", "book_id": book, "uuid": str(book), "highlighted_text": WALL}
        for book in (3, 4)
    ]
    value = {"type": "calibre_annotation_collection", "version": 1, "annotations": rows}
    found = read("a.calibre_annotation_collection", json.dumps(value).encode())
    assert [len(text.annotations) for text in found] == [1, 1]


def test_that_a_sidecar_gives_look_authors_and_both_lines_of_a_note():
    found = read("metadata.epub.lua", sidecar())
    (text,) = found.texts
    (one,) = text.annotations
    assert (text.title, text.authors) == (BOOK, ("Ada Wray", "Bo Lind"))
    assert one.note == 'Who were they?\nAnd "why"?'
    assert (one.colour, one.style) == (Colour.QUESTION, Style.UNDERLINE)
    assert one.updated_at == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert left(found) == {"bookmarks": 1}


def test_that_an_old_sidecar_has_its_notes_among_the_bookmarks():
    text = f"""return {{
    ["bookmarks"] = {{
        [1] = {{ ["datetime"] = "2020-01-02 03:04:05", ["highlighted"] = true,
                ["notes"] = "{GATE}", ["text"] = "Too late!" }},
        [2] = {{ ["datetime"] = "2020-01-02 03:04:06", ["highlighted"] = true,
                ["notes"] = "{WALL}", ["text"] = "Page 3 {WALL} @ 2020-01-02 03:04:06" }},
        [3] = {{ ["datetime"] = "2020-01-03 03:04:05", ["notes"] = "in The gate" }},
    }},
    ["highlight"] = {{
        [12] = {{ [1] = {{ ["datetime"] = "2020-01-02 03:04:05", ["text"] = "{GATE}" }} }},
        [3] = {{ [1] = {{ ["datetime"] = "2020-01-02 03:04:06", ["text"] = "{WALL}" }} }},
    }},
    ["doc_path"] = "/mnt/books/Wall.epub",
    ["stats"] = {{ ["authors"] = "Ada Wray" }},
}}"""
    found = read("metadata.epub.lua", text.encode())
    assert found.texts[0].title == "Wall"
    assert [(one.quote, one.note) for one in found.texts[0].annotations] == [
        (WALL, ""),
        (GATE, "Too late!"),
    ]
    assert left(found) == {"bookmarks": 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r'"caf\195\169 \u{2603} \x41\z   b"', "café ☃ Ab"),
        ("'it\\'s'", "it's"),
        ("[[long\nwords]]", "long\nwords"),
        ("[==[a]]b]==]", "a]]b"),
        ('"a\\\nb"', "a\nb"),
    ],
)
def test_that_lua_strings_are_read_as_lua_reads_them(written, meant):
    table = f'return {{ annotations = {{ {{ pos0 = "x", text = {written} }}, }} }} -- end'
    assert only("m.lua", table.encode()).annotations[0].quote == meant


def test_that_calibre_texts_keep_chapters():
    (text,) = read("calibre.txt", SAMPLES["calibre.txt"]()).texts
    assert [(one.quote, one.section) for one in text.annotations] == [
        (WALL, "The wall"),
        (GATE, "Part two"),
    ]


def test_that_koreader_marks_in_markdown_and_lines_in_json_are_told():
    (text,) = read("k.md", SAMPLES["koreader.md"]()).texts
    assert [(one.quote, one.section) for one in text.annotations] == [
        (WALL, "The wall"),
        (GATE, "The gate"),
    ]
    (text,) = read("k.json", koreader_json()).texts
    assert [one.style for one in text.annotations] == [Style.HIGHLIGHT, Style.UNDERLINE]


def test_that_readwise_colours_and_tags_come_in():
    first, second = only("r.csv", readwise_file()).annotations
    assert (first.colour, first.tags) == (Colour.QUESTION, ("old", "stone"))
    assert (second.colour, second.tags, second.order) == (Colour.IMPORTANT, (), 71.0)


def test_that_a_table_may_be_parted_by_semicolons():
    head = "Highlight;Title;Author;URL;Note;Location;Date\n"
    text = only("r.csv", f"{head}{GATE};{BOOK};Ada Wray;;;5;03/04/2024 21:10\n".encode())
    assert text.annotations[0].created_at == AT.replace(second=0)
