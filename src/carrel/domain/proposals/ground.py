"""What was found in a text, by the sentence that it stands in: the ground that questions are on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import (
    Findings,
    Name,
)
from carrel.domain.proposals.word_patterns import any_of, lowered
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.topics import SectionSpan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text. ``number`` counts those of the material from 0; ``start`` and
    ``end`` are code points of the section's plain text."""

    number: int
    section: SectionId
    start: int
    end: int
    text: str

    def holds(self, span: SectionSpan) -> bool:
        """Whether a span lies in it."""
        return span.section == self.section and self.start <= span.start < span.end <= self.end

    def words_at(self, start: int, end: int) -> str:
        """Words at code points of the section, white space folded."""
        return " ".join(self.text[start - self.start : end - self.start].split())

    def replaced(self, start: int, end: int, words: str) -> str:
        """The sentence with ``words`` for what stands there, white space folded."""
        before, after = self.text[: start - self.start], self.text[end - self.start :]
        return " ".join(f"{before}{words}{after}".split())


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """Something found, at a place within a sentence."""

    thing: T
    start: int
    end: int


class Ground:
    """The sentences of a material, and what rules found in each of them.

    What is not wholly within a known sentence is left out. A sentence begins after the words of
    ``connecting`` that tie it to the one before, where a capital follows.
    """

    def __init__(
        self,
        texts: Mapping[SectionId, str],
        findings: Findings,
        connecting: Iterable[str] = (),
    ) -> None:
        self._texts = texts
        self.language = findings.language
        self.findings = findings
        pattern = re.compile(rf"{any_of(connecting).pattern}[\s,]+(?=[^\W\d_])")
        self.sentences = tuple(_sentences(texts, findings.sentences, pattern))
        self._starts: defaultdict[SectionId, list[int]] = defaultdict(list)
        self._of_section: defaultdict[SectionId, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            self._starts[sentence.section].append(sentence.start)
            self._of_section[sentence.section].append(sentence)
        self.names = self._placed((name, span) for name in findings.names for span in name.spans)
        self.phrases = self._placed(
            (phrase, span) for phrase in findings.phrases for span in phrase.spans
        )
        self.dates = self._placed((date, date.span) for date in findings.dates)
        self.hedges = self._placed((hedge, hedge.span) for hedge in findings.hedges)
        self.reports = self._placed((report, report.words) for report in findings.reports)
        self.definitions = self._placed(
            (definition, definition.term_span) for definition in findings.definitions
        )
        self.heaviest = max((phrase.weight for phrase in findings.phrases), default=0.0)
        self._by_name = {
            fold(called): name
            for name in reversed(findings.names)
            for called in (*name.aliases, name.name)
        }

    def section(self, section: SectionId) -> Sequence[Sentence]:
        """Its sentences in order."""
        return self._of_section[section]

    def sentence_at(self, span: SectionSpan) -> Sentence | None:
        """The sentence that a span lies in."""
        number = bisect_right(self._starts[span.section], span.start) - 1
        if number < 0:
            return None
        sentence = self._of_section[span.section][number]
        return sentence if sentence.holds(span) else None

    def name_called(self, words: str) -> Name | None:
        """Whose name or other name these words are."""
        return self._by_name.get(fold(words).strip())

    def passage(self, first: Sentence, last: Sentence | None = None) -> Passage:
        """The words from a sentence to the end of another one of its section, or its own."""
        end = (last or first).end
        return passage_at(first.section, self._texts[first.section], first.start, end)

    def _placed(self, found: Iterable[tuple[T, SectionSpan]]) -> dict[int, list[Placed[T]]]:
        placed: defaultdict[int, list[Placed[T]]] = defaultdict(list)
        for thing, span in found:
            sentence = self.sentence_at(span)
            if sentence is not None:
                placed[sentence.number].append(Placed(thing, span.start, span.end))
        for things in placed.values():
            things.sort(key=lambda each: (each.start, -each.end))
        return dict(placed)


def _sentences(
    texts: Mapping[SectionId, str], spans: Iterable[SectionSpan], connecting: re.Pattern[str]
) -> Iterable[Sentence]:
    """Sentences in the order of the sections, those that overlap others left out."""
    places = {section: number for number, section in enumerate(texts)}
    known = (span for span in spans if span.section in places)
    ends: dict[SectionId, int] = {}
    number = 0
    for span in sorted(known, key=lambda each: (places[each.section], each.start, each.end)):
        text = texts[span.section]
        if not max(0, ends.get(span.section, 0)) <= span.start < span.end <= len(text):
            continue
        ends[span.section] = span.end
        start = _without_connection(text, span, connecting)
        yield Sentence(number, span.section, start, span.end, text[start : span.end])
        number += 1


def _without_connection(text: str, span: SectionSpan, connecting: re.Pattern[str]) -> int:
    """Where a sentence begins that does without the word that ties it to the one before."""
    found = connecting.match(lowered(text[span.start : span.end]))
    start = span.start + found.end() if found else span.start
    return start if start < span.end and text[start].isupper() else span.start
