"""Finding things by a few letters of their names, as command palettes do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from carrel.domain.spelling import most_wrong_letters
from carrel.domain.text.folding import fold

LEAST_FOR_SLIPS = 4
"""Letters from which a typed word may have slips of the keyboard in it."""

_SCATTERED, _GUESSED = 3, 4


@dataclass(frozen=True, slots=True, order=True)
class NameMatch:
    """How well a name is meant: smaller is better. ``marks`` are the letters that were typed.

    Marks count code points of the name, and there are none where folding moved them. A guess takes
    letters for others.
    """

    rank: int
    distance: int
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def begins_name(self) -> bool:
        """Whether the name begins with what was typed."""
        return self.rank == 0

    @property
    def is_scattered(self) -> bool:
        """Whether only single letters of the name were typed, or others in their place."""
        return self.rank >= _SCATTERED

    @property
    def is_guess(self) -> bool:
        """Whether it counts only where nothing is called so."""
        return self.rank >= _GUESSED


def match_name(typed: str, name: str) -> NameMatch | None:
    """How ``typed`` stands in ``name``; None if it does not.

    In the order of how good that is: it begins the name; each word begins a word of it; it stands
    in it; its letters stand in it in their order, beginning at the beginning of a word; each word
    is a word of it but for a slip of the keyboard.
    """
    wanted, folded = fold(typed).split(), fold(name)
    if not wanted:
        return NameMatch(0, 0)
    whole = " ".join(wanted)
    if folded.startswith(whole):
        return NameMatch(0, int(folded != whole), _kept(name, [(0, len(whole))]))
    if (places := _at_words(wanted, folded)) is not None:
        disorder = sum(one > other for one, other in pairwise(place[0] for place in places))
        return NameMatch(1, disorder, _kept(name, sorted(places)))
    if (start := folded.find(whole)) >= 0:
        return NameMatch(2, start, _kept(name, [(start, start + len(whole))]))
    if (places := _scattered("".join(wanted), folded)) is not None:
        return NameMatch(_SCATTERED, places[-1][1] - places[0][0], _kept(name, places))
    slips = _slips(wanted, folded)
    return None if slips is None else NameMatch(_GUESSED, slips)


def _word_starts(folded: str) -> list[int]:
    return [
        place
        for place, letter in enumerate(folded)
        if letter.isalnum() and (place == 0 or not folded[place - 1].isalnum())
    ]


def _at_words(wanted: list[str], folded: str) -> list[tuple[int, int]] | None:
    """Where each of the wanted words begins a word, none of them twice."""
    free = _word_starts(folded)
    places = []
    for word in wanted:
        start = next((place for place in free if folded.startswith(word, place)), None)
        if start is None:
            return None
        free.remove(start)
        places.append((start, start + len(word)))
    return places


def _scattered(letters: str, folded: str) -> list[tuple[int, int]] | None:
    """Where the letters stand in their order, from the first start of a word from which they do."""
    for start in _word_starts(folded):
        if folded[start] != letters[0]:
            continue
        places, place = [], start
        for letter in letters:
            place = folded.find(letter, place)
            if place < 0:
                break
            place += 1
            places.append((place - 1, place))
        else:
            return places
    return None


def _slips(wanted: list[str], folded: str) -> int | None:
    from rapidfuzz.distance import OSA

    if any(len(word) < LEAST_FOR_SLIPS for word in wanted):
        return None
    words = folded.split()
    slips = 0
    for word in wanted:
        fewest = min((OSA.distance(word, other) for other in words), default=len(word))
        if fewest > most_wrong_letters(word):
            return None
        slips += fewest
    return slips


def _kept(name: str, places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    end = places[-1][1]
    return tuple(places) if len(fold(name[:end])) == end <= len(name) else ()
