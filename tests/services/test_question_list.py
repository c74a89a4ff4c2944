"""The list of all questions, narrowed by what they are about and how they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.listing import QuestionFilter, QuestionState
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.scheduling import Strength
from carrel.services.question_list import QuestionList
from carrel.services.question_states import QuestionStates
from carrel.services.question_writing import QuestionWriting
from carrel.services.undo import Undo
from question_samples import question
from quiz_shelf import QuizShelf

ONE, TWO, THREE = (QuestionId(f"book/q00{n}") for n in (1, 2, 3))


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    shelf.ask("single_choice", section="one-a")
    shelf.ask("cloze", section="two")
    shelf.ask("flashcard", section="two")
    yield shelf
    shelf.close()


def listed(shelf: QuizShelf, **wanted) -> list[QuestionId]:
    return [one.id for one in QuestionList(shelf.desk).listed(QuestionFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, [ONE, TWO, THREE]),
        ({"text": "Q002"}, [TWO]),
        ({"text": "visible exploited"}, [TWO]),
        ({"text": "detente"}, [THREE]),
        ({"text": "nothing like it"}, []),
        ({"kind": Kind.CLOZE}, [TWO]),
        ({"material": MaterialId("book")}, [ONE, TWO, THREE]),
        ({"material": MaterialId("other")}, []),
        ({"section": SectionId("book/one")}, [ONE]),
        ({"section": SectionId("book/two"), "kind": Kind.FLASHCARD}, [THREE]),
        ({"topic": TopicId("book/none")}, []),
        ({"origin": Origin.OWN}, []),
        ({"state": QuestionState.NEW}, [ONE, TWO, THREE]),
        ({"state": QuestionState.SECURE}, []),
    ],
)
def test_that_the_list_is_narrowed(shelf, wanted, names) -> None:
    assert listed(shelf, **wanted) == names


def test_that_a_question_without_a_prompt_is_told_by_its_words(shelf) -> None:
    shelf.add(replace(question("cloze", "q009"), prompt=""))
    found = QuestionList(shelf.desk).listed(QuestionFilter(text="visible"))
    assert found[0].headline == "A visible ____ among the allies could be ____."


def test_that_the_weakest_card_says_how_a_question_stands(shelf) -> None:
    session = shelf.start(Scope(ScopeKind.QUESTIONS, questions=(THREE,)))
    shelf.answer_and_go_on(session)
    assert listed(shelf, state=QuestionState.NEW) == [ONE, TWO, THREE]
    shelf.answer_and_go_on(session, well=False)
    assert listed(shelf, state=QuestionState.MISSED) == [THREE]
    (found,) = QuestionList(shelf.desk).listed(QuestionFilter(kind=Kind.FLASHCARD))
    assert found.strength is Strength.MISSED


def test_that_many_questions_are_set_aside_in_one_step(shelf) -> None:
    states = QuestionStates(shelf.desk)
    states.suspend([ONE, TWO], is_suspended=True)
    assert listed(shelf, state=QuestionState.SUSPENDED) == [ONE, TWO]
    assert shelf.standing(shelf.start()).progress.total == 2
    Undo(shelf.desk).undo()
    assert listed(shelf, state=QuestionState.SUSPENDED) == []

    states.delete([ONE, THREE])
    assert listed(shelf) == [TWO]
    Undo(shelf.desk).undo()
    assert listed(shelf) == [ONE, TWO, THREE]


def test_that_marked_and_changed_questions_are_found(shelf) -> None:
    QuestionStates(shelf.desk).mark([TWO], is_marked=True)
    writing = QuestionWriting(shelf.desk)
    writing.change(ONE, replace(writing.draft(ONE), prompt="Otherwise?"))
    assert listed(shelf, state=QuestionState.MARKED) == [TWO]
    assert listed(shelf, state=QuestionState.CHANGED) == [ONE]
