"""A search with a typing mistake is told what it may have meant, if that finds something."""

from __future__ import annotations

import pytest

from carrel.services.desk import Desk
from carrel.services.searching import Searching
from carrel.services.suggesting import Suggesting
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from topic_shelf import TopicShelf


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    shelf = TopicShelf(database)
    shelf.material(
        "talks",
        calls="The negotiation of the treaty went on in Zürich. They look for an off ramp.",
        aims="A negation is no negotiation. Treats are not treaties.",
        chinese="普京和马克龙通电话。",
    )
    shelf.topic("talks/mediator", "Mediator", "go-between")
    shelf.note("n1", "talks/calls", "treaty", "An afterthought")
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("negotation", "negotiation"),
        ("ngeotiation", "negotiation"),
        ("negotation traety", "negotiation treaty"),
        ('"negotiation of the traety"', '"negotiation of the treaty"'),
        ("negotation in:sections", "negotiation in:sections"),
        ("in:notes aftertought", "in:notes afterthought"),
        ("mediatr", "mediator"),
        ("treaty zurch -negation", "treaty zurich -negation"),
        ("treaty OR negotation", "treaty OR negotiation"),
        ("offramp", "off ramp"),
        ("treaty", ""),
        ("treaties", ""),
        ("treaty mediator", ""),
        ("xqzwvk", ""),
        ("xq", ""),
        ("普京马", ""),
        ("treaty99", ""),
        ("", ""),
    ],
)
def test_that_the_nearest_words_that_find_something_are_suggested(desk, typed, suggested):
    assert Suggesting(desk).suggest(typed) == suggested
    if suggested:
        assert Searching(desk).search(suggested, limit=1)


def test_that_a_word_that_is_still_being_typed_is_no_mistake(desk):
    assert Suggesting(desk).suggest("negotia", is_unfinished=True) == ""
    assert Suggesting(desk).suggest("negotation", is_unfinished=True) == "negotiation"


def test_that_words_that_were_read_before_are_not_read_again(desk):
    known = frozenset({"negotiation"})
    assert Suggesting(desk, known).known is known
