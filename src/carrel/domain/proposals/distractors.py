"""Wrong answers of the same kind as the right one, from the same text, that are surely wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from carrel.domain.proposals.findings import DatedSentence, KeyPhrase, Name
from carrel.domain.proposals.ground import Ground, Sentence
from carrel.domain.proposals.standing_alone import Standing
from carrel.domain.questions.words import content_words, has_words
from carrel.domain.text.folding import fold
from carrel.domain.timeline import first_day, last_day
from carrel.domain.topics import TopicKind

T = TypeVar("T")

MOST = 3
"""Wrong answers offered at the most."""

_PLACES_LOOKED_AT = 20
"""Places of a phrase that are looked at for whether it is a noun."""

FEWEST = 2
"""Wrong answers without which nothing is offered to choose from."""

YEARS_NEAR = 60
"""Years within which another date is near enough to be taken for the right one."""


class Distractors:
    """Finds wrong answers in what a text has."""

    def __init__(
        self, ground: Ground, standing: Standing, same: Iterable[Iterable[str]] = ()
    ) -> None:
        self._ground = ground
        self._standing = standing
        self._nouns: dict[str, str] = {}
        self._rows = {fold(name): number for number, row in enumerate(same) for name in row}
        self._names: defaultdict[TopicKind, list[Name]] = defaultdict(list)
        for name in ground.findings.names:
            if name.is_sure:
                self._names[name.kind].append(name)
        for names in self._names.values():
            names.sort(key=lambda name: (-len(name.spans), name.name))
        self._sections = {
            name: frozenset(span.section for span in name.spans) for name in ground.findings.names
        }
        self._phrases: defaultdict[tuple[int, bool, bool], list[KeyPhrase]] = defaultdict(list)
        for phrase in ground.findings.phrases:
            if ground.name_called(phrase.phrase) is None:
                self._phrases[_form(phrase.phrase)].append(phrase)
        self._words: dict[str, frozenset[str]] = {}

    def names_like(self, name: Name, sentence: Sentence, *, most: int = MOST) -> tuple[str, ...]:
        """Names of others of the same kind that the sentence does not have."""
        here = self._said(sentence.text)
        fit = (
            other
            for other in self._nearest_names(name, sentence)
            if not self._is_same(name, other)
            and not any(self._said(called) & here for called in _called(other))
        )
        return _first(fit, lambda other: other.name, most)

    def roles_unlike(self, name: Name) -> tuple[str, ...]:
        """What others of the same kind are said to be, in words that ``name`` is not told by."""
        own = self._said(name.role) | self._said(name.name)
        fit = (
            other
            for other in self._names[name.kind]
            if " " in other.role.strip()
            and not self._is_same(name, other)
            and not self._said(other.role) & own
            and not has_words(other.role, other.name)
            and other.role[:1].islower() == name.role[:1].islower()
        )
        return _first(fit, lambda other: other.role)

    def phrases_like(self, phrase: KeyPhrase, words: str, sentence: Sentence) -> tuple[str, ...]:
        """Other key phrases of the same form as ``words``, with which the sentence has nothing
        in common; those of like weight first."""
        here = self._said(sentence.text)
        alike = sorted(
            self._phrases[_form(words)],
            key=lambda other: (
                all(span.section != sentence.section for span in other.spans),
                abs(other.weight - phrase.weight),
                other.phrase,
            ),
        )
        fit = (
            other
            for other in alike
            if not self._said(other.phrase) & here
            and self._is_choice(other)
            and _has_capital(self._as_noun(other)) == _has_capital(words)
        )
        return _first(fit, self._as_noun)

    def dates_like(self, date: DatedSentence, others: Iterable[DatedSentence]) -> tuple[str, ...]:
        """ISO dates of like precision, near the right one and surely others, the nearest first."""
        day = first_day(date.date)
        near = sorted(
            (other for other in others if other.precision is date.precision),
            key=lambda other: (abs((first_day(other.date) - day).days), other.date),
        )
        fit = (
            other.date
            for other in near
            if is_apart(other.date, date.date)
            and abs(first_day(other.date).year - day.year) <= YEARS_NEAR
        )
        return tuple(dict.fromkeys(fit))[:MOST]

    def _nearest_names(self, name: Name, sentence: Sentence) -> Iterator[Name]:
        """Others of its kind: first those that the text calls alike, of them first those named in
        the sentence's section."""
        others = self._names[name.kind]
        for is_alike in (True, False):
            rest = [other for other in others if _are_called_alike(name, other) is is_alike]
            yield from (other for other in rest if sentence.section in self._sections[other])
            yield from (other for other in rest if sentence.section not in self._sections[other])

    def is_noun(self, phrase: KeyPhrase) -> bool:
        """Whether it stands as a whole noun phrase at most of its places."""
        return bool(self._as_noun(phrase))

    def _is_choice(self, phrase: KeyPhrase) -> bool:
        return self.is_noun(phrase) and not self._standing.ends_in_saying(phrase.phrase)

    def _as_noun(self, phrase: KeyPhrase) -> str:
        """The phrase as it stands where it is a noun; empty where it mostly is none."""
        known = self._nouns.get(phrase.phrase)
        if known is None:
            places = [
                (sentence.words_at(span.start, span.end), sentence, span)
                for span in phrase.spans[:_PLACES_LOOKED_AT]
                if (sentence := self._ground.sentence_at(span)) is not None
            ]
            nouns = [
                words
                for words, sentence, span in places
                if self._standing.is_noun(sentence, span.start, span.end)
            ]
            is_noun = self._standing.ends_in_noun(phrase.phrase)
            is_one = (
                is_noun and 2 * len(nouns) > len(places) and len(nouns) >= min(2, len(phrase.spans))
            )
            known = min(nouns, key=_has_capital) if is_one else ""
            self._nouns[phrase.phrase] = known
        return known

    def _is_same(self, name: Name, other: Name) -> bool:
        """Whether both may be one, or be told by the same words."""
        if other is name or (other.role and fold(other.role) == fold(name.role)):
            return True
        if self._row(name) is not None and self._row(name) == self._row(other):
            return True
        if _initials(name) & _shortened(other) or _initials(other) & _shortened(name):
            return True
        return any(
            self._said(first) & self._said(second)
            for first in _called(name)
            for second in _called(other)
        )

    def _row(self, name: Name) -> int | None:
        rows = (self._rows.get(fold(called)) for called in _called(name))
        return next((row for row in rows if row is not None), None)

    def _said(self, text: str) -> frozenset[str]:
        known = self._words.get(text)
        if known is None:
            known = frozenset(content_words(text, self._ground.language or "en"))
            self._words[text] = known
        return known


def is_apart(first: str, second: str) -> bool:
    """Whether two ISO dates are surely different days."""
    return last_day(first) < first_day(second) or last_day(second) < first_day(first)


def _called(name: Name) -> tuple[str, ...]:
    return (name.name, *name.aliases)


def _has_capital(words: str) -> bool:
    return any(map(str.isupper, words))


def _are_called_alike(name: Name, other: Name) -> bool:
    """Whether both have one word or both have several: those of a tale are not its actors."""
    return (" " in name.name) == (" " in other.name)


def _initials(name: Name) -> set[str]:
    """The first letters of its ways of writing that have several words: "UN"."""
    found = {
        "".join(word[0] for word in called.split() if word[0].isupper()) for called in _called(name)
    }
    return {letters for letters in found if len(letters) > 1}


def _shortened(name: Name) -> set[str]:
    """Its ways of writing that are letters alone: "U.N." as "UN"."""
    return {letters for called in _called(name) if (letters := called.replace(".", "")).isupper()}


def _form(phrase: str) -> tuple[int, bool, bool]:
    """How many words it has, whether it seems to be a plural, and whether it has a capital."""
    return len(phrase.split()), phrase.endswith("s"), phrase[:1].isupper()


def _first(fit: Iterable[T], told: Callable[[T], str], most: int = MOST) -> tuple[str, ...]:
    chosen: list[str] = []
    for each in fit:
        words = " ".join(told(each).split())
        if words and not any(
            has_words(words, other) or has_words(other, words) for other in chosen
        ):
            chosen.append(words)
        if len(chosen) == most:
            break
    return tuple(chosen)


def enough(wrong: Sequence[str]) -> bool:
    """Whether there is a choice to be made."""
    return len(wrong) >= FEWEST
