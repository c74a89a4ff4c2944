"""Topics are changed in steps that undo exactly, and an edition of their pack keeps each change."""

from __future__ import annotations

import pytest

from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.topics import Relation, RelationKind, SectionSpan, TopicKind
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.topic_browsing import TopicBrowsing, TopicPage
from carrel.services.topic_editing import TopicDraft, TopicEditing, draft_of
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from packs import write_pack
from topic_shelf import TopicShelf

CONTEXT = "🙂 Macron calls Putin. The Elysée stays open. NATO watches the alliance."

TABLES = ("topic", "topic_alias", "topic_group", "topic_relation", "topic_join", "mention")


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def shelf(desk):
    shelf = TopicShelf(desk.database)
    shelf.material("talks", context=CONTEXT, aims="Macron waits in the Elysée.")
    shelf.material("news", today="Macron is in the Elysée.")
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", "the Elysée", kind="person")
    shelf.topic("talks/putin", "Putin", kind="person")
    shelf.topic("talks/nato", "NATO", kind="organisation", group="Alliances")
    shelf.find()
    return shelf


@pytest.fixture
def editing(desk, shelf):
    return TopicEditing(desk)


def page(desk: Desk, topic: str) -> TopicPage:
    return TopicBrowsing(desk).page(TopicId(topic))


def words(desk: Desk, topic: str) -> list[str]:
    """All words that speak of a topic."""
    found = []
    for section in page(desk, topic).sections:
        text = desk.database.value("SELECT text FROM section WHERE key = ?", (section.section,))
        found += [text[span.start : span.end] for span in section.spans]
    return found


def names(desk: Desk) -> list[str]:
    return [
        entry.topic.name
        for shelf in TopicBrowsing(desk).all_topics()
        for group in shelf.groups
        for entry in group.entries
    ]


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row) for row in desk.database.rows(f"SELECT * FROM {table} ORDER BY id")]
        for table in TABLES
    }


def span(quote: str, section: str = "talks/context", text: str = CONTEXT) -> SectionSpan:
    start = text.index(quote)
    return SectionSpan(SectionId(section), start, start + len(quote))


STEPS = {
    "add": lambda editing: editing.add(
        MaterialId("talks"), TopicDraft("alliance", group="Alliances", aliases=("door",))
    ),
    "change": lambda editing: editing.change(
        TopicId("talks/macron"),
        TopicDraft("Macron", TopicKind.GROUP, "New group", ("Putin",), "Someone."),
    ),
    "delete": lambda editing: editing.delete(TopicId("talks/macron")),
    "merge": lambda editing: editing.merge(TopicId("talks/putin"), TopicId("talks/macron")),
    "split": lambda editing: editing.split(
        TopicId("talks/macron"), TopicDraft("the Elysée", TopicKind.PLACE)
    ),
    "relate": lambda editing: editing.relate(
        Relation(TopicId("talks/macron"), RelationKind.RELATED, TopicId("talks/nato"))
    ),
    "tag": lambda editing: editing.tag(TopicId("talks/nato"), [span("the alliance")]),
    "reject": lambda editing: editing.reject([TopicId("talks/macron")], [span("Macron")]),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_that_every_step_is_undone_exactly_and_done_again(desk, editing, step):
    before = rows(desk)
    step(editing)
    after = rows(desk)
    assert after != before
    Undo(desk).undo()
    assert rows(desk) == before
    Undo(desk).redo()
    assert rows(desk) == after


def test_that_an_added_topic_is_found_in_all_texts_at_once(desk, editing):
    topic = editing.add(
        MaterialId("talks"), TopicDraft("  Alliances ", aliases=("alliance", "alliance", " "))
    )
    added = page(desk, topic).topic
    assert (added.name, added.aliases, added.kind) == ("Alliances", ("alliance",), "concept")
    assert words(desk, topic) == ["alliance"]


def test_that_a_new_alias_is_found_and_a_removed_one_is_not(desk, editing):
    nato = TopicId("talks/nato")
    editing.change(nato, TopicDraft("NATO", TopicKind.ORGANISATION, aliases=("the alliance",)))
    assert words(desk, nato) == ["NATO", "the alliance"]
    editing.change(nato, TopicDraft("NATO", TopicKind.ORGANISATION))
    assert words(desk, nato) == ["NATO"]


def test_that_a_topic_changes_its_group_and_kind(desk, editing):
    draft = draft_of(page(desk, "talks/nato").topic)
    editing.change(
        TopicId("talks/nato"), TopicDraft(draft.name, TopicKind.GROUP, "Brand new", (), "Def.")
    )
    topic = page(desk, "talks/nato").topic
    assert (topic.kind, topic.group, topic.definition) == ("group", "Brand new", "Def.")
    editing.change(TopicId("talks/nato"), TopicDraft("NATO", TopicKind.GROUP))
    assert page(desk, "talks/nato").topic.group == ""


@pytest.mark.parametrize("name", ["", "  ", "--", "NATO", "nato", "x" * 201])
def test_that_a_topic_needs_a_name_of_its_own(desk, editing, name):
    before = rows(desk)
    with pytest.raises(InputError):
        editing.change(TopicId("talks/putin"), TopicDraft(name, TopicKind.ORGANISATION))
    assert rows(desk) == before


def test_that_a_merged_topic_is_one_page_with_the_words_of_both(desk, editing):
    editing.merge(TopicId("talks/putin"), TopicId("talks/macron"))
    assert "Putin" not in names(desk)
    merged = page(desk, "talks/macron")
    assert merged.aliases == ("Macron", "the Elysée", "Putin")
    assert words(desk, "talks/macron")[:3] == ["Macron", "Putin", "The Elysée"]
    assert page(desk, "talks/putin").topic.name == "Emmanuel Macron"
    editing.unmerge(TopicId("talks/putin"))
    assert "Putin" in names(desk)


def test_that_what_was_merged_into_a_topic_goes_with_it(desk, editing):
    editing.merge(TopicId("talks/putin"), TopicId("talks/macron"))
    editing.merge(TopicId("talks/macron"), TopicId("talks/nato"))
    assert names(desk) == ["NATO"]
    assert len(page(desk, "talks/nato").parts) == 3
    editing.delete(TopicId("talks/nato"))
    assert names(desk) == []


def test_that_a_topic_is_not_merged_into_itself_or_another_material(desk, shelf, editing):
    shelf.topic("news/nato", "NATO", kind="organisation")
    for topic in ("talks/nato", "news/nato"):
        with pytest.raises(InputError):
            editing.merge(TopicId("talks/nato"), TopicId(topic))


def test_that_a_split_takes_its_aliases_and_their_words_along(desk, editing):
    elysee = editing.split(TopicId("talks/macron"), TopicDraft("the Elysée", TopicKind.PLACE))
    assert words(desk, elysee) == ["The Elysée", "the Elysée", "the Elysée"]
    assert set(words(desk, "talks/macron")) == {"Macron"}
    assert page(desk, "talks/macron").aliases == ("Macron",)


def test_that_ties_are_added_and_taken_away(desk, editing):
    tie = Relation(TopicId("talks/macron"), RelationKind.RELATED, TopicId("talks/nato"))
    editing.relate(tie)
    assert [topic.name for topic in page(desk, "talks/nato").related] == ["Emmanuel Macron"]
    editing.unrelate(Relation(tie.target, tie.kind, tie.source))
    assert page(desk, "talks/nato").related == ()
    with pytest.raises(InputError):
        editing.relate(Relation(tie.source, tie.kind, tie.source))


def test_that_topics_of_two_materials_are_joined_and_parted(desk, shelf, editing):
    shelf.topic("news/bloc", "Bloc")
    editing.join(TopicId("talks/nato"), TopicId("news/bloc"))
    assert len(page(desk, "talks/nato").parts) == 2
    editing.part(TopicId("news/bloc"), TopicId("talks/nato"))
    assert len(page(desk, "talks/nato").parts) == 1
    with pytest.raises(InputError):
        editing.join(TopicId("talks/nato"), TopicId("talks/macron"))


def test_that_words_are_marked_as_a_mention_and_as_none(desk, editing):
    editing.tag(TopicId("talks/nato"), [span("the alliance")])
    assert words(desk, "talks/nato") == ["NATO", "the alliance"]
    editing.reject([TopicId("talks/nato")], [span("NATO")])
    editing.reject([TopicId("talks/nato")], [span("the alliance")])
    assert words(desk, "talks/nato") == []
    editing.tag(TopicId("talks/nato"), [span("NATO")])
    assert words(desk, "talks/nato") == ["NATO"]


def test_that_words_tagged_by_a_claim_can_be_said_not_to_speak_of_a_topic(desk, shelf, editing):
    shelf.claim("talks/C1", "talks/context", "stays open", "talks/nato")
    assert words(desk, "talks/nato") == ["stays open", "NATO"]
    editing.reject([TopicId("talks/nato")], [span("stays open")])
    assert words(desk, "talks/nato") == ["NATO"]


def test_that_a_rejected_mention_stays_rejected_when_names_change(desk, editing):
    editing.reject([TopicId("talks/putin")], [span("Putin")])
    editing.change(TopicId("talks/putin"), TopicDraft("Putin", TopicKind.PERSON, aliases=("open",)))
    assert words(desk, "talks/putin") == ["open"]


def test_that_a_missing_topic_is_named(editing):
    with pytest.raises(NotFound, match="none"):
        editing.delete(TopicId("none"))


def test_that_steps_over_ten_thousand_mentions_are_undone_exactly(desk, shelf, editing):
    shelf.material("long", **{f"s{i}": "Putin and Macron. " * 50 for i in range(100)})
    shelf.find()
    before = rows(desk)
    assert len(before["mention"]) > 10_000
    draft = TopicDraft("Somebody else", TopicKind.PERSON, aliases=("and",))
    editing.change(TopicId("talks/putin"), draft)
    editing.split(TopicId("talks/macron"), TopicDraft("Macron", TopicKind.GROUP))
    editing.merge(TopicId("talks/macron"), TopicId("talks/putin"))
    assert len(words(desk, "talks/putin")) > 5_000
    for _ in range(3):
        Undo(desk).undo()
    assert rows(desk) == before


def pack_edition(number: int, mill: str) -> dict[str, str | bytes]:
    return {
        "pack.yaml": f"format: 1\nid: river\nedition: {number}\ntitle: A river\nlanguage: en\n",
        "sections/01-tides.md": "# Bank {#bank}\n\nThe mill, the weir and the ferry.\n",
        "topics.yaml": (
            "groups:\n  - {slug: old, name: Old}\n"
            f"topics:\n  - {{slug: mill, name: {mill}, kind: place, group: old, aliases: [weir]}}\n"
            "  - {slug: ferry, name: ferry, kind: concept, related: [mill]}\n"
        ),
        "claims.yaml": "",
        "positions.yaml": "",
        "timeline.yaml": "",
        "questions/tides.yaml": "questions: []\n",
    }


def test_that_an_edition_of_the_pack_keeps_what_the_student_made_of_its_topics(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "1", pack_edition(1, "mill")))
    editing = TopicEditing(desk)
    mill, ferry = TopicId("river/mill"), TopicId("river/ferry")
    editing.change(mill, TopicDraft("The old mill", TopicKind.CONCEPT, "Mine", ("bank",), "Mine."))
    editing.unrelate(Relation(ferry, RelationKind.RELATED, mill))
    own = editing.add(MaterialId("river"), TopicDraft("water"))
    editing.relate(Relation(own, RelationKind.BROADER, mill))
    editing.tag(own, [SectionSpan(SectionId("river/bank"), 4, 8)])
    editing.merge(own, ferry)

    PackInstalling(desk).install(write_pack(tmp_path / "2", pack_edition(2, "windmill")))

    topic = page(desk, mill).topic
    assert (topic.name, topic.kind, topic.group) == ("The old mill", "concept", "Mine")
    assert (topic.aliases, topic.definition) == (("bank",), "Mine.")
    assert page(desk, mill).related == ()
    assert [narrower.name for narrower in page(desk, mill).narrower] == ["ferry"]
    assert words(desk, ferry) == ["mill", "ferry"]
