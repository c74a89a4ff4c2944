"""Follows words through a stretch of text that was edited, word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from carrel.domain.text.likeness import plain_signs

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_NEEDED = 0.65
"""Likeness, letter by letter, of the old words and those that stand for them now.

Quite other English words have half of their letters in common, in the same order.
"""
_NEEDED_WORDS = 0.5
"""The same, word by word."""
_NEEDED_BETWEEN = 0.3
"""Likeness needed, letter by letter, of a few words between others that are unchanged."""
_FEW = 25
_LEAST_LEFT = 0.35
"""Share of a sentence that is left where it was edited and not replaced."""


def reworded(
    old: str, start: int, end: int, new: str, *, around: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """What ``old[start:end]`` has become in ``new``, which is ``old`` after some editing.

    Offsets are code points. None if those words have been cut, or replaced by quite others; also
    if too little is left of ``around``, the sentence that they stand in.
    """
    before = _words(old)
    after = _words(new)
    inside = [number for number, (first, last) in enumerate(before) if last > start and first < end]
    if not inside or not after:
        return None
    first, last = inside[0], inside[-1]
    images = _images(
        [plain_signs(old[one:two]) for one, two in before],
        [plain_signs(new[one:two]) for one, two in after],
    )
    if around is not None and _share_left(before, images, *around) < _LEAST_LEFT:
        return None
    begin = _begin(images, first, last, len(after))
    finish = _finish(images, first, last, len(before), len(after))
    if begin is None or finish is None or begin > finish:
        return None
    new_start = after[begin][0] + max(0, start - before[first][0])
    new_end = after[finish][1] - max(0, before[last][1] - end)
    if new_start >= new_end:
        new_start, new_end = after[begin][0], after[finish][1]
    given = plain_signs(new[new_start:new_end])
    wanted = plain_signs(old[start:end])
    is_held = first - 1 in images and last + 1 in images and len(wanted) <= _FEW
    is_like = (
        Indel.normalized_similarity(wanted, given) >= (_NEEDED_BETWEEN if is_held else _NEEDED)
        or Indel.normalized_similarity(wanted.split(), given.split()) > _NEEDED_WORDS
    )
    return (new_start, new_end) if is_like else None


def _share_left(
    words: list[tuple[int, int]], images: dict[int, int], start: int, end: int
) -> float:
    """The share of the letters from ``start`` to ``end`` whose words are left."""
    inside = [number for number, (first, last) in enumerate(words) if last > start and first < end]
    letters = sum(words[number][1] - words[number][0] for number in inside)
    left = sum(words[number][1] - words[number][0] for number in inside if number in images)
    return left / max(1, letters)


def changed_words(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of each text whose words are not in the other one, in code points.

    Neighbouring words are one stretch.
    """
    before, after = _words(old), _words(new)
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for opcode in Indel.opcodes([old[a:b] for a, b in before], [new[a:b] for a, b in after]):
        if opcode.tag == "delete":
            gone.append((before[opcode.src_start][0], before[opcode.src_end - 1][1]))
        elif opcode.tag == "insert":
            come.append((after[opcode.dest_start][0], after[opcode.dest_end - 1][1]))
    return gone, come


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def _images(old: list[str], new: list[str]) -> dict[int, int]:
    """The number of each word that is left, in the new words."""
    images = {}
    for opcode in Indel.opcodes(old, new):
        if opcode.tag == "equal":
            for number in range(opcode.src_end - opcode.src_start):
                images[opcode.src_start + number] = opcode.dest_start + number
    return images


def _begin(images: dict[int, int], first: int, last: int, count: int) -> int | None:
    """The first new word that stands for the old words ``first`` to ``last``."""
    if first in images:
        return images[first]
    kept = next((images[number] for number in range(first, last + 1) if number in images), count)
    before = max((images[number] for number in images if number < first), default=-1)
    changed_first = first - (max((n for n in images if n < first), default=-1) + 1)
    # Words were replaced one by one, more or less: the new words begin as far after the last one
    # that is left as the old ones did.
    wished = before + 1 + changed_first
    begin = min(wished, kept)
    return begin if begin < count else None


def _finish(
    images: dict[int, int], first: int, last: int, old_count: int, count: int
) -> int | None:
    """The last new word that stands for the old words ``first`` to ``last``."""
    mirrored = {old_count - 1 - one: count - 1 - other for one, other in images.items()}
    found = _begin(mirrored, old_count - 1 - last, old_count - 1 - first, count)
    return None if found is None else count - 1 - found
