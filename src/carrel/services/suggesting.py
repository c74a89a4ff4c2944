"""What a search that finds nothing may have meant: "did you mean …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from carrel.domain.search_query import Term, words_asked
from carrel.domain.spelling import likeliest, nearest_words, parted
from carrel.domain.text.folding import fold, is_unspaced
from carrel.services.desk import Desk
from carrel.services.searching import Searching
from carrel.storage.search_index import SearchIndex
from carrel.storage.vocabulary import Vocabulary

LEAST_LETTERS = 3
"""Letters that a word has at least for others to be suggested: short ones are near to anything."""

MOST_NEAR = 40
"""Near words that are weighed for one that occurs nowhere."""

MOST_TRIED = 3
"""Replacements of one word that are tried, alone and together with those of other words."""

KnownWords = frozenset[str]


class Suggesting:
    """Looks for words of the library that are like those asked for.

    ``known`` are its words if they have been read already (:attr:`known`): reading them takes a
    moment in a large library.
    """

    def __init__(self, desk: Desk, known: KnownWords | None = None) -> None:
        self._searching = Searching(desk)
        self._index = SearchIndex(desk.database)
        self._vocabulary = Vocabulary(desk.database)
        self._known = known

    @property
    def known(self) -> KnownWords:
        """All words of the library."""
        if self._known is None:
            self._known = frozenset(self._vocabulary.words())
        return self._known

    def suggest(self, text: str, *, is_unfinished: bool = False) -> str:
        """``text`` with words in place of those that occur nowhere, so that something is found.

        Empty if every word occurs, or nothing near is found. ``is_unfinished`` is that of
        :meth:`Searching.find`.
        """
        asked, places = words_asked(text)
        goes_on = is_unfinished and text[-1:].isalnum()
        missing = [
            place
            for place in places
            if self._is_missing(asked[slice(*place)], goes_on=goes_on and place[1] == len(asked))
        ]
        if not missing:
            return ""
        choices = [self._choices(fold(asked[slice(*place)])) for place in missing]
        for words in islice(product(*choices), MOST_TRIED**2):
            suggested = _replaced(asked, zip(missing, words, strict=True))
            if self._searching.search(suggested, limit=1):
                return suggested.strip()
        return ""

    def _is_missing(self, word: str, *, goes_on: bool) -> bool:
        if len(word) < LEAST_LETTERS or not word.isalpha() or is_unspaced(word):
            return False
        return not self._index.holds(Term(word, is_prefix=goes_on))

    def _choices(self, word: str) -> list[str]:
        near = nearest_words(word, tuple(self.known), limit=MOST_NEAR)
        counts = self._vocabulary.counts([one.words for one in near])
        ranked = likeliest((*near, *parted(word, self.known)), word, counts)
        return [one.words for one in ranked[:MOST_TRIED]]


def _replaced(text: str, replacements: Iterable[tuple[tuple[int, int], str]]) -> str:
    def pieces() -> Iterator[str]:
        done = 0
        for (start, end), words in replacements:
            yield text[done:start] + words
            done = end
        yield text[done:]

    return "".join(pieces())
