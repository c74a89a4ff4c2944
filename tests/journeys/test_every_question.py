"""Every question of the bundled material is shown, answered and explained without a cut word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from carrel.domain.ids import MaterialId
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.storage.question_store import QuestionStore
from carrel.ui.navigator import PageName, Place

SIZES = [QSize(1024, 640), QSize(1280, 800), QSize(1920, 1080)]


def cut_widgets(view: QWidget) -> Iterator[str]:
    """Widgets with words that have less height, or less width, than their words need."""
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or not widget.width():
            continue
        words = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
        is_text = isinstance(widget, QLabel) or not widget.layout()
        needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
        if is_text and widget.height() < needed:
            yield f"{type(widget).__name__} is too low: {words!r}"
        right = widget.mapTo(view, widget.rect().topRight()).x()
        if right > view.width():
            yield f"{type(widget).__name__} reaches out of the window: {words!r}"


def settle(journey) -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_that_no_question_or_answer_is_cut_at_any_size(journey, size):
    journey.window.resize(size)
    journey.program.shell.go(Place(PageName.QUIZ))
    journey.settle()
    page = journey.program.shell.page_in_front
    questions = QuestionStore(journey.program.desk.database).of_material(MaterialId("macron-putin"))
    assert len(questions) > 100
    cut = []
    for number, question in enumerate(questions):
        scope = Scope(ScopeKind.QUESTIONS, questions=(question.id,))
        page.view.chooser.start_requested.emit(SessionPlan(scope, size=1))
        settle(journey)
        cut += [f"{question.id} asked: {what}" for what in cut_widgets(page.view)]
        answer = question.solution() if number % 3 == 0 else None
        page.view.question.answer_requested.emit(answer, None)
        settle(journey)
        cut += [f"{question.id} answered: {what}" for what in cut_widgets(page.view)]
    assert cut == []
