"""A student is asked about the bundled material, misses, sees the words, and takes a step back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.questions.body import Kind
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.reading import TextRange
from carrel.services.quizzing import Quizzing
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
