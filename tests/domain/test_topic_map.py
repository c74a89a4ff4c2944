"""Maps of topics: no two boxes overlap, and arrow keys lead from each topic to another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import TopicId
from carrel.domain.topic_map import (
    Box,
    EdgeKind,
    MapEdge,
    MapNode,
    TopicMap,
    edges_between,
    nearest,
    neighbourhood_layout,
    spread,
    whole_layout,
)
from carrel.domain.topics import Relation, RelationKind, TopicKind


def overlapping(boxes: dict[TopicId, Box]) -> list[tuple[TopicId, TopicId]]:
    return [
        (first, second)
        for first, second in combinations(boxes, 2)
        if abs(boxes[first].x - boxes[second].x)
        < (boxes[first].width + boxes[second].width) / 2 - 0.1
        and abs(boxes[first].y - boxes[second].y)
        < (boxes[first].height + boxes[second].height) / 2 - 0.1
    ]


def topics(count: int) -> list[TopicId]:
    return [TopicId(f"t{number:02}") for number in range(count)]


def edge(source: str, target: str, kind: EdgeKind = EdgeKind.RELATED) -> MapEdge:
    return MapEdge(TopicId(source), TopicId(target), kind)


@given(
    st.lists(
        st.builds(
            Box, st.floats(-50, 50), st.floats(-50, 50), st.floats(10, 200), st.floats(10, 40)
        ),
        max_size=15,
    )
)
def test_that_boxes_are_moved_until_none_overlaps(boxes):
    assert overlapping(spread(dict(zip(topics(30), boxes, strict=False)))) == []


def test_that_boxes_with_room_around_them_stay_where_they_are():
    boxes = {TopicId("a"): Box(0, 0, 50, 20), TopicId("b"): Box(100, 0, 20, 20)}
    assert spread(boxes) == boxes


@pytest.mark.parametrize("count", [0, 1, 2, 30, 81])
def test_that_a_whole_map_has_no_overlapping_labels(count):
    names = topics(count)
    nodes = tuple(
        MapNode(name, name, f"group {n % 7}", TopicKind.TERM, n) for n, name in enumerate(names)
    )
    edges = tuple(edge(names[n], names[n * 7 % count]) for n in range(1, count))
    sizes = dict.fromkeys(names, (150.0, 30.0))
    boxes = whole_layout(TopicMap(nodes, edges), sizes)
    assert set(boxes) == set(names)
    assert overlapping(boxes) == []
    assert boxes == whole_layout(TopicMap(nodes, edges), sizes)


def test_that_neighbours_stand_above_below_and_beside_their_topic():
    names = [TopicId(name) for name in ("me", "up", "down", "right", "left")]
    nodes = tuple(MapNode(name, name, "", TopicKind.TERM, 1) for name in names)
    edges = (
        edge("me", "up", EdgeKind.BROADER),
        edge("down", "me", EdgeKind.BROADER),
        edge("me", "right"),
        edge("left", "me"),
    )
    boxes = neighbourhood_layout(
        TopicMap(nodes, edges, names[0]), dict.fromkeys(names, (100.0, 30.0))
    )
    me, up, down, right, left = (boxes[name] for name in names)
    assert up.y < me.y < down.y
    assert left.x < me.x < right.x
    assert overlapping(boxes) == []


def test_that_many_neighbours_do_not_overlap():
    names = topics(40)
    nodes = tuple(MapNode(name, name, "", TopicKind.TERM, 1) for name in names)
    kinds = (EdgeKind.BROADER, EdgeKind.RELATED)
    edges = tuple(
        MapEdge(names[n], names[0], kinds[n % 2])
        if n % 3
        else MapEdge(names[0], names[n], kinds[n % 2])
        for n in range(1, 40)
    )
    boxes = neighbourhood_layout(
        TopicMap(nodes, edges, names[0]), dict.fromkeys(names, (170.0, 44.0))
    )
    assert overlapping(boxes) == []


def test_that_topics_tied_twice_get_one_line():
    me, other, hidden = (TopicId(name) for name in ("me", "other", "hidden"))
    relations = [
        Relation(me, RelationKind.RELATED, other),
        Relation(other, RelationKind.BROADER, me),
        Relation(me, RelationKind.RELATED, hidden),
    ]
    assert edges_between([me, other], relations) == (edge("other", "me", EdgeKind.BROADER),)


@pytest.mark.parametrize(
    ("direction", "reached"), [((1, 0), "right"), ((-1, 0), None), ((0, 1), "down")]
)
def test_that_arrow_keys_lead_to_the_nearest_topic_that_way(direction, reached):
    boxes = {
        TopicId("me"): Box(0, 0, 10, 10),
        TopicId("right"): Box(100, 20, 10, 10),
        TopicId("far"): Box(300, 0, 10, 10),
        TopicId("down"): Box(20, 50, 10, 10),
    }
    assert nearest(boxes, TopicId("me"), direction) == reached
