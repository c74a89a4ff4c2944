"""Thinning of backups: dense for the last days, sparse for the past, bounded in size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.backup_plan import ALWAYS_KEPT, BackupFile, Occasion, is_due, surplus

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
MEGABYTE = 1_000_000


def backup(age: timedelta, size: int = MEGABYTE) -> BackupFile:
    made_at = NOW - age
    return BackupFile(made_at.isoformat(), made_at, Occasion.DAILY, size)


def kept_ages(ages: list[timedelta], most_bytes: int = 10**12) -> list[timedelta]:
    backups = [backup(age) for age in ages]
    gone = surplus(backups, now=NOW, most_bytes=most_bytes)
    return [age for age, one in zip(ages, backups, strict=True) if one not in gone]


def test_that_everything_of_the_last_day_is_kept():
    ages = [timedelta(hours=hours) for hours in (0, 1, 2, 23)]
    assert kept_ages(ages) == ages


def test_that_a_day_of_the_last_week_keeps_its_newest_backup():
    recent = [timedelta(days=1, hours=2), timedelta(days=2, hours=2)]
    ages = [*recent, timedelta(days=3, hours=1), timedelta(days=3, hours=3)]
    assert kept_ages(ages) == ages[:-1]


def test_that_a_year_of_daily_backups_thins_to_days_weeks_and_months():
    kept = kept_ages([timedelta(days=day) for day in range(365)])
    assert 7 + 7 + 10 <= len(kept) <= 9 + 9 + 12
    assert timedelta(days=0) in kept
    assert max(kept) > timedelta(days=330)


def test_that_the_bound_on_size_drops_the_oldest_first():
    ages = [timedelta(days=day) for day in range(5)]
    assert kept_ages(ages, most_bytes=3 * MEGABYTE) == ages[:3]


def test_that_the_newest_two_stay_however_small_the_bound():
    ages = [timedelta(days=day) for day in range(5)]
    assert kept_ages(ages, most_bytes=0) == ages[:ALWAYS_KEPT]


def test_that_a_backup_from_the_future_is_kept():
    assert kept_ages([timedelta(days=-400)]) == [timedelta(days=-400)]


@given(st.lists(st.integers(0, 4_000), unique=True), st.integers(0, 50))
def test_that_thinning_again_removes_nothing_more(days, megabytes):
    backups = [backup(timedelta(days=day)) for day in days]
    gone = surplus(backups, now=NOW, most_bytes=megabytes * MEGABYTE)
    left = [one for one in backups if one not in gone]
    assert surplus(left, now=NOW, most_bytes=megabytes * MEGABYTE) == []
    assert len(left) >= min(len(backups), ALWAYS_KEPT)


@pytest.mark.parametrize(("hours", "due"), [(1, False), (13, True)])
def test_that_a_backup_is_due_once_on_each_day(hours, due):
    def day_of(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%d")

    assert is_due([backup(timedelta(hours=hours))], now=NOW, day_of=day_of) is due
