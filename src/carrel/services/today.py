"""What is worth doing today with questions, over the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.review_plan import Outlook
from carrel.services.desk import Desk
from carrel.services.session_planning import USUAL_MINUTES, SessionPlanning


@dataclass(frozen=True, slots=True)
class Today:
    """What ``minutes`` of what is worth doing would gain."""

    minutes: int
    outlook: Outlook


def today(desk: Desk) -> Today:
    """Look at the library as it is now."""
    return Today(USUAL_MINUTES, SessionPlanning(desk).outlook(USUAL_MINUTES))
