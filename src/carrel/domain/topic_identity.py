"""Which topics of several materials are one and the same."""

from __future__ import annotations

from collections.abc import Iterable

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
