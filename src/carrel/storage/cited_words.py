"""The words that a student lets answer a pack's question instead of those its author cited.

They are no column of the question: its passages are rows of their own, and stay in force when an
edition comes. The ``override`` row holds both as JSON, so that the author's can be restored. The
student is not asked when both have changed them, since texts move under every citation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.text.passage import Passage
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action
from carrel.storage.override_store import CITES


class CitedWords:
    """The overrides of cited words. They are written beside the passages themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def authors(self, question: QuestionId) -> tuple[Passage, ...] | None:
        """What the author cited where the student has chosen other words; else None."""
        row = self._override(question)
        return None if row is None else passages_from(row["author_value"])

    def change(
        self,
        action: Action,
        question: QuestionId,
        before: Sequence[Passage],
        after: Sequence[Passage],
        *,
        at: datetime,
    ) -> None:
        """Note that the words cited are ``after`` now; the author's own again end the override."""
        known, now = self._override(question), at.isoformat()
        author = passages_text(before) if known is None else known["author_value"]
        value = passages_text(after)
        if value == author:
            if known is not None:
                action.delete("override", known["id"])
        elif known is None:
            action.insert(
                "override",
                {
                    "thing": "question",
                    "thing_key": question,
                    "field": CITES,
                    "value": value,
                    "made_against": author,
                    "author_value": author,
                    "created_at": now,
                    "updated_at": now,
                },
            )
        else:
            action.update("override", known["id"], {"value": value, "updated_at": now})

    def learn_authors(
        self, question: QuestionId, passages: Sequence[Passage], *, at: datetime
    ) -> bool:
        """Keep what an edition's author cites; False where the student has not changed it."""
        known = self._override(question)
        if known is None:
            return False
        self._database.write(
            "UPDATE override SET author_value = ?, updated_at = ? WHERE id = ?",
            (passages_text(passages), at.isoformat(), known["id"]),
        )
        return True

    def _override(self, question: QuestionId) -> Row | None:
        return self._database.row(
            "SELECT * FROM override WHERE thing = 'question' AND thing_key = ? AND field = ?",
            (question, CITES),
        )


def passages_text(passages: Sequence[Passage]) -> str:
    """Passages as the text that :func:`passages_from` reads."""
    return json.dumps([asdict(passage) for passage in passages], ensure_ascii=False)


def passages_from(text: str) -> tuple[Passage, ...]:
    """The passages that :func:`passages_text` wrote."""
    return tuple(
        Passage(**values | {"section": SectionId(values["section"])}) for values in json.loads(text)
    )
