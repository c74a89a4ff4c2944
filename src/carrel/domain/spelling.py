"""Finding the words that someone may have meant who typed others."""

from __future__ import annotations

from collections.abc import Sequence

LEAST_LIKENESS = 60
"""Per cent from which a name counts as like another one."""


def most_wrong_letters(word: str) -> int:
    """How many letters of a word may be wrong for it still to be meant: the longer the more."""
    return 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


def nearest_words(word: str, vocabulary: Sequence[str], *, limit: int) -> tuple[str, ...]:
    """Words that become ``word`` by the fewest slips of the keyboard, the nearest first.

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
    # Of words that are as near, the one that begins alike is the likelier.
    ranked = sorted(found, key=lambda one: (one[1], one[0][:1] != word[:1]))
    return tuple(one[0] for one in ranked if one[0] != word)


def nearest_names(typed: str, names: Sequence[str], *, limit: int) -> tuple[str, ...]:
    """Names of one or more words that are like ``typed``, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        typed, names, scorer=fuzz.WRatio, score_cutoff=LEAST_LIKENESS, limit=limit
    )
    return tuple(one[0] for one in found)
