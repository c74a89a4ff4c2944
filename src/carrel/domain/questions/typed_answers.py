"""Comparing what a student typed with what is accepted: case, accents, spelling slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA, Indel

from carrel.domain.text.folding import fold as folded

_OUTER = " .,;:!?…'\"()[]«»“”„"

LETTERS_FOR_ONE_SLIP = 5
"""From this length on one wrong, missing, added or swapped letter is a slip."""

LETTERS_FOR_TWO_SLIPS = 9


class Closeness(StrEnum):
    """How near a typed answer comes to an accepted one."""

    SAME = "same"
    SLIP = "slip"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How near an answer comes, and the accepted answer nearest to it."""

    closeness: Closeness
    nearest: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the right answer; ``is_same`` where what was typed agrees with it."""

    text: str
    is_same: bool


def fold(text: str) -> str:
    """``text`` without what does not count: case, accents, hyphens, outer punctuation, spacing."""
    return " ".join(folded(text).split()).strip(_OUTER)


def compare(typed: str, accepted: Sequence[str], *, forgives_slips: bool) -> Comparison:
    """Compare ``typed`` with each accepted answer and tell the best outcome.

    A slip is at most one edit in a word of :data:`LETTERS_FOR_ONE_SLIP` letters or more, two from
    :data:`LETTERS_FOR_TWO_SLIPS` on (optimal string alignment distance); digits never slip.
    """
    given = fold(typed)
    distances = [OSA.distance(given, fold(answer)) for answer in accepted]
    nearest = accepted[distances.index(min(distances))]
    if min(distances) == 0:
        return Comparison(Closeness.SAME, nearest)
    for answer, distance in zip(accepted, distances, strict=True):
        if forgives_slips and _is_slip(given, fold(answer), distance):
            return Comparison(Closeness.SLIP, answer)
    return Comparison(Closeness.OTHER, nearest)


def difference(typed: str, wanted: str) -> tuple[Piece, ...]:
    """``wanted`` cut into the stretches that were typed and those that were not."""
    typed_letters = [letter.casefold() for letter in typed]
    wanted_letters = [letter.casefold() for letter in wanted]
    return tuple(
        Piece(wanted[step.dest_start : step.dest_end], step.tag == "equal")
        for step in Indel.opcodes(typed_letters, wanted_letters)
        if step.dest_end > step.dest_start
    )


def _is_slip(typed: str, answer: str, distance: int) -> bool:
    if _digits(typed) != _digits(answer):
        return False
    if len(answer) >= LETTERS_FOR_TWO_SLIPS:
        return distance <= 2
    return len(answer) >= LETTERS_FOR_ONE_SLIP and distance <= 1


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
