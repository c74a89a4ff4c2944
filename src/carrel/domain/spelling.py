"""Finding the words that someone may have meant who typed others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST_HALF = 3
"""Letters of each of two words that are looked for in one."""

LEAST_LIKENESS = 60
"""Per cent from which a name counts as like another one."""


def most_wrong_letters(word: str) -> int:
    """How many letters of a word may be wrong for it still to be meant: the longer the more."""
    return 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


@dataclass(frozen=True, slots=True)
class NearWord:
    """Words that may have been meant, and by how many slips of the keyboard they were missed."""

    words: str
    slips: int


def nearest_words(word: str, vocabulary: Sequence[str], *, limit: int) -> tuple[NearWord, ...]:
    """Words that become ``word`` by few slips of the keyboard, the nearest first.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour (optimal string
    alignment). ``word`` and ``vocabulary`` are folded alike.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word,
        vocabulary,
        scorer=OSA.distance,
        processor=None,
        score_cutoff=most_wrong_letters(word),
        limit=limit,
    )
    return tuple(NearWord(one[0], int(one[1])) for one in found if one[1])


def parted(word: str, vocabulary: Collection[str]) -> tuple[NearWord, ...]:
    """Two words of ``vocabulary`` that were written as one, if it can be that."""
    halves = range(LEAST_HALF, len(word) - LEAST_HALF + 1)
    return tuple(
        NearWord(f"{word[:place]} {word[place:]}", 1)
        for place in halves
        if word[:place] in vocabulary and word[place:] in vocabulary
    )


def likeliest(near: Iterable[NearWord], word: str, counts: Mapping[str, int]) -> list[NearWord]:
    """The nearest first; of those as near what begins alike, then what occurs more often."""
    return sorted(
        near, key=lambda one: (one.slips, one.words[:1] != word[:1], -counts.get(one.words, 0))
    )


def nearest_names(typed: str, names: Sequence[str], *, limit: int) -> tuple[str, ...]:
    """Names of one or more words that are like ``typed``, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        typed, names, scorer=fuzz.WRatio, score_cutoff=LEAST_LIKENESS, limit=limit
    )
    return tuple(one[0] for one in found)
