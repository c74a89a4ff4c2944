"""Quiz sessions as rows: the plan, and each question's turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carrel.domain.errors import NotFound
from carrel.domain.ids import CardId, QuestionId
from carrel.domain.quiz_session import ItemId, Progress, SessionId, SessionPlan
from carrel.domain.scheduling import LONGEST_BURIAL
from carrel.storage.card_choice import QUESTIONS_AT_REST, QUESTIONS_PUT_AWAY
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action

_TURNS = """
FROM quiz_item
JOIN quiz_session ON quiz_session.id = quiz_item.session_id
JOIN card ON card.id = quiz_item.card_id
"""

_ITEM = f"""
SELECT quiz_item.*, card.key AS card, card.part, question.key AS question,
       question.marked_at IS NOT NULL AS is_marked,
       NOT EXISTS (SELECT 1 FROM memory WHERE memory.id = card.id) AS is_new
{_TURNS}
JOIN question ON question.id = card.question_id
"""

_IS_TO_COME = (
    f"quiz_item.state = 'waiting' AND card.question_id NOT IN ({QUESTIONS_AT_REST})"
    f" AND card.question_id NOT IN ({QUESTIONS_PUT_AWAY})"
    " AND card.suspended_at IS NULL"
    " AND (card.buried_until IS NULL OR card.buried_until <= quiz_session.started_at"
    " OR julianday(card.buried_until)"
    f" > julianday(quiz_session.started_at) + {LONGEST_BURIAL.days})"
)


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session's own row. ``showing`` is the item whose feedback is on the screen."""

    row_id: int
    key: SessionId
    plan: SessionPlan
    showing: ItemId | None
    started_at: datetime
    is_finished: bool


@dataclass(frozen=True, slots=True)
class StoredItem:
    """A turn: the card, what it is a part of, and the answer's row once there is one."""

    id: ItemId
    session_row: int
    card_row: int
    card: CardId
    part: int
    question: QuestionId
    position: float
    review_row: int | None
    sentence_score: float | None
    is_repeat: bool
    is_new: bool
    is_marked: bool


class SessionStore:
    """The quiz sessions of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self, key: SessionId, plan: SessionPlan, cards: Sequence[int], *, at: datetime
    ) -> None:
        """Begin a session on card rows in this order; a session still open is finished."""
        with self._database.transaction():
            self._database.write(
                "UPDATE quiz_session SET finished_at = ? WHERE finished_at IS NULL",
                (at.isoformat(),),
            )
            session_row = self._database.write(
                "INSERT INTO quiz_session (key, plan, started_at) VALUES (?, ?, ?)",
                (key, plan.to_json(), at.isoformat()),
            )
            self._database.write_many(
                "INSERT INTO quiz_item (session_id, card_id, position) VALUES (?, ?, ?)",
                [(session_row, card, float(place)) for place, card in enumerate(cards)],
            )

    def session(self, key: SessionId) -> StoredSession:
        """One session; raises :class:`NotFound`."""
        row = self._database.row("SELECT * FROM quiz_session WHERE key = ?", (key,))
        if row is None:
            raise NotFound("There is no quiz “{session}” any more.", session=key)
        return _session(row)

    def session_of(self, item: StoredItem) -> StoredSession:
        """The session that a turn belongs to."""
        row = self._database.row("SELECT * FROM quiz_session WHERE id = ?", (item.session_row,))
        if row is None:
            raise KeyError(item.session_row)
        return _session(row)

    def seconds(self, session: StoredSession) -> float:
        """How long all its answers took together, those undone left out."""
        return float(
            self._database.value(
                "SELECT coalesce(sum(seconds), 0) FROM quiz_item"
                " JOIN review ON review.id = review_id WHERE quiz_item.session_id = ?",
                (session.row_id,),
            )
        )

    def open_session(self) -> StoredSession | None:
        """The session that was begun last, if it was not finished."""
        row = self._database.row(
            "SELECT * FROM quiz_session WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1"
        )
        return None if row is None else _session(row)

    def finish(self, session: StoredSession, at: datetime) -> None:
        """Let a session be over."""
        self._database.write(
            "UPDATE quiz_session SET finished_at = ?, showing_id = NULL WHERE id = ?",
            (at.isoformat(), session.row_id),
        )

    def show(self, session_row: int, item: ItemId | None) -> None:
        """Keep which item's feedback is on the screen."""
        self._database.write(
            "UPDATE quiz_session SET showing_id = ? WHERE id = ?", (item, session_row)
        )

    def progress(self, session: StoredSession) -> Progress:
        """How many turns are over and how many there are; skipped ones are not counted."""
        row = self._database.row(
            "SELECT count(*) AS total, count(*) FILTER (WHERE state = 'answered') AS answered"
            f" {_TURNS} WHERE session_id = ? AND (state = 'answered' OR {_IS_TO_COME})",
            (session.row_id,),
        )
        return Progress(0, 0) if row is None else Progress(row["answered"], row["total"])

    def next_item(self, session: StoredSession) -> StoredItem | None:
        """The turn that comes next; None at the end. Cards that were put to rest are passed by."""
        row = self._database.row(
            f"{_ITEM} WHERE session_id = ? AND {_IS_TO_COME}"
            " ORDER BY quiz_item.position, quiz_item.id LIMIT 1",
            (session.row_id,),
        )
        return None if row is None else _item(row)

    def item(self, item: ItemId) -> StoredItem:
        """One turn; raises :class:`NotFound` when undo has taken it away."""
        row = self._database.row(f"{_ITEM} WHERE quiz_item.id = ?", (item,))
        if row is None:
            raise NotFound("This question has left the quiz; go on with the next one.")
        return _item(row)

    def shown_item(self, session: StoredSession) -> StoredItem | None:
        """The turn whose feedback is on the screen; None if its answer was undone."""
        if session.showing is None:
            return None
        row = self._database.row(
            f"{_ITEM} WHERE quiz_item.id = ? AND review_id IS NOT NULL", (session.showing,)
        )
        return None if row is None else _item(row)

    def answered_items(self, session: StoredSession) -> tuple[StoredItem, ...]:
        """The turns that were answered, in the order of the session."""
        return self._items(session, "quiz_item.state = 'answered'")

    def waiting_items(self, session: StoredSession) -> tuple[StoredItem, ...]:
        """The turns still to come, in the order of the session."""
        return self._items(session, _IS_TO_COME)

    def answer(self, action: Action, item: StoredItem, review_row: int) -> None:
        """Let a turn be over with this answer."""
        action.update("quiz_item", item.id, {"state": "answered", "review_id": review_row})

    def find_sentence(self, action: Action, item: StoredItem, score: float) -> None:
        """Keep how well the sentence that answers was found, 0 to 1."""
        action.update("quiz_item", item.id, {"sentence_score": score})

    def skip(self, action: Action, item: StoredItem) -> None:
        """Take a turn out of the session."""
        action.update("quiz_item", item.id, {"state": "skipped"})

    def repeat_count(self, item: StoredItem) -> int:
        """How often the card has come back in this session."""
        return int(
            self._database.value(
                "SELECT count(*) FROM quiz_item WHERE session_id = ? AND card_id = ? AND is_repeat",
                (item.session_row, item.card_row),
            )
        )

    def repeat(self, action: Action, item: StoredItem, *, after: int) -> None:
        """Let the card come back ``after`` so many other turns, or at the end."""
        rows = self._database.rows(
            "SELECT position FROM quiz_item WHERE session_id = ? AND state = 'waiting'"
            " ORDER BY position, id LIMIT ?",
            (item.session_row, after + 1),
        )
        places = [row["position"] for row in rows]
        if len(places) > after:
            position = (places[after - 1] + places[after]) / 2
        else:
            position = self._end(item.session_row) + 1
        action.insert(
            "quiz_item",
            {
                "session_id": item.session_row,
                "card_id": item.card_row,
                "position": position,
                "is_repeat": 1,
            },
        )

    def take_back_repeat(self, action: Action, item: StoredItem) -> None:
        """Let a card that was to come back in this session not do so."""
        row_id = self._database.value(
            "SELECT id FROM quiz_item WHERE session_id = ? AND card_id = ? AND is_repeat"
            " AND state = 'waiting'",
            (item.session_row, item.card_row),
        )
        if row_id is not None:
            action.delete("quiz_item", row_id)

    def _end(self, session_row: int) -> float:
        return float(
            self._database.value(
                "SELECT max(position) FROM quiz_item WHERE session_id = ?", (session_row,)
            )
        )

    def _items(self, session: StoredSession, condition: str) -> tuple[StoredItem, ...]:
        rows = self._database.rows(
            f"{_ITEM} WHERE session_id = ? AND {condition}"
            " ORDER BY quiz_item.position, quiz_item.id",
            (session.row_id,),
        )
        return tuple(_item(row) for row in rows)


def _session(row: Row) -> StoredSession:
    return StoredSession(
        row_id=row["id"],
        key=SessionId(row["key"]),
        plan=SessionPlan.from_json(row["plan"]),
        showing=None if row["showing_id"] is None else ItemId(row["showing_id"]),
        started_at=datetime.fromisoformat(row["started_at"]),
        is_finished=row["finished_at"] is not None,
    )


def _item(row: Row) -> StoredItem:
    return StoredItem(
        id=ItemId(row["id"]),
        session_row=row["session_id"],
        card_row=row["card_id"],
        card=CardId(row["card"]),
        part=row["part"],
        question=QuestionId(row["question"]),
        position=row["position"],
        review_row=row["review_id"],
        sentence_score=row["sentence_score"],
        is_repeat=bool(row["is_repeat"]),
        is_new=bool(row["is_new"]),
        is_marked=bool(row["is_marked"]),
    )
