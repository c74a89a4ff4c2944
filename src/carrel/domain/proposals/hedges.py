"""Words by which sentences hold back, and what they make of what is said."""

from __future__ import annotations

from collections.abc import Iterator

from carrel.domain.proposals.findings import Hedge
from carrel.domain.proposals.running_text import Cutter, Sentence
from carrel.domain.proposals.wordings import Found, Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan


class HedgeFinder:
    """Finds hedges in the sentences of one language."""

    def __init__(self, words: LanguageWords) -> None:
        cutter = Cutter(words)
        self._certainties = words.hedges
        self._hedges = Wordings(words.hedges, cutter)
        self._exceptions = Wordings(words.not_hedges, cutter)

    def find(self, sentence: Sentence) -> Iterator[Hedge]:
        """The hedges of a sentence; a question holds nothing back that it does not assert."""
        if sentence.text.rstrip('"”’»)] ').endswith(("?", "？")):
            return
        tokens = sentence.tokens
        spared = [(each.first, each.last) for each in self._all_exceptions(sentence)]
        for found in self._hedges.all_in(tokens):
            if self._is_name(sentence, found):
                continue
            if not any(found.first < last and first < found.last for first, last in spared):
                start, end = tokens[found.first].start, tokens[found.last - 1].end
                yield Hedge(
                    word=sentence.words(found.first, found.last),
                    span=SectionSpan(sentence.section, start, end),
                    sentence=sentence.span,
                    certainty=self._certainties[found.phrase],
                )

    def _all_exceptions(self, sentence: Sentence) -> Iterator[Found]:
        for index in range(len(sentence.tokens)):
            found = self._exceptions.at(sentence.tokens, index)
            if found is not None:
                yield found

    def _is_name(self, sentence: Sentence, found: Found) -> bool:
        """Whether it has a capital within the sentence, as the month of May has."""
        first = sentence.tokens[found.first]
        if not first.text[0].isupper():
            return False
        before = sentence.tokens[: found.first]
        follows = sentence.tokens[found.last : found.last + 1]
        return any(token.is_word for token in before) or bool(
            follows and follows[0].text[0].isdigit()
        )
