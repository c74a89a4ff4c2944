"""What is proposed is the same after it was written as JSON and read again."""

from __future__ import annotations

import json

import pytest

from carrel.domain.proposals.written import read, written
from proposed import IN_FERRY, IN_MILL


@pytest.mark.parametrize("proposal", [*IN_MILL, *IN_FERRY], ids=lambda one: one.rule)
def test_that_what_is_written_is_read_again(proposal) -> None:
    values = json.loads(json.dumps(written(proposal.proposed)))
    assert read(proposal.kind, values) == proposal.proposed
