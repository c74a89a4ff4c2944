"""Topics of several materials are one when kind and name are, unless the student says otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.topic_identity import joined_sets, same_topics
from carrel.domain.topics import Topic, TopicJoin, TopicKind


def topic(key: str, name: str, kind: str = "organisation", *, links: bool = True) -> Topic:
    material = MaterialId(key.partition("/")[0])
    return Topic(TopicId(key), material, name, TopicKind(kind), links_by_name=links)


NATO = topic("a/nato", "NATO")
OTHER_NATO = topic("b/nato", "Nato")
ALLIANCE = topic("c/alliance", "The Alliance")


def join(first: Topic, second: Topic, *, is_joined: bool) -> TopicJoin:
    return TopicJoin(first.id, second.id, is_joined)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (OTHER_NATO, True),
        (topic("b/nato", "NATO", "term"), False),
        (topic("b/nato", "NATO", links=False), False),
        (topic("a/nato-2", "NATO"), False),
        (ALLIANCE, False),
    ],
)
def test_that_kind_and_folded_name_make_topics_of_two_materials_one(other, is_same):
    assert (other.id in same_topics(NATO.id, [NATO, other], [])) is is_same


def test_that_the_student_can_part_what_has_one_name():
    parted = [join(OTHER_NATO, NATO, is_joined=False)]
    assert same_topics(NATO.id, [NATO, OTHER_NATO], parted) == {NATO.id}


def test_that_what_is_joined_to_the_same_is_the_same():
    joined = [join(OTHER_NATO, ALLIANCE, is_joined=True)]
    everyone = {NATO.id, OTHER_NATO.id, ALLIANCE.id}
    for each in everyone:
        assert same_topics(each, [NATO, OTHER_NATO, ALLIANCE], joined) == everyone


def test_that_a_topic_that_is_gone_is_the_same_as_nothing():
    assert same_topics(TopicId("gone"), [NATO], []) == frozenset()


CROWD = [
    topic(f"{material}/{number}", name, kind)
    for material in "abc"
    for number, (name, kind) in enumerate(
        [("NATO", "term"), ("Nato", "term"), ("NATO", "group"), ("Union", "group")]
    )
]


@given(
    topics=st.lists(st.sampled_from(CROWD), unique=True),
    said=st.dictionaries(
        st.tuples(st.sampled_from(CROWD), st.sampled_from(CROWD)).filter(
            lambda pair: pair[0].id < pair[1].id
        ),
        st.booleans(),
        max_size=8,
    ),
)
def test_that_the_sets_of_a_library_are_those_of_its_topics_one_by_one(topics, said):
    joins = [join(*pair, is_joined=is_joined) for pair, is_joined in said.items()]
    one_by_one = {same_topics(each.id, topics, joins) for each in topics}
    assert set(joined_sets(topics, joins)) == {each for each in one_by_one if len(each) > 1}
