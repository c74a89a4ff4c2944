"""``carrel topics`` and ``carrel search`` print what the design says, and fail in one line."""

from __future__ import annotations

import json

import pytest

from carrel import cli
from carrel.domain.search_filters import FilterName
from carrel.storage.database import open_database
from topic_shelf import TopicShelf

CONTEXT = "🙂 Macron calls Putin."


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    shelf = TopicShelf(database)
    shelf.material("talks", context=CONTEXT)
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", kind="person", group="People")
    shelf.topic("talks/other", "Something else")
    shelf.note("n1", "talks/context", "Putin", "Who calls whom?")
    shelf.find()
    database.close()
    return path


def run(library, *arguments: str) -> int:
    return cli.main(["--library", str(library), *arguments])


def test_that_topics_are_listed_as_json_with_their_mentions(library, capsys):
    assert run(library, "topics", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "topic": "talks/macron",
            "name": "Emmanuel Macron",
            "kind": "person",
            "group": "People",
            "mentions": 1,
        },
        {
            "topic": "talks/other",
            "name": "Something else",
            "kind": "concept",
            "group": None,
            "mentions": 0,
        },
    ]


def test_that_topics_of_one_material_are_listed_in_their_groups(library, capsys):
    assert run(library, "topics", "talks") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Talks"
    assert "  People" in lines
    assert "      1  Emmanuel Macron (person)  talks/macron" in lines


def test_that_topics_of_a_missing_material_fail_in_one_line(library, capsys):
    assert run(library, "topics", "none") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_that_hits_say_where_their_words_are(library, capsys):
    assert run(library, "search", "--json", "putin") == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert hit == {
        "kind": "section",
        "material": "talks",
        "section": "talks/context",
        "title": "Context",
        "snippet": CONTEXT,
        "start": 15,
        "end": 20,
    }
    assert CONTEXT[hit["start"] : hit["end"]] == "Putin"


def test_that_a_topic_has_no_place_in_a_text(library, capsys):
    assert run(library, "search", "--json", "--limit", "1", "emmanuel") == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["kind"], hit["title"], hit["section"], hit["start"], hit["end"]) == (
        "topic",
        "Emmanuel Macron",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("query", ["", '"', "AND OR NOT", "(((", "-x", "\udc80*"])
def test_that_no_query_is_an_error(library, capsys, query):
    assert run(library, "search", query) == 0
    assert capsys.readouterr().out == "Nothing was found.\n"


def test_that_a_limit_below_one_is_wrong_usage(library):
    assert run(library, "search", "--limit", "0", "x") == 2


def test_that_an_option_that_there_is_not_is_wrong_usage(library):
    assert run(library, "search", "--quickly", "x") == 2


def test_that_filters_narrow_a_search_or_list_what_they_name(library, capsys):
    for query in ("putin in:notes", "in:notes", "topic:macron in:sections"):
        assert run(library, "search", "--json", query) == 0
    first, second, third = capsys.readouterr().out.split("]\n")[:3]
    assert json.loads(first + "]") == []
    assert [hit["kind"] for hit in json.loads(second + "]")] == ["note"]
    assert [hit["section"] for hit in json.loads(third + "]")] == ["talks/context"]


def test_that_a_filter_that_means_nothing_is_told_apart_from_the_hits(library, capsys):
    assert run(library, "search", "--json", "putin topic:mcron") == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert err == "Nothing here is topic:mcron; it may be Emmanuel Macron.\n"


def test_that_a_typing_mistake_is_told_apart_from_the_hits(library, capsys):
    assert run(library, "search", "--json", "putn in:notes OR in:sections") == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert err == "Did you mean “putin in:notes OR in:sections”?\n"


def test_that_the_help_of_search_names_every_filter(capsys):
    assert cli.main(["search", "--help"]) == 0
    out = capsys.readouterr().out
    assert [name for name in FilterName if f"  {name}:" not in out] == []
