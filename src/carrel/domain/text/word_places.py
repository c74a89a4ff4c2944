"""Finds many quotations in a long text: by its words, which are looked up and not searched for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from carrel.domain.ids import SectionId
from carrel.domain.text.folding import UNSPACED_RANGES, fold_with_places

# Where no space stands between words, each sign is taken as one.
_WORD = re.compile(f"[{UNSPACED_RANGES}]|[^\\W_{UNSPACED_RANGES}]+")
_MOST_PLACES = 2_000
"""Places of words, taken together, that are enough to tell where a quotation stands."""
_FEWEST_WORDS = 3
_TELLING_WORDS = 24
"""Of a long quotation the rarest words are looked up, as many as this."""
_LEAST_SHARE = 0.3
"""Share of the looked up words that must stand as they stood for words to be like the quotation."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a section, in code points of its plain text."""

    section: SectionId
    start: int
    end: int


class WordPlaces:
    """Every word of some texts, and where it stands. ``texts`` are in reading order.

    Words are compared without case, accents and whatever signs stand between them.
    """

    def __init__(self, texts: Mapping[SectionId, str]) -> None:
        self._texts = texts
        self._sections: list[SectionId] = []
        self._firsts: list[int] = []
        self._words: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._numbers = {section: number for number, section in enumerate(texts)}
        for section, text in texts.items():
            self._sections.append(section)
            self._firsts.append(len(self._words))
            for word, start, end in words_of(text):
                self._places[word].append(len(self._words))
                self._words.append(word)
                self._spans.append((start, end))

    @property
    def texts(self) -> Mapping[SectionId, str]:
        """The texts that are searched."""
        return self._texts

    def same(self, quote: str) -> list[Stretch]:
        """Everywhere the quotation's words stand one after the other, within one section."""
        wanted = [word for word, _, _ in words_of(quote)]
        if not wanted or any(word not in self._places for word in wanted):
            return []
        rarest = min(range(len(wanted)), key=lambda number: len(self._places[wanted[number]]))
        length = len(wanted)
        return [
            self._stretch(first, first + length)
            for place in self._places[wanted[rarest]]
            if (first := place - rarest) >= 0
            and self._words[first : first + length] == wanted
            and self._section_number(first) == self._section_number(first + length - 1)
        ]

    def cut(self, quote: str) -> list[Stretch]:
        """As :meth:`same`, of a quotation that may begin and end within a word."""
        told = list(words_of(quote))
        if len(told) < _FEWEST_WORDS + 2:
            return []
        (first, first_start, first_end), *_, (last, last_start, last_end) = told
        inner = self.same(quote[first_end:last_start])
        found = []
        for place in inner:
            number = self.number_at(place)
            after = number + len(told) - 2
            is_within = number > 0 and after < len(self._words)
            if not is_within or self._section_number(number - 1) != self._section_number(after):
                continue
            if self._words[number - 1].endswith(first) and self._words[after].startswith(last):
                start = self._spans[number - 1][1] - (first_end - first_start)
                end = self._spans[after][0] + (last_end - last_start)
                found.append(Stretch(place.section, start, end))
        return found

    def like(self, words: str) -> Stretch | None:
        """Where most of the words stand in about their order, with as much around them.

        None where too few do. The stretch is somewhat wider than what is sought.
        """
        wanted = [word for word, _, _ in words_of(words)]
        telling = self._rarest(wanted)
        slack = 4 + len(wanted) // 4
        votes: Counter[int] = Counter()
        for number in telling:
            begins = {(place - number) // slack for place in self._places[wanted[number]]}
            votes.update(begins)
        best = max(votes, key=lambda at: (votes[at] + votes[at + 1], -at), default=None)
        if best is None or votes[best] + votes[best + 1] < max(2, _LEAST_SHARE * len(telling)):
            return None
        middle = min(max(0, best * slack + slack), len(self._words) - 1)
        number = self._section_number(middle)
        bounds = [*self._firsts, len(self._words)]
        first = max(bounds[number], (best - 1) * slack)
        last = min(bounds[number + 1], (best + 3) * slack + len(wanted))
        return self._stretch(first, max(first + 1, last))

    def verbatim(self, quote: str) -> list[Stretch]:
        """Everywhere exactly these letters stand, which may be parts of words."""
        return [
            Stretch(section, start, start + len(quote))
            for section, text in self._texts.items()
            if quote and (start := text.find(quote)) >= 0
        ]

    def number_at(self, place: Stretch) -> int:
        """Which word of all texts a stretch begins with, counted from 0."""
        number = self._numbers[place.section]
        first = self._firsts[number]
        last = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self._words)
        return first + bisect_right(self._spans[first:last], place.start, key=lambda span: span[1])

    def section_of(self, word: int) -> SectionId:
        """The section of a word by its number."""
        return self._sections[self._section_number(min(word, len(self._words) - 1))]

    def _rarest(self, wanted: Sequence[str]) -> list[int]:
        """The numbers of the words that tell most of where they stand."""
        known = [number for number, word in enumerate(wanted) if word in self._places]
        known.sort(key=lambda number: len(self._places[wanted[number]]))
        chosen: list[int] = []
        places = 0
        for number in known[:_TELLING_WORDS]:
            places += len(self._places[wanted[number]])
            if places > _MOST_PLACES and len(chosen) >= _FEWEST_WORDS:
                break
            chosen.append(number)
        return chosen

    def _section_number(self, word: int) -> int:
        return bisect_right(self._firsts, word) - 1

    def _stretch(self, first: int, end: int) -> Stretch:
        section = self._sections[self._section_number(first)]
        return Stretch(section, self._spans[first][0], self._spans[end - 1][1])


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, each with its code points from and to."""
    folded, places = fold_with_places(text)
    for match in _WORD.finditer(folded):
        start, end = match.span()
        if places is None:
            yield match.group(), start, end
        else:
            yield match.group(), places[start], places[end - 1] + 1


def with_signs(text: str, stretch: Stretch, quote: str) -> Stretch:
    """The stretch with the signs around it that the quotation has at its ends too."""
    spans: Sequence[tuple[str, int, int]] = list(words_of(quote))
    if not spans:
        return stretch
    before, after = quote[: spans[0][1]], quote[spans[-1][2] :]
    start = stretch.start - len(_shared(text[: stretch.start][::-1], before[::-1]))
    end = stretch.end + len(_shared(text[stretch.end :], after))
    return Stretch(stretch.section, start, end)


def _shared(text: str, signs: str) -> str:
    """The signs that a text begins with too, one for one, white space at their end left out."""
    count = 0
    for given, wanted in zip(text, signs, strict=False):
        if given != wanted and (given.isspace() or given.isalnum() or wanted.isspace()):
            break
        count += 1
    return text[:count].rstrip()
