"""What all rules for questions share: the ground, the words, wrong answers, what is worth it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from carrel.domain.proposals.candidate import Idea, Made, asked_about, quoted
from carrel.domain.proposals.distractors import Distractors
from carrel.domain.proposals.ground import Ground, Sentence
from carrel.domain.proposals.proposal import Rule
from carrel.domain.proposals.standing_alone import Standing
from carrel.domain.questions.words import content_words
from carrel.domain.text.language_words import LanguageWords

_OPENING_SENTENCES = 3
"""Sentences at the beginning of a section that mostly say what it is about."""


class Asking:
    """What rules share while they look for questions in one material."""

    def __init__(self, ground: Ground, words: LanguageWords) -> None:
        self.ground = ground
        self.words = words
        self.standing = Standing(ground, words)
        self._clear: dict[int, bool] = {}
        self._firsts = {
            sentence.number
            for section in dict.fromkeys(each.section for each in ground.sentences)
            for sentence in ground.section(section)[:_OPENING_SENTENCES]
        }

    @cached_property
    def distractors(self) -> Distractors:
        """Wrong answers from the same text."""
        return Distractors(self.ground, self.standing, self.words.asking.same)

    def is_clear(self, sentence: Sentence) -> bool:
        """Whether a sentence can be understood alone."""
        known = self._clear.get(sentence.number)
        if known is None:
            known = self._clear[sentence.number] = self.standing.is_clear(sentence)
        return known

    def is_told_of_one(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether no other sentence says of another what this one says but for the name there."""
        frame = self._said(sentence.replaced(start, end, " "))
        alike = self._tellings[self._rest(sentence)]
        return not any(frame <= self._said(other.text) for other in alike if other is not sentence)

    @cached_property
    def _tellings(self) -> dict[frozenset[str], list[Sentence]]:
        """Sentences by what they say beside names."""
        tellings: defaultdict[frozenset[str], list[Sentence]] = defaultdict(list)
        for sentence in self.ground.sentences:
            tellings[self._rest(sentence)].append(sentence)
        return tellings

    def _rest(self, sentence: Sentence) -> frozenset[str]:
        said = self._said(sentence.text)
        for name in self.ground.names.get(sentence.number, ()):
            said -= self._said(sentence.words_at(name.start, name.end))
        return said

    def _said(self, text: str) -> frozenset[str]:
        return frozenset(content_words(text, self.ground.language or "en"))

    def worth(self, sentence: Sentence) -> float:
        """How much a sentence says of what the text is about, 0 to 1."""
        phrases = {
            each.thing.phrase: each.thing for each in self.ground.phrases.get(sentence.number, ())
        }
        heaviest = self.ground.heaviest or 1.0
        weight = sum(phrase.weight for phrase in phrases.values()) / heaviest
        names = {each.thing.name for each in self.ground.names.get(sentence.number, ())}
        opening = 0.15 if sentence.number in self._firsts else 0.0
        return min(1.0, 0.4 * weight + 0.12 * len(names) + opening)

    def idea(
        self,
        rule: Rule,
        sentence: Sentence,
        make: Callable[[], Made | None],
        *,
        bonus: float = 0.0,
    ) -> Idea:
        """A question by ``rule`` on one sentence."""
        return Idea(rule, sentence, asked_about(sentence, rule, self.worth(sentence)) + bonus, make)

    def as_said(self, sentence: Sentence) -> str:
        """The sentence as an explanation."""
        return quoted(" ".join(sentence.text.split()))
