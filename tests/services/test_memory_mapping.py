"""What is remembered of a text follows its questions, their answers and the date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.memory_map import MemoryCounts, MemoryState
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.question_states import QuestionStates
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from question_samples import question
from quiz_shelf import TEXT, QuizShelf, cited
from sample_library import add_material

BOOK, ONE = MaterialId("book"), SectionId("book/one")
MISSED, FADING, NEVER, SECURE, NONE = MemoryState


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


def states(shelf: QuizShelf, in_days: int = 0) -> list[MemoryState]:
    """The paragraphs of the first page, as the reader asks for them."""
    mapping = MemoryMapping(shelf.desk)
    found = mapping.of_page(Reading(shelf.desk).chapter(ONE).sections)
    at = mapping.now() + timedelta(days=in_days)
    return [one.state(at) for paragraphs in found.values() for one in paragraphs]


def test_that_a_paragraph_goes_from_no_question_to_secure_and_fades(shelf) -> None:
    assert states(shelf) == [NONE, NONE]
    shelf.ask("single_choice")
    assert states(shelf) == [NEVER, NONE]
    shelf.answer(shelf.start())
    assert states(shelf) == [SECURE, NONE]
    assert states(shelf, in_days=60) == [FADING, NONE]
    shelf.pass_time(60)
    assert states(shelf) == [FADING, NONE]


def test_that_a_wrong_answer_shows_at_once_and_undo_takes_it_back(shelf) -> None:
    shelf.ask("single_choice")
    shelf.answer(shelf.start(), well=False)
    assert states(shelf) == [MISSED, NONE]
    Undo(shelf.desk).undo()
    assert states(shelf) == [NEVER, NONE]


def test_that_a_question_that_is_not_asked_covers_nothing(shelf) -> None:
    shelf.ask("single_choice")
    QuestionStates(shelf.desk).suspend(["book/q001"], is_suspended=True)
    assert states(shelf) == [NONE, NONE]
    QuestionStates(shelf.desk).suspend(["book/q001"], is_suspended=False)
    QuestionStates(shelf.desk).delete(["book/q001"])
    assert states(shelf) == [NONE, NONE]


def test_that_a_passage_that_was_lost_lies_nowhere(shelf) -> None:
    shelf.ask("single_choice")
    shelf.desk.database.write("UPDATE passage SET outcome = 'orphaned'")
    assert states(shelf) == [NONE, NONE]


def test_that_a_material_has_the_map_of_its_pages(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    shelf.ask("flashcard", section="two")
    shelf.answer(shelf.start(size=1))
    mapping = MemoryMapping(shelf.desk)
    sections = [
        one
        for page in ("book/one", "book/two")
        for one in Reading(shelf.desk).chapter(SectionId(page)).sections
    ]
    assert mapping.of_material(BOOK) == mapping.of_page(sections)


def test_that_the_map_of_a_material_follows_its_text(shelf) -> None:
    add_material(shelf.desk, "verse", [("a", 1, f"{TEXT}\\\n{TEXT}\n\n# Deeper than sections\n")])
    mapping, verse = MemoryMapping(shelf.desk), MaterialId("verse")
    assert [len(one) for one in mapping.of_material(verse).values()] == [1]
    shelf.desk.database.write(
        "UPDATE section SET markdown = ?, text = ?, content_hash = 'new' WHERE key = 'verse/a'",
        (f"{TEXT}\n\n{TEXT}", f"{TEXT}\n{TEXT}"),
    )
    assert [len(one) for one in mapping.of_material(verse).values()] == [2]


def test_that_sections_count_their_paragraphs_with_what_is_below(shelf) -> None:
    shelf.ask("single_choice", section="one-a")
    mapping = MemoryMapping(shelf.desk)
    counts = mapping.by_section(BOOK, mapping.of_material(BOOK), mapping.now())
    assert counts == {
        "book/one": MemoryCounts(never_asked=1, no_question=1),
        "book/one-a": MemoryCounts(never_asked=1),
        "book/two": MemoryCounts(no_question=1),
    }


def test_that_topics_count_their_questions(shelf) -> None:
    write = shelf.desk.database.write
    for slug in ("war", "peace", "wars"):
        write(
            "INSERT INTO topic (key, material_id, name, folded, kind, origin, created_at,"
            " updated_at) SELECT 'book/' || :slug, id, :slug, :slug, 'concept', 'pack', '', ''"
            " FROM material WHERE key = 'book'",
            {"slug": slug},
        )
    write(
        "UPDATE topic SET merged_into_id = (SELECT id FROM topic WHERE name = 'war')"
        " WHERE name = 'wars'"
    )
    for name, topics in (("q001", ["war", "wars"]), ("q002", ["wars"])):
        keys = tuple(f"book/{slug}" for slug in topics)
        shelf.add(question("single_choice", name, passages=(cited(),), topics=keys))
    shelf.answer(shelf.start(size=1))
    mapping = MemoryMapping(shelf.desk)
    assert mapping.by_topic(mapping.now()) == {"book/war": MemoryCounts(secure=1, never_asked=1)}
    counts = mapping.of_questions(["book/q001", "book/q002"], mapping.now())
    assert counts == MemoryCounts(secure=1, never_asked=1)
