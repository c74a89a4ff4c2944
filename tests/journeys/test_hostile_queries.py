"""More than two hundred hostile texts go through every way of searching, and none is an error."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLineEdit

from carrel import cli
from carrel.domain.search_query import parse, words_asked
from carrel.services.desk import Desk
from carrel.services.searching import Searching
from carrel.services.suggesting import Suggesting
from carrel.storage.database import open_database
from fakes import FrozenClock, SequenceIds
from hostile_queries import HOSTILE_QUERIES
from topic_shelf import TopicShelf


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "library.db"
    database = open_database(path)
    shelf = TopicShelf(database)
    shelf.material("talks", calls="Macron calls Putin about NATO. They negotiate in C++ & SQL.")
    shelf.material("chinese", language="zh", one="普京和马克龙通电话。")
    shelf.topic("talks/nato", "NATO", "the Alliance")
    shelf.claim("talks/C1", "talks/calls", "Macron calls Putin", "talks/nato")
    shelf.question("talks/q1", "talks/calls", "NATO", "talks/nato", prompt="Who calls?")
    shelf.note("n1", "talks/calls", "NATO", "A note on 'quotes' and \"signs\"")
    shelf.find()
    database.close()
    return path


@pytest.fixture(scope="module")
def desk(library):
    database = open_database(library)
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


def test_that_there_are_more_than_two_hundred_of_them():
    assert len(HOSTILE_QUERIES) >= 200


@pytest.mark.parametrize("typed", HOSTILE_QUERIES, ids=range(len(HOSTILE_QUERIES)))
def test_that_a_hostile_query_is_read_and_answered(desk, typed):
    parse(typed)
    words_asked(typed)
    for is_unfinished in (False, True):
        finding = Searching(desk).find(typed, limit=3, limit_of_one=9, is_unfinished=is_unfinished)
        assert all(hits for hits in finding.hits.values())
        Suggesting(desk).suggest(typed, is_unfinished=is_unfinished)


def test_that_hostile_queries_are_answered_on_the_command_line(library, capsys):
    for typed in HOSTILE_QUERIES:
        # An argument cannot hold NUL, and one that begins with -- is an option to click.
        given = typed.replace("\x00", "")
        code = cli.main(["--library", str(library), "search", "--json", "--", given])
        out, err = capsys.readouterr()
        assert code == 0, given
        assert isinstance(json.loads(out), list), given
        assert "Traceback" not in err, given


def test_that_hostile_queries_are_answered_in_the_window(journey):
    journey.window.menus.search.trigger()
    field = journey.find(QLineEdit, "searchField")
    for typed in HOSTILE_QUERIES:
        field.begin_with(typed)
        journey.settle()
    field.begin_with("nato")
    journey.settle()
    assert journey.banner == ""
