"""Whether a sentence can be understood, and asked about, without what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from carrel.domain.proposals.ground import Ground, Placed, Sentence
from carrel.domain.proposals.word_patterns import any_of, lowered
from carrel.domain.text.document import OBJECT
from carrel.domain.text.folding import is_unspaced
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import TopicKind

FEWEST_WORDS = 7
MOST_WORDS = 38
MOST_LETTERS = 280

FEWEST_REPORTED_WORDS = 6
"""Words that reported speech has at least; the holder makes up for what it leaves open."""

OPENING_WORDS = 7
"""Words by which a sentence has named what it is about, or it leans on the one before."""

_WORDS_OF_A_SUBJECT = 3
"""Words within which a sentence that begins with an article must have named its subject."""

_UNFIT = re.compile(rf"[?!…|={OBJECT}]|\.\.\.|: |:$|\n|\w_|\(\)|https?:|www\.|\{{\{{|\}}\}}|--")
_STRAY_MARK = re.compile(r"\[\d*\]|\[[a-z]\]|\*")
_ENDINGS = ".。।።"
_CLOSERS = "\"'”’»)]"
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# "US" and "IT" are no pronouns.
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_LONG_QUOTATION = re.compile(r"[\"“«„](?:[^\s\"”»]+\s+){3,}[^\"”»]*[\"”»]")
_WORD_AT_END = re.compile(r"(\w+'?)[\s(«“\"]*$")
_WORD_AT_START = re.compile(r"\s+(\w+)")
_WORD_BEFORE_SIGN = re.compile(r"(\w+(?:['’]\w+)*)(?=[.,;:)])")
_OFTEN_AN_END = 0.3
_AT_TIMES_AN_END = 0.12
"""Shares of the places of a word at which it ends a clause."""

_AFTER_ARTICLE = re.compile(r"\s*(\w+)")
_LEAST_LITTLE = 0.2
"""Share of the words of a sentence that are little ones of the text's language, or it is in
another."""

_ONE_AND_ANOTHER = 2
_SHOUT = re.compile(r"\b[A-Z]{7,}\b")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def forms_of_saying(words: LanguageWords) -> frozenset[str]:
    """All forms of verbs by which somebody says or denies something."""
    return words.reports.say.finite | words.reports.deny.finite


class Standing:
    """Judges sentences by the words of one language."""

    def __init__(self, ground: Ground, words: LanguageWords) -> None:
        self._ground = ground
        self._has_words = bool(words.leaning.at_start)
        self._at_start = any_of(words.leaning.at_start)
        self._at_start_of_words = any_of(words.leaning.at_start - words.asking.own)
        self._anywhere_in_words = any_of(
            (words.leaning.anywhere | words.asking.passing) - words.asking.own
        )
        self._anywhere = any_of((*words.leaning.anywhere, *words.asking.passing))
        self._persons = any_of(words.asking.persons)
        self._things = any_of(words.asking.things)
        self._several = any_of(words.asking.several)
        self._objects = any_of(words.asking.objects)
        self._subordinating = any_of(words.asking.subordinating)
        self._articles = any_of(words.articles)
        self._completing = any_of(words.asking.completing)
        self._sayings = forms_of_saying(words) | words.reports.think.finite
        self._little = frozenset(map(lowered, words.stop_words))

    def is_clear(self, sentence: Sentence) -> bool:
        """Whether a whole sentence stands alone and names early what it is about."""
        return self.is_told(sentence) and self._names_its_subject(sentence)

    def is_told(self, sentence: Sentence) -> bool:
        """Whether a sentence is understood beside others of its section: nothing in it points to
        them, but what "the bridge" is they may have said."""
        text = sentence.text
        return self.is_sound(text) and not self.leans(text) and self._resolves_pronouns(sentence)

    def is_sound(self, text: str) -> bool:
        """Whether it is a plain sentence of the language without a long quotation in it."""
        return (
            has_fit_form(text) and not _LONG_QUOTATION.search(text) and self._is_of_language(text)
        )

    def is_clear_statement(self, text: str) -> bool:
        """Whether words that somebody is reported to have said stand alone."""
        return (
            has_fit_form(text, fewest=FEWEST_REPORTED_WORDS)
            and not self.leans(text)
            and not self._pronoun_in(lowered(text))
        )

    def is_clear_quotation(self, text: str) -> bool:
        """Whether somebody's own words can be asked about: they may say "I" and "we"."""
        low = lowered(text)
        return (
            has_fit_form(text, fewest=FEWEST_REPORTED_WORDS)
            and not self._anywhere_in_words.search(lowered(_ACRONYM.sub("X", text)))
            and not self._persons.search(low)
            and not self._several.search(low)
            and not self._at_start_of_words.match(low)
        )

    def is_noun(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether words seem to be a whole noun phrase: nothing that tells more stands around it,
        and a single word has an article. True in a language without words."""
        if not self._has_words:
            return True
        before = _WORD_AT_END.search(lowered(sentence.text[: start - sentence.start]))
        after = _WORD_AT_START.match(lowered(sentence.text[end - sentence.start :]))
        has_article = before is not None and self._articles.fullmatch(before[1]) is not None
        if len(sentence.words_at(start, end).split()) == 1 and not has_article:
            return False
        if after is not None and self._articles.fullmatch(after[1]) is not None:
            return False
        return (before is None or has_article or before[1] in self._little) and (
            after is None or after[1] in self._little
        )

    def ends_in_noun(self, words: str) -> bool:
        """Whether the last of several words seems to be a noun by its places in the whole text:
        it often ends a clause, as verbs seldom do, or at times and has an article somewhere."""
        if not self._has_words:
            return True
        last = "".join(lowered(words).split()[-1:])
        share = self._clause_ends[last] / max(1, self._places[last])
        has_article = last.rstrip("s") in self._nouns
        return share >= _OFTEN_AN_END or (has_article and share >= _AT_TIMES_AN_END)

    @cached_property
    def _places(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(
            word
            for sentence in self._ground.sentences
            for word in _WORD.findall(lowered(sentence.text))
        )

    @cached_property
    def _clause_ends(self) -> Counter[str]:
        """How often each word stands before a sign."""
        return Counter(
            word
            for sentence in self._ground.sentences
            for word in _WORD_BEFORE_SIGN.findall(lowered(sentence.text))
        )

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """Words right after an article, without a plural ending; adjectives are among them."""
        return frozenset(
            following[1].rstrip("s")
            for sentence in self._ground.sentences
            for low in (lowered(sentence.text),)
            for article in self._articles.finditer(low)
            if (following := _AFTER_ARTICLE.match(low, article.end())) is not None
        )

    def ends_in_saying(self, words: str) -> bool:
        """Whether words end with a form of a verb of saying, so that they are no noun."""
        return bool(words.split()) and lowered(words.split()[-1]) in self._sayings

    def is_little(self, word: str) -> bool:
        """Whether a word says nothing of the subject."""
        return lowered(word) in self._little

    def _is_of_language(self, text: str) -> bool:
        words = _WORD.findall(lowered(text))
        little = sum(word in self._little for word in words)
        return not self._has_words or little >= _LEAST_LITTLE * len(words)

    def leans(self, text: str) -> bool:
        """Whether it has words that point to what stands before it or to the day of writing."""
        low = lowered(_ACRONYM.sub("X", text)).strip()
        return bool(self._at_start.match(low) or self._anywhere.search(low))

    def has_thing_pronoun(self, text: str) -> bool:
        """Whether it speaks of an "it"."""
        return self._things.search(lowered(text)) is not None

    def begins_aside(self, text: str) -> bool:
        """Whether another clause than the main one stands first ("while ...")."""
        return self._subordinating.match(lowered(text)) is not None

    def _pronoun_in(self, low: str) -> bool:
        return any(each.search(low) for each in (self._persons, self._things, self._several))

    def _resolves_pronouns(self, sentence: Sentence) -> bool:
        """Whether each pronoun has something before it in the sentence that it can stand for."""
        low, offset = lowered(sentence.text), sentence.start
        named = self._ground.names.get(sentence.number, ())
        people = [each for each in named if each.thing.kind is TopicKind.PERSON]
        things: list[Placed[Any]] = [each for each in named if each not in people]
        things += self._ground.phrases.get(sentence.number, ())
        return (
            _follows(self._persons, low, people, offset)
            and _follows(self._things, low, things, offset)
            and _follows(self._several, low, [*people, *things], offset)
            and self._resolves_objects(low, people, offset)
        )

    def _resolves_objects(self, low: str, people: Sequence[Placed[Any]], offset: int) -> bool:
        """Whether each "him" comes after two: one who does it, and one it is done to."""
        for found in self._objects.finditer(low):
            following = _WORD_AT_START.match(low, found.end())
            owns = following is not None and following[1] not in self._little
            before = {each.thing.name for each in people if each.end - offset <= found.start()}
            if not owns and len(before) < _ONE_AND_ANOTHER:
                return False
        return True

    def _names_its_subject(self, sentence: Sentence) -> bool:
        telling: list[Placed[Any]] = list(
            chain(
                self._ground.names.get(sentence.number, ()),
                self._ground.phrases.get(sentence.number, ()),
                self._ground.definitions.get(sentence.number, ()),
            )
        )
        if not self._has_words:
            return bool(telling)
        words = OPENING_WORDS
        if self._begins_with_open_noun(sentence.text):
            words = _WORDS_OF_A_SUBJECT
        opening = sentence.start + _end_of_opening(sentence.text, words)
        names = {each.start for each in self._ground.names.get(sentence.number, ())}
        early = [
            each
            for each in telling
            if each.start < opening
            or (each.start in names and _follows_aside(sentence, each.start))
        ]
        return any(not self._is_bare(sentence, each) for each in early)

    def _begins_with_open_noun(self, text: str) -> bool:
        """Whether it begins with an article and a noun that nothing after it tells more of."""
        first, *others = _WORD.findall(lowered(text))[:3] or [""]
        has_article = self._articles.match(lowered(text)) is not None
        is_elided = has_article and self._articles.fullmatch(first) is None
        following = others[0 if is_elided else 1 :][:1]
        return has_article and not any(map(self._completing.fullmatch, following))

    def _is_bare(self, sentence: Sentence, found: Placed[Any]) -> bool:
        """Whether it is one common noun after an article: "the court", which court is open."""
        words = sentence.words_at(found.start, found.end)
        if len(words.split()) > 1 or not words[:1].islower():
            return False
        before = lowered(sentence.text[: found.start - sentence.start]).split()
        after = lowered(sentence.text[found.end - sentence.start :]).split()
        has_article = bool(before) and self._articles.fullmatch(before[-1]) is not None
        is_completed = bool(after) and self._completing.fullmatch(after[0]) is not None
        return has_article and not is_completed


def has_fit_form(text: str, *, fewest: int = FEWEST_WORDS) -> bool:
    """Whether it looks like one plain sentence: no question, list, code, caption or half quote."""
    size = len(text) // 2 if is_unspaced(text) else len(text.split())
    return (
        fewest <= size <= MOST_WORDS
        and len(text) <= MOST_LETTERS
        and not text[:1].islower()
        and (text[:1].isalnum() or text[:1] in '«“"')
        and text.rstrip(_CLOSERS)[-1:] in _ENDINGS
        and not _UNFIT.search(text)
        and not _STRAY_MARK.search(text)
        and not _SHOUT.search(text)
        and _is_balanced(text)
        and _is_prose(text)
    )


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(
        text.count(opening) == text.count(closing) for opening, closing in _PAIRS
    )


def _is_prose(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    digits = sum(map(str.isdigit, text))
    return capitals < 0.3 * len(text) and digits < 0.2 * len(text)


def _end_of_opening(text: str, words: int) -> int:
    ends = [word.end() for word in _WORD.finditer(text)]
    return ends[min(words, len(ends)) - 1] if ends else 0


def _follows_aside(sentence: Sentence, start: int) -> bool:
    """Whether a place comes right after what a sentence says first, up to a comma."""
    before = sentence.text[: start - sentence.start]
    return before.rstrip().endswith(",") and before.count(",") == 1


def _follows(
    pronouns: re.Pattern[str], low: str, antecedents: Sequence[Placed[Any]], offset: int
) -> bool:
    first = min((each.end - offset for each in antecedents), default=len(low))
    return all(pronoun.start() >= first for pronoun in pronouns.finditer(low))
