"""What may be given out under which licence, and what goes into a pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.claims import Certainty, Claim
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.materials import Material, Section
from carrel.domain.pack_saving import Doubt, PackChoice, PackDetails, Part, doubt_about, to_give_out
from carrel.domain.packs import Pack
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import Mention, MentionOrigin, Relation, RelationKind, Topic, TopicKind


@pytest.mark.parametrize(
    ("given", "of_text", "doubt"),
    [
        ("CC BY 4.0", "", Doubt.UNKNOWN),
        ("CC BY 4.0", "© 2020 A Press", Doubt.RESERVED),
        ("All rights reserved", "All rights reserved", Doubt.RESERVED),
        ("CC BY 4.0", "CC BY 4.0", None),
        ("CC BY-SA 4.0", "CC BY 4.0", None),
        ("CC BY 4.0", "Creative Commons Attribution-ShareAlike 4.0", Doubt.SAME_LICENCE_WANTED),
        ("CC BY-SA 4.0", "CC-BY-SA 3.0", None),
        ("All rights reserved", "CC BY-SA 4.0", Doubt.SAME_LICENCE_WANTED),
        ("CC BY 4.0", "CC BY-NC 4.0", Doubt.NOT_FOR_MONEY),
        ("CC0 1.0", "CC BY 4.0", Doubt.NAMES_WANTED),
        ("CC0 1.0", "CC BY-SA 4.0", Doubt.SAME_LICENCE_WANTED),
        ("CC BY 4.0", "CC BY-ND 4.0", Doubt.OTHER_TERMS),
        ("All rights reserved", "CC0 1.0", None),
        ("CC BY-SA 4.0", "Public domain", None),
        ("CC BY 4.0", "Ask the school", Doubt.OTHER_TERMS),
        ("ask  the School", "Ask the school", None),
    ],
)
def test_that_a_licence_that_the_text_may_not_allow_is_doubted(given, of_text, doubt):
    assert doubt_about(given, of_text=of_text) == doubt


def small_pack() -> Pack:
    material = MaterialId("m")
    text = "See it."
    section = Section(SectionId("m/s"), "S", 1, "![](assets/a.png)", text, 1, "h")
    one, other = (Topic(TopicId(f"m/{name}"), material, name, TopicKind.TERM) for name in "ab")
    return Pack(
        Material(material, "M", licence="X", edition=3),
        "",
        (section,),
        topics=(one, other),
        relations=(Relation(one.id, RelationKind.RELATED, other.id),),
        mentions=(Mention(other.id, passage_at(section.id, text, 0, 3), MentionOrigin.TAGGED),),
    )


def test_that_what_refers_to_a_thing_left_out_goes_without_it():
    given = to_give_out(
        small_pack(),
        PackDetails(MaterialId("new"), "New", edition=4),
        PackChoice(left_out=frozenset({"m/b"})),
    )
    assert [topic.name for topic in given.topics] == ["a"]
    assert (given.relations, given.mentions) == ((), ())
    material = given.material
    assert (material.id, material.title, material.edition) == ("new", "New", 4)


def test_that_without_topics_there_are_no_claims_either_for_their_holders_are_gone():
    choice = PackChoice(parts=frozenset({Part.CLAIMS, Part.QUESTIONS}))
    given = to_give_out(small_pack(), PackDetails(MaterialId("m"), "M"), choice)
    assert (given.topics, given.claims, given.issues, given.mentions) == ((), (), (), ())


def test_that_the_author_becomes_a_topic_only_for_claims_that_nobody_is_named_for():
    holder = TopicId("m/a")
    claims = [
        Claim(ClaimId(f"m/{n}"), MaterialId("m"), "So.", None, by, of, Certainty.STATED)
        for n, (by, of) in enumerate([(TopicId(""), TopicId("")), (holder, TopicId(""))])
    ]
    details = PackDetails(MaterialId("m"), "M")
    told, lost = to_give_out(
        replace(small_pack(), claims=tuple(claims)), details, PackChoice()
    ).claims
    assert (told.asserted_by, told.ascribed_to) == ("m/author", "m/author")
    assert (lost.asserted_by, lost.ascribed_to) == (holder, "")
    named = to_give_out(replace(small_pack(), claims=(claims[1],)), details, PackChoice())
    assert [topic.id for topic in named.topics] == ["m/a", "m/b"]


def test_that_a_picture_gets_its_words():
    choice = PackChoice(picture_words={"assets/a.png": "a  [b]"})
    given = to_give_out(small_pack(), PackDetails(MaterialId("m"), "M"), choice)
    assert given.sections[0].markdown == "![a (b)](assets/a.png)"
