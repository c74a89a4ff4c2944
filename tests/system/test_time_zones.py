"""Zones are known by name, and a wrong name stops nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from carrel.system.time_zones import time_zone, time_zone_names


def test_that_a_zone_is_found_by_its_name():
    zone = time_zone("Asia/Kathmandu")
    assert datetime(2026, 3, 2, tzinfo=zone).utcoffset() == timedelta(hours=5, minutes=45)


def test_that_no_name_stands_for_the_zone_of_the_computer():
    assert time_zone("") is None


def test_that_a_name_that_nobody_knows_is_logged_and_stands_for_the_computers(expected_log):
    expected_log("carrel.system.time_zones", "Middle-earth/Shire")
    assert time_zone("Middle-earth/Shire") is None


def test_that_every_name_that_is_offered_is_a_zone():
    names = time_zone_names()
    assert len(names) > 300
    assert {"Europe/Paris", "UTC"} <= set(names)
    assert all(time_zone(name) for name in names)
