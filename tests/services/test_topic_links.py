"""A note that links to a topic by name stands on the topic's page, whichever came first."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.topics import TopicKind
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from topic_shelf import TopicShelf


@pytest.fixture
def desk():
    database = open_in_memory()
    shelf = TopicShelf(database)
    shelf.material("talks", context="The door stays open.")
    shelf.material("news", today="Nothing new.")
    shelf.topic("talks/nato", "NATO", "Alliance", kind="organisation")
    shelf.topic("news/nato", "NATO", kind="concept")
    shelf.topic("news/critics", "critics", links_by_name=False)
    shelf.find()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


def write(desk: Desk, note: str) -> str:
    return (
        Annotating(desk)
        .annotate_quotation(
            SectionId("talks/context"), "door", nth=None, colour=Colour.IMPORTANT, note=note
        )
        .id
    )


def notes(desk: Desk, topic: str) -> list[str]:
    page = TopicBrowsing(desk).page(TopicId(topic))
    return [listed.annotation.note for listed in page.notes]


@pytest.mark.parametrize("name", ["NATO", "nato", "alliance"])
def test_that_a_note_stands_on_the_page_of_the_topic_of_its_own_material(desk, name):
    write(desk, f"See [[{name}]]")
    assert notes(desk, "talks/nato") == [f"See [[{name}]]"]
    assert notes(desk, "news/nato") == []


def test_that_a_role_word_of_another_material_is_not_meant(desk):
    write(desk, "What do the [[critics]] say?")
    assert notes(desk, "news/critics") == []


def test_that_a_link_goes_with_the_words_of_the_note_and_comes_back_by_undo(desk):
    key = write(desk, "See [[NATO]]")
    Annotating(desk).set_note(key, "See nothing")
    assert notes(desk, "talks/nato") == []
    Undo(desk).undo()
    assert notes(desk, "talks/nato") == ["See [[NATO]]"]


def test_that_a_link_to_a_topic_that_comes_later_is_found(desk):
    write(desk, "[[Détente]]")
    topic = TopicEditing(desk).add(MaterialId("talks"), TopicDraft("detente"))
    assert notes(desk, topic) == ["[[Détente]]"]
    Undo(desk).undo()
    assert desk.database.rows("SELECT * FROM annotation_topic") == []


def test_that_links_follow_the_names_of_topics(desk):
    write(desk, "[[Pact]]")
    draft = TopicDraft("NATO", TopicKind.ORGANISATION, aliases=("Pact",))
    TopicEditing(desk).change(TopicId("talks/nato"), draft)
    assert notes(desk, "talks/nato") == ["[[Pact]]"]
