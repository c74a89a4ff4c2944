"""Which sentences of a new text are those of an old one, although they may have changed places.

After P. Heckel, A technique for isolating differences between files, CACM 21 (4), 1978: what is
there once in both texts is the same; then whatever stands beside the same on both sides is, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from carrel.domain.ids import SectionId
from carrel.domain.text.likeness import plain_signs, weight
from carrel.domain.text.sentences import sentences

_TELLING_WEIGHT = 12
"""Shorter sentences ("Why not?") are the same only beside others that are."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section: its place in code points, and its words in plain signs."""

    section: SectionId
    start: int
    end: int
    words: str


def sentences_of(sections: Mapping[SectionId, str]) -> tuple[Sentence, ...]:
    """The sentences of sections that are given in reading order."""
    return tuple(
        Sentence(section, start, end, plain_signs(text[start:end]))
        for section, text in sections.items()
        for start, end in sentences(text)
    )


def matched(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """The number of the same sentence in ``new`` for those of ``old`` that have one there."""
    matching = _Matching(old, new)
    matching.join_alike(is_told=True)
    matching.join_neighbours()
    matching.join_alike(is_told=False)
    matching.join_neighbours()
    return matching.images


class _Matching:
    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self._old, self._new = old, new
        self.images: dict[int, int] = {}
        self._taken: set[int] = set()

    def join_alike(self, *, is_told: bool) -> None:
        """Join the sentences of equal words that are left, where both texts have one.

        Unless ``is_told`` they may also be several, as many in both texts, in their order.
        """
        left = _by_words(self._old, (n for n in range(len(self._old)) if n not in self.images))
        there = _by_words(self._new, (n for n in range(len(self._new)) if n not in self._taken))
        for words, numbers in left.items():
            found = there.get(words, [])
            is_one = len(numbers) == len(found) == 1
            is_same_count = len(numbers) == len(found) and not is_told
            if (is_one or is_same_count) and weight(words) >= _TELLING_WEIGHT:
                for one, other in zip(numbers, found, strict=True):
                    self._join(one, other)

    def join_neighbours(self) -> None:
        """Join equal sentences that follow, or come before, the same."""
        for step, numbers in ((1, range(len(self._old))), (-1, range(len(self._old) - 1, -1, -1))):
            for number in numbers:
                if number in self.images:
                    self._try(number + step, self.images[number] + step)

    def _try(self, one: int, other: int) -> None:
        is_free = (
            0 <= one < len(self._old)
            and 0 <= other < len(self._new)
            and one not in self.images
            and other not in self._taken
        )
        if is_free and self._old[one].words == self._new[other].words:
            self._join(one, other)

    def _join(self, one: int, other: int) -> None:
        self.images[one] = other
        self._taken.add(other)


def _by_words(all_: Sequence[Sentence], numbers: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        found[all_[number].words].append(number)
    return found


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as stretches without a hole: first and last of each."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last
