"""The Claims page offers exercises, says how many questions they are, and begins a quiz."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from carrel.services.undo import Undo


def exercise_dialog(page):
    dialogs = page.view.findChildren(QDialog, "exerciseDialog")
    return next(dialog for dialog in dialogs if dialog.isVisible())


def exercise_rows(dialog) -> dict[str, str]:
    return {
        box.text(): box.accessibleDescription() for box in dialog.boxes.values() if box.isEnabled()
    }


def test_that_exercises_say_beforehand_how_many_questions_they_are(page, desk):
    page.go_to(page.ledger)
    page.choose(page.ledger.asserted_by, "Vladimir Putin")
    page.ledger.exercises.click()
    dialog = exercise_dialog(page)
    assert exercise_rows(dialog) == {
        "Who says it, and whose view is it?": "1 question",
        "How certain does the text make it?": "1 question",
        "Put the dated events in order": "4 questions",
    }
    assert "Together 2: 2 new, 0 that you have already." in page.labels()
    dialog.of_all.click()
    assert exercise_rows(dialog)["What stands against it?"] == "12 questions"
    dialog.of_listed.click()
    page.view.findChild(QPushButton, "addExercises").click()
    assert page.navigator.messages[-1].startswith("2 questions are among yours now")
    QApplication.processEvents()
    page.ledger.exercises.click()
    assert exercise_rows(exercise_dialog(page))["How certain does the text make it?"] == (
        "1 question, 1 there already"
    )
    exercise_dialog(page).reject()
    Undo(desk).undo()


def test_that_a_quiz_begins_on_the_exercises_that_were_ticked(page, desk):
    page.go_to(page.ledger)
    page.choose(page.ledger.asserted_by, "Vladimir Putin")
    page.ledger.exercises.click()
    dialog = exercise_dialog(page)
    dialog.boxes["certainty"].click()
    page.press(dialog.quiz, Qt.Key.Key_Space)
    assert page.navigator.places[-1].scope.questions == ("macron-putin/PP05~holder",)
    Undo(desk).undo()


def test_that_the_timeline_offers_to_put_its_events_in_order(page, desk):
    page.go_to(page.timeline)
    page.timeline.exercises.click()
    dialog = exercise_dialog(page)
    assert dialog.chosen == ("order",)
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.quiz.isEnabled()
    assert "Tick what you want to be asked." in page.labels()
    dialog.boxes["order"].click()
    dialog.quiz.click()
    assert len(page.navigator.places[-1].scope.questions) == 4
    Undo(desk).undo()
