"""Finding where a text speaks of topics, from their names and aliases."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from carrel.domain.ids import TopicId
from carrel.domain.text.folding import (
    UNSPACED_RANGES,
    fold,
    fold_with_places,
    is_unspaced,
)
from carrel.domain.topics import Topic

_ARTICLES = ("the ", "a ", "an ")

_WORD = re.compile(rf"[^\W{UNSPACED_RANGES}]+")

ACRONYM_LENGTH = 8
"""Longest name in capitals that is taken for an acronym, whose case then has to be kept."""

FEW = 20
"""First words of names up to which looking for each is faster than taking the text apart."""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Words that name a topic; ``start`` and ``end`` count code points of the searched text."""

    topic: TopicId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One folded way of writing a topic's name. ``acronym`` is set where its case is kept."""

    topic: TopicId
    folded: str
    acronym: str = ""


class MentionFinder:
    """Finds the names of many topics in many texts; made once, it costs little for each text.

    Names are found as whole words. Case, accents and hyphens make no difference, but a single word
    of up to :data:`ACRONYM_LENGTH` capitals ("NATO", "US") is found in capitals only. With
    ``language`` English (or unknown, the empty string), plural endings belong to the name and a
    leading article of a name of three or more words does not. Scripts without spaces need no word
    boundary.
    """

    def __init__(self, names: Mapping[TopicId, Iterable[str]], *, language: str = "") -> None:
        self._by_word: defaultdict[str, list[_Form]] = defaultdict(list)
        self._by_character: defaultdict[str, list[_Form]] = defaultdict(list)
        is_english = not language or language.lower().split("-")[0] == "en"
        for topic, variants in names.items():
            for form in {form for name in variants for form in _forms(topic, name, is_english)}:
                self._keep(form)

    def find(self, text: str) -> list[FoundMention]:
        """Where ``text`` names the topics, in the order of the text.

        Mentions of one topic never overlap: of overlapping names the longest wins, then the first.
        Names of different topics may overlap ("UN" in "UN Charter").
        """
        folded, places = fold_with_places(text)
        matches: defaultdict[TopicId, list[tuple[int, int]]] = defaultdict(list)
        for form in self._candidates(folded):
            for start, end in _occurrences(form.folded, folded):
                first, last = _in_original(places, start, end)
                if not form.acronym or _has_case_of(form.acronym, text[first:last]):
                    matches[form.topic].append((first, last))
        found = [
            FoundMention(topic, start, end)
            for topic, spans in matches.items()
            for start, end in _longest(spans)
        ]
        return sorted(found, key=lambda mention: (mention.start, mention.end, mention.topic))

    def _keep(self, form: _Form) -> None:
        word = _WORD.match(form.folded)
        if word is None:
            self._by_character[form.folded[0]].append(form)
        else:
            self._by_word[word.group()].append(form)

    def _candidates(self, folded: str) -> Iterator[_Form]:
        words: Iterable[str]
        if len(self._by_word) <= FEW:
            words = [word for word in self._by_word if word in folded]
        else:
            words = self._by_word.keys() & set(_WORD.findall(folded))
        for word in words:
            yield from self._by_word[word]
        if self._by_character:
            for character in self._by_character.keys() & set(folded):
                yield from self._by_character[character]


def finder_of(topics: Iterable[Topic], *, language: str = "") -> MentionFinder:
    """A finder of the names and aliases of ``topics`` in texts of ``language``."""
    return MentionFinder(
        {topic.id: (topic.name, *topic.aliases) for topic in topics}, language=language
    )


def _forms(topic: TopicId, name: str, is_english: bool) -> Iterator[_Form]:
    folded = " ".join(fold(name).split())
    if not folded:
        return
    if is_english and folded.count(" ") > 1 and folded.startswith(_ARTICLES):
        folded = folded.partition(" ")[2]
    acronym = name.strip() if _is_acronym(name.strip()) else ""
    yield _Form(topic, folded, acronym)
    if is_english and folded[-1].isalpha() and folded.isascii():
        for plural in _plurals(folded):
            yield _Form(topic, plural, acronym)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name and len(name) <= ACRONYM_LENGTH


def _plurals(folded: str) -> Iterator[str]:
    yield folded + "s"
    if folded.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield folded + "es"
    if folded.endswith("y"):
        yield folded[:-1] + "ies"
    if folded.endswith("sis"):
        yield folded[:-2] + "es"


def _occurrences(wanted: str, folded: str) -> Iterator[tuple[int, int]]:
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_boundary(folded, start) and _is_boundary(folded, end):
            yield start, end
        start = folded.find(wanted, start + 1)


def _is_boundary(folded: str, place: int) -> bool:
    """True unless a word of a script with spaces goes on across ``place``."""
    if place in (0, len(folded)):
        return True
    before, after = folded[place - 1], folded[place]
    if not (_is_word(before) and _is_word(after)):
        return True
    return is_unspaced(before) or is_unspaced(after)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _in_original(places: list[int] | None, start: int, end: int) -> tuple[int, int]:
    if places is None:
        return start, end
    return places[start], max(places[end - 1] + 1, places[end])


def _has_case_of(acronym: str, words: str) -> bool:
    """True if ``words``, but for an ending, are in capitals as ``acronym`` is."""
    return words[: len(acronym)].isupper()


def _longest(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of every run of overlapping spans those that the rule of :meth:`MentionFinder.find` keeps."""
    run: list[tuple[int, int]] = []
    run_end = 0
    for span in sorted(spans):
        if run and span[0] >= run_end:
            yield from _longest_of_run(run)
            run = []
        run.append(span)
        run_end = max(run_end, span[1])
    yield from _longest_of_run(run)


def _longest_of_run(run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for span in sorted(run, key=lambda span: (span[0] - span[1], span[0])):
        at = bisect(chosen, span)
        is_free_before = at == 0 or chosen[at - 1][1] <= span[0]
        if is_free_before and (at == len(chosen) or span[1] <= chosen[at][0]):
            chosen.insert(at, span)
    return chosen
