"""What is worth doing today with questions, over the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.exam_dates import ExamDate
from carrel.domain.exam_plan import ExamPlan
from carrel.domain.review_plan import Outlook
from carrel.services.desk import Desk
from carrel.services.exam_planning import ExamPlanning
from carrel.services.session_planning import USUAL_MINUTES, SessionPlanning


@dataclass(frozen=True, slots=True)
class ExamToday:
    """An exam that lies ahead, in so many days, with the plan until then."""

    exam: ExamDate
    days_left: int
    plan: ExamPlan


@dataclass(frozen=True, slots=True)
class Today:
    """What ``minutes`` of what is worth doing would gain, and the exams that lie ahead."""

    minutes: int
    outlook: Outlook
    exams: tuple[ExamToday, ...] = ()


def today(desk: Desk) -> Today:
    """Look at the library as it is now."""
    planning = ExamPlanning(desk)
    day = planning.today()
    exams = tuple(
        ExamToday(exam, (exam.day - day).days, planning.plan(exam.about, exam.day, exam.minutes))
        for exam in planning.exams()
    )
    return Today(USUAL_MINUTES, SessionPlanning(desk).outlook(USUAL_MINUTES), exams)
