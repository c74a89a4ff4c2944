"""Maps of topics: which are drawn, how they are tied, and where each stands.

Distances are in pixels at natural size; y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from carrel.domain.ids import TopicId
from carrel.domain.topics import Relation, RelationKind, Topic, TopicKind

MOST_ON_WHOLE_MAP = 150
"""Topics that a map of a whole material can show and still be read."""

GAP = 10.0
"""Free space that is kept between two boxes."""

ROUNDS = 150
"""How often boxes are pushed apart before they are put into rows instead."""

FREE = 2.6
"""How many times the room of its boxes a map takes."""


class EdgeKind(StrEnum):
    """How two topics on a map are tied. A line of kind ``BROADER`` leads to the broader one."""

    BROADER = "broader"
    RELATED = "related"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Topics that stand together: a named group, or those of a kind that are in none."""

    group: str
    kind: TopicKind | None = None


@dataclass(frozen=True, slots=True)
class MapNode:
    """A topic on a map. ``mentions`` decides its size, its cluster its shape and colour."""

    id: TopicId
    name: str
    group: str
    kind: TopicKind
    mentions: int

    @property
    def cluster(self) -> Cluster:
        """What it stands together with: its group or, without one, those of its kind."""
        return Cluster(self.group, None if self.group else self.kind)


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A line between two topics."""

    source: TopicId
    target: TopicId
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class TopicMap:
    """What is drawn. ``centre`` is the topic whose neighbourhood it is, if it is one."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    centre: TopicId | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Room for a topic and its label, by its middle."""

    x: float
    y: float
    width: float
    height: float


def node_of(topic: Topic, mentions: int) -> MapNode:
    """A topic on a map."""
    return MapNode(topic.id, topic.name, topic.group, topic.kind, mentions)


def edges_between(topics: Iterable[TopicId], relations: Iterable[Relation]) -> tuple[MapEdge, ...]:
    """The lines between these topics; one where two topics are tied twice, "broader" first."""
    shown = set(topics)
    found: dict[frozenset[TopicId], MapEdge] = {}
    for relation in sorted(relations, key=lambda each: each.kind is RelationKind.RELATED):
        pair = frozenset((relation.source, relation.target))
        if pair <= shown and len(pair) == 2:
            kind = EdgeKind(relation.kind.value)
            found.setdefault(pair, MapEdge(relation.source, relation.target, kind))
    return tuple(found.values())


def whole_layout(
    topic_map: TopicMap, sizes: Mapping[TopicId, tuple[float, float]], *, ratio: float = 1.4
) -> dict[TopicId, Box]:
    """Where every topic stands on a map of a whole material; no two boxes overlap.

    Groups begin as clusters on a circle; springs along the lines (Fruchterman and Reingold, by
    networkx) then pull together what is tied. ``sizes`` are the widths and heights of the boxes,
    ``ratio`` about that of the whole map.
    """
    if not topic_map.nodes:
        return {}
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in topic_map.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in topic_map.edges)
    groups = list(dict.fromkeys(node.cluster for node in topic_map.nodes))
    start = _clusters(topic_map.nodes, groups)
    count = len(topic_map.nodes)
    # Each topic is held a little by its group, so that groups stay regions of the map.
    for number, group in enumerate(groups):
        anchor = ("group", number)
        members = [node.id for node in topic_map.nodes if node.cluster == group]
        graph.add_edges_from((anchor, member) for member in members)
        start[anchor] = _on_circle(number, len(groups))
    anchors = [("group", number) for number in range(len(groups))]
    placed = nx.spring_layout(
        graph, pos=start, fixed=anchors, k=1.1 / math.sqrt(count + 1), iterations=120, seed=1
    )
    width, height = _sheet(sizes.values(), ratio)
    boxes = {
        node.id: Box(float(x) * width / 2, float(y) * height / 2, *sizes[node.id])
        for node in topic_map.nodes
        for x, y in (placed[node.id],)
    }
    return spread(boxes)


def neighbourhood_layout(
    topic_map: TopicMap, sizes: Mapping[TopicId, tuple[float, float]]
) -> dict[TopicId, Box]:
    """Where the neighbours of a topic stand: broader above, narrower below, others at its sides."""
    assert topic_map.centre is not None
    centre = topic_map.centre
    above, below, beside = _by_side(topic_map, centre)
    boxes = {centre: Box(0, 0, *sizes[centre])}
    left, right = beside[1::2], beside[::2]
    reach = sizes[centre][0] / 2 + 70
    for column, sign in ((left, -1), (right, 1)):
        heights = [sizes[each][1] + GAP for each in column]
        y = -sum(heights) / 2
        for each, height in zip(column, heights, strict=True):
            width = sizes[each][0]
            boxes[each] = Box(sign * (reach + width / 2), y + height / 2, *sizes[each])
            y += height
    side_height = max(
        (sum(sizes[each][1] + GAP for each in column) for column in (left, right)), default=0
    )
    for row, sign in ((above, -1), (below, 1)):
        y = sign * (max(side_height, sizes[centre][1]) / 2 + 50)
        for line in _lines(row, sizes):
            x = -sum(sizes[each][0] + 2 * GAP for each in line) / 2
            tallest = max(sizes[each][1] for each in line)
            for each in line:
                width = sizes[each][0] + 2 * GAP
                boxes[each] = Box(x + width / 2, y + sign * tallest / 2, *sizes[each])
                x += width
            y += sign * (tallest + 2 * GAP)
    return boxes


def spread(boxes: Mapping[TopicId, Box]) -> dict[TopicId, Box]:
    """The boxes moved apart until none overlaps another; those that do not stay where they are."""
    placed = dict(boxes)
    names = sorted(placed)
    for _ in range(ROUNDS):
        moved = False
        for number, first in enumerate(names):
            for second in names[number + 1 :]:
                push = _overlap(placed[first], placed[second])
                if push is not None:
                    moved = True
                    _move(placed, first, second, push)
        if not moved:
            return placed
    return _in_rows(placed)


def nearest(
    boxes: Mapping[TopicId, Box], start: TopicId, direction: tuple[int, int]
) -> TopicId | None:
    """The topic that an arrow key leads to from ``start``: near, and not far off to the side.

    ``direction`` is (1, 0) for right, (0, 1) for down, and so on.
    """
    here = boxes[start]
    best: tuple[float, TopicId] | None = None
    for name, box in boxes.items():
        dx, dy = box.x - here.x, box.y - here.y
        ahead = dx * direction[0] + dy * direction[1]
        aside = abs(dx * direction[1]) + abs(dy * direction[0])
        if name != start and ahead > 1 and aside <= 2 * ahead:
            distance = ahead + 2 * aside
            if best is None or (distance, name) < best:
                best = (distance, name)
    return best[1] if best else None


def _sheet(sizes: Iterable[tuple[float, float]], ratio: float) -> tuple[float, float]:
    """Width and height of the sheet on which the middles of boxes of these sizes are put."""
    known = tuple(sizes)
    area = sum((width + GAP) * (height + GAP) for width, height in known)
    width = math.sqrt(area * FREE * ratio)
    widest, tallest = (max(of_one) for of_one in zip(*known, strict=True))
    return max(0.0, width - widest), max(0.0, width / ratio - tallest)


def _clusters(
    nodes: Sequence[MapNode], groups: Sequence[Cluster]
) -> dict[object, tuple[float, float]]:
    """Starting places: the groups on a circle, and on smaller ones their topics."""
    start: dict[object, tuple[float, float]] = {}
    for number, group in enumerate(groups):
        x, y = _on_circle(number, len(groups))
        members = [node.id for node in nodes if node.cluster == group]
        for place, member in enumerate(members):
            dx, dy = _on_circle(place, len(members))
            start[member] = (x + 0.25 * dx, y + 0.25 * dy)
    return start


def _on_circle(number: int, count: int) -> tuple[float, float]:
    if count == 1:
        return 0.0, 0.0
    angle = 2 * math.pi * number / count - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _by_side(
    topic_map: TopicMap, centre: TopicId
) -> tuple[list[TopicId], list[TopicId], list[TopicId]]:
    above, below, beside = [], [], []
    for edge in topic_map.edges:
        if centre not in (edge.source, edge.target):
            continue
        other = edge.target if edge.source == centre else edge.source
        if edge.kind is not EdgeKind.BROADER:
            beside.append(other)
        elif edge.source == centre:
            above.append(other)
        else:
            below.append(other)
    return above, below, beside


def _lines(
    row: Sequence[TopicId], sizes: Mapping[TopicId, tuple[float, float]], widest: float = 760
) -> list[list[TopicId]]:
    lines: list[list[TopicId]] = []
    room = 0.0
    for each in row:
        width = sizes[each][0] + 2 * GAP
        if not lines or width > room:
            lines.append([])
            room = widest
        lines[-1].append(each)
        room -= width
    return lines


def _overlap(first: Box, second: Box) -> tuple[float, float] | None:
    """How far the second box has to move, along the shorter way; None if it need not."""
    dx, dy = second.x - first.x, second.y - first.y
    over_x = (first.width + second.width) / 2 + GAP - abs(dx)
    over_y = (first.height + second.height) / 2 + GAP - abs(dy)
    if over_x <= 0.01 or over_y <= 0.01:
        return None
    if over_x < over_y:
        return math.copysign(over_x, dx or 1), 0.0
    return 0.0, math.copysign(over_y, dy or 1)


def _move(
    placed: dict[TopicId, Box], first: TopicId, second: TopicId, push: tuple[float, float]
) -> None:
    for name, sign in ((first, -0.5), (second, 0.5)):
        box = placed[name]
        placed[name] = replace(box, x=box.x + sign * push[0], y=box.y + sign * push[1])


def _in_rows(boxes: Mapping[TopicId, Box]) -> dict[TopicId, Box]:
    """Row below row, for boxes that would not come apart."""
    columns = max(1, round(math.sqrt(len(boxes))))
    names = sorted(boxes, key=lambda name: (boxes[name].y, boxes[name].x))
    width = max(box.width for box in boxes.values()) + GAP
    height = max(box.height for box in boxes.values()) + GAP
    return {
        name: replace(boxes[name], x=number % columns * width, y=number // columns * height)
        for number, name in enumerate(names)
    }
