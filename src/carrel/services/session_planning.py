"""Planning a quiz: which cards it asks, and what some minutes are worth before they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from carrel.domain.ids import ExamId, QuestionId
from carrel.domain.pace import Pace
from carrel.domain.quiz_session import USUAL_SIZE, Scope, ScopeKind, SessionPlan
from carrel.domain.review_plan import (
    SITTINGS_BEHIND,
    Candidate,
    Outlook,
    Room,
    chosen,
    new_allowed,
    outlook,
)
from carrel.services.desk import Desk
from carrel.services.exam_planning import ExamPlanning
from carrel.services.study_rules import StudyRules
from carrel.storage.card_choice import CardChoice
from carrel.storage.review_store import ReviewStore
from carrel.storage.study_counts import answer_pace

USUAL_MINUTES = 10

MOST_CARDS_OF_A_QUESTION = 2
"""A flashcard is asked in both directions."""


class SessionPlanning:
    """Chooses cards by what they are worth to this student, at this student's pace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = StudyRules(desk)
        self._cards = CardChoice(desk.database)
        self._reviews = ReviewStore(desk.database)
        self._exams = ExamPlanning(desk)

    def usual_plan(self, scope: Scope) -> SessionPlan:
        """A quiz on ``scope`` as the student's settings have it."""
        settings = self._rules.settings()
        is_by_minutes = scope.kind in (ScopeKind.WORTHWHILE, ScopeKind.EXAM)
        return SessionPlan(
            scope,
            size=None if is_by_minutes else USUAL_SIZE,
            minutes=USUAL_MINUTES if is_by_minutes else None,
            asks_confidence=settings.asks_confidence,
            asks_for_sentence=settings.asks_for_sentence,
        )

    def plan_on(self, questions: Sequence[QuestionId]) -> SessionPlan:
        """A quiz that asks all of these questions, in the student's usual way."""
        scope = Scope(ScopeKind.QUESTIONS, questions=tuple(questions))
        size = max(1, MOST_CARDS_OF_A_QUESTION * len(questions))
        return replace(self.usual_plan(scope), size=size)

    def cards(self, plan: SessionPlan, at: datetime) -> tuple[Candidate, ...]:
        """The cards that a session of this plan asks, in their order; none if there are none.

        Where Carrel chooses (:attr:`ScopeKind.WORTHWHILE`) the day's limit of new cards holds, and
        of a question with several parts one a day is asked; who chooses a scope gets all of it.
        """
        return self._planned(plan, at)[0]

    def outlook(self, minutes: int = USUAL_MINUTES) -> Outlook:
        """What so many minutes of what is worth doing now would gain, and what skipping costs."""
        at = self._desk.clock()
        plan = SessionPlan(Scope(ScopeKind.WORTHWHILE), size=None, minutes=minutes)
        cards, waiting = self._planned(plan, at)
        return outlook(cards, self._rules.scheduling(), at, waiting=waiting)

    def _planned(self, plan: SessionPlan, at: datetime) -> tuple[tuple[Candidate, ...], int]:
        """The cards, and where Carrel chooses how many fade: all, or more than matters."""
        if plan.scope.kind is ScopeKind.EXAM:
            return self._exams.cards_today(ExamId(plan.scope.key)), 0
        pace = answer_pace(self._desk.database)
        room = _room(plan, pace)
        new, waiting = room.cards, 0
        day = self._rules.day()
        today = day.start(day.of(at))
        if plan.scope.kind is ScopeKind.WORTHWHILE:
            sitting = int((room.seconds or room.cards * pace.overall) / pace.overall)
            enough = max(SITTINGS_BEHIND * sitting, room.cards) + 1
            waiting = self._cards.waiting(plan.scope, at, most=enough, since=today)
            new = self._new_allowed(at, waiting=waiting, sitting=sitting)
        offer = self._cards.offer(plan.scope, at, room.cards, new=new, pace=pace, since=today)
        return chosen(offer, room, self._rules.scheduling(), at), waiting

    def _new_allowed(self, at: datetime, *, waiting: int, sitting: int) -> int:
        day = self._rules.day()
        return new_allowed(
            self._rules.settings().new_per_day,
            self._reviews.first_answers(day.start(day.of(at)), day.next_start(at)),
            waiting=waiting,
            sitting=sitting,
        )


def _room(plan: SessionPlan, pace: Pace) -> Room:
    if plan.size is not None:
        return Room(plan.size)
    return Room.of_minutes(plan.minutes or USUAL_MINUTES, pace.overall)
