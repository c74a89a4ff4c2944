"""The list of questions: narrowing it, and doing something with one or many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from carrel.domain.changes import Change
from carrel.domain.questions.body import Kind
from carrel.services.undo import Undo
from question_samples import SAMPLES


@pytest.fixture
def listing(student):
    """The list, with a question of each kind."""
    student.shelf.ask(*SAMPLES)
    page = student.open()
    button = page.view.chooser.findChild(QPushButton, "allQuestions")
    student.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.view.questions.isVisible()
    return page.view.questions


def names(listing) -> list[str]:
    model = listing.model
    return [model.question(row).id.removeprefix("book/") for row in range(model.rowCount())]


def choose(listing, *rows: int) -> None:
    selection = listing.table.selectionModel()
    selection.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        selection.select(listing.model.index(row, 0), flags)


def test_that_the_model_keeps_qts_rules(listing) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(listing.model, mode)
    listing.show_questions(())
    assert listing.model.rowCount() == 0


def test_that_all_questions_are_listed_with_how_they_stand(listing) -> None:
    assert len(names(listing)) == 10
    row = [listing.model.index(0, column).data() for column in range(4)]
    assert row == ["What of q001?", "Single choice", "One", "new"]


def test_that_typing_narrows_the_list_and_nothing_found_says_so(student, listing) -> None:
    student.type("q003")
    student.qtbot.waitUntil(lambda: names(listing) == ["q003"])
    student.type("zzz")
    student.qtbot.waitUntil(lambda: names(listing) == [])
    button = next(b for b in listing.findChildren(QPushButton) if b.text() == "Show all questions")
    student.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    student.qtbot.waitUntil(lambda: len(names(listing)) == 10)


def test_that_a_kind_narrows_the_list(student, listing) -> None:
    kind = listing.filter.kind
    kind.setCurrentIndex(kind.findData(Kind.CLOZE))
    student.qtbot.waitUntil(lambda: names(listing) == ["q004"])
    assert listing.filter.is_narrowing


def test_that_enter_edits_the_chosen_question(student, listing) -> None:
    choose(listing, 3)
    listing.table.setFocus()
    student.qtbot.keyClick(listing.table, Qt.Key.Key_Return)
    assert student.navigator.edited == ["book/q004"]
    choose(listing, 3, 4)
    assert not listing.edit_button.isEnabled()


def test_that_many_are_suspended_at_once_and_asked_again(student, listing) -> None:
    choose(listing, 0, 1, 2)
    student.qtbot.mouseClick(listing.suspend_button, Qt.MouseButton.LeftButton)
    assert [listing.model.index(row, 3).data() for row in range(4)] == ["suspended"] * 3 + ["new"]
    assert listing.suspend_button.text() == "Ask again"
    student.qtbot.mouseClick(listing.suspend_button, Qt.MouseButton.LeftButton)
    assert listing.model.index(0, 3).data() == "new"


def test_that_many_are_deleted_at_once_and_brought_back(student, listing) -> None:
    choose(listing, 0, 1)
    student.qtbot.keyClick(listing.table, Qt.Key.Key_Delete)
    assert len(names(listing)) == 8
    assert student.navigator.messages == ["Deleted: 2 questions."]
    words, undo = student.navigator.offered
    assert words == "Undo"
    undo()
    assert len(names(listing)) == 10


def test_that_an_undo_from_elsewhere_is_seen(student, listing) -> None:
    choose(listing, 0)
    student.qtbot.mouseClick(listing.mark_button, Qt.MouseButton.LeftButton)
    assert listing.model.index(0, 3).data() == "new, marked"
    Undo(student.shelf.desk).undo()
    student.page.refresh(frozenset({Change.QUESTIONS}))
    assert listing.model.index(0, 3).data() == "new"


def test_that_the_chosen_questions_are_quizzed(student, listing) -> None:
    choose(listing, 0, 3)
    student.qtbot.mouseClick(listing.quiz_button, Qt.MouseButton.LeftButton)
    assert student.page.view.is_asking
    questions = student.shelf.quizzing.open_session().plan.scope.questions
    assert questions == ("book/q001", "book/q004")


def test_that_the_breadcrumb_and_the_link_lead_back(student, listing) -> None:
    assert [crumb.text for crumb in student.page.trail()] == ["Questions"]
    listing.back_requested.emit()
    assert student.page.view.is_choosing
