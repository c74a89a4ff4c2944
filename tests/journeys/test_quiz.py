"""A student is asked about the bundled material, misses, sees the words, and takes a step back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.questions.body import Kind
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.domain.reading import TextRange
from carrel.services.quizzing import Quizzing
from carrel.storage.question_store import QuestionStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.question_editor.dialog import EditorDialog
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.passage_view import PassageView

SECTION = Scope(ScopeKind.SECTION, "macron-putin/main-reason")


@pytest.fixture
def quiz(journey):
    journey.window.resize(QSize(1280, 800))
    return journey


def options(journey) -> list[QAbstractButton]:
    found = journey.window.findChildren(QAbstractButton)
    return [one for one in found if hasattr(one, "look") and one.isVisible()]


def press(journey, key) -> None:
    QTest.keyClick(QApplication.focusWidget() or journey.window, key)
    journey.settle()


def turn(journey):
    quizzing = Quizzing(journey.program.desk)
    return quizzing.standing(quizzing.open_session().session).turn


def start_at_a_choice(journey) -> None:
    """Begin a quiz and skip until a single choice is asked."""
    journey.program.shell.start_quiz(Scope())
    journey.settle()
    while turn(journey).question.kind is not Kind.SINGLE_CHOICE:
        press(journey, "s")


def choose(journey, *, well: bool) -> None:
    question = turn(journey).question
    right = question.body.options[question.solution()].text
    option = next(one for one in options(journey) if (one.look.words == right) is well)
    option.click()
    press(journey, Qt.Key.Key_Return)


def test_that_a_miss_shows_the_passage_opens_it_in_the_reader_and_is_undone(quiz):
    start_at_a_choice(quiz)
    asked = turn(quiz)
    choose(quiz, well=False)
    words = asked.question.passages[0]
    assert quiz.find(PassageView, "passageView").passage == words

    quiz.find(QPushButton, "openPassage").click()
    quiz.settle()
    text = quiz.find(DocumentView, "sectionText")
    span = text.positions.span(TextRange(SectionId(words.section), words.start, words.end))
    assert text.is_in_view(*span)

    quiz.program.shell.go_back()
    quiz.settle()
    assert quiz.find(QWidget, "quizFeedback").verdict == "Not right"
    press(quiz, "z")
    assert turn(quiz) == asked
    assert quiz.find(FlowingText, "quizPrompt").plain_text
    assert "Answer" in quiz.banner


def test_that_a_killed_session_goes_on_at_the_same_question_and_at_the_same_feedback(quiz):
    start_at_a_choice(quiz)
    asked = turn(quiz)
    quiz.kill()
    quiz.start()
    quiz.program.shell.start_quiz(Scope())
    quiz.settle()
    assert turn(quiz) == asked

    choose(quiz, well=False)
    quiz.kill()
    quiz.start()
    quiz.program.shell.start_quiz(Scope())
    quiz.settle()
    assert quiz.find(QWidget, "quizFeedback").verdict == "Not right"


def test_that_the_quiz_of_a_section_ends_in_a_summary(quiz):
    quiz.program.shell.start_quiz(SECTION)
    quiz.settle()
    quizzing = Quizzing(quiz.program.desk)
    session = quizzing.open_session().session
    while not (standing := quizzing.standing(session)).is_over:
        question = quiz.find(QWidget, "quizQuestion")
        question.answer_requested.emit(
            standing.turn.question.solution(part=standing.turn.part), None
        )
        press(quiz, Qt.Key.Key_Space)
    titles = [label.text() for label in quiz.window.findChildren(QLabel) if label.isVisible()]
    assert any(title.startswith("All right: ") for title in titles)


def page_of(journey):
    return journey.program.shell.page_in_front


def choices_of(journey, count: int) -> Scope:
    """A scope of the first single choices of the material that cite a passage."""
    store = QuestionStore(journey.program.desk.database)
    found = [
        question.id
        for question in store.of_material(MaterialId("macron-putin"))
        if question.kind is Kind.SINGLE_CHOICE and question.passages
    ]
    return Scope(ScopeKind.QUESTIONS, questions=tuple(found[:count]))


def begin(journey, count: int, **plan: object) -> None:
    journey.program.shell.go(Place(PageName.QUIZ))
    journey.settle()
    plan_of = SessionPlan(choices_of(journey, count), size=count, **plan)
    page_of(journey).view.chooser.start_requested.emit(plan_of)
    journey.settle()


def come_back(journey) -> None:
    """Have the window in front again, as a window manager does when a dialog is closed."""
    journey.window.activateWindow()
    journey.settle()


def heads(journey) -> list[str]:
    labels = page_of(journey).view.summary.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def test_that_a_miss_leads_to_its_sentence_and_is_tried_again_until_it_is_known(quiz):
    begin(quiz, 1, asks_for_sentence=True)
    question = turn(quiz).question
    choose(quiz, well=False)
    finder = page_of(quiz).view.question.finder
    assert finder.isVisible()
    answer = question.passages[0]
    press(quiz, Qt.Key.Key_Down)
    while not finder.chosen["start"] <= answer.start < finder.chosen["end"]:
        press(quiz, Qt.Key.Key_Down)
    press(quiz, Qt.Key.Key_Return)
    said = page_of(quiz).view.question.feedback.findChildren(QLabel)
    assert "You found the sentence that answers it." in [label.text() for label in said]
    press(quiz, Qt.Key.Key_Space)

    assert turn(quiz).question == question
    assert turn(quiz).is_repeat
    choose(quiz, well=True)
    press(quiz, Qt.Key.Key_Space)
    assert heads(quiz)[0] == "0 of 1 right"

    page_of(quiz).view.summary.retry_button.click()
    quiz.settle()
    assert turn(quiz).question == question
    choose(quiz, well=True)
    press(quiz, Qt.Key.Key_Space)
    assert heads(quiz)[0] == "All right: 1 of 1"


def test_that_an_exam_tells_nothing_until_its_time_is_over_and_then_all(quiz):
    begin(quiz, 3, is_exam=True, minutes=10)
    assert page_of(quiz).view.question.header.findChildren(QLabel)[1].text().endswith("10:00 left")
    choose(quiz, well=True)
    assert not page_of(quiz).view.question.feedback.isVisible()
    missed = turn(quiz).question
    choose(quiz, well=False)
    quiz.clock.advance(timedelta(minutes=11))
    page_of(quiz)._watch_exam()
    quiz.settle()
    said = heads(quiz)
    assert said[0] == "1 of 2 right"
    assert "33 % of the points" in said[1]
    assert "1 question not answered" in said[1]
    assert f"Right is: {missed.body.options[missed.solution()].text}" in said


def test_that_a_question_is_edited_in_the_middle_of_a_quiz_and_asked_as_edited(quiz):
    begin(quiz, 2)
    asked = turn(quiz)
    press(quiz, "e")
    dialog = quiz.find(EditorDialog, "questionEditor")
    dialog.prompt.show_text("What, in my words, was it about?")
    dialog.save_button.click()
    come_back(quiz)
    assert turn(quiz).item == asked.item
    assert quiz.find(FlowingText, "quizPrompt").plain_text == "What, in my words, was it about?"
    choose(quiz, well=True)
    assert quiz.find(QWidget, "quizFeedback").verdict == "Right"

    press(quiz, "e")
    quiz.find(EditorDialog, "questionEditor").restore_button.click()
    come_back(quiz)
    assert quiz.find(FlowingText, "quizPrompt").plain_text == asked.question.prompt
    assert quiz.find(QWidget, "quizFeedback").verdict == "Right"
    press(quiz, Qt.Key.Key_Space)
    assert turn(quiz).item != asked.item


def test_that_five_answers_are_undone_back_to_the_first_and_given_again(quiz):
    begin(quiz, 5)
    memories = "SELECT count(*) FROM memory"
    database = quiz.program.desk.database
    turns = []
    for number in range(5):
        turns.append(turn(quiz))
        choose(quiz, well=number % 2 == 0)
        press(quiz, Qt.Key.Key_Space)
    assert database.value(memories) == 5
    for expected in reversed(turns):
        press(quiz, "z")
        assert turn(quiz) == expected
    assert database.value(memories) == 0
    for _ in range(5):
        choose(quiz, well=True)
        press(quiz, Qt.Key.Key_Space)
    assert heads(quiz)[0] == "All right: 5 of 5"
