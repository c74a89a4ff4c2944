"""Questions go into the library with all that belongs to them and come out the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.question import Level, Support
from carrel.domain.text.passage import passage_at
from carrel.storage.database import open_in_memory
from carrel.storage.journal import Journal
from carrel.storage.question_store import QuestionStore
from question_samples import SAMPLES, question
from topic_shelf import NOW, TopicShelf

TEXT = "First words. Words that answer. Other words that answer."
FIRST = passage_at(SectionId("book/one"), TEXT, 13, 31)
SECOND = passage_at(SectionId("book/one"), TEXT, 32, 56)


@pytest.fixture
def shelf():
    shelf = TopicShelf(open_in_memory())
    shelf.material("book", one=TEXT, two="More words.")
    shelf.topic("book/war", "War")
    shelf.topic("book/peace", "Peace")
    shelf.claim("book/C1", "book/one", "First words")
    yield shelf
    shelf.database.close()


@pytest.fixture
def store(shelf: TopicShelf) -> QuestionStore:
    return QuestionStore(shelf.database)


def cards(shelf: TopicShelf) -> list[str]:
    return [row["key"] for row in shelf.database.rows("SELECT key FROM card ORDER BY id")]


@pytest.mark.parametrize("kind", SAMPLES)
def test_that_a_question_comes_out_as_it_went_in(store: QuestionStore, kind: str) -> None:
    given = question(
        kind,
        passages=(SECOND, FIRST),
        explanation="The author *says* so.",
        support=Support.INFERRED,
        topics=(TopicId("book/peace"), TopicId("book/war")),
        claims=(ClaimId("book/C1"),),
        tags=("exam",),
        level=Level.ATTRIBUTION,
    )
    store.add_question(given, at=NOW)
    assert store.get(given.id) == given


def test_that_a_question_makes_a_card_for_each_of_its_parts(store, shelf) -> None:
    store.add_question(question("single_choice", "q001"), at=NOW)
    store.add_question(question("flashcard", "q002"), at=NOW)
    assert cards(shelf) == ["book/q001#0", "book/q002#0", "book/q002#1"]


def test_that_the_questions_of_a_material_come_in_the_order_of_their_author(store) -> None:
    for position, name in ((2, "q001"), (1, "q002")):
        store.add_question(question(name=name), at=NOW, position=position)
    assert [q.id for q in store.of_material(MaterialId("book"))] == ["book/q002", "book/q001"]


@pytest.mark.parametrize(
    "changed",
    [
        {"topics": (TopicId("book/gone"),)},
        {"claims": (ClaimId("book/C9"),)},
        {"section": SectionId("book/gone")},
        {"material": MaterialId("gone")},
    ],
)
def test_that_a_question_on_what_is_not_there_is_refused_whole(store, shelf, changed) -> None:
    with pytest.raises(NotFound):
        store.add_question(replace(question(passages=(FIRST,)), **changed), at=NOW)
    assert cards(shelf) == []
    with pytest.raises(NotFound, match="book/q001"):
        store.get(QuestionId("book/q001"))


def test_that_a_question_of_the_students_own_can_be_undone(store, shelf) -> None:
    own = question(passages=(FIRST,), origin=Origin.OWN, tags=("mine",))
    with Journal(shelf.database).action("Make a question", [], at=NOW) as action:
        store.add(action, own, at=NOW)
    assert store.get(own.id) == own

    Journal(shelf.database).undo()
    with pytest.raises(NotFound):
        store.get(own.id)
    assert cards(shelf) == []
