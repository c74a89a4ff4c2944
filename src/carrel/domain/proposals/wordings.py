"""Phrases of a language, found in sentences word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from carrel.domain.proposals.running_text import Cutter, Token


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase from token ``first`` up to, without, token ``last``."""

    phrase: str
    first: int
    last: int


class Wordings:
    """Finds any of many phrases in the tokens of sentences; of overlapping ones the longest."""

    def __init__(self, phrases: Iterable[str], cutter: Cutter) -> None:
        self._lasts: set[str] = set()
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in phrases:
            words = tuple(token.low for token in cutter.tokens(phrase))
            if words:
                self._by_first[words[0]].append((words, phrase))
                self._lasts.add(words[-1])
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: (-len(candidate[0]), candidate[1]))

    def at(self, tokens: Sequence[Token], index: int) -> Found | None:
        """The longest phrase that begins with the token at ``index``."""
        for words, phrase in self._by_first.get(tokens[index].low, ()):
            end = index + len(words)
            if len(words) == 1 or (
                all(
                    token.low == word for token, word in zip(tokens[index:end], words, strict=False)
                )
                and end <= len(tokens)
            ):
                return Found(phrase, index, end)
        return None

    def ending_at(self, tokens: Sequence[Token], end: int, *, longest: int = 4) -> Found | None:
        """The longest phrase whose last token is the one before ``end``."""
        if tokens[end - 1].low not in self._lasts:
            return None
        for first in range(max(0, end - longest), end):
            found = self.at(tokens, first)
            if found is not None and found.last == end:
                return found
        return None

    def all_in(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """All phrases of a sentence, in order, none overlapping another."""
        index = 0
        while index < len(tokens):
            found = self.at(tokens, index)
            if found is None:
                index += 1
            else:
                yield found
                index = found.last
