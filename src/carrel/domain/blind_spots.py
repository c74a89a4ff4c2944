"""What no question asks about, and sections that were marked much and failed all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from carrel.domain.ids import ClaimId, SectionId
from carrel.domain.memory_map import ParagraphMemory

MANY_MARKS = 3
"""A section with so many marks has been read with care."""

FEW_ANSWERS = 5
"""Fewer answers do not show that a section was failed."""

FAILED_SHARE = 0.4
"""A section is failed when this share of its answers, or more, was wrong."""


class Stretch(NamedTuple):
    """Code points ``start`` to ``end`` (exclusive) of a section's plain text."""

    start: int
    end: int

    def touches(self, start: int, end: int) -> bool:
        """Whether it shares at least one code point with another stretch."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class BlindParagraph:
    """A paragraph that no question cites; ``marks`` counts what the student marked in it."""

    section: SectionId
    start: int
    end: int
    marks: int = 0


@dataclass(frozen=True, slots=True)
class BlindClaim:
    """A claim that no question asks about, with the words that make it."""

    claim: ClaimId
    statement: str
    section: SectionId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Struggle:
    """A section that was marked much and failed: ``wrong`` of its ``answers`` were."""

    section: SectionId
    marks: int
    answers: int
    wrong: int


def blind_paragraphs(
    section: SectionId, paragraphs: Iterable[ParagraphMemory], marks: Sequence[Stretch]
) -> tuple[BlindParagraph, ...]:
    """The paragraphs of a section that no question cites, in the order of its text."""
    return tuple(
        BlindParagraph(
            section,
            one.paragraph.start,
            one.paragraph.end,
            sum(mark.touches(one.paragraph.start, one.paragraph.end) for mark in marks),
        )
        for one in paragraphs
        if not one.cards
    )


def blind_claims(
    claims: Iterable[BlindClaim], asked: Mapping[SectionId, Sequence[Stretch]]
) -> tuple[BlindClaim, ...]:
    """Those of the claims whose words no question cites; ``asked`` is what questions cite."""
    return tuple(
        claim
        for claim in claims
        if not any(place.touches(claim.start, claim.end) for place in asked.get(claim.section, ()))
    )


def struggles(
    marks: Mapping[SectionId, int], answers: Mapping[SectionId, tuple[int, int]]
) -> tuple[Struggle, ...]:
    """The sections that were marked much and failed, the worst first.

    ``answers`` gives how many were given to a section's questions, and how many of them were wrong.
    """
    found = [
        Struggle(section, count, *answers[section])
        for section, count in marks.items()
        if count >= MANY_MARKS and section in answers
    ]
    failed = (
        one
        for one in found
        if one.answers >= FEW_ANSWERS and one.wrong >= FAILED_SHARE * one.answers
    )
    return tuple(sorted(failed, key=lambda one: (-one.wrong / one.answers, one.section)))
