"""Packs made from their values read back as the same values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import DraftSection, Material
from carrel.domain.packs import Pack
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Question
from carrel.domain.sections import placed
from carrel.domain.text.passage import passage_at
from carrel.formats.pack.read import read_pack
from carrel.formats.pack.write import pack_files, zipped
from packs import write_pack
from question_samples import SAMPLES

BUNDLED = Path(__file__).parents[3] / "data" / "macron-putin"


def written_and_read(pack: Pack, folder: Path) -> Pack:
    file = folder / "made.carrel"
    file.write_bytes(zipped(pack_files(pack).files))
    return read_pack(file)


def pack_of(*markdown: str, questions: tuple[Question, ...] = ()) -> Pack:
    """A pack with a section, one below the other, of each text."""
    drafts = [
        DraftSection(f"Part {number}", number, text) for number, text in enumerate(markdown, 1)
    ]
    material = Material(MaterialId("made"), "Made", language="en")
    sections = tuple(placed(material.id, drafts))
    return Pack(material, "", sections, questions=questions)


@pytest.mark.parametrize("name", ["bundled", "example"])
def test_that_a_whole_pack_reads_back_as_it_was(name, tmp_path):
    folder = BUNDLED if name == "bundled" else write_pack(tmp_path / "example")
    pack = read_pack(folder)
    again = written_and_read(pack, tmp_path)
    assert replace(again, content_hash=pack.content_hash) == pack


def test_that_equal_packs_make_equal_files(tmp_path):
    files = pack_files(read_pack(BUNDLED)).files
    assert zipped(files) == zipped(dict(reversed(files.items())))


def test_that_words_that_stand_twice_are_found_at_their_own_place(tmp_path):
    pack = pack_of("the sea, the sea, the sea")
    (section,) = pack.sections
    third = passage_at(section.id, section.text, 18, 25)
    question = Question(
        id=QuestionId("made/q1"),
        material=pack.material.id,
        prompt="Which?",
        body=read_body("evidence", {}),
        passages=(third,),
    )
    again = written_and_read(replace(pack, questions=(question,)), tmp_path)
    assert again.questions[0].passages == (third,)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_that_questions_of_the_students_own_keep_kind_tags_and_name(kind, tmp_path):
    pack = pack_of("Some words to ask about.")
    (section,) = pack.sections
    question = Question(
        id=QuestionId("0f9d6c1e-6a55-4b8e-8d37-aaaaaaaaaaaa"),
        material=pack.material.id,
        prompt="What: *is* it? — no",
        body=read_body(kind, SAMPLES[kind]),
        passages=(passage_at(section.id, section.text, 5, 10),),
        tags=("hard", "no"),
        section=section.id,
    )
    (again,) = written_and_read(replace(pack, questions=(question,)), tmp_path).questions
    assert again == replace(question, id=QuestionId(f"made/{question.id}"))


def test_that_headings_within_a_section_do_not_become_sections(tmp_path):
    pack = pack_of("# Inside\n\nwords\n\n## Deeper\n\nmore", "below")
    again = written_and_read(pack, tmp_path)
    assert [(one.title, one.level, one.text) for one in again.sections] == [
        (one.title, one.level, one.text) for one in pack.sections
    ]


@pytest.mark.parametrize(
    "title", ["A {#b} c", "# 1. *x*", "1. One", "a_b & <c>", "`no`", "Ü — ‘x’"]
)
def test_that_titles_keep_their_signs(title, tmp_path):
    pack = pack_of("words")
    sections = (replace(pack.sections[0], title=title),)
    again = written_and_read(replace(pack, sections=sections), tmp_path)
    assert [one.title for one in again.sections] == [title]


def test_that_what_cites_no_words_is_left_out_and_counted():
    pack = pack_of("words")
    alone = Question(
        QuestionId("made/q1"),
        pack.material.id,
        "Why?",
        read_body("flashcard", SAMPLES["flashcard"]),
    )
    gone = replace(
        alone,
        id=QuestionId("made/q2"),
        passages=(passage_at(SectionId("other/s"), "words", 0, 5),),
    )
    made = pack_files(replace(pack, questions=(alone, gone)))
    assert [one.key for one in made.left_out] == ["made/q1", "made/q2"]
    assert "questions/all.yaml" not in made.files


def test_that_words_whose_places_overlap_are_found_at_their_own_place(tmp_path):
    pack = pack_of("The sea. The sea. The sea.")
    (section,) = pack.sections
    second = passage_at(section.id, section.text, 9, 19)
    question = Question(
        id=QuestionId("made/q1"),
        material=pack.material.id,
        prompt="Which?",
        body=read_body("evidence", {}),
        passages=(second,),
    )
    again = written_and_read(replace(pack, questions=(question,)), tmp_path)
    assert again.questions[0].passages == (second,)
