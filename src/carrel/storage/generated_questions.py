"""Questions that the program makes: adding those that are new, and keeping the others true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from carrel.domain.ids import QuestionId
from carrel.domain.questions.question import Question
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action
from carrel.storage.question_store import QuestionStore


class Presence(StrEnum):
    """Whether a question that can be made is in the library; AT_REST: suspended there."""

    NEW = "new"
    THERE = "there"
    AT_REST = "at rest"
    DELETED = "deleted"


class GeneratedQuestions:
    """Made questions, known again by their ids, which name what they were made from."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._questions = QuestionStore(database)

    def presence(self, questions: Iterable[Question]) -> dict[QuestionId, Presence]:
        """Which of these are in the library."""
        made = tuple(questions)
        rows = self._rows(made)
        return {question.id: _presence(rows.get(question.id)) for question in made}

    def put(self, action: Action, questions: Sequence[Question], *, at: datetime) -> None:
        """Add those that are new; let others say what they would say now.

        What the student has edited or deleted stays as it is.
        """
        rows = self._rows(questions)
        position = self._questions.next_position(questions[0].material) if questions else 0
        for question in questions:
            row = rows.get(question.id)
            if row is None:
                self._questions.add(action, question, at=at, position=position)
                position += 1
            elif row["deleted_at"] is None and not row["is_edited"]:
                self._renew(action, row, question, at=at)

    def _renew(self, action: Action, row: Row, question: Question, *, at: datetime) -> None:
        values = self._questions.own_columns(question)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            action.update("question", row["id"], changed | {"updated_at": at.isoformat()})
            self._questions.replace_parts(action, row["id"], question, at=at)

    def _rows(self, questions: Iterable[Question]) -> dict[str, Row]:
        keys = json.dumps([question.id for question in questions])
        rows = self._database.rows(
            "SELECT question.*, EXISTS (SELECT 1 FROM override WHERE thing = 'question'"
            " AND thing_key = question.key) AS is_edited"
            " FROM question JOIN json_each(?) ON question.key = value",
            (keys,),
        )
        return {row["key"]: row for row in rows}


def _presence(row: Row | None) -> Presence:
    if row is None:
        return Presence.NEW
    if row["deleted_at"] is not None:
        return Presence.DELETED
    return Presence.AT_REST if row["suspended_at"] is not None else Presence.THERE
