"""What installing a pack, or a newer edition of one, has done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.materials import MaterialSummary


class Installation(StrEnum):
    """What became of a pack that was opened."""

    ADDED = "added"
    UPDATED = "updated"
    BROUGHT_BACK = "brought back"
    ALREADY_THERE = "already there"


@dataclass(frozen=True, slots=True)
class EditedByBoth:
    """A field that the student had changed and the author has changed too.

    The student's value stays in force until they decide. ``thing`` is "question", "topic" ...
    """

    thing: str
    key: str
    field: str
    own_value: str
    author_value: str


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a pack."""

    outcome: Installation
    summary: MaterialSummary
