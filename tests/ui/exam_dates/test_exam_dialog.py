"""The window of an exam date: a plan for what is chosen, saved, moved and removed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.exam_planning import ExamPlanning
from carrel.storage.database import open_database
from carrel.ui.exam_dates.presenter import ExamPresenter
from carrel.ui.exam_dates.view import ExamDialog
from carrel.ui.page import PageContext
from fakes import ImmediateTasks, RecordingNavigator
from quiz_shelf import QuizShelf

BOOK = Scope(ScopeKind.MATERIAL, "book")


class ExamWindow:
    """A window over a library file, as plans are made on a connection of their own."""

    def __init__(self, qtbot, path, theme) -> None:
        self.qtbot = qtbot
        self.shelf = QuizShelf(open_database(path))
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.parent.show()
        context = PageContext(self.shelf.desk, RecordingNavigator(), ImmediateTasks(), theme)
        self.presenter = ExamPresenter(context, self.parent)
        self.planning = ExamPlanning(self.shelf.desk)

    def open(self) -> ExamDialog:
        dialog = self.presenter.open(BOOK)
        self.qtbot.waitUntil(lambda: bool(self.expectation(dialog)))
        return dialog

    def expectation(self, dialog: ExamDialog) -> str:
        return dialog.findChild(QLabel, "examExpectation").text()

    def press(self, dialog: ExamDialog, name: str) -> None:
        with self.qtbot.waitSignal(dialog.finished):
            button = dialog.findChild(QPushButton, name)
            self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(qtbot, tmp_path, theme):
    window = ExamWindow(qtbot, tmp_path / "library.db", theme)
    yield window
    window.shelf.close()


def test_that_a_plan_is_shown_for_the_day_that_is_chosen(window) -> None:
    window.shelf.ask(*["single_choice"] * 20)
    dialog = window.open()
    assert dialog.table.rowCount() == 21
    dialog.day.setDate(QDate(2026, 3, 7))
    window.qtbot.waitUntil(lambda: dialog.table.rowCount() == 5)
    assert "of 20 questions on the day; 0 % if you do nothing" in window.expectation(dialog)
    assert dialog.table.item(0, 0).text().endswith("2 Mar 2026")
    assert int(dialog.table.item(0, 1).text()) > 0
    dialog.reject()


def test_that_an_exam_date_is_saved_changed_by_keyboard_and_removed(window) -> None:
    window.shelf.ask("single_choice")
    dialog = window.open()
    assert dialog.findChild(QPushButton, "examRemove") is None
    dialog.day.setDate(QDate(2026, 3, 20))
    window.press(dialog, "examSave")
    assert window.planning.exam_of(BOOK).day == date(2026, 3, 20)

    dialog = window.open()
    assert dialog.chosen_day == date(2026, 3, 20)
    window.qtbot.keyClick(dialog.minutes, Qt.Key.Key_Up)
    with window.qtbot.waitSignal(dialog.finished):
        window.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.planning.exam_of(BOOK).minutes == 20

    dialog = window.open()
    window.press(dialog, "examRemove")
    assert window.planning.exam_of(BOOK) is None


def test_that_a_day_that_is_over_cannot_be_chosen(window) -> None:
    window.shelf.ask("single_choice")
    dialog = window.open()
    dialog.day.setDate(QDate(2020, 1, 1))
    assert dialog.chosen_day == date(2026, 3, 2)
    dialog.reject()


def test_that_without_questions_the_window_says_how_to_come_by_some(window) -> None:
    dialog = window.open()
    assert "no questions yet" in window.expectation(dialog)
    dialog.reject()


def test_that_a_material_that_went_in_the_meantime_is_told_in_the_window(window) -> None:
    window.shelf.ask("single_choice")
    dialog = window.open()
    window.shelf.desk.database.write("UPDATE material SET deleted_at = 'now'")
    window.qtbot.mouseClick(dialog.findChild(QPushButton, "examSave"), Qt.MouseButton.LeftButton)
    problem = dialog.findChild(QLabel, "examProblem")
    assert "not in the library any more" in problem.text()
    assert problem.isVisible()
    dialog.reject()
