"""Which words of a sentence are what somebody says: the clause behind the verb, or the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from carrel.domain.proposals.holders import NamePlaces
from carrel.domain.proposals.running_text import Cutter, Sentence, Token
from carrel.domain.proposals.wordings import Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan

_FEWEST = 4
"""Words of a clause that says something."""
_BEFORE_THAT = 8
"""Words that may stand between the verb and "that": whom it is told, when and where."""
_VERB_WITHIN = 10
"""Words within which a clause without "that" shows its verb."""
_LONGEST_HOLDER = 14
_LONGEST_APPOSITION = 24


@dataclass(frozen=True, slots=True)
class According:
    """A holder named without a verb: tokens ``first`` to ``last``, and the words of the rest."""

    cue: str
    first: int
    last: int
    words: SectionSpan


class WordsFinder:
    """Finds the words that are reported, in sentences of one language."""

    def __init__(self, words: LanguageWords, names: NamePlaces) -> None:
        cutter = Cutter(words)
        reports = words.reports
        self._names = names
        self._that = reports.that
        self._without_that = Wordings(reports.without_that, cutter)
        self._with_listener = Wordings(reports.with_listener, cutter)
        self._auxiliaries = reports.auxiliaries
        self._verbs = reports.say.finite | reports.think.finite | reports.deny.finite
        self._breaks = reports.breaks
        self._subordinates = reports.subordinates
        self._not_names = words.names.not_names
        self._pronouns = reports.persons | reports.groups | reports.selves | reports.impersonal
        self._articles = words.articles
        self._markers = words.phrases.markers
        self._stops = words.stop_words
        self._roles = words.names.roles
        self._classes = words.definitions.begins
        self._according = [
            (
                Wordings([before], cutter),
                # A possessive is cut from the word that it hangs on alone.
                [token.low for token in cutter.tokens(f"x{behind}")][1:],
                template,
            )
            for template in words.reports.according
            for before, _, behind in [template.partition("{holder}")]
        ]

    def behind(
        self, sentence: Sentence, verb: tuple[int, int], *, holder: int, stop: int, is_denial: bool
    ) -> SectionSpan | None:
        """The clause behind the tokens of a verb; its holder begins at the token ``holder``.

        It ends before the token ``stop`` at the latest, where somebody else begins to speak.
        """
        tokens = sentence.tokens
        begin, first = verb
        while first < len(tokens) and tokens[first].text in self._not_names:
            first += 1
        if first >= len(tokens):
            return None
        if self._is_subordinate(sentence, holder):
            stop = next(
                (at for at in range(first, min(stop, len(tokens))) if tokens[at].text == ","), stop
            )
        start = self._clause_start(sentence, first, begin, is_denial=is_denial)
        return None if start is None else self.clause(sentence, start, stop)

    def _is_subordinate(self, sentence: Sentence, holder: int) -> bool:
        """Whether the holder's clause hangs on another that follows: "While critics say"."""
        first = holder
        while first > 0 and sentence.tokens[first - 1].is_word:
            first -= 1
        return first < holder and sentence.tokens[first].low in self._subordinates

    def _clause_start(
        self, sentence: Sentence, first: int, begin: int, *, is_denial: bool
    ) -> int | None:
        """Where the reported clause begins behind a verb, if there is one."""
        tokens = sentence.tokens
        if tokens[first].low in self._that:
            return first + 1
        that = self._that_behind_listener(sentence, first, begin)
        if that is not None:
            return that + 1
        if is_denial:
            return None
        if self._without_that.at(tokens, begin) and self._begins_clause(sentence, first):
            return first
        return None

    def _that_behind_listener(self, sentence: Sentence, first: int, begin: int) -> int | None:
        tokens = sentence.tokens
        may_name = self._with_listener.at(tokens, begin) is not None
        is_adverbial = tokens[first].text == "," or (
            tokens[first].low in self._stops and tokens[first].low not in self._articles
        )
        if not (may_name or is_adverbial):
            return None
        commas = 0
        for index in range(first, min(first + _BEFORE_THAT, len(tokens))):
            token = tokens[index]
            if token.low in self._that and index > first and commas % 2 == 0:
                return index
            commas += token.text == ","
            is_sign = not token.is_word and token.text != ","
            if is_sign or token.low in self._auxiliaries or token.low in self._verbs:
                return None
        return None

    def _begins_clause(self, sentence: Sentence, first: int) -> bool:
        """Whether a subject stands here and its verb soon follows."""
        tokens = sentence.tokens
        token = tokens[first]
        if not token.is_word:
            return False
        if token.low in self._pronouns:
            return True
        is_subject = token.low in self._markers or token.text[0].isupper()
        is_object = token.low in self._stops and not (is_subject and token.low in self._articles)
        if is_object and token.low not in {"this", "that"}:
            is_subject = is_subject and not self._is_preposition(token)
        if not is_subject:
            return False
        for each in tokens[first + 1 : first + _VERB_WITHIN]:
            if not each.is_word and each.text not in "'’-\"“«":
                return False
            if each.low in self._auxiliaries:
                return True
        return False

    def _is_preposition(self, token: Token) -> bool:
        return token.low in self._markers and token.low not in self._articles

    def clause(self, sentence: Sentence, first: int, stop: int | None = None) -> SectionSpan | None:
        """From token ``first`` to where the clause ends; None if it is too short."""
        tokens = sentence.tokens
        last = self._clause_end(sentence, first)
        last = last if stop is None else min(last, stop)
        while last > first and not tokens[last - 1].is_word and tokens[last - 1].text not in '"”»)':
            last -= 1
        if sum(token.is_word for token in tokens[first:last]) < _FEWEST:
            return None
        return SectionSpan(sentence.section, tokens[first].start, tokens[last - 1].end)

    def _clause_end(self, sentence: Sentence, first: int) -> int:
        """Before ", but", before a semicolon or dash, or at the sentence's end."""
        tokens = sentence.tokens
        depth = 0
        for index in range(first, len(tokens)):
            text = tokens[index].text
            if text in "([":
                depth += 1
            elif text in ")]":
                depth -= 1
                if depth < 0:
                    return index
            elif depth == 0 and (text in ";:—" or self._breaks_off(tokens, index)):
                return index
        return len(tokens)

    def _breaks_off(self, tokens: tuple[Token, ...], index: int) -> bool:
        if tokens[index].text != "," or index + 1 >= len(tokens):
            return False
        following = tokens[index + 1]
        if following.low not in self._breaks:
            return False
        return index + 2 >= len(tokens) or tokens[index + 2].low not in self._that

    def ahead(self, sentence: Sentence, last: int) -> SectionSpan | None:
        """The clause before "…, Helena Marsh said." from the start up to the token ``last``."""
        tokens = sentence.tokens
        comma = last - 1
        if comma < 1 or tokens[comma].text != ",":
            return None
        start = next((at for at in range(comma) if tokens[at].is_word), comma)
        words = tokens[start:comma]
        has_verb = any(token.low in self._auxiliaries for token in words)
        is_whole = all(token.text not in '"“”«»;' for token in words)
        if not has_verb or not is_whole or len(words) < _FEWEST:
            return None
        return SectionSpan(sentence.section, tokens[start].start, tokens[comma - 1].end)

    def according_in(self, sentence: Sentence) -> Iterator[According]:
        """Holders named by "according to" and the like, with what they are said to hold."""
        for opening, ending, template in self._according:
            for found in opening.all_in(sentence.tokens):
                last = self._holder_end(sentence, found.last, ending)
                if last is None:
                    continue
                words = self._rest(sentence, found.first, last, len(ending))
                if words is not None:
                    cue = template.replace("{holder}", "…").strip()
                    yield According(cue.removesuffix(" …"), found.last, last, words)

    def _holder_end(self, sentence: Sentence, first: int, ending: list[str]) -> int | None:
        tokens = sentence.tokens
        for index in range(first, min(first + _LONGEST_HOLDER, len(tokens) + 1)):
            if ending:
                if [token.low for token in tokens[index : index + len(ending)]] == ending:
                    return index if index > first else None
                if index < len(tokens) and not tokens[index].is_word:
                    return None
            elif index == len(tokens) or tokens[index].text in ",.:;!?)":
                return index if index > first else None
        return None

    def _rest(self, sentence: Sentence, first: int, last: int, ending: int) -> SectionSpan | None:
        """What is left of a sentence without the holder, if that is in one piece."""
        tokens = sentence.tokens
        behind = last + ending
        opens = not any(token.is_word for token in tokens[:first])
        if opens:
            if behind < len(tokens) and tokens[behind].text == ",":
                start = self._behind_apposition(sentence, behind)
                return None if start is None else self.clause(sentence, start + 1)
            return None
        closes = not any(token.is_word for token in tokens[behind:])
        if not closes:
            return None
        end = first
        while end > 0 and not tokens[end - 1].is_word and tokens[end - 1].text not in '"”»)':
            end -= 1
        if sum(token.is_word for token in tokens[:end]) < _FEWEST:
            return None
        start = next(index for index, token in enumerate(tokens) if token.is_word)
        return SectionSpan(sentence.section, tokens[start].start, tokens[end - 1].end)

    def _behind_apposition(self, sentence: Sentence, comma: int) -> int | None:
        """The comma behind "according to X, head of Y,"; None where it may be one or not."""
        tokens = sentence.tokens
        words: list[str] = []
        for index in range(comma + 1, min(comma + _LONGEST_APPOSITION, len(tokens))):
            if tokens[index].text == ",":
                if self._auxiliaries.intersection(words):
                    return comma
                if self._roles.intersection(words):
                    return index
                return None if words[:1] and words[0] in self._classes else comma
            words.append(tokens[index].low)
        return comma
