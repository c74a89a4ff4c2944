"""Exam dates: setting them, and the plan that leads to each."""

from __future__ import annotations

from datetime import date

from carrel.domain.changes import Change
from carrel.domain.errors import InputError
from carrel.domain.exam_dates import MINUTES_A_DAY, ExamDate
from carrel.domain.exam_plan import ExamPlan, plan_exam
from carrel.domain.ids import ExamId, MaterialId
from carrel.domain.quiz_session import Scope
from carrel.domain.review_plan import Candidate, Weighing, alternated
from carrel.services.desk import Desk
from carrel.services.study_rules import StudyRules
from carrel.storage.card_choice import CardChoice
from carrel.storage.collection_store import CollectionStore
from carrel.storage.exam_date_store import ExamDateStore
from carrel.storage.study_counts import answer_pace


class ExamPlanning:
    """The exams of a library. A plan is worked out from what is known now whenever it is asked for.

    So it follows by itself from each answer and from each day that was missed.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = StudyRules(desk)
        self._exams = ExamDateStore(desk.database)
        self._cards = CardChoice(desk.database)
        self._collections = CollectionStore(desk.database)

    def today(self) -> date:
        """The day of study that it is now."""
        return self._rules.day().of(self._desk.clock())

    def exams(self) -> tuple[ExamDate, ...]:
        """The exams that are not over, the next one first."""
        return self._exams.exams(self.today())

    def exam(self, exam: ExamId) -> ExamDate:
        """One exam; raises :class:`NotFound`."""
        return self._exams.exam(exam)

    def exam_of(self, about: Scope) -> ExamDate | None:
        """The exam of a material or collection; None without one, or when it is over."""
        found = self._exams.exam_of(about)
        return found if found is not None and found.day >= self.today() else None

    def exam_for(self, material: MaterialId) -> ExamDate | None:
        """The next exam that asks for a material: its own, or that of a collection it is in."""
        collections = self._collections.by_material().get(material, ())
        for exam in self.exams():
            if exam.about.key == material or exam.about.key in collections:
                return exam
        return None

    def set(self, about: Scope, day: date, minutes: int) -> None:
        """Set or move the exam of a material or collection, with the minutes for it each day.

        Raises :class:`InputError` for a day that is over and for minutes beyond
        :data:`MINUTES_A_DAY`, :class:`NotFound` when what it is about is not there.
        """
        least, most = MINUTES_A_DAY
        if day < self.today():
            raise InputError("The day of an exam lies ahead; choose today or a later day.")
        if not least <= minutes <= most:
            raise InputError(
                "Choose between {least} and {most} minutes a day.", least=least, most=most
            )
        found = self._exams.exam_of(about)
        now = self._desk.clock().isoformat()
        with self._desk.action("Set exam date", Change.EXAMS) as action:
            if found is None:
                exam = ExamId(self._desk.new_id())
                self._exams.add(action, exam, about, day, minutes, now=now)
            else:
                self._exams.change(action, found.id, day, minutes, now=now)

    def remove(self, exam: ExamId) -> None:
        """Let there be no exam; raises :class:`NotFound`."""
        with self._desk.action("Remove exam date", Change.EXAMS) as action:
            self._exams.remove(action, exam, now=self._desk.clock().isoformat())

    def plan(self, about: Scope, day: date, minutes: int) -> ExamPlan:
        """The plan for an exam on ``day`` with so many minutes a day, from what is known now."""
        return self._plan(self._candidates(about), about, day, minutes)

    def cards_today(self, exam: ExamId) -> tuple[Candidate, ...]:
        """What the plan of an exam asks today, in the order to ask it; raises NotFound."""
        found = self._exams.exam(exam)
        candidates = self._candidates(found.about)
        plan = self._plan(candidates, found.about, found.day, found.minutes)
        if not plan.days:
            return ()
        by_card = {candidate.card: candidate for candidate in candidates}
        return tuple(alternated([by_card[card] for card in plan.days[0].cards]))

    def _candidates(self, about: Scope) -> list[Candidate]:
        return self._cards.candidates(about, self._desk.clock(), answer_pace(self._desk.database))

    def _plan(self, candidates: list[Candidate], about: Scope, day: date, minutes: int) -> ExamPlan:
        at = self._desk.clock()
        rules = self._rules.scheduling()
        start = self._rules.day().start(self.today())
        studied = self._cards.seconds_studied(about, start, at)
        return plan_exam(
            candidates,
            rules,
            Weighing(rules, at),
            today=self.today(),
            exam=day,
            seconds_a_day=minutes * 60,
            seconds_left_today=max(0.0, minutes * 60 - studied),
        )
