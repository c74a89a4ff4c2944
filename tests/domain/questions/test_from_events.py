"""Questions made from events ask only for an order that is certain."""

from __future__ import annotations

from dataclasses import replace

from carrel.domain.ids import EventId, MaterialId, SectionId
from carrel.domain.questions.from_events import order_questions
from carrel.domain.text.passage import Passage
from carrel.domain.timeline import Event, EventKind
from carrel.services.language_data import words_of

WORDS = Passage(SectionId("m/s"), 0, 5, "words", "", "")
ENGLISH = words_of("en")


def event(date: str, title: str = "", **changes) -> Event:
    made = Event(
        id=EventId(f"m/{title or date}"),
        material=MaterialId("m"),
        date=date,
        title=title or f"Event of {date}",
        passage=WORDS,
    )
    return replace(made, **changes)


def items(events) -> list[tuple[str, ...]]:
    return [question.body.items for question in order_questions(events, ENGLISH)]


def test_that_events_are_asked_in_the_order_of_time_whatever_order_they_come_in():
    events = [event("2022-03-01"), event("2020"), event("2021-05")]
    expected = [("Event of 2020", "Event of 2021-05", "Event of 2022-03-01")]
    assert items(events) == items(events[::-1]) == expected
    (question,) = order_questions(events, ENGLISH)
    assert question.explanation.endswith(
        "Event of 2021-05: May 2021; Event of 2022-03-01: 1 March 2022."
    )


def test_that_what_may_have_been_at_the_same_time_is_not_asked():
    events = [event("2020"), event("2020-06"), event("2021"), event("2022")]
    assert items(events) == [("Event of 2020", "Event of 2021", "Event of 2022")]
    lasting = [
        event("2020-01-01", until="2021-06-01"),
        event("2021-01"),
        event("2022"),
        event("2023"),
    ]
    assert items(lasting) == [("Event of 2020-01-01", "Event of 2022", "Event of 2023")]


def test_that_events_that_cannot_be_told_apart_or_lead_nowhere_are_left_out():
    events = [
        event("2018", "A call"),
        event("2019", "a call", id=EventId("m/call-2")),
        event("2020", passage=None),
        event("2021", kind=EventKind.GAP, until="2022"),
        event("2023"),
        event("2024"),
    ]
    assert items(events) == []


def test_that_key_events_go_first_and_each_is_asked_once_far_from_the_others():
    keys = [event(str(year), is_key=True) for year in range(2000, 2009)]
    events = [*keys, *(event(f"{year}-06") for year in range(2010, 2020))]
    asked = items(events)
    assert [len(each) for each in asked] == [5, 4]
    assert asked[1] == tuple(f"Event of {year}" for year in (2001, 2003, 2005, 2007))
    assert sum(asked, ()) != ()
    assert {text for each in asked for text in each} == {one.title for one in keys}


def test_that_two_events_are_too_few():
    assert items([event("2020"), event("2021")]) == []
