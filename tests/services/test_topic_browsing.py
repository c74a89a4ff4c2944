"""A topic leads to its definition, neighbours, words, notes and questions, in all materials."""

from __future__ import annotations

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.text.folding import fold
from carrel.domain.topic_list import TopicFilter, TopicOrder, narrowed
from carrel.domain.topics import TopicKind
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicBrowsing
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from topic_shelf import TopicShelf


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def shelf(desk):
    shelf = TopicShelf(desk.database)
    shelf.material(
        "talks",
        context="🙂 Macron calls Putin. The door stays open. NATO watches.",
        aims="Macron waits. He may meet Putin.",
    )
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", kind="person", group="People")
    shelf.topic("talks/putin", "Vladimir Putin", "Putin", kind="person", group="People")
    shelf.topic("talks/nato", "NATO", kind="organisation", group="Alliances")
    shelf.topic("talks/dialogue", "Dialogue", definition="Talking.", group="Ideas")
    shelf.topic("talks/channel", "Keeping channels open", group="Ideas")
    shelf.relate("talks/channel", "broader", "talks/dialogue")
    shelf.relate("talks/dialogue", "related", "talks/nato")
    shelf.find()
    return shelf


@pytest.fixture
def browsing(desk, shelf):
    return TopicBrowsing(desk)


def page(browsing: TopicBrowsing, topic: str):
    return browsing.page(TopicId(topic))


def test_that_topics_stand_in_their_groups_with_their_counts(shelf, browsing):
    shelf.question("talks/q1", "talks/aims", "Macron waits", "talks/macron")
    (talks,) = browsing.all_topics()
    assert talks.title == "Talks"
    assert [(group.name, len(group.entries)) for group in talks.groups] == [
        ("People", 2),
        ("Alliances", 1),
        ("Ideas", 2),
    ]
    macron = talks.groups[0].entries[0]
    assert (macron.topic.name, macron.mentions, macron.questions) == ("Emmanuel Macron", 2, 1)


def test_that_topics_of_a_missing_material_are_not_made_up(browsing):
    with pytest.raises(NotFound, match="none"):
        browsing.all_topics(MaterialId("none"))


@pytest.mark.parametrize(
    ("typed", "is_found"), [("macr", True), ("MÁCRON emm", True), ("putin", False), ("", True)]
)
def test_that_a_topic_answers_to_parts_of_its_names(browsing, typed, is_found):
    macron = browsing.all_topics()[0].groups[0].entries[0]
    assert macron.answers_to(fold(typed)) is is_found


def test_that_a_page_has_definition_and_relations_in_both_directions(browsing):
    dialogue = page(browsing, "talks/dialogue")
    assert dialogue.topic.definition == "Talking."
    assert [topic.name for topic in dialogue.narrower] == ["Keeping channels open"]
    assert [topic.name for topic in dialogue.related] == ["NATO"]
    assert [topic.name for topic in page(browsing, "talks/channel").broader] == ["Dialogue"]
    assert [topic.name for topic in page(browsing, "talks/nato").related] == ["Dialogue"]


def test_that_every_place_is_listed_with_the_words_around_it(browsing):
    macron = page(browsing, "talks/macron")
    assert [(section.section, len(section.spans)) for section in macron.sections] == [
        ("talks/context", 1),
        ("talks/aims", 1),
    ]
    (snippet,) = browsing.snippets(macron.sections[0])
    assert snippet.text == "🙂 Macron calls Putin."
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Macron"]


def test_that_the_same_topic_of_two_materials_is_one_page(shelf, browsing):
    shelf.material("news", today="Nato meets, and NATO speaks. The Alliance holds.")
    shelf.topic("news/nato", "Nato", "the Alliance", kind="organisation")
    shelf.find()
    nato = page(browsing, "talks/nato")
    assert [part.id for part in nato.parts] == ["talks/nato", "news/nato"]
    assert nato.aliases == ("Nato", "the Alliance")
    assert [section.section for section in nato.sections] == ["talks/context", "news/today"]
    assert nato.mentions == 4
    assert [section.section for section in page(browsing, "news/nato").sections] == [
        "news/today",
        "talks/context",
    ]


def entries(browsing: TopicBrowsing):
    return {
        entry.topic.id: entry
        for material in browsing.all_topics()
        for group in material.groups
        for entry in group.entries
    }


def test_that_joined_topics_count_in_the_tree_what_their_page_shows(shelf, browsing):
    shelf.material("news", today="NATO met. The Alliance spoke.")
    shelf.topic("news/nato", "Nato", kind="organisation")
    shelf.topic("news/alliance", "The Alliance", kind="organisation")
    shelf.find()
    shelf.question("talks/q1", "talks/aims", "Macron waits", "talks/nato")
    shelf.question("news/q1", "news/today", "NATO met", "news/nato")
    assert page(browsing, "talks/nato").mentions == 3
    shelf.join("talks/nato", "news/alliance", is_joined=True)
    shown = entries(browsing)
    for key in ("talks/nato", "news/nato", "news/alliance"):
        entry = shown[TopicId(key)]
        assert entry.mentions == page(browsing, key).mentions == 4
        assert (entry.questions, entry.materials) == (2, 3)
    assert shown[TopicId("talks/macron")].materials == 1


def test_that_topics_the_student_joined_are_one_page_over_several_steps(shelf, browsing):
    shelf.material("news", today="Alliance")
    shelf.material("more", late="Pact")
    shelf.topic("news/alliance", "Alliance")
    shelf.topic("more/pact", "Pact")
    shelf.join("talks/nato", "news/alliance", is_joined=True)
    shelf.join("more/pact", "news/alliance", is_joined=True)
    assert len(page(browsing, "talks/nato").parts) == 3


def test_that_a_page_shows_notes_on_its_words_and_notes_linked_to_it(shelf, browsing):
    shelf.note("n1", "talks/context", "Macron calls", "On the call")
    shelf.note("n2", "talks/context", "NATO", "Of him", "talks/macron")
    shelf.note("n3", "talks/context", "The door", "Of the door")
    notes = [listed.annotation.note for listed in page(browsing, "talks/macron").notes]
    assert notes == ["On the call", "Of him"]


def test_that_a_page_knows_its_questions(shelf, browsing):
    shelf.question("talks/q1", "talks/aims", "waits", "talks/macron", "talks/putin")
    (question,) = page(browsing, "talks/macron").questions
    assert (question.id, question.reviews, question.due_at) == ("talks/q1", 0, None)
    assert question.span is not None
    assert (question.span.section, question.span.start) == ("talks/aims", 7)


def test_that_a_topic_no_question_is_tagged_with_has_those_answered_by_its_words(shelf, browsing):
    shelf.question("talks/q1", "talks/aims", "meet Putin", "talks/macron")
    putin = page(browsing, "talks/putin")
    assert [question.id for question in putin.questions] == ["talks/q1"]
    assert not putin.has_tagged_questions
    assert page(browsing, "talks/macron").has_tagged_questions


def test_that_topics_with_much_to_learn_come_first(desk, shelf, browsing):
    for key, topic in (("q1", "macron"), ("q2", "nato")):
        shelf.question(f"talks/{key}", "talks/aims", "waits", f"talks/{topic}")
        row = desk.database.value("SELECT id FROM question WHERE key = ?", (f"talks/{key}",))
        desk.database.write(
            "INSERT INTO card (key, question_id, part) VALUES (?, ?, 0)", (f"{key}#0", row)
        )
    known = desk.database.value("SELECT id FROM card WHERE key = 'q1#0'")
    desk.database.write(
        "INSERT INTO memory (id, state, due_at, stability, difficulty, last_review_at, last_rating)"
        " VALUES (?, 2, '2027-01-01T00:00:00+00:00', 300, 5, '2026-03-01T09:00:00+00:00', 3)",
        (known,),
    )
    order = names(browsing, TopicFilter(order=TopicOrder.MEMORY))
    assert order[:2] == ["NATO", "Emmanuel Macron"]


def test_that_names_of_topics_are_told_those_of_one_material_first(shelf, browsing):
    shelf.material("news", today="x")
    shelf.topic("news/bloc", "Bloc")
    shelf.topic("news/nato", "NATO")
    assert browsing.names(MaterialId("news"))[:3] == ("Bloc", "NATO", "Emmanuel Macron")
    assert len(browsing.names()) == 6


def test_that_a_missing_topic_is_named(browsing):
    with pytest.raises(NotFound, match="talks/none"):
        page(browsing, "talks/none")


def test_that_a_section_tells_its_topics(browsing):
    topics = browsing.topics_in(SectionId("talks/aims"))
    assert [(topic.name, span.start) for topic, span in topics] == [
        ("Emmanuel Macron", 0),
        ("Vladimir Putin", 26),
    ]


def names(browsing: TopicBrowsing, wanted: TopicFilter) -> list[str]:
    return [
        entry.topic.name
        for shelf in narrowed(browsing.all_topics(), wanted)
        for group in shelf.groups
        for entry in group.entries
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TopicFilter(text="mácron"), ["Emmanuel Macron"]),
        (TopicFilter(kind=TopicKind.ORGANISATION), ["NATO"]),
        (TopicFilter(text="o", kind=TopicKind.PERSON), ["Emmanuel Macron"]),
        (TopicFilter(material=MaterialId("other")), []),
        (
            TopicFilter(order=TopicOrder.NAME),
            ["Dialogue", "Emmanuel Macron", "Keeping channels open", "NATO", "Vladimir Putin"],
        ),
        (
            TopicFilter(order=TopicOrder.MENTIONS),
            ["Emmanuel Macron", "Vladimir Putin", "NATO", "Dialogue", "Keeping channels open"],
        ),
    ],
)
def test_that_topics_can_be_narrowed_and_sorted(browsing, wanted, expected):
    assert names(browsing, wanted) == expected
