"""A student makes a question while reading, is asked it, and changes it in the middle of a quiz."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.reading import TextRange
from carrel.services.quizzing import Quizzing
from carrel.ui.navigator import PageName, Place
from carrel.ui.question_editor.dialog import EditorDialog
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.flowing_text import FlowingText
from sample_library import add_material

ONE = SectionId("foxes/one")
TEXT = "The fox 🦊 is often called clever. Nobody has asked it."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reader(journey):
    add_material(journey.program.desk, "foxes", [("one", 1, TEXT)])
    journey.window.resize(QSize(1280, 800))
    journey.program.shell.go(Place(PageName.READ, section=ONE))
    journey.settle()
    return journey


def select(journey, words: str) -> DocumentView:
    text = journey.find(DocumentView, "sectionText")
    start = TEXT.index(words)
    text.select(*text.positions.span(TextRange(ONE, start, start + len(words))))
    text.setFocus()
    return text


def editor(journey) -> EditorDialog:
    return journey.find(EditorDialog, "questionEditor")


def test_that_words_become_a_question_by_one_key_and_are_asked(reader):
    select(reader, "clever")
    QTest.keyClick(reader.window, "q")
    reader.settle()
    editor(reader).findChild(QPushButton, "questionSave").click()
    reader.settle()
    assert "added" in reader.banner

    reader.program.shell.start_quiz(Scope(ScopeKind.SECTION, ONE))
    reader.settle()
    turn = (
        Quizzing(reader.program.desk)
        .standing(Quizzing(reader.program.desk).open_session().session)
        .turn
    )
    assert turn.question.body.gaps[0].answer == "clever"
    assert turn.question.passages[0].quote == "The fox 🦊 is often called clever."


def test_that_a_question_is_edited_in_the_middle_of_a_session(reader):
    reader.program.shell.start_quiz(Scope(ScopeKind.SECTION, "macron-putin/main-reason"))
    reader.settle()
    QTest.keyClick(QApplication.focusWidget() or reader.window, "e")
    reader.settle()
    dialog = editor(reader)
    dialog.prompt.show_text("What is the chief reason, put in my words?")
    dialog._show_preview()
    dialog.findChild(QPushButton, "questionSave").click()
    reader.settle()
    prompt = reader.find(FlowingText, "quizPrompt").plain_text
    assert prompt == "What is the chief reason, put in my words?"
    assert reader.find(QWidget, "quizQuestion").isVisible()
    reader.restart()
    reader.program.shell.start_quiz(Scope(ScopeKind.SECTION, "macron-putin/main-reason"))
    reader.settle()
    assert reader.find(FlowingText, "quizPrompt").plain_text == prompt
