"""Key phrases: words that a text has together again and again, and other texts seldom."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from carrel.domain.proposals.findings import KeyPhrase
from carrel.domain.proposals.name_runs import is_capital
from carrel.domain.proposals.running_text import Sentence, Token
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan
from carrel.domain.word_forms import stem_of

_LONGEST = 4
_LONGEST_JOINED = 2
"""Words behind the joining word of a phrase, at the most."""
_SHORTEST_WORD = 3
_FEWEST = 2
"""Places that a phrase of several words has at least."""
_FEWEST_ALONE = 5
"""Places that a single word has at least."""
_SHARE_OF_NOUN = 0.5
"""Share of its places in which a single word stands as nouns do."""
_SHARE_WITHIN = 0.6
"""Share of its places from which on a phrase is only a part of a longer one."""


@dataclass(frozen=True, slots=True)
class LibraryFrequencies:
    """In how many sections of a library words stand; ``sections`` is how many it has.

    ``of`` maps words, folded, to sections; what is not in it counts as rare.
    """

    sections: int = 0
    of: Mapping[str, int] = field(default_factory=dict)

    def rarity(self, word: str) -> float:
        """From 1, for what is everywhere, upwards; 2 for a word of which nothing is known."""
        if self.sections < 20:
            return 2.0
        return 1 + math.log10(self.sections / (1 + self.of.get(fold(word), 0)) + 1)


@dataclass(slots=True)
class _Candidate:
    forms: Counter[str] = field(default_factory=Counter)
    places: list[tuple[Sentence, int, int]] = field(default_factory=list)
    as_noun: int = 0

    @property
    def best_form(self) -> str:
        """The way of writing it that is most frequent."""
        return max(self.forms.items(), key=lambda item: (item[1], -len(item[0]), item[0]))[0]


def _form(sentence: Sentence, first: int, last: int) -> str:
    """The words on one line, without a capital that is due to the sentence's start alone."""
    words = " ".join(sentence.words(first, last).split())
    return words[0].lower() + words[1:] if first == 0 else words


class PhraseFinder:
    """Collects candidates sentence by sentence, and weighs them when all are read.

    ``with_capitals`` says that the language writes nouns, and hardly anything else, with a capital.
    """

    def __init__(self, words: LanguageWords, language: str, *, with_capitals: bool = False) -> None:
        self._with_capitals = with_capitals
        self._stops = words.stop_words
        self._roles = {fold(role) for role in words.names.roles}
        self._markers = words.phrases.markers
        self._joiners = words.phrases.joiners
        self._weak = tuple(sorted(words.phrases.weak_endings))
        self._never = tuple(sorted(words.phrases.never_endings))
        self._language = language
        self._found: defaultdict[tuple[str, ...], _Candidate] = defaultdict(_Candidate)

    def read(self, sentence: Sentence) -> None:
        """Take in the phrases of a sentence."""
        tokens = sentence.tokens
        index = 0
        while index < len(tokens):
            if not self._is_content(tokens[index]):
                index += 1
                continue
            end = self._end(tokens, index)
            self._take(sentence, index, end)
            self._take_joined(sentence, index, end)
            index = end

    def _is_content(self, token: Token) -> bool:
        return (
            len(token.text) >= _SHORTEST_WORD
            and token.text[0].isalpha()
            and token.low not in self._stops
            and not (self._never and token.low.endswith(self._never))
            and (not self._with_capitals or is_capital(token))
        )

    def _end(self, tokens: Sequence[Token], first: int) -> int:
        end = first + 1
        while (
            end < len(tokens)
            and self._is_content(tokens[end])
            and tokens[end].start - tokens[end - 1].end == 1
        ):
            end += 1
        return end

    def _take(self, sentence: Sentence, first: int, last: int) -> None:
        for start in range(first, last):
            for end in range(start + 1, min(last, start + _LONGEST) + 1):
                self._add(sentence, start, end)

    def _take_joined(self, sentence: Sentence, first: int, last: int) -> None:
        """ "Projet de loi": two phrases that a small word joins."""
        tokens = sentence.tokens
        middle = last
        while middle < len(tokens) and middle < last + 2 and tokens[middle].low in self._joiners:
            middle += 1
        if middle == last or middle == len(tokens) or not self._is_content(tokens[middle]):
            return
        end = self._end(tokens, middle)
        for start in range(max(first, last - 2), last):
            if end - middle <= _LONGEST_JOINED:
                self._add(sentence, start, end)

    def _add(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens[first:last]
        if not self._with_capitals and all(is_capital(token) for token in tokens):
            return
        key = tuple(
            stem_of(token.low, self._language) for token in tokens if token.low not in self._joiners
        )
        candidate = self._found[key]
        candidate.places.append((sentence, first, last))
        before = sentence.tokens[first - 1].low if first else ""
        follows = sentence.tokens[last] if last < len(sentence.tokens) else None
        ends = follows is None or not self._is_content(follows)
        is_noun = before in self._markers and (ends or last - first > 1)
        candidate.as_noun += is_noun
        candidate.forms[_form(sentence, first, last)] += 1 + 2 * is_noun

    def phrases(
        self, frequencies: LibraryFrequencies, *, but_for: Iterable[str] = ()
    ) -> tuple[KeyPhrase, ...]:
        """The key phrases of what was read, the weightiest first; none of ``but_for``."""
        known = {fold(name) for name in but_for} | self._roles
        kept = {key: each for key, each in self._found.items() if self._is_frequent(key, each)}
        within = self._within_longer(kept)
        found = [
            self._phrase(key, candidate, frequencies)
            for key, candidate in kept.items()
            if within[key] < _SHARE_WITHIN * len(candidate.places)
        ]
        named = (phrase for phrase in found if fold(phrase.phrase) not in known)
        return tuple(sorted(named, key=lambda phrase: (-phrase.weight, phrase.phrase)))

    def _is_frequent(self, key: tuple[str, ...], candidate: _Candidate) -> bool:
        count = len(candidate.places)
        if len(key) == 1 and count < _FEWEST_ALONE:
            return False
        if count < _FEWEST:
            return False
        if not self._markers:
            return True
        # What never stands as nouns do is a verb with its object, or an adverb.
        fewest = max(1.0, _SHARE_OF_NOUN * count if len(key) == 1 else 0.34 * count)
        return candidate.as_noun >= (fewest + 2 if self._is_weak(candidate) else fewest)

    def _is_weak(self, candidate: _Candidate) -> bool:
        """Whether it begins or ends as verbs do: "loading fuel"."""
        if not self._weak:
            return False
        words = candidate.best_form.split()
        return words[0].endswith(self._weak) or words[-1].endswith(self._weak)

    def _within_longer(
        self, kept: Mapping[tuple[str, ...], _Candidate]
    ) -> Counter[tuple[str, ...]]:
        """How many places of each phrase lie within the best longer one."""
        within: Counter[tuple[str, ...]] = Counter()
        for key, candidate in kept.items():
            for length in range(1, len(key)):
                for start in range(len(key) - length + 1):
                    part = key[start : start + length]
                    within[part] = max(within[part], len(candidate.places))
        return within

    def _phrase(
        self, key: tuple[str, ...], candidate: _Candidate, frequencies: LibraryFrequencies
    ) -> KeyPhrase:
        form = candidate.best_form
        words = [word for word in form.lower().split() if word not in self._joiners]
        rarity = max(map(frequencies.rarity, words))
        count = len(candidate.places)
        weight = math.log2(1 + count) * min(len(key), 3) ** 0.8 * rarity
        spans = tuple(
            SectionSpan(
                sentence.section, sentence.tokens[first].start, sentence.tokens[last - 1].end
            )
            for sentence, first, last in candidate.places
        )
        return KeyPhrase(form, spans, round(weight, 4))
