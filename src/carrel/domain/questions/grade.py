"""What grading an answer tells: a score, and a mark for each thing that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one part of an answer stands."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    """It belonged to the answer and was not given."""
    AVOIDED = "avoided"
    """It did not belong to the answer and was rightly left out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of the answer: an option, a gap, a pair, a step, a point of the check list.

    ``text`` names the part; ``given`` and ``wanted`` are what was answered and what would have been
    right, in words, where that differs from the part itself. ``why`` is the author's reason.
    """

    verdict: Verdict
    text: str
    given: str = ""
    wanted: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The result of one answer. ``score`` runs from 0 (nothing) to 1 (all of it)."""

    score: float
    marks: tuple[Mark, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing was wrong or missing."""
        return self.score == 1

    @property
    def is_partly_right(self) -> bool:
        """Whether some but not all of it was right."""
        return 0 < self.score < 1
