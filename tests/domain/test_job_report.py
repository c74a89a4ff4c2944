"""A long job tells how far it is in shares of the whole, whatever part of it reports."""

from __future__ import annotations

import pytest

from carrel.domain.job_report import part_of, share_of, stretch_of


def test_that_a_part_tells_the_share_of_the_whole() -> None:
    told: list[tuple[float, str]] = []
    part = part_of(lambda share, doing: told.append((share, doing)), 1, 4)
    part(0.0, "begins")
    part(1.0, "ends")
    assert told == [(0.25, "begins"), (0.5, "ends")]


def test_that_stretches_within_stretches_end_where_the_whole_does() -> None:
    told: list[float] = []
    outer = stretch_of(lambda share, _doing: told.append(share), 0.5, 1)
    stretch_of(outer, 0.5, 1)(1.0, "")
    assert told == [1.0]


@pytest.mark.parametrize(("whole", "expected"), [(1.0, 0.5), (0.2, 0.1)])
def test_that_a_share_is_told_without_words(whole: float, expected: float) -> None:
    told: list[tuple[float, str]] = []
    share_of(lambda share, doing: told.append((share, doing)), whole)(0.5)
    assert told == [(expected, "")]
