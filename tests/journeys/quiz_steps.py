"""The steps of a quiz as key presses in the window; as a program, stops after one to be killed.

``python quiz_steps.py LIBRARY STEP`` takes the step on a library with the bundled material, prints
what the window shows then as JSON, and waits for its end.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from carrel.domain.ids import MaterialId
from carrel.domain.questions.body import Kind
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.services.quizzing import Quizzing
from carrel.storage.question_store import QuestionStore

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return
COUNT = 3


class Quiz:
    """A running program at its Quiz page, with a quiz of a few single choices begun in it."""

    def __init__(self, program: Any, settle: Callable[[], None]) -> None:
        self.program = program
        self._settle = settle
        self.page = program.shell.page_in_front

    def begin(self, **plan: object) -> None:
        store = QuestionStore(self.program.desk.database)
        questions = tuple(
            question.id
            for question in store.of_material(MaterialId("macron-putin"))
            if question.kind is Kind.SINGLE_CHOICE and question.passages
        )[:COUNT]
        scope = Scope(ScopeKind.QUESTIONS, questions=questions)
        self.page.view.chooser.start_requested.emit(SessionPlan(scope, size=COUNT, **plan))
        self._settle()

    def resume(self) -> None:
        self.page.view.chooser.resume_button.click()
        self._settle()

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page.view, key)
            self._settle()

    def answer(self, *, well: bool) -> None:
        """Choose by its number what is right, or the first that is wrong, and press Enter."""
        quizzing = Quizzing(self.program.desk)
        question = quizzing.standing(quizzing.open_session().session).turn.question
        right = question.body.options[question.solution()].text
        found = self.page.view.question.findChildren(QWidget)
        rows = [row for row in found if hasattr(row, "look") and row.isVisible()]
        place = next(n for n, row in enumerate(rows, 1) if (row.look.words == right) is well)
        self.press(str(place), ENTER)

    def shown(self) -> dict[str, Any]:
        """What the page shows, as far as a student would say that it is the same."""
        view = self.page.view
        if view.is_choosing:
            return {"face": "choosing"}
        if not view.is_asking:
            labels = [one.text() for one in view.summary.findChildren(QLabel) if one.isVisible()]
            return {"face": "summary", "words": labels}
        question = view.question
        ratings = [one for one in question.feedback.findChildren(QPushButton) if one.isChecked()]
        rows = [row for row in question.findChildren(QWidget) if hasattr(row, "look")]
        return {
            "face": "question",
            "prompt": question.findChild(QWidget, "quizPrompt").plain_text,
            "counter": question.header.counted,
            "verdict": question.feedback.verdict if question.feedback.isVisible() else "",
            "rating": [one.text() for one in ratings if one.isVisible()],
            "looks for the sentence": question.finder.isVisible(),
            "options": [(row.look.words, row.look.is_fixed) for row in rows if row.isVisible()],
            "is marked": question.header.mark.isChecked(),
        }


def _all(quiz: Quiz) -> None:
    for _ in range(COUNT):
        quiz.answer(well=True)
        quiz.press(SPACE)


def _steps(*steps: Callable[[Quiz], None]) -> Callable[[Quiz], None]:
    def take(quiz: Quiz) -> None:
        for step in steps:
            step(quiz)

    return take


def _begin(**plan: object) -> Callable[[Quiz], None]:
    return lambda quiz: quiz.begin(**plan)


def _answer(*, well: bool) -> Callable[[Quiz], None]:
    return lambda quiz: quiz.answer(well=well)


def _press(*keys: Qt.Key | str) -> Callable[[Quiz], None]:
    return lambda quiz: quiz.press(*keys)


STEPS: dict[str, Callable[[Quiz], None]] = {
    "asked": _begin(),
    "chosen but not answered": _steps(_begin(), _press("1")),
    "answered well": _steps(_begin(), _answer(well=True)),
    "answered badly": _steps(_begin(), _answer(well=False)),
    "rated otherwise": _steps(_begin(), _answer(well=True), _press("4")),
    "gone on": _steps(_begin(), _answer(well=True), _press(SPACE)),
    "skipped": _steps(_begin(), _press("s")),
    "marked": _steps(_begin(), _press("m")),
    "undone": _steps(_begin(), _answer(well=True), _press(SPACE, "z")),
    "buried": _steps(_begin(), _press("b")),
    "looking for the sentence": _steps(_begin(asks_for_sentence=True), _answer(well=False)),
    "sentence chosen": _steps(
        _begin(asks_for_sentence=True), _answer(well=False), _press(Qt.Key.Key_Down, ENTER)
    ),
    "asked once more": _steps(
        _begin(),
        _answer(well=False),
        _press(SPACE),
        _answer(well=True),
        _press(SPACE),
        _answer(well=True),
        _press(SPACE),
    ),
    "in an exam": _steps(_begin(is_exam=True, minutes=10), _answer(well=False)),
    "at the end": _steps(_begin(), _all),
    "at the end of an exam": _steps(
        _begin(is_exam=True, minutes=10), *[_answer(well=True)] * COUNT
    ),
}


def main(library: Path, step: str) -> None:
    """Take the step, tell what is shown, and wait to be killed."""
    import uuid

    from carrel.app import build, make_application
    from carrel.services.desk import open_desk
    from carrel.ui.device_settings import DeviceSettings
    from carrel.ui.navigator import PageName, Place
    from fakes import FrozenClock

    application = make_application()
    desk = open_desk(library, clock=FrozenClock(), new_id=lambda: str(uuid.uuid4()))
    program = build(desk, DeviceSettings(library.parent), {"CARREL_THEME": "light"})
    program.window.resize(1280, 800)

    def settle() -> None:
        for _ in range(5):
            application.processEvents()

    program.start(Place(PageName.QUIZ))
    settle()
    quiz = Quiz(program, settle)
    STEPS[step](quiz)
    sys.stdout.write(json.dumps(quiz.shown()) + "\n")
    sys.stdout.flush()
    signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
