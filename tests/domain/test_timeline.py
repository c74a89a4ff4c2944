"""Dates of events keep the precision of their source."""

from __future__ import annotations

from datetime import date

import pytest

from carrel.domain.timeline import first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-02-24", date(2022, 2, 24), date(2022, 2, 24)),
    ],
)
def test_that_a_date_means_the_days_that_its_precision_leaves_open(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)
