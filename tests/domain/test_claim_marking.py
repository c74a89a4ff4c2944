"""What a student says of claims is compared with what their material says."""

from __future__ import annotations

import pytest

from carrel.domain.claim_marking import Comparison, Marking, compare
from carrel.domain.claims import Certainty, Claim
from carrel.domain.ids import ClaimId, MaterialId, TopicId

AUTHOR, PUTIN = TopicId("m/author"), TopicId("m/putin")
CLAIM = Claim(ClaimId("m/c"), MaterialId("m"), "He waits.", None, AUTHOR, PUTIN, Certainty.INFERRED)


@pytest.mark.parametrize(
    ("marking", "holder", "certainty"),
    [
        (Marking(PUTIN, Certainty.INFERRED), True, True),
        (Marking(AUTHOR, Certainty.INFERRED), False, True),
        (Marking(PUTIN, Certainty.STATED), True, False),
        (Marking(PUTIN), True, False),
        (Marking(), False, False),
    ],
)
def test_that_the_holder_is_whose_view_it_is_and_not_who_says_it(marking, holder, certainty):
    assert marking.has_holder_of(CLAIM) is holder
    assert marking.has_certainty_of(CLAIM) is certainty
    assert marking.agrees_with(CLAIM) is (holder and certainty)


def test_that_only_claims_that_were_marked_are_counted():
    found = compare([(CLAIM, Marking(PUTIN)), (CLAIM, Marking()), (CLAIM, Marking(AUTHOR))])
    assert found == Comparison(claims=3, marked=2, holders=1, certainties=0)
