"""An exercise: the student says of claims whose view they are and how certain, then compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from carrel.domain.claims import Certainty, Claim
from carrel.domain.ids import TopicId


@dataclass(frozen=True, slots=True)
class Marking:
    """What a student says of a claim; None for what they have not said."""

    holder: TopicId | None = None
    certainty: Certainty | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything has been said."""
        return self.holder is not None or self.certainty is not None

    def has_holder_of(self, claim: Claim) -> bool:
        """Whether the student ascribes the claim as its material does."""
        return self.holder == claim.ascribed_to

    def has_certainty_of(self, claim: Claim) -> bool:
        """Whether the student finds the claim as certain as its material does."""
        return self.certainty is claim.certainty

    def agrees_with(self, claim: Claim) -> bool:
        """Whether both are as in the material."""
        return self.has_holder_of(claim) and self.has_certainty_of(claim)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many claims there are, how many were marked, and how many as the material has them."""

    claims: int
    marked: int
    holders: int
    certainties: int


def compare(pairs: Iterable[tuple[Claim, Marking]]) -> Comparison:
    """How markings stand against their claims."""
    all_pairs = tuple(pairs)
    begun = [(claim, marking) for claim, marking in all_pairs if marking.is_begun]
    return Comparison(
        claims=len(all_pairs),
        marked=len(begun),
        holders=sum(marking.has_holder_of(claim) for claim, marking in begun),
        certainties=sum(marking.has_certainty_of(claim) for claim, marking in begun),
    )
