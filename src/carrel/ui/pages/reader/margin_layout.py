"""Where notes stand in the margin: beside their words, pushed apart where they crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 6
"""Pixels between two notes."""

DRIFT = 70
"""Pixels that a note may stand below its words before those above it make room upwards."""

CROWDED = 140
"""Notes are shown on one line each where one would stand farther than this from its words."""


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A note that wants to stand at ``anchor``, the top of its words, and is ``height`` high."""

    anchor: int
    height: int


@dataclass(slots=True)
class _Group:
    """Notes that stand close. ``first`` and ``least`` are where the first of them would stand if
    the first, or the one that is pushed down the farthest, stood at its words."""

    count: int
    first: int
    least: int
    fixed: int | None

    @property
    def place(self) -> int:
        if self.fixed is not None:
            return self.fixed
        return self.first - max(0, (self.first - self.least - DRIFT) // 2)

    def join(self, other: _Group) -> None:
        self.count += other.count
        self.first = max(self.first, other.first)
        self.least = min(self.least, other.least)
        self.fixed = other.fixed if self.fixed is None else self.fixed


def placed(boxes: Sequence[NoteBox], active: int | None = None) -> list[int]:
    """The tops of notes given in the order of their anchors, so that none lies on another.

    The one that is ``active`` stands at its words. Notes that crowd are pushed down; where that
    leads too far from the words, the first of them are pushed up. All are in pixels. This is the
    pooling of adjacent violators (isotonic regression), with the place of a group as its mean.
    """
    groups: list[_Group] = []
    above = 0
    for number, box in enumerate(boxes):
        wanted = box.anchor - above
        group = _Group(1, wanted, wanted, wanted if number == active else None)
        while groups and groups[-1].place >= group.place:
            groups[-1].join(group)
            group = groups.pop()
        groups.append(group)
        above += box.height + GAP
    starts = [group.place for group in groups for _ in range(group.count)]
    if active is None:
        # Over the top of the text nobody can scroll.
        starts = [max(start, 0) for start in starts]
    tops, above = [], 0
    for start, box in zip(starts, boxes, strict=True):
        tops.append(start + above)
        above += box.height + GAP
    return tops


def crowded(boxes: Sequence[NoteBox], tops: Sequence[int]) -> set[int]:
    """The numbers of the notes in groups of which one stands too far from its words."""
    found: set[int] = set()
    group: list[int] = []
    for number, top in enumerate(tops):
        if group and top - tops[number - 1] - boxes[number - 1].height > GAP:
            found.update(_if_crowded(group, boxes, tops))
            group = []
        group.append(number)
    found.update(_if_crowded(group, boxes, tops))
    return found


def _if_crowded(group: list[int], boxes: Sequence[NoteBox], tops: Sequence[int]) -> list[int]:
    is_crowded = any(abs(tops[number] - boxes[number].anchor) > CROWDED for number in group)
    return group if is_crowded else []
