"""What there is to be quizzed on, with counts that add up."""

from __future__ import annotations

import pytest

from carrel.domain.ids import SectionId
from carrel.domain.quiz_session import Scope, ScopeCounts, ScopeKind
from carrel.services.progress_report import ProgressReport
from carrel.services.quiz_choices import QuizChoices
from carrel.services.shelf import Shelf
from question_samples import question
from quiz_shelf import QuizShelf
from sample_library import add_material


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


def test_that_a_section_counts_what_is_below_it(shelf) -> None:
    shelf.ask("single_choice", section="one")
    shelf.ask("flashcard", section="one-a")
    (book,) = QuizChoices(shelf.desk).by_material()
    assert [(choice.title, choice.level, choice.counts.total) for choice in book.sections] == [
        ("One", 1, 2),
        ("One a", 2, 1),
    ]
    assert book.material.counts == ScopeCounts(total=2, due=0, new=2)


def test_that_all_places_count_the_same_questions(shelf) -> None:
    shelf.ask("single_choice", "flashcard", "cloze")
    (entry,) = Shelf(shelf.desk).entries()
    assert entry.questions.total == 3
    assert QuizChoices(shelf.desk).counts(Scope()).total == 3
    assert ProgressReport(shelf.desk).report().whole.total == 3


def test_that_a_flashcard_of_which_any_side_was_missed_counts_once_among_the_misses(shelf) -> None:
    shelf.ask("flashcard")
    session = shelf.start()
    for well in (True, False):
        shelf.answer_and_go_on(session, well=well)
    missed = QuizChoices(shelf.desk).counts(Scope(ScopeKind.MISSED))
    assert (missed.total, missed.new) == (1, 0)
    assert ProgressReport(shelf.desk).report().whole.missed == 1


def test_that_a_material_without_questions_is_no_choice(shelf) -> None:
    add_material(shelf.desk, "empty", [("one", 1, "Words.")])
    assert QuizChoices(shelf.desk).by_material() == ()


def test_that_counts_follow_what_is_answered_and_what_time_does(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    choices, everything = QuizChoices(shelf.desk), Scope()
    session = shelf.start(size=1)
    shelf.answer_and_go_on(session)
    counts = choices.counts(everything)
    assert (counts.due, counts.new, counts.resting) == (0, 1, 1)
    shelf.pass_time(1)
    assert choices.counts(everything).due == 1


def test_that_missed_and_marked_questions_are_scopes(shelf) -> None:
    shelf.ask("single_choice", "cloze")
    choices = QuizChoices(shelf.desk)
    missed = shelf.answer_and_go_on(shelf.start(size=1), well=False)
    assert choices.counts(Scope(ScopeKind.MISSED)).total == 1
    assert choices.counts(Scope(ScopeKind.MARKED)).total == 0
    shelf.desk.database.write(
        "UPDATE question SET marked_at = 'now' WHERE key = ?", (missed.question.id,)
    )
    assert choices.counts(Scope(ScopeKind.MARKED)).total == 1


def test_that_a_tag_is_a_scope(shelf) -> None:
    shelf.add(question(tags=("exam",)))
    shelf.ask("cloze")
    choices = QuizChoices(shelf.desk)
    assert choices.counts(Scope(ScopeKind.TAG, "exam")).total == 1
    assert [(choice.title, choice.counts.total) for choice in choices.by_tag()] == [("exam", 1)]


def test_that_a_scope_is_called_by_the_name_of_its_thing(shelf) -> None:
    choices = QuizChoices(shelf.desk)
    assert choices.title(Scope(ScopeKind.MATERIAL, "book")) == "The book"
    assert choices.title(Scope(ScopeKind.SECTION, "book/one-a")) == "One a"
    assert choices.title(Scope(ScopeKind.SECTION, "book/gone")) == "book/gone"
    assert choices.section_titles([SectionId("book/one")]) == {"book/one": "One"}
