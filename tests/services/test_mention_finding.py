"""Mentions are found in a new material and, for its topics, in all the others."""

from __future__ import annotations

import pytest

from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.services.mention_finding import BATCH, MentionFinding
from carrel.storage.database import open_in_memory
from carrel.storage.mention_store import MentionStore
from topic_shelf import TopicShelf


@pytest.fixture
def database():
    database = open_in_memory()
    yield database
    database.close()


@pytest.fixture
def shelf(database):
    shelf = TopicShelf(database)
    shelf.material(
        "talks",
        context="🙂 Macron calls Putin. The door stays open.",
        aims="Macron waits; critics object.",
    )
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", kind="person")
    shelf.topic("talks/putin", "Vladimir Putin", "Putin", kind="person")
    shelf.topic("talks/critics", "critics", kind="group", links_by_name=False)
    shelf.topic("talks/channel", "Keeping channels open")
    return shelf


def words(database, topic: str) -> list[tuple[str, str]]:
    """The sections and words that speak of a topic."""
    texts = {row[0]: row[1] for row in database.rows("SELECT key, text FROM section")}
    spans = MentionStore(database).spans([TopicId(topic)])
    return [(span.section, texts[span.section][span.start : span.end]) for span in spans]


def test_that_names_are_found_in_every_section(shelf, database):
    shelf.find()
    assert words(database, "talks/macron") == [
        ("talks/context", "Macron"),
        ("talks/aims", "Macron"),
    ]
    assert MentionStore(database).counts() == {
        TopicId("talks/macron"): 2,
        TopicId("talks/putin"): 1,
        TopicId("talks/critics"): 1,
    }


def test_that_topics_are_found_in_a_material_that_comes_later_but_role_words_are_not(
    shelf, database
):
    shelf.find()
    shelf.material("news", today="Macron answers his critics.")
    MentionFinding(database).find_in_new(MaterialId("news"), language="en")
    assert ("news/today", "Macron") in words(database, "talks/macron")
    assert words(database, "talks/critics") == [("talks/aims", "critics")]


def test_that_the_topics_of_a_new_material_are_found_in_earlier_ones(shelf, database):
    shelf.find()
    shelf.material("later", one="A door.")
    shelf.topic("later/door", "door")
    MentionFinding(database).find_in_new(MaterialId("later"), language="en")
    assert words(database, "later/door") == [("talks/context", "door"), ("later/one", "door")]


def test_that_finding_again_changes_nothing(shelf, database):
    shelf.find()
    before = database.rows("SELECT topic_id, section_id, start FROM mention ORDER BY 1, 2, 3")
    shelf.find()
    after = database.rows("SELECT topic_id, section_id, start FROM mention ORDER BY 1, 2, 3")
    assert [tuple(row) for row in before] == [tuple(row) for row in after]


def test_that_a_rejected_mention_stays_rejected_when_it_is_found_again(shelf, database):
    shelf.find()
    database.write("UPDATE mention SET is_rejected = 1 WHERE start = 2")
    shelf.find()
    assert words(database, "talks/macron") == [("talks/aims", "Macron")]


def test_that_words_tagged_by_a_claim_or_question_are_mentions(shelf, database):
    shelf.claim("talks/C1", "talks/context", "The door stays open", "talks/channel")
    shelf.question("talks/q1", "talks/aims", "Macron waits", "talks/channel")
    shelf.find()
    assert words(database, "talks/channel") == [
        ("talks/context", "The door stays open"),
        ("talks/aims", "Macron waits"),
    ]
    assert MentionStore(database).counts()[TopicId("talks/channel")] == 2


def test_that_tagged_words_that_name_the_topic_are_not_counted_twice(shelf, database):
    shelf.claim("talks/C1", "talks/context", "Macron calls Putin", "talks/macron")
    shelf.find()
    assert words(database, "talks/macron") == [
        ("talks/context", "Macron"),
        ("talks/aims", "Macron"),
    ]


def test_that_a_removed_material_speaks_of_nothing(shelf, database):
    shelf.find()
    database.write("UPDATE material SET deleted_at = '2026'")
    assert MentionStore(database).counts() == {}
    assert words(database, "talks/macron") == []


def test_that_a_section_tells_what_it_speaks_of_in_the_order_of_its_text(shelf, database):
    shelf.find()
    topics = MentionStore(database).in_section(SectionId("talks/context"))
    assert [(topic, span.start) for topic, span in topics] == [
        ("talks/macron", 2),
        ("talks/putin", 15),
    ]


def test_that_long_materials_are_searched_to_their_end(shelf, database):
    shelf.material("long", **{f"s{i}": f"Part {i} on Putin." for i in range(BATCH + 5)})
    shelf.find()
    assert len(words(database, "talks/putin")) == BATCH + 6
