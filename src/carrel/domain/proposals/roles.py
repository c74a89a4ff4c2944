"""What a text says that a person is: "the president of France" beside a name."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.proposals.name_runs import Run
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan

_LONGEST = 12
"""Words of a role at the most."""
_HEAD_WITHIN = 6
"""Words from the start of a role within which its noun stands."""


@dataclass(frozen=True, slots=True)
class Role:
    """The words for what somebody is, and where they stand."""

    words: str
    span: SectionSpan


class RoleFinder:
    """Finds roles beside names, with the words of one language."""

    def __init__(self, words: LanguageWords) -> None:
        self._roles = words.names.roles
        self._is = words.definitions.is_ | words.reports.auxiliaries
        self._articles = words.articles
        self._small = words.stop_words
        self._stops = words.reports.say.finite | words.leaning.anywhere

    def find(self, run: Run) -> Role | None:
        """What stands behind a name, or before it as a title, of what its bearer is."""
        if run.after() in {",", "("}:
            return self._behind(run, run.last + 1, is_closed=True)
        if run.after() in self._is and run.after(1) in self._articles:
            return self._behind(run, run.last + 1, is_closed=False)
        if run.titles:
            first = run.first - run.titles
            title = run.sentence.words(first, run.first)
            if any(token.low in self._roles for token in run.sentence.tokens[first : run.first]):
                return self._role(run, first, run.first) if len(title) > 1 else None
        return None

    def _behind(self, run: Run, first: int, *, is_closed: bool) -> Role | None:
        tokens = run.sentence.tokens
        last = first
        while last < len(tokens) and last - first <= _LONGEST:
            token = tokens[last]
            if not token.is_word and token.text not in {"-", "'", "’", "&"}:
                break
            if token.low in self._stops or (last > first and token.low in self._is):
                return None
            last += 1
        else:
            if last - first > _LONGEST:
                return None
        if is_closed and last == len(tokens):
            return None
        words = [token.low for token in tokens[first:last]]
        if len(words) < 2 or not self._has_head(words):
            return None
        return self._role(run, first, last)

    def _has_head(self, words: list[str]) -> bool:
        """Whether the noun of a role comes before any small word: "leader" in "a leader of"."""
        for index, word in enumerate(words[:_HEAD_WITHIN]):
            if word in self._roles:
                return True
            if word in self._small and not (index == 0 and word in self._articles):
                return False
        return False

    def _role(self, run: Run, first: int, last: int) -> Role:
        tokens = run.sentence.tokens
        while first < last - 1 and tokens[first].low in self._articles:
            first += 1
        span = SectionSpan(run.sentence.section, tokens[first].start, tokens[last - 1].end)
        return Role(run.sentence.words(first, last), span)
