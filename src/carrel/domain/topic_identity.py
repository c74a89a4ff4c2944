"""Which topics of several materials are one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from carrel.domain.ids import TopicId
from carrel.domain.text.folding import fold
from carrel.domain.topics import Topic, TopicJoin


def same_topics(
    topic: TopicId, candidates: Iterable[Topic], joins: Iterable[TopicJoin]
) -> frozenset[TopicId]:
    """``topic`` and those of ``candidates`` that are the same, by name or by the student's word.

    Topics of different materials are the same if kind and folded name are, and both link by name.
    The student's word goes before that; what is the same as the same is the same, and what was
    merged into a topic is that topic.
    """
    known = {candidate.id: candidate for candidate in candidates}
    said = {frozenset((join.first, join.second)): join.is_joined for join in joins}
    same = {topic} & known.keys()
    waiting = list(same)
    while waiting:
        one = known[waiting.pop()]
        for other in known.values():
            if other.id not in same and said.get(
                frozenset((one.id, other.id)), _are_one(one, other)
            ):
                same.add(other.id)
                waiting.append(other.id)
    return frozenset(same)


def joined_sets(
    topics: Iterable[Topic], joins: Iterable[TopicJoin]
) -> tuple[frozenset[TopicId], ...]:
    """All sets of two or more of ``topics`` that are the same, by the rule of :func:`same_topics`.

    It looks at names once and not at pairs, so that it serves for whole libraries.
    """
    known = {topic.id: topic for topic in topics}
    said = {frozenset((join.first, join.second)): join.is_joined for join in joins}
    apart = {topic for pair, is_joined in said.items() if not is_joined for topic in pair}
    sets: dict[TopicId, set[TopicId]] = {topic: {topic} for topic in known}
    for members in _namesakes(known.values()):
        if apart.isdisjoint(members):
            pairs: Iterable[tuple[TopicId, TopicId]] = pairwise(members)
        else:
            pairs = (
                pair
                for pair in combinations(members, 2)
                if said.get(frozenset(pair), _are_one(known[pair[0]], known[pair[1]]))
            )
        _unite(sets, pairs)
    joined = (tuple(pair) for pair, is_joined in said.items() if is_joined)
    _unite(sets, ((pair[0], pair[-1]) for pair in joined if known.keys() >= set(pair)))
    found = {id(each): each for each in sets.values() if len(each) > 1}
    return tuple(frozenset(each) for each in found.values())


def _namesakes(topics: Iterable[Topic]) -> Iterator[list[TopicId]]:
    """Topics of several materials with one kind and name that link by name."""
    found: defaultdict[tuple[str, str], list[Topic]] = defaultdict(list)
    for topic in topics:
        if topic.links_by_name:
            found[topic.kind, fold(topic.name)].append(topic)
    for members in found.values():
        if len({topic.material for topic in members}) > 1:
            yield [topic.id for topic in members]


def _unite(sets: dict[TopicId, set[TopicId]], pairs: Iterable[tuple[TopicId, TopicId]]) -> None:
    for one, other in pairs:
        if sets[one] is not sets[other]:
            sets[one] |= sets[other]
            for topic in sets[other]:
                sets[topic] = sets[one]


def _are_one(one: Topic, other: Topic) -> bool:
    if one.merged_into == other.id or other.merged_into == one.id:
        return True
    return (
        one.material != other.material
        and one.kind == other.kind
        and one.links_by_name
        and other.links_by_name
        and fold(one.name) == fold(other.name)
    )
