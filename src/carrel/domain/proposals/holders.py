"""Who says it: the person, body or unnamed source that stands beside a reporting word."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import Name
from carrel.domain.proposals.names import spans_of
from carrel.domain.proposals.running_text import Cutter, Sentence, Token
from carrel.domain.proposals.wordings import Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import TopicKind

_FAR = 9
"""Words that the noun of an unnamed source may stand before the verb: "officials in Kyiv said"."""
_APPOSITION = 16
"""Words that may stand between a name and the verb, within two commas."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is said to say something: tokens ``first`` to ``last`` of the sentence.

    ``name`` is empty for those without one; ``is_pronoun`` says that another sentence names them.
    """

    name: str
    first: int
    last: int
    is_unnamed: bool = False
    is_pronoun: bool = False
    kind: TopicKind | None = None


class NamePlaces:
    """Where names stand in sections, by their places."""

    def __init__(self, names: Iterable[Name]) -> None:
        found: defaultdict[SectionId, dict[int, tuple[int, Name]]] = defaultdict(dict)
        for span, name in spans_of(names):
            found[span.section][span.start] = (span.end, name)
        self._found = {section: dict(sorted(places.items())) for section, places in found.items()}
        self._starts = {section: list(places) for section, places in self._found.items()}
        self._by_end = {
            section: {end: (start, name) for start, (end, name) in places.items()}
            for section, places in self._found.items()
        }

    def starting_at(self, section: SectionId, start: int) -> tuple[int, Name] | None:
        """The end of the name that begins here, and the name."""
        return self._found.get(section, {}).get(start)

    def ending_at(self, section: SectionId, end: int) -> tuple[int, Name] | None:
        """The start of the name that ends here, and the name."""
        return self._by_end.get(section, {}).get(end)

    def between(self, section: SectionId, start: int, end: int) -> list[tuple[int, Name]]:
        """The names that begin from ``start`` on and before ``end``, each with its start."""
        starts = self._starts.get(section, [])
        first = bisect_right(starts, start - 1)
        last = bisect_right(starts, end - 1)
        places = self._found.get(section, {})
        return [(each, places[each][1]) for each in starts[first:last]]


class HolderFinder:
    """Finds holders beside a reporting word in sentences of one language."""

    def __init__(self, words: LanguageWords, names: NamePlaces) -> None:
        cutter = Cutter(words)
        reports = words.reports
        self._names = names
        self._between = Wordings(reports.between | words.hedges.keys(), cutter)
        self._unnamed = reports.unnamed
        self._persons = reports.persons
        self._groups = reports.groups
        self._not_holders = reports.selves | reports.impersonal - reports.persons
        self._articles = words.articles
        self._titles = {title.lower() for title in words.names.titles}
        self._roles = words.names.roles
        self._bodies = {word.lower() for word in words.names.organisations}
        self._adjectives = words.names.adjectives
        self._verbs = (
            reports.say.finite | reports.think.finite | reports.deny.finite | reports.auxiliaries
        )
        self._leaning = words.leaning.anywhere | words.reports.questions
        self._joiners = words.phrases.joiners
        self._markers = words.phrases.markers
        self._near = words.names.in_place
        self._weak = tuple(sorted(words.phrases.weak_endings))
        self._stops = words.stop_words

    def before(self, sentence: Sentence, verb: int) -> Holder | None:
        """Who stands as the subject before the token ``verb``."""
        end = self._without_adverbs(sentence, verb)
        if end == 0:
            return None
        token = sentence.tokens[end - 1]
        if token.text == ",":
            return self._behind_apposition(sentence, end - 1)
        if token.low in self._not_holders:
            return None
        if token.low in self._persons or token.low in self._groups:
            return Holder("", end - 1, end, is_pronoun=True)
        return self._name_ending(sentence, end) or self._described_ending(sentence, end)

    def after(self, sentence: Sentence, first: int) -> Holder | None:
        """Who stands as the subject behind a verb that ends before the token ``first``."""
        tokens = sentence.tokens
        if first >= len(tokens):
            return None
        token = tokens[first]
        if token.low in self._persons or token.low in self._groups:
            return Holder("", first, first + 1, is_pronoun=True)
        index = first
        while index < len(tokens) and index - first < 6 and tokens[index].is_word:
            named = self._names.starting_at(sentence.section, tokens[index].start)
            if named is not None:
                last = sentence.index_at(named[0] - 1) + 1
                titled = self._titled_behind(sentence, last)
                return titled or self._named(index, last, named[1])
            is_title = tokens[index].low in self._titles | self._roles | self._articles
            if not is_title and tokens[index].text not in self._adjectives:
                break
            index += 1
        return self._described_from(sentence, first)

    def _without_adverbs(self, sentence: Sentence, end: int) -> int:
        """Where the subject ends, before adverbs and helping verbs."""
        while end > 0:
            found = self._between.ending_at(sentence.tokens, end)
            if found is None:
                return end
            end = found.first
        return end

    def _name_ending(self, sentence: Sentence, end: int) -> Holder | None:
        named = self._names.ending_at(sentence.section, sentence.tokens[end - 1].end)
        if named is None:
            return None
        start, name = named
        first = sentence.index_at(start)
        if not self._may_follow(sentence, first, name):
            return None
        if self._belongs_to_other(sentence, first):
            return self._described_ending(sentence, end)
        return self._named(first, end, name)

    def _may_follow(self, sentence: Sentence, first: int, name: Name) -> bool:
        """Whether a name is the subject, not within "a program Iran says it needs"."""
        before = sentence.tokens[first - 1] if first else None
        if before is None or not before.is_word or self._is_small(before):
            return True
        if name.kind is not TopicKind.PERSON and name.is_sure:
            return False
        is_title = before.low in self._titles or before.low in self._roles
        return is_title or before.text[0].isupper()

    def _belongs_to_other(self, sentence: Sentence, first: int) -> bool:
        """Whether a small word before a name makes it a part of somebody else: "aides to X"."""
        before = sentence.tokens[first - 1] if first else None
        if before is not None and before.low in self._articles and first > 1:
            before = sentence.tokens[first - 2]
        if before is None or not before.is_word:
            return False
        return before.low in self._markers - self._articles

    def _titled_behind(self, sentence: Sentence, first: int) -> Holder | None:
        """Kim Brace in "EDS President Kim Brace"."""
        tokens = sentence.tokens
        index = first
        while index < len(tokens) and tokens[index].low in self._titles | self._roles:
            index += 1
        if index == first or index == len(tokens):
            return None
        named = self._names.starting_at(sentence.section, tokens[index].start)
        if named is None:
            return None
        return self._named(index, sentence.index_at(named[0] - 1) + 1, named[1])

    def _named(self, first: int, last: int, name: Name) -> Holder:
        return Holder(name.name, first, last, kind=name.kind)

    def _behind_apposition(self, sentence: Sentence, comma: int) -> Holder | None:
        """ "Jeff Gamet, managing editor of the Observer, said": the name opens the clause."""
        tokens = sentence.tokens
        for index in range(comma - 1, max(-1, comma - _APPOSITION), -1):
            if tokens[index].low in self._verbs:
                return None
            if tokens[index].text == ",":
                return self._name_between(sentence, index, comma) or (
                    self._name_ending(sentence, index) if index else None
                )
        return None

    def _name_between(self, sentence: Sentence, first: int, last: int) -> Holder | None:
        """Jean Petit in "the spokesman, Jean Petit, said": the name is what stands in commas."""
        place = sentence.tokens[first + 1].start
        named = self._names.starting_at(sentence.section, place) if last > first + 1 else None
        if named is None or sentence.tokens[last - 1].end != named[0]:
            return None
        before = sentence.tokens[max(0, first - _FAR) : first]
        is_described = any(token.low in self._unnamed | self._roles for token in before)
        return self._named(first + 1, last, named[1]) if is_described else None

    def _described_ending(self, sentence: Sentence, end: int) -> Holder | None:
        """ "Some officials in Kyiv", "a source close to the president", "the company"."""
        tokens = sentence.tokens
        noun = None
        for index in range(end - 1, max(-1, end - 1 - _FAR), -1):
            token = tokens[index]
            if not token.is_word or token.low in self._verbs or token.low in self._leaning:
                break
            stands_last = index == end - 1
            if token.low in self._unnamed or (stands_last and self._is_body(token.low)):
                # Before a noun these are no nouns: "some officials".
                noun = index if stands_last or self._is_small(tokens[index + 1]) else noun
        if noun is None:
            return None
        return self._described(sentence, self._phrase_start(sentence, noun), noun, end)

    def _described_from(self, sentence: Sentence, first: int) -> Holder | None:
        """ "Un proche du ministre", behind its verb."""
        tokens = sentence.tokens
        for index in range(first, min(first + 4, len(tokens))):
            token = tokens[index]
            if not token.is_word:
                return None
            if token.low in self._unnamed or self._is_body(token.low):
                last = index + 1
                if last < len(tokens) and tokens[last].low in self._unnamed:
                    continue
                if self._has_complement(sentence, last):
                    while last < len(tokens) and self._is_of_complement(tokens, index, last):
                        last += 1
                return self._named_behind(sentence, last) or self._described(
                    sentence, first, index, last
                )
        return None

    def _named_behind(self, sentence: Sentence, comma: int) -> Holder | None:
        """Claire Duval in "the minister of health, Claire Duval"."""
        tokens = sentence.tokens
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return None
        named = self._names.starting_at(sentence.section, tokens[comma + 1].start)
        if named is None or named[1].kind is not TopicKind.PERSON:
            return None
        return self._named(comma + 1, sentence.index_at(named[0] - 1) + 1, named[1])

    def _is_of_complement(self, tokens: Sequence[Token], noun: int, index: int) -> bool:
        """Whether a word still tells the noun apart: up to "interviewed by"."""
        token = tokens[index]
        is_participle = token.text.islower() and token.low.endswith(self._weak)
        return token.is_word and index - noun < _FAR and not is_participle

    def _has_complement(self, sentence: Sentence, at: int) -> bool:
        """Whether a noun is told apart by what follows it: "of the town", "close to the mayor"."""
        tokens = sentence.tokens[at : at + 2]
        return any(token.low in self._joiners for token in tokens[:1]) or (
            len(tokens) > 1 and tokens[0].is_word and tokens[1].low in self._near
        )

    def _is_small(self, token: Token) -> bool:
        return token.low in self._stops

    def _is_body(self, word: str) -> bool:
        return word in self._roles or word in self._bodies

    def _phrase_start(self, sentence: Sentence, noun: int) -> int:
        tokens = sentence.tokens
        first = noun
        while first > 0 and noun - first < 4 and tokens[first - 1].is_word:
            before = tokens[first - 1]
            if before.low in self._verbs or before.low in self._joiners - self._articles:
                break
            is_number = before.low in self._markers or before.low[0].isdigit()
            if before.low in self._stops and not is_number:
                break
            first -= 1
            if before.low in self._markers:
                break
        return first

    def _described(self, sentence: Sentence, first: int, noun: int, last: int) -> Holder | None:
        tokens = sentence.tokens
        if not self._opens_clause(sentence, first):
            return None
        is_unnamed = tokens[noun].low in self._unnamed
        if not is_unnamed and tokens[first].low not in self._articles:
            return None
        name = "" if is_unnamed else sentence.words(first, last)
        return Holder(name, first, last, is_unnamed=is_unnamed)

    def _opens_clause(self, sentence: Sentence, first: int) -> bool:
        """Whether the words before are not bound to the phrase that begins here."""
        if first == 0:
            return True
        before = sentence.tokens[first - 1]
        return not before.is_word or before.low not in self._markers
