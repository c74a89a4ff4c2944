"""Moves an end of a marked passage by a word, as one makes a highlight longer or shorter by key."""

from __future__ import annotations

import re
from enum import StrEnum

_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+(?:['’‑-]\\w+)*|\ufffc")
"""A word, with its hyphens and apostrophes; a sign of a script that is written without blanks; a
picture or formula."""


class Edge(StrEnum):
    """An end of a passage."""

    START = "start"
    END = "end"


def stretched(text: str, start: int, end: int, *, edge: Edge, by: int) -> tuple[int, int]:
    """Code points ``start`` to ``end`` with one edge moved to the next word, or with -1 back.

    The passage keeps one word at the least and stays within the text; where there is no word to
    move to, it stays as it is.
    """
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    if edge is Edge.END:
        ends = [place[1] for place in words if place[1] > start]
        moved = _next(ends, end, by)
        return (start, end) if moved is None else (start, moved)
    starts = [place[0] for place in words if place[0] < end]
    moved = _next(starts, start, by)
    return (start, end) if moved is None else (moved, end)


def _next(places: list[int], here: int, by: int) -> int | None:
    """The place after ``here``, or with -1 the one before it."""
    if by > 0:
        return next((place for place in places if place > here), None)
    return next((place for place in reversed(places) if place < here), None)
