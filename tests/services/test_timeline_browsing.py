"""The bundled events stand in the order of time, with what they lead to."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from carrel.domain.ids import MaterialId
from carrel.domain.timeline import EventKind
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.timeline_browsing import TimelineBrowsing
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from fakes import FrozenClock


@pytest.fixture(scope="module")
def entries():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield TimelineBrowsing(desk).timeline(MaterialId("macron-putin")).entries
    database.close()


def test_that_all_events_stand_in_the_order_of_time_with_sources_and_words(entries):
    assert len(entries) == 34
    assert [entry.first for entry in entries] == sorted(entry.first for entry in entries)
    assert all(entry.event.sources and entry.event.passage for entry in entries)
    assert "Emmanuel Macron" in [name for _topic, name in entries[0].topics]


def test_that_a_gap_lasts_from_its_first_to_its_last_day(entries):
    gap = next(entry for entry in entries if entry.event.kind is EventKind.GAP)
    assert (gap.first, gap.last) == (date(2022, 9, 11), date(2025, 7, 1))


def test_that_an_event_of_a_month_may_have_been_on_any_of_its_days(entries):
    month = next(entry for entry in entries if entry.event.date == "2026-02")
    assert (month.first, month.last) == (date(2026, 2, 1), date(2026, 2, 28))
