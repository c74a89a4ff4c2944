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


def reworded(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """What ``old[start:end]`` has become in ``new``, which is ``old`` after some editing.

    Offsets are code points. None if those words have been cut, or replaced by quite others.
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
        or Indel.normalized_similarity(wanted.split(), given.split()) >= _NEEDED_WORDS
    )
    return (new_start, new_end) if is_like else None


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
