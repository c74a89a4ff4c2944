"""Where notes stand in the margin: beside their words, pushed apart where they crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 8
"""Pixels between two notes."""


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A note that wants to stand at ``anchor``, the top of its words, and is ``height`` high."""

    anchor: int
    height: int


def placed(boxes: Sequence[NoteBox], active: int | None = None) -> list[int]:
    """The tops of notes given in the order of their anchors, so that none lies on another.

    The one that is ``active`` stands at its words; those above it are pushed up where they must be
    and those below it down. Without one, notes are only pushed down. All are in pixels.
    """
    if active is None:
        return _pushed_down(boxes)
    below = _pushed_down(boxes[active:])
    tops: list[int] = []
    floor = boxes[active].anchor - GAP
    for box, wanted in zip(
        reversed(boxes[:active]), reversed(_pushed_down(boxes[:active])), strict=True
    ):
        top = min(wanted, floor - box.height)
        tops.append(top)
        floor = top - GAP
    return [*reversed(tops), *below]


def _pushed_down(boxes: Sequence[NoteBox]) -> list[int]:
    tops: list[int] = []
    free = boxes[0].anchor if boxes else 0
    for box in boxes:
        top = max(box.anchor, free)
        tops.append(top)
        free = top + box.height + GAP
    return tops
