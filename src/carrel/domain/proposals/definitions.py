"""Sentences in which a text says what a term means."""

from __future__ import annotations

from collections.abc import Iterator

from carrel.domain.proposals.findings import Definition
from carrel.domain.proposals.running_text import Cutter, Sentence
from carrel.domain.proposals.wordings import Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan

_LONGEST_TERM = 5
_SHORTEST_MEANING = 5
_LONGEST_MEANING = 45
_BEFORE_TELLING = 8
"""Words of a meaning within which it begins to tell apart what it means: "a tool that"."""


class DefinitionFinder:
    """Finds definitions in the sentences of one language."""

    def __init__(self, words: LanguageWords) -> None:
        cutter = Cutter(words)
        definitions = words.definitions
        self._is = Wordings(definitions.is_, cutter)
        self._begins = Wordings(definitions.begins, cutter)
        self._tells = Wordings(definitions.tells, cutter)
        self._means = Wordings(definitions.means, cutter)
        self._called = Wordings((each.partition("{")[0] for each in definitions.called), cutter)
        self._judging = definitions.judging
        self._articles = words.articles
        self._auxiliaries = words.reports.auxiliaries
        self._leaning = words.leaning.at_start | words.leaning.anywhere
        self._stops = words.stop_words - words.phrases.joiners
        self._joiners = words.phrases.joiners

    def find(self, sentence: Sentence) -> Iterator[Definition]:
        """What a sentence defines; hardly ever more than one thing."""
        tokens = sentence.tokens
        is_short = len(tokens) < _SHORTEST_MEANING + 2
        if is_short or sentence.text.endswith("?") or not tokens[0].is_word:
            return
        yield from self._said_of_subject(sentence)
        yield from self._called_so(sentence)

    def _said_of_subject(self, sentence: Sentence) -> Iterator[Definition]:
        """ "A glacier is a body of ice that moves": the term opens the sentence."""
        tokens = sentence.tokens
        first = 1 if tokens[0].low in self._articles else 0
        for last in range(first + 1, min(first + _LONGEST_TERM + 1, len(tokens))):
            means = self._means.at(tokens, last)
            is_ = self._is.at(tokens, last)
            if means is None and is_ is None:
                continue
            if not self._is_term(sentence, first, last):
                return
            if means is not None:
                yield from self._definition(sentence, first, last, means.last)
            elif is_ is not None and self._is_meaning(sentence, is_.last):
                yield from self._definition(sentence, first, last, is_.last)
            return

    def _is_term(self, sentence: Sentence, first: int, last: int) -> bool:
        tokens = sentence.tokens[first:last]
        if not tokens or not all(token.is_word or token.text in "\"“”«»'" for token in tokens):
            return False
        words = [token.low for token in tokens if token.is_word]
        return (
            bool(words)
            and not words[0].isdigit()
            and words[0] not in self._stops | self._leaning
            and words[-1] not in self._stops | self._joiners
            and not any(word in self._stops for word in words)
        )

    def _is_meaning(self, sentence: Sentence, first: int) -> bool:
        """Whether a class of things is named and then narrowed: "a body of ice that"."""
        tokens = sentence.tokens
        begin = self._begins.at(tokens, first) if first < len(tokens) else None
        if begin is None:
            return False
        for index in range(begin.last, min(begin.last + _BEFORE_TELLING, len(tokens))):
            if tokens[index].low in self._judging or tokens[index].low in self._auxiliaries:
                return False
            if index > begin.last and self._tells.at(tokens, index):
                return True
            if not tokens[index].is_word:
                return False
        return False

    def _called_so(self, sentence: Sentence) -> Iterator[Definition]:
        """ "A body of ice that moves is called a glacier": the term comes last."""
        tokens = sentence.tokens
        for found in self._called.all_in(tokens):
            first = found.last
            while first < len(tokens) and (
                tokens[first].low in self._articles or tokens[first].text in '"“«'
            ):
                first += 1
            last = first
            while (
                last < len(tokens)
                and last - first < _LONGEST_TERM
                and tokens[last].is_word
                and tokens[last].low not in self._stops
            ):
                last += 1
            start = self._meaning_start(sentence, found.first)
            closes = last == len(tokens) or not tokens[last].is_word
            if closes and start is not None and self._is_term(sentence, first, last):
                end = found.first
                while end > start and not tokens[end - 1].is_word:
                    end -= 1
                yield from self._placed(sentence, (first, last), (start, end))

    def _meaning_start(self, sentence: Sentence, end: int) -> int | None:
        """Where the noun phrase begins that ends before a "called"; None if it is too short."""
        tokens = sentence.tokens
        for index in range(end - 1, -1, -1):
            opens = index == 0 or not tokens[index - 1].is_word
            if self._begins.at(tokens, index) and end - index >= _SHORTEST_MEANING:
                return index
            if opens and not tokens[index].is_word:
                return None
        return None

    def _definition(
        self, sentence: Sentence, first: int, last: int, meaning: int
    ) -> Iterator[Definition]:
        tokens = sentence.tokens
        end = len(tokens)
        while end > meaning and not tokens[end - 1].is_word:
            end -= 1
        while first < last and not tokens[first].is_word:
            first += 1
        while last > first and not tokens[last - 1].is_word:
            last -= 1
        if tokens[meaning : meaning + 1] and tokens[meaning].low in self._leaning:
            return
        yield from self._placed(sentence, (first, last), (meaning, end))

    def _placed(
        self, sentence: Sentence, term: tuple[int, int], meaning: tuple[int, int]
    ) -> Iterator[Definition]:
        if not _SHORTEST_MEANING <= meaning[1] - meaning[0] <= _LONGEST_MEANING:
            return
        yield Definition(
            term=sentence.words(*term),
            meaning=sentence.words(*meaning),
            sentence=sentence.span,
            term_span=_span(sentence, *term),
            meaning_span=_span(sentence, *meaning),
        )


def _span(sentence: Sentence, first: int, last: int) -> SectionSpan:
    tokens = sentence.tokens
    return SectionSpan(sentence.section, tokens[first].start, tokens[last - 1].end)
