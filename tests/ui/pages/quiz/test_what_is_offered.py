"""What the Quiz page offers: whole rows of what can be asked, and the keys that are in force."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


@pytest.mark.parametrize("height", [560, 571, 587])
def test_that_no_row_of_what_can_be_chosen_is_cut(student, height) -> None:
    for section in ("one", "one-a", "two"):
        student.shelf.ask("single_choice", section=section)
    page = student.open()
    page.view.resize(900, height)
    tree = page.view.chooser.tree
    tree.expandAll()
    row = tree.visualItemRect(tree.topLevelItem(0)).height()
    assert tree.viewport().height() % row == 0
    last = tree.topLevelItem(tree.topLevelItemCount() - 1)
    tree.scrollToItem(last)
    assert tree.visualItemRect(last).bottom() <= tree.viewport().height()


def test_that_the_line_below_a_question_names_the_key_that_answers(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on("q001")
    assert any(label.text() == "Enter answers" for label in view.findChildren(QLabel))
    view.keys.answer.setShortcut("Ctrl+J")
    student.press(Qt.Key.Key_1)
    assert any(label.text() == "Ctrl+J answers" for label in view.findChildren(QLabel))
