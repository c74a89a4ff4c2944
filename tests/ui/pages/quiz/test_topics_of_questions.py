"""After an answer a question says what it is about, and leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from carrel.domain.ids import TopicId
from carrel.ui.widgets.buttons import LinkButton
from question_samples import question
from quiz_shelf import cited


def links(view) -> list[LinkButton]:
    return [link for link in view.feedback.findChildren(LinkButton) if link.isVisible()]


def test_that_an_answered_question_leads_to_its_topics_by_mouse_and_tab(student, qtbot):
    student.shelf.desk.database.write(
        "INSERT INTO topic (key, material_id, kind, name, folded, origin, created_at, updated_at)"
        " SELECT 'book/wind', id, 'concept', 'The wind', 'the wind', 'own', '', '' FROM material"
    )
    asked = question("single_choice", passages=(cited("book/one"),), topics=(TopicId("book/wind"),))
    student.shelf.add(asked)
    view = student.quiz_on()
    assert links(view) == []
    student.press("1", Qt.Key.Key_Return)
    (link,) = links(view)
    assert link.accessibleName() == "Topic: The wind"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert student.navigator.places[-1].topic == "book/wind"
    view.feedback.findChildren(QPushButton)[3].setFocus()
    student.press(Qt.Key.Key_Tab)
    assert link.hasFocus()


def test_that_a_question_on_nothing_in_particular_offers_no_topics(student):
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    student.press("1", Qt.Key.Key_Return)
    assert links(view) == []
