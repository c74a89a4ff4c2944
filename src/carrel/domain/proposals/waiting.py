"""Proposals that wait for a word of the student: what became of each, and how many are left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import SectionId


class ProposalState(StrEnum):
    """What the student has said of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decided:
    """How many of the proposals of a section, a page or a material have been decided."""

    decided: int = 0
    total: int = 0

    @property
    def waiting(self) -> int:
        """How many are left."""
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """How much of a material rules have gone through, as it is now, in sections with words."""

    searched: int
    total: int

    @property
    def is_begun(self) -> bool:
        """Whether any section has been gone through."""
        return self.searched > 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to go through."""
        return self.searched >= self.total


@dataclass(frozen=True, slots=True)
class NextWaiting:
    """Where the next proposals wait: the section, its title, and how many there are in it."""

    section: SectionId
    title: str
    count: int
