"""Back and forward lead where they do in a browser."""

from __future__ import annotations

from carrel.domain.ids import SectionId
from carrel.ui.navigator import PageName, Place
from carrel.ui.shell.history import MOST_PLACES, History


def section(number: int) -> Place:
    return Place(PageName.READ, section=SectionId(f"book/{number}"))


def visited(*numbers: int) -> History:
    history = History()
    for number in numbers:
        history.visit(section(number))
    return history


def test_that_nothing_lies_behind_or_ahead_at_first() -> None:
    history = History()
    assert history.present is history.earlier is history.later is None


def test_that_back_and_forward_go_along_the_line() -> None:
    history = visited(1, 2, 3)
    history.go_back()
    assert (history.earlier, history.present, history.later) == (section(1), section(2), section(3))
    history.go_forward()
    assert (history.present, history.later) == (section(3), None)


def test_that_visiting_after_going_back_forgets_what_lay_ahead() -> None:
    history = visited(1, 2, 3)
    history.go_back()
    history.go_back()
    history.visit(section(9))
    assert (history.earlier, history.present, history.later) == (section(1), section(9), None)


def test_that_the_same_place_twice_is_one_visit() -> None:
    history = visited(1, 1)
    assert history.earlier is None


def test_that_back_returns_to_where_the_page_had_been_scrolled_to() -> None:
    history = visited(1)
    scrolled = Place(PageName.READ, section=SectionId("book/1"), start=500)
    history.amend(scrolled)
    history.visit(section(2))
    assert history.earlier == scrolled


def test_that_the_oldest_places_are_forgotten() -> None:
    history = visited(*range(MOST_PLACES + 10))
    steps = 0
    while history.earlier is not None:
        history.go_back()
        steps += 1
    assert steps == MOST_PLACES - 1
