"""Every control of every page can be named by a screen reader, and no page needs more room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sweeping import PLACES, nameless

places = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())


@places
def test_that_everything_that_can_have_the_focus_has_a_name(journey, place) -> None:
    journey.program.shell.go(place)
    journey.settle()
    assert nameless(journey.window) == []


@places
def test_that_each_page_fits_into_a_small_window(journey, place) -> None:
    journey.window.resize(1024, 640)
    journey.program.shell.go(place)
    journey.settle()
    assert journey.window.size() == QSize(1024, 640)


@places
def test_that_tab_leads_through_a_page_and_back_to_where_it_began(qtbot, journey, place) -> None:
    journey.program.shell.go(place)
    journey.settle()
    seen: list[QWidget] = []
    for _ in range(400):
        # A question takes keys itself and is no stop of Tab; the round begins after it.
        journey.window.focusNextChild()
        focused = journey.window.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
    assert focused is seen[0]
    assert journey.find(QWidget, "searchField") in seen
    page = journey.program.shell.page_in_front.view
    assert any(page.isAncestorOf(widget) for widget in seen)
    assert all(widget.isVisible() for widget in seen)
