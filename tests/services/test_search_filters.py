"""Filters narrow a search to kinds, topics, colours, tags, materials and times, or list those."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.search_filters import FilterName
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.services.search_filtering import Filtering
from carrel.services.searching import Searching
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from topic_shelf import TopicShelf

CLOCK = FrozenClock()


@pytest.fixture(scope="module")
def library():
    database = open_in_memory()
    shelf = TopicShelf(database)
    shelf.material(
        "talks",
        calls="Macron calls Putin. NATO is silent.",
        aims="The aims of the Alliance are told to nobody.",
        quiet="Nothing is said here of anyone.",
    )
    shelf.material("river_towns", bridges="The silent towns built a bridge.")
    shelf.topic("talks/nato", "NATO", "the Alliance", kind="organisation")
    shelf.topic("talks/order", "Security order", "European security order")
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", kind="person")
    shelf.topic("talks/mark", "Élysée mark")
    shelf.claim("talks/C1", "talks/calls", "NATO is silent", "talks/nato")
    shelf.claim("talks/C2", "talks/calls", "Macron calls Putin", by="talks/macron")
    for name, about in (("late", "NATO"), ("soon", "Putin"), ("new", "silent")):
        shelf.question(f"talks/{name}", "talks/calls", about, "talks/nato", prompt=f"Who, {name}?")
    shelf.note("n1", "talks/calls", "NATO", "My thought on silence")
    shelf.note("n2", "talks/quiet", "Nothing", "Another thought", "talks/order")
    shelf.note("n3", "river_towns/bridges", "bridge", "A thought on bridges")
    database.write("UPDATE material SET title = 'River towns' WHERE key = 'river_towns'")
    database.write("UPDATE annotation SET colour = 'evidence' WHERE key = 'n2'")
    database.write("INSERT INTO annotation_tag (annotation_id, tag) VALUES (3, 'Exam topic')")
    database.write("INSERT INTO question_tag (question_id, tag) VALUES (1, 'exam topic')")
    for number, hours in ((1, -30), (2, 26)):
        database.write(
            "INSERT INTO card (id, key, question_id, part) VALUES (?1, 'card-' || ?1, ?1, 0)",
            (number,),
        )
        database.write(
            "INSERT INTO memory (id, state, due_at) VALUES (?, 2, ?)",
            (number, (CLOCK() + timedelta(hours=hours)).isoformat()),
        )
    database.write("INSERT INTO card (id, key, question_id, part) VALUES (3, 'card-3', 3, 0)")
    shelf.find()
    yield database
    database.close()


@pytest.fixture
def desk(library):
    return Desk(library, CLOCK, SequenceIds())


def found(desk: Desk, typed: str, *, is_unfinished: bool = False) -> set[str]:
    hits = Searching(desk).search(typed, limit=50, is_unfinished=is_unfinished)
    return {hit.id.removeprefix("talks/") for group in hits.values() for hit in group}


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("thought", {"n1", "n2", "n3"}),
        ("in:notes", {"n1", "n2", "n3"}),
        ("in:note thought -silence", {"n2", "n3"}),
        ("silent in:notes", set()),
        ("silent -in:sections", {"C1"}),
        ("IN:Texts alliance", {"aims"}),
        ("in:claims in:questions nato", {"C1"}),
        ("in:claims OR in:topics", {"C1", "C2", "nato", "order", "macron", "mark"}),
        ("topic:nato", {"calls", "aims", "nato", "C1", "late", "soon", "new", "n1"}),
        ('topic:"the alliance" in:sections', {"calls", "aims"}),
        ("topic:alliance in:sections", {"calls", "aims"}),
        ("topic:macron in:claims", {"C2"}),
        ("topic:nato topic:macron in:sections", {"calls"}),
        ("topic:nato OR topic:order in:notes", {"n1", "n2"}),
        ('topic:"security order" thought', {"n2"}),
        ("topic:elysee", {"mark"}),
        ("in:sections -topic:nato", {"quiet", "river_towns/bridges"}),
        ("silent -topic:nato in:sections", {"river_towns/bridges"}),
        ("colour:important", {"n1", "n3"}),
        ("color:evid", {"n2"}),
        ("colour:important colour:evidence", {"n1", "n2", "n3"}),
        ("thought -colour:important", {"n2"}),
        ("tag:exam", {"n3", "late"}),
        ('tag:"exam topic" thought', {"n3"}),
        ("material:river_towns thought", {"n3"}),
        ("material:towns", {"river_towns/bridges", "n3"}),
        ("silent -material:talks", {"river_towns/bridges"}),
        ("in:notes 普京", set()),
        ("in:sections -普京 material:river", {"river_towns/bridges"}),
        ("due:now", {"late"}),
        ("due:overdue", {"late"}),
        ("due:today", {"late"}),
        ("due:tomorrow", {"soon"}),
        ("due:week", {"late", "soon"}),
        ("due:2026-03-03", {"late", "soon"}),
        ("due:never", {"new"}),
        ("due:new", {"new"}),
        ("-due:never in:questions", {"late", "soon"}),
        ("who due:week -due:now", {"soon"}),
        ("who due:never", {"new"}),
        ("who -due:never", {"late", "soon"}),
        ("topic:", set()),
        ("colour:mauve", set()),
        ("in:notes -colour:mauve", {"n1", "n2", "n3"}),
    ],
)
def test_that_filters_leave_what_they_say(desk, typed, ids):
    assert found(desk, typed) == ids


def test_that_a_filter_narrows_while_it_is_being_typed(desk):
    assert found(desk, "topic:secur", is_unfinished=True) == {"order", "n2"}


def test_that_a_colour_is_known_by_the_name_that_the_student_gave_it(desk):
    Preferences(desk).change(colour_names={Colour.EVIDENCE: "Strong proof"})
    assert found(desk, 'colour:"strong proof"') == found(desk, "colour:evidence") == {"n2"}
    choices = Filtering(desk).choices(FilterName.COLOUR, "proo", most=5)
    assert [(one.value, one.detail) for one in choices] == [("Strong proof", "evidence")]
    Preferences(desk).reset()


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("in:books", ("topics", "sections", "notes", "claims", "questions")),
        ("colour:mauve", ("important", "question", "evidence", "disagree")),
        ("due:someday", ("now", "today", "tomorrow", "week", "overdue", "never")),
        ("topic:natoo", ("NATO",)),
        ('topic:"securty order"', ("Security order",)),
        ("material:tlaks", ("River towns", "Talks")),
        ("tag:none", ("Exam topic", "exam topic")),
    ],
)
def test_that_a_value_that_means_nothing_is_told_with_what_it_may_be(desk, typed, choices):
    (unknown,) = Searching(desk).find(f"{typed} thought", limit=5).unknown
    assert unknown.choices == choices


@pytest.mark.parametrize(
    ("name", "typed", "values"),
    [
        (FilterName.IN, "", ["topics", "sections", "notes", "claims", "questions"]),
        (FilterName.IN, "no", ["notes"]),
        (FilterName.TOPIC, "na", ["NATO"]),
        (FilterName.TOPIC, "macr", ["Emmanuel Macron"]),
        (FilterName.TOPIC, "order", ["Security order"]),
        (FilterName.COLOUR, "im", ["important"]),
        (FilterName.MATERIAL, "riv", ["River towns"]),
        (FilterName.TAG, "top", ["Exam topic", "exam topic"]),
        (FilterName.DUE, "to", ["today", "tomorrow"]),
    ],
)
def test_that_the_beginning_of_a_value_offers_what_it_can_become(desk, name, typed, values):
    assert [one.value for one in Filtering(desk).choices(name, typed, most=10)] == values


def test_that_all_topics_are_offered_before_a_letter_is_typed(desk):
    assert len(Filtering(desk).choices(FilterName.TOPIC, "", most=3)) == 3
