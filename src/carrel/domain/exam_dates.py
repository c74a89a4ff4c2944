"""The day on which a material or a collection has to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carrel.domain.ids import ExamId
from carrel.domain.quiz_session import Scope, ScopeKind

MINUTES_A_DAY = (5, 240)
"""The least and the most minutes a day that a plan can be made for."""


@dataclass(frozen=True, slots=True)
class ExamDate:
    """An exam. ``about`` is the scope of the material or collection, ``title`` its name.

    ``minutes`` is how long the student will study for it on each day before.
    """

    id: ExamId
    about: Scope
    title: str
    day: date
    minutes: int

    @property
    def scope(self) -> Scope:
        """What the plan of the exam has for today, as something to be quizzed on."""
        return Scope(ScopeKind.EXAM, self.id)
