"""Blind spots are found anew each time, and go when a question is made there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.annotations import Style
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.blind_spotting import BlindSpotting
from carrel.services.question_states import QuestionStates
from carrel.services.question_writing import QuestionWriting
from carrel.services.shelf import Shelf
from question_samples import question
from quiz_shelf import REASON, TEXT, QuizShelf, cited
from sample_library import add_material
from topic_shelf import TopicShelf

BOOK, ONE, TWO = MaterialId("book"), SectionId("book/one"), SectionId("book/two")


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


def spots(shelf: QuizShelf):
    return BlindSpotting(shelf.desk).of_material(BOOK)


def test_that_paragraphs_without_a_question_are_listed_with_their_words(shelf) -> None:
    shelf.ask("single_choice", section="one")
    found = spots(shelf)
    assert [spot.section for spot in found.blind] == ["book/one-a", "book/two"]
    assert found.paragraphs == 3
    assert set(found.words.values()) == {TEXT}
    assert found.titles[TWO] == "Two"
    assert found.title == "The book"


def test_that_a_question_made_there_takes_the_spot_away_and_deleting_it_brings_it_back(
    shelf,
) -> None:
    spot = spots(shelf).blind[0]
    writing = QuestionWriting(shelf.desk)
    draft = writing.draft_from(spot.section, spot.start, spot.end)
    made = writing.create(replace(draft, body={"front": "Why?", "back": "A war."}))
    assert spot not in spots(shelf).blind
    QuestionStates(shelf.desk).delete([made])
    assert spot in spots(shelf).blind


def test_that_marks_of_the_student_are_counted(shelf) -> None:
    marking = Annotating(shelf.desk)
    marking.mark([TextRange(TWO, 4, 20)])
    marking.mark([TextRange(TWO, 30, 40)], style=Style.UNDERLINE)
    marking.mark([TextRange(TWO, 50, 60)], style=Style.BOOKMARK)
    assert [spot.marks for spot in spots(shelf).blind] == [0, 0, 2]


def test_that_much_marked_and_failed_sections_are_told(shelf) -> None:
    shelf.ask(*["true_false"] * 6, section="two")
    for start in (0, 10, 20):
        Annotating(shelf.desk).mark([TextRange(TWO, start, start + 5)])
    session = shelf.start()
    for _ in range(6):
        shelf.answer_and_go_on(session, well=False)
    (struggle,) = spots(shelf).struggles
    assert (struggle.section, struggle.marks) == (TWO, 3)
    assert struggle.wrong == struggle.answers == 6
    assert BlindSpotting(shelf.desk).struggles_in([TWO, ONE]) == (struggle,)
    assert BlindSpotting(shelf.desk).struggles_in([ONE]) == ()
    shelf.pass_time(100)
    assert spots(shelf).struggles == ()


def test_that_claims_that_no_question_asks_about_are_listed(shelf) -> None:
    topics = TopicShelf(shelf.desk.database)
    topics.material("talks", context=TEXT)
    topics.topic("talks/author", "The author")
    topics.claim("talks/C1", "talks/context", REASON, "talks/author", by="talks/author")
    section = SectionId("talks/context")
    spotting = BlindSpotting(shelf.desk)

    def listed() -> tuple[list[str], list[str]]:
        whole = spotting.of_material(MaterialId("talks"))
        here = spotting.claims_in([section])
        return [one.claim for one in whole.claims], [one.claim for one in here]

    assert listed() == (["talks/C1"], ["talks/C1"])
    tied = question("true_false", "t1", material="talks", section="context", claims=("talks/C1",))
    shelf.add(tied)
    assert listed() == ([], [])
    QuestionStates(shelf.desk).suspend([tied.id], is_suspended=True)
    assert listed() == (["talks/C1"], ["talks/C1"])
    passages = (cited("talks/context"),)
    shelf.add(question("true_false", "t2", material="talks", section="context", passages=passages))
    assert listed() == ([], [])


def test_that_the_library_has_the_spots_of_each_material(shelf) -> None:
    add_material(shelf.desk, "other", [("a", 1, TEXT)], title="Other")
    spotting = BlindSpotting(shelf.desk)
    assert [one.title for one in spotting.of_library()] == ["The book", "Other"]
    Shelf(shelf.desk).remove(BOOK)
    assert [one.title for one in spotting.of_library()] == ["Other"]
    with pytest.raises(NotFound):
        spotting.of_material(BOOK)
