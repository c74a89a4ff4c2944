"""Snippets: a few words of a text around the places that matter, to be read in a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from carrel.domain.text.folding import fold

ROOM = 110
"""Code points shown on either side of a place, unless its sentence or block ends sooner."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` stands at ``start`` to ``end`` of the section's plain text, in code points.

    ``marks`` are the places that matter, counted within ``text``. ``is_cut_before`` and
    ``is_cut_after`` tell that a sentence goes on there, to be shown by an ellipsis.
    """

    text: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


def snippet_around(text: str, start: int, end: int, *, room: int = ROOM) -> Snippet:
    """The words of ``text`` around one place: its sentence where there is room for it."""
    first, is_cut_before = _beginning(text, start, room)
    last, is_cut_after = _ending(text, end, room)
    return Snippet(
        text[first:last], first, last, ((start - first, end - first),), is_cut_before, is_cut_after
    )


def snippets(
    text: str, places: Iterable[tuple[int, int]], *, room: int = ROOM
) -> Iterator[Snippet]:
    """Snippets for ``places`` (sorted by start), one for those that lie in the same words."""
    current: Snippet | None = None
    for start, end in places:
        if current is not None and end <= current.end:
            mark = (start - current.start, end - current.start)
            current = _with_mark(current, mark)
            continue
        if current is not None:
            yield current
        current = snippet_around(text, start, end, room=room)
    if current is not None:
        yield current


def best_snippet(text: str, marks: Sequence[tuple[int, int]], *, room: int = ROOM) -> Snippet:
    """Of the snippets for ``marks`` (sorted by start) the first with most different words.

    Without marks it is the beginning of the text.
    """
    if not marks:
        start = snippet_around(text, 0, 0, room=2 * room)
        return replace(start, marks=())
    return max(
        snippets(text, marks, room=room),
        key=lambda snippet: len({fold(snippet.text[start:end]) for start, end in snippet.marks}),
    )


def _with_mark(snippet: Snippet, mark: tuple[int, int]) -> Snippet:
    return replace(snippet, marks=(*snippet.marks, mark))


def _beginning(text: str, start: int, room: int) -> tuple[int, bool]:
    block = text.rfind("\n", 0, start) + 1
    limit = max(block, start - room)
    sentences = [found.end() for found in _SENTENCE_END.finditer(text, limit, start)]
    if sentences:
        return sentences[-1], False
    if limit == block:
        return block, False
    space = text.find(" ", limit, start)
    return (limit if space < 0 else space + 1), True


def _ending(text: str, end: int, room: int) -> tuple[int, bool]:
    block = text.find("\n", end)
    block = len(text) if block < 0 else block
    limit = min(block, end + room)
    sentence = _SENTENCE_END.search(text, max(0, end - 1), min(block, limit + 1))
    if sentence is not None and sentence.end() >= end:
        return sentence.start() + len(sentence.group().rstrip()), False
    if limit == block:
        return block, False
    space = text.rfind(" ", end, limit)
    return (limit if space < 0 else space), True
