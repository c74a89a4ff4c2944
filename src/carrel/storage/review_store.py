"""Answers and memories as rows: the log that only grows, and what FSRS makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from carrel.domain.ids import CardId, ReviewId
from carrel.domain.questions.body import Response
from carrel.domain.scheduling import (
    Confidence,
    Memory,
    ParameterSet,
    Rating,
    Recorded,
    Stage,
)
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action

MEMORY_COLUMNS = (
    "memory.state, memory.step, memory.stability, memory.difficulty, memory.due_at,"
    " memory.last_review_at, memory.last_rating, memory.review_count, memory.lapse_count"
)
"""What a query must select for :func:`memory_of`."""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to a card. ``seconds`` is how long it took; the time is UTC."""

    id: ReviewId
    card_row: int
    session_row: int | None
    parameters: ParameterSet
    reviewed_at: datetime
    response: Response
    score: float
    rating: Rating
    confidence: Confidence | None
    seconds: float
    memory_before: Memory | None
    device: str


def memory_of(row: Row) -> Memory | None:
    """The memory of a row that holds :data:`MEMORY_COLUMNS`; None for a card never answered."""
    if row["state"] is None:
        return None
    return Memory(
        stage=Stage(row["state"]),
        step=row["step"],
        stability=row["stability"],
        difficulty=row["difficulty"],
        due_at=datetime.fromisoformat(row["due_at"]),
        last_review_at=datetime.fromisoformat(row["last_review_at"]),
        last_rating=Rating(row["last_rating"]),
        review_count=row["review_count"],
        lapse_count=row["lapse_count"],
    )


class ReviewStore:
    """The answers of a library and the memories that follow from them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._parameter_rows: dict[ParameterSet, int] = {}

    def memory(self, card_row: int) -> Memory | None:
        """What is remembered of a card; None if it was never answered."""
        row = self._database.row(f"SELECT {MEMORY_COLUMNS} FROM memory WHERE id = ?", (card_row,))
        return None if row is None else memory_of(row)

    def record(self, action: Action, review: Review, after: Memory) -> int:
        """Log an answer and keep the memory after it; returns the review's row id.

        Undoing the step leaves the answer in the log, with a row that says it does not count.
        """
        row_id = self._log(action, review)
        self._keep(action, review.card_row, after, is_first=review.memory_before is None)
        return row_id

    def correct(self, action: Action, old_row: int, review: Review, after: Memory) -> int:
        """Log an answer that takes the place of another, which counts no more."""
        action.insert("review_void", {"id": old_row})
        row_id = self._log(action, review)
        self._keep(action, review.card_row, after, is_first=False)
        return row_id

    def review(self, row_id: int) -> Review:
        """One answer of the log."""
        row = self._database.row(
            "SELECT review.*, parameters FROM review"
            " JOIN parameter_set ON parameter_set.id = parameter_set_id WHERE review.id = ?",
            (row_id,),
        )
        if row is None:
            raise KeyError(row_id)
        before = json.loads(row["memory_before"])
        return Review(
            id=ReviewId(row["key"]),
            card_row=row["card_id"],
            session_row=row["session_id"],
            parameters=ParameterSet.from_json(row["parameters"]),
            reviewed_at=datetime.fromisoformat(row["reviewed_at"]),
            response=json.loads(row["response"]),
            score=row["score"],
            rating=Rating(row["rating"]),
            confidence=None if row["confidence"] is None else Confidence(row["confidence"]),
            seconds=row["seconds"],
            memory_before=Memory.from_dict(before) if before else None,
            device=row["device"],
        )

    def log(self, card: CardId) -> tuple[Recorded, ...]:
        """The answers to a card that count, in the order they were given."""
        rows = self._database.rows(
            "SELECT rating, reviewed_at, parameters FROM review"
            " JOIN parameter_set ON parameter_set.id = parameter_set_id"
            " JOIN card ON card.id = card_id WHERE card.key = ?"
            " AND review.id NOT IN (SELECT id FROM review_void) ORDER BY review.id",
            (card,),
        )
        return tuple(
            Recorded(
                Rating(row["rating"]),
                datetime.fromisoformat(row["reviewed_at"]),
                ParameterSet.from_json(row["parameters"]),
            )
            for row in rows
        )

    def latest(self, card_row: int) -> datetime | None:
        """The latest time that the clock told at an answer to a card, undone ones among them."""
        told = self._database.value(
            "SELECT max(reviewed_at) FROM review WHERE card_id = ?", (card_row,)
        )
        return None if told is None else datetime.fromisoformat(told)

    def first_answers(self, since: datetime, until: datetime) -> int:
        """How many cards were answered for the first time from ``since`` to before ``until``."""
        return int(
            self._database.value(
                "SELECT count(DISTINCT card_id) FROM review WHERE reviewed_at >= ?"
                " AND reviewed_at < ? AND memory_before = 'null'"
                " AND id NOT IN (SELECT id FROM review_void)",
                (since.isoformat(), until.isoformat()),
            )
        )

    def bring(self, reviews: Iterable[Review], after: Memory) -> None:
        """Log answers to one card that were given elsewhere, outside of the journal."""
        card_row = None
        for review in reviews:
            self._insert(review)
            card_row = review.card_row
        if card_row is not None:
            self.set_memory(card_row, after)

    def _log(self, action: Action, review: Review) -> int:
        row_id = self._insert(review)
        action.add_when_undone("review_void", {"id": row_id})
        return row_id

    def _insert(self, review: Review) -> int:
        return self._database.write(
            "INSERT INTO review (key, card_id, session_id, parameter_set_id, reviewed_at, response,"
            " score, rating, confidence, seconds, memory_before, device)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review.id,
                review.card_row,
                review.session_row,
                self._parameter_row(review.parameters, review.reviewed_at),
                review.reviewed_at.isoformat(),
                json.dumps(review.response, ensure_ascii=False),
                review.score,
                int(review.rating),
                review.confidence,
                review.seconds,
                json.dumps(review.memory_before and review.memory_before.to_dict()),
                review.device,
            ),
        )

    def set_memory(self, card_row: int, memory: Memory | None) -> None:
        """Store the memory that the log gives, outside of the journal; None: never answered."""
        with self._database.transaction():
            self._database.write("DELETE FROM memory WHERE id = ?", (card_row,))
            if memory is not None:
                values = {"id": card_row, **_columns(memory)}
                marks = ", ".join("?" * len(values))
                self._database.write(
                    f"INSERT INTO memory ({', '.join(values)}) VALUES ({marks})",
                    tuple(values.values()),
                )

    def _keep(self, action: Action, card_row: int, memory: Memory, *, is_first: bool) -> None:
        values = _columns(memory)
        if is_first:
            action.insert("memory", {"id": card_row, **values})
        else:
            action.update("memory", card_row, values)

    def _parameter_row(self, parameters: ParameterSet, at: datetime) -> int:
        if parameters not in self._parameter_rows:
            self._database.write(
                "INSERT OR IGNORE INTO parameter_set (key, parameters, created_at)"
                " VALUES (?, ?, ?)",
                (parameters.key, parameters.to_json(), at.isoformat()),
            )
            row_id = self._database.value(
                "SELECT id FROM parameter_set WHERE key = ?", (parameters.key,)
            )
            self._parameter_rows[parameters] = int(row_id)
        return self._parameter_rows[parameters]


def _columns(memory: Memory) -> dict[str, object]:
    return {
        "state": int(memory.stage),
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due_at": memory.due_at.isoformat(),
        "last_review_at": memory.last_review_at.isoformat(),
        "last_rating": int(memory.last_rating),
        "review_count": memory.review_count,
        "lapse_count": memory.lapse_count,
    }
