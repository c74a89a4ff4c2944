"""The Claims page on a library with the bundled material, for all of its tests."""

from __future__ import annotations

import itertools

import pytest

from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from claims_page import ClaimsPage
from fakes import FrozenClock


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def page(desk, theme, qtbot):
    page = ClaimsPage(desk, theme, qtbot)
    stop_listening = desk.notice.listen(page.presenter.refresh)
    yield page
    stop_listening()
