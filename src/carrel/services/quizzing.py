"""Quizzing: choosing what to be asked, answering, rating, and picking up where one left."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import ReviewId
from carrel.domain.questions.body import Asked, Response
from carrel.domain.questions.evidence import Evidence
from carrel.domain.questions.grade import Grade
from carrel.domain.quiz_session import (
    MOST_REPEATS,
    LastTime,
    OpenSession,
    Outcome,
    SessionId,
    SessionPlan,
    Standing,
    Summary,
    Turn,
    repeat_distance,
)
from carrel.domain.scheduling import (
    Confidence,
    Memory,
    Rating,
    Scheduling,
    is_missed,
    is_steady,
    proposed_rating,
    settled,
)
from carrel.services.desk import Desk
from carrel.services.session_planning import SessionPlanning
from carrel.services.study_rules import StudyRules
from carrel.storage.journal import Action
from carrel.storage.question_store import QuestionStore
from carrel.storage.review_store import Review, ReviewStore
from carrel.storage.session_store import SessionStore, StoredItem, StoredSession


class Quizzing:
    """A student's quizzes. At most one is open at a time; it outlives the program."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._questions = QuestionStore(desk.database)
        self._reviews = ReviewStore(desk.database)
        self._sessions = SessionStore(desk.database)
        self._study_rules = StudyRules(desk)
        self._planning = SessionPlanning(desk)

    @property
    def _rules(self) -> Scheduling:
        return self._study_rules.scheduling()

    def start(self, plan: SessionPlan) -> SessionId:
        """Begin a session; one still open is closed.

        Raises :class:`NotFound` when the scope has nothing to ask.
        """
        at = self._desk.clock()
        cards = self._planning.cards(plan, at)
        if not cards:
            raise NotFound("There is nothing to ask here yet; choose something else.")
        session = SessionId(self._desk.new_id())
        with self._desk.quiet_change():
            self._sessions.start(session, plan, [one.card for one in cards], at=at)
        return session

    def open_session(self) -> OpenSession | None:
        """The session that was left before its end."""
        stored = self._sessions.open_session()
        if stored is None:
            return None
        return OpenSession(stored.key, stored.plan, self._sessions.progress(stored))

    def standing(self, session: SessionId) -> Standing:
        """Where a session stands now. Raises :class:`NotFound` for one that is not there."""
        stored = self._sessions.session(session)
        ends_at = _end_of_exam(stored)
        shown = self._sessions.shown_item(stored)
        coming = None if shown or stored.is_finished else self._sessions.next_item(stored)
        if ends_at is not None and self._desk.clock() >= ends_at:
            coming = None
        return Standing(
            session=session,
            plan=stored.plan,
            progress=self._sessions.progress(stored),
            turn=None if coming is None else self._coming_turn(stored, coming),
            outcome=None if shown is None else self._outcome(stored, shown),
            ends_at=ends_at,
        )

    def answer(
        self, turn: Turn, response: Response, *, confidence: Confidence | None, seconds: float
    ) -> None:
        """Grade and log an answer and keep what is remembered now, as one step.

        ``seconds`` is how long the answer took. A miss comes back in the same session, unless it is
        an exam. Raises :class:`NotFound` when undo has taken the turn away.
        """
        item = self._sessions.item(turn.item)
        stored = self._sessions.session_of(item)
        grade = turn.question.grade(response, part=turn.part)
        at, rules = self._desk.clock(), self._rules
        before = self._memory_before(item, at)
        review = Review(
            id=ReviewId(self._desk.new_id()),
            card_row=item.card_row,
            session_row=item.session_row,
            parameters=rules.parameters,
            reviewed_at=at,
            response=response,
            score=grade.score,
            rating=proposed_rating(grade.score, confidence),
            confidence=confidence,
            seconds=seconds,
            memory_before=before,
            device=self._desk.device,
        )
        after = rules.after(before, review.rating, review.reviewed_at, card=turn.card)
        with self._desk.action("Answer", Change.REVIEWS) as action:
            self._sessions.answer(action, item, self._reviews.record(action, review, after))
            if not stored.plan.is_exam:
                self._bring_back(action, item, review)
                self._sessions.show(stored.row_id, item.id)

    def _memory_before(self, item: StoredItem, at: datetime) -> Memory | None:
        """What is remembered of a card, made good if the clock was wrong at one of its answers."""
        memory = self._reviews.memory(item.card_row)
        if is_steady(memory, self._reviews.latest(item.card_row), at):
            return memory
        return settled(item.card, self._reviews.log(item.card), at)

    def change_rating(self, turn: Turn, rating: Rating) -> None:
        """Say oneself how well an answer went; the next question and the log follow."""
        item = self._sessions.item(turn.item)
        if item.review_row is None:
            raise NotFound("This answer was taken back; there is nothing to rate.")
        old = self._reviews.review(item.review_row)
        if old.rating is rating:
            return
        review = replace(old, id=ReviewId(self._desk.new_id()), rating=rating)
        after = self._rules.after(old.memory_before, rating, old.reviewed_at, card=turn.card)
        with self._desk.action("Change rating", Change.REVIEWS) as action:
            row = self._reviews.correct(action, item.review_row, review, after)
            self._sessions.answer(action, item, row)
            self._sessions.take_back_repeat(action, item)
            self._bring_back(action, item, review)

    def find_sentence(self, turn: Turn, selected: Response) -> None:
        """Keep how well the student found the words that answer a question they missed.

        ``selected`` is a selection as evidence questions take it, or None for giving up.
        """
        asked = Asked(turn.part, turn.question.passages)
        score = Evidence().grade(selected, asked).score
        with self._desk.action("Find the sentence", Change.REVIEWS) as action:
            self._sessions.find_sentence(action, self._sessions.item(turn.item), score)

    def go_on(self, session: SessionId) -> None:
        """Leave the feedback and go to the next question."""
        stored = self._sessions.session(session)
        with self._desk.quiet_change():
            self._sessions.show(stored.row_id, None)

    def skip(self, turn: Turn) -> None:
        """Leave a question out of this session."""
        with self._desk.action("Skip question", Change.REVIEWS) as action:
            self._sessions.skip(action, self._sessions.item(turn.item))

    def finish(self, session: SessionId) -> None:
        """Let a session be over for good."""
        stored = self._sessions.session(session)
        with self._desk.quiet_change():
            self._sessions.finish(stored, self._desk.clock())

    def summary(self, session: SessionId) -> Summary:
        """What came of a session so far: the first answer to each card."""
        stored = self._sessions.session(session)
        items = self._sessions.answered_items(stored)
        first = {item.card_row: item for item in reversed(items)}
        waiting = {
            item.question: self._questions.get(item.question)
            for item in self._sessions.waiting_items(stored)
            if not item.is_repeat
        }
        return Summary(
            session=session,
            plan=stored.plan,
            outcomes=tuple(
                self._outcome(stored, item) for item in items if first[item.card_row] is item
            ),
            unanswered=tuple(waiting.values()),
            seconds=self._sessions.seconds(stored),
        )

    def _bring_back(self, action: Action, item: StoredItem, review: Review) -> None:
        if review.rating is not Rating.AGAIN or self._sessions.repeat_count(item) >= MOST_REPEATS:
            return
        was_confident = review.confidence is Confidence.SURE
        self._sessions.repeat(action, item, after=repeat_distance(was_confident=was_confident))

    def _coming_turn(self, stored: StoredSession, item: StoredItem) -> Turn:
        memory = self._reviews.memory(item.card_row)
        return self._turn(stored, item, memory, self._desk.clock())

    def _turn(
        self, stored: StoredSession, item: StoredItem, memory: Memory | None, at: datetime
    ) -> Turn:
        # One that was answered may have been deleted since.
        question = self._questions.get_even_deleted(item.question)
        return Turn(
            item=item.id,
            card=item.card,
            # The question may have been edited since it was put into the session.
            part=min(item.part, question.body.part_count - 1),
            question=question,
            is_repeat=item.is_repeat,
            is_new=item.is_new,
            is_marked=item.is_marked,
            seed=f"{stored.key} {item.id}",
            last_time=None if memory is None else self._last_time(memory, at),
        )

    def _last_time(self, memory: Memory, at: datetime) -> LastTime:
        rules = self._rules
        recall = rules.recall(memory, at)
        return LastTime(
            days=max(0, (at - memory.last_review_at).days),
            recall=recall,
            was_missed=is_missed(memory),
            is_fading=recall < rules.parameters.desired_retention,
        )

    def _outcome(self, stored: StoredSession, item: StoredItem) -> Outcome:
        if item.review_row is None:
            raise ValueError(f"turn {item.id} has not been answered")
        review = self._reviews.review(item.review_row)
        turn = self._turn(stored, item, review.memory_before, review.reviewed_at)
        response, grade = _graded(turn, review)
        return Outcome(
            turn=turn,
            review=review.id,
            response=response,
            grade=grade,
            rating=review.rating,
            confidence=review.confidence,
            intervals=self._rules.intervals(
                review.memory_before, review.reviewed_at, card=turn.card
            ),
            sentence_score=item.sentence_score,
        )


def _graded(turn: Turn, review: Review) -> tuple[Response, Grade]:
    """An answer of the log with its marks; the score stays the one that was given.

    The question may have been edited since, so that the answer does not fit it any more.
    """
    try:
        return review.response, turn.question.grade(review.response, part=turn.part)
    except ValueError:
        unanswered = turn.question.grade(None, part=turn.part)
        return None, Grade(review.score, unanswered.marks)


def _end_of_exam(stored: StoredSession) -> datetime | None:
    if not stored.plan.is_exam or stored.plan.minutes is None:
        return None
    return stored.started_at + timedelta(minutes=stored.plan.minutes)
