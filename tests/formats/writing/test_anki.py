"""Anki packages: every question is a card that can be read, and is known again."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from carrel.formats.writing.anki import write_anki
from carrel.formats.writing.anki_notes import NoteType, anki_notes
from carrel.formats.writing.anki_text import write_anki_text
from question_samples import JUDGED, SAMPLES, question
from study_works import PICTURE, work_of, work_of_all_kinds, work_of_kind

WORDS = {
    "single_choice": ("A war", "It is not mentioned."),
    "multiple_choice": ("Choose 2.", "A ceasefire"),
    "true_false": ("True or false, and why?", "False", "The author separates the two"),
    "cloze": ("{{c1::split::delay / split}}", "{{c1::exploited}}"),
    "short_answer": ("Kyiv / Kiew / Versailles",),
    "matching": ("silence is riskier", "critics → talk gives standing"),
    "ordering": ("<li>talk</li><li>understand</li>",),
    "certainty": ("He fears silence.", "inferred (“seems”)"),
    "evidence": ("Which words show it?", "“The war is the reason”"),
    "flashcard": ("détente", "easing of tension"),
}


def rows(package: bytes, folder, query: str) -> list[tuple]:
    """What an independent reader, SQLite, finds in a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_that_each_kind_becomes_a_note_that_tells_task_answer_and_source(kind):
    (note,) = anki_notes(work_of_kind(kind))
    whole = note.front + note.back
    for words in WORDS[kind]:
        assert words in whole
    assert note.source == "“The war is the reason”<br>One &amp; all, Book: one/two"
    assert note.explanation == "Said <em>plainly</em>."
    assert note.tags == (f"carrel::{kind}", "topic::The-war-a-cause")


def test_that_gaps_asked_one_by_one_are_cards_of_their_own():
    body = SAMPLES["cloze"] | {"one_by_one": True}
    (note,) = anki_notes(work_of_kind("cloze", body=body))
    assert "{{c1::split" in note.front
    assert "{{c2::exploited}}" in note.front


def test_that_an_answer_judged_by_its_writer_shows_model_and_points():
    (note,) = anki_notes(work_of_kind("short_answer", body=JUDGED))
    assert note.type is NoteType.BASIC
    assert "<li>names knowing</li>" in note.back


def test_that_a_package_holds_all_questions_and_their_cards(tmp_path):
    package = write_anki([work_of_all_kinds()]).files[""]
    assert rows(package, tmp_path, "SELECT count(*) FROM notes") == [(10,)]
    assert rows(package, tmp_path, "SELECT count(*) FROM cards") == [(11,)]
    (decks,) = rows(package, tmp_path, "SELECT decks FROM col")
    assert "Carrel::Book: one/two" in {deck["name"] for deck in json.loads(decks[0]).values()}


def test_that_notes_types_and_decks_keep_their_ids_from_export_to_export(tmp_path):
    first, second = (write_anki([work_of_all_kinds()]).files[""] for _ in range(2))
    ids = "SELECT guid, mid FROM notes ORDER BY guid"
    assert rows(first, tmp_path, ids) == rows(second, tmp_path, ids)
    decks = "SELECT DISTINCT did FROM cards"
    assert rows(first, tmp_path, decks) == rows(second, tmp_path, decks)


def test_that_pictures_go_along_and_missing_ones_are_told():
    asked = question("single_choice", prompt="![a map](assets/map.png) ![gone](assets/no.png)")
    made = write_anki([work_of(asked)])
    with zipfile.ZipFile(io.BytesIO(made.files[""])) as archive:
        names = json.loads(archive.read("media"))
        assert names == {"0": "carrel-book-map.png"}
        assert archive.read("0") == PICTURE.content
    assert [(left.count, left.what) for left in made.left_behind] == [(1, "pictures")]


def test_that_a_text_file_has_headers_and_a_line_for_each_question():
    lines = write_anki_text([work_of_all_kinds()]).files[""].decode().splitlines()
    headers = [line for line in lines if line.startswith("#")]
    assert headers[:3] == ["#separator:tab", "#html:true", "#guid column:1"]
    notes = [line.split("\t") for line in lines[len(headers) :]]
    assert len(notes) == 10
    assert {len(fields) for fields in notes} == {6}
    assert {fields[1] for fields in notes} == {"Basic", "Cloze", "Basic (and reversed card)"}
