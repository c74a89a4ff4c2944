"""Days of study begin at night, where the student is, also when clocks are put on or back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.study_day import StudyDay

PARIS = StudyDay(4, ZoneInfo("Europe/Paris"))
ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Asia/Beirut")

zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.integers(0, 12)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-02T12:00+00:00", date(2026, 3, 2)),
        ("2026-03-03T02:59+00:00", date(2026, 3, 2)),
        ("2026-03-03T03:00+00:00", date(2026, 3, 3)),
        ("2026-07-03T01:59+00:00", date(2026, 7, 2)),
        ("2026-07-03T02:00+00:00", date(2026, 7, 3)),
    ],
)
def test_that_work_at_night_counts_to_the_day_before(at, day):
    assert PARIS.of(datetime.fromisoformat(at)) == day


def test_that_days_on_which_clocks_change_are_an_hour_shorter_and_longer():
    spring, autumn = date(2026, 3, 28), date(2026, 10, 24)
    for day, hours_long in ((spring, 23), (autumn, 25)):
        length = PARIS.start(day + timedelta(days=1)) - PARIS.start(day)
        assert length == timedelta(hours=hours_long)


def test_that_without_a_zone_the_day_is_that_of_the_computer():
    noon = datetime(2026, 3, 2, 12).astimezone()
    assert StudyDay().of(noon) == date(2026, 3, 2)


@given(moments, zones, hours)
def test_that_every_moment_is_in_one_day(at, zone, hour):
    days = StudyDay(hour, zone)
    day = days.of(at)
    assert days.start(day) <= at < days.next_start(at)
    assert days.next_start(at) == days.start(day + timedelta(days=1))
