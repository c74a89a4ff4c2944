"""What a student does with a question besides answering: mark it, or set it aside."""

from __future__ import annotations

from collections.abc import Iterable

from carrel.domain.changes import Change
from carrel.domain.ids import QuestionId
from carrel.services.desk import Desk
from carrel.services.study_rules import StudyRules
from carrel.storage.question_store import QuestionStore


class QuestionStates:
    """Marking, suspending and burying questions, each as one step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._questions = QuestionStore(desk.database)
        self._rules = StudyRules(desk)

    def mark(self, questions: Iterable[QuestionId], *, is_marked: bool) -> None:
        """Mark questions to be found again, or take the marks away."""
        label = "Mark question" if is_marked else "Take mark away"
        self._set(label, questions, "marked", is_set=is_marked)

    def suspend(self, questions: Iterable[QuestionId], *, is_suspended: bool) -> None:
        """Ask questions no more until further notice, or ask them again."""
        label = "Suspend question" if is_suspended else "Ask question again"
        self._set(label, questions, "suspended", is_set=is_suspended)

    def delete(self, questions: Iterable[QuestionId]) -> None:
        """Take questions out of the library; their answers stay, and undo brings them back."""
        self._set("Delete question", questions, "deleted", is_set=True)

    def bury(self, question: QuestionId) -> None:
        """Do not ask a question, nor its siblings, before tomorrow where the student is."""
        until = self._rules.day().next_start(self._desk.clock())
        with self._desk.action("Bury question", Change.QUESTIONS) as action:
            self._questions.bury(action, question, until)

    def _set(
        self, label: str, questions: Iterable[QuestionId], state: str, *, is_set: bool
    ) -> None:
        at = self._desk.clock() if is_set else None
        with self._desk.action(label, Change.QUESTIONS) as action:
            self._questions.set_state(action, questions, state, at)
