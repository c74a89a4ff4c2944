"""The list of topics: in the groups of their authors, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from carrel.domain.ids import MaterialId
from carrel.domain.memory_map import MemoryCounts
from carrel.domain.text.folding import fold
from carrel.domain.topics import Topic, TopicKind


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in a list, with how many places speak of it and how many questions it has.

    ``memory`` is how its questions stand now; None where there are none. Where topics of several
    ``materials`` are the same, each stands for all of them, as their page does.
    """

    topic: Topic
    mentions: int
    questions: int
    memory: MemoryCounts | None
    folded_names: tuple[str, ...]
    materials: int = 1

    @property
    def known(self) -> float | None:
        """The share of its questions that are known now; None where there are none."""
        return self.memory.secure / self.memory.total if self.memory else None

    def answers_to(self, folded: str) -> bool:
        """True if every word of ``folded`` (see :func:`fold`) is in one of the topic's names."""
        words = folded.split()
        return any(all(word in name for word in words) for name in self.folded_names)


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The topics of a material that its author put together under a name.

    Those that the author put into no group stand together by ``kind``; their group has no name.
    """

    name: str
    entries: tuple[TopicEntry, ...]
    kind: TopicKind | None = None


@dataclass(frozen=True, slots=True)
class MaterialTopics:
    """A material with its groups of topics."""

    material: MaterialId
    title: str
    groups: tuple[TopicGroup, ...]


class TopicOrder(StrEnum):
    """How the list of topics is sorted."""

    GROUP = "group"
    NAME = "name"
    MENTIONS = "mentions"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """Which topics to list, and how; what is empty or None leaves nothing out."""

    text: str = ""
    kind: TopicKind | None = None
    material: MaterialId | None = None
    order: TopicOrder = TopicOrder.GROUP


def grouped(entries: Sequence[TopicEntry]) -> tuple[TopicGroup, ...]:
    """Topics of one material in the groups of its author, then those in none by their kind."""
    named = [
        TopicGroup(name, tuple(members))
        for name, members in groupby(entries, key=lambda entry: entry.topic.group)
        if name
    ]
    rest = [entry for entry in entries if not entry.topic.group]
    by_kind = [
        TopicGroup("", members, kind)
        for kind in TopicKind
        if (members := tuple(entry for entry in rest if entry.topic.kind is kind))
    ]
    return (*named, *by_kind)


def narrowed(shelves: Iterable[MaterialTopics], wanted: TopicFilter) -> tuple[MaterialTopics, ...]:
    """The topics that a filter lets through, in its order; without what becomes empty."""
    folded = fold(wanted.text)
    found = []
    for shelf in shelves:
        if wanted.material in (None, shelf.material):
            groups = [
                replace(group, entries=tuple(_let_through(group.entries, wanted.kind, folded)))
                for group in shelf.groups
            ]
            found.append(replace(shelf, groups=_ordered(groups, wanted.order)))
    return tuple(shelf for shelf in found if shelf.groups)


def _let_through(
    entries: Iterable[TopicEntry], kind: TopicKind | None, folded: str
) -> Iterator[TopicEntry]:
    return (
        entry for entry in entries if kind in (None, entry.topic.kind) and entry.answers_to(folded)
    )


def _ordered(groups: Iterable[TopicGroup], order: TopicOrder) -> tuple[TopicGroup, ...]:
    """Within their groups, or all in one without a name."""
    if order is TopicOrder.GROUP:
        return tuple(group for group in groups if group.entries)
    entries = sorted((entry for group in groups for entry in group.entries), key=_SORTED_BY[order])
    return (TopicGroup("", tuple(entries)),) if entries else ()


_SORTED_BY: dict[TopicOrder, Callable[[TopicEntry], tuple[float, str]]] = {
    TopicOrder.NAME: lambda entry: (0, entry.folded_names[0]),
    TopicOrder.MENTIONS: lambda entry: (-entry.mentions, entry.folded_names[0]),
    # The least known first; what cannot be known, for want of questions, comes last.
    TopicOrder.MEMORY: lambda entry: (
        2.0 if entry.known is None else entry.known,
        entry.folded_names[0],
    ),
}
