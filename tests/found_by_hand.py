"""Findings of a text as a careful reader would write them down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from carrel.domain.claims import Certainty
from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import (
    DatedSentence,
    Definition,
    Findings,
    Hedge,
    KeyPhrase,
    Name,
    Report,
)
from carrel.domain.text.sentences import sentences
from carrel.domain.timeline import precision_of
from carrel.domain.topics import SectionSpan, TopicKind


@dataclass
class FoundByHand:
    """Collects what a text has; words are given as they stand in it, and found where they are."""

    sections: Sequence[str]
    language: str = "en"
    findings: Findings = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {
            SectionId(f"book/s{number}"): text for number, text in enumerate(self.sections, 1)
        }
        spans = tuple(
            SectionSpan(section, start, end)
            for section, text in self.texts.items()
            for start, end in sentences(text)
        )
        self.findings = Findings(self.language, spans)

    def name(self, name: str, kind: TopicKind, *aliases: str, role: str = "") -> FoundByHand:
        spans = sorted(
            (span for called in (name, *aliases) for span in self._all(called)),
            key=lambda span: (span.section, span.start, -span.end),
        )
        apart = [
            span
            for number, span in enumerate(spans)
            if not any(
                other.section == span.section and other.start <= span.start < other.end
                for other in spans[:number]
            )
        ]
        role_span = self._one(role) if role else None
        made = Name(name, kind, tuple(apart), aliases, True, role, role_span)
        self.findings = replace(self.findings, names=(*self.findings.names, made))
        return self

    def people(self, *names: str) -> FoundByHand:
        for name in names:
            self.name(name, TopicKind.PERSON, name.split()[-1])
        return self

    def phrase(self, phrase: str, weight: float = 1.0) -> FoundByHand:
        made = KeyPhrase(phrase, self._all(phrase), weight)
        self.findings = replace(self.findings, phrases=(*self.findings.phrases, made))
        return self

    def definition(self, term: str, meaning: str) -> FoundByHand:
        at = self._one(meaning)
        sentence = self._around(at)
        inside = next(each for each in self._all(term) if self._around(each) == sentence)
        made = Definition(term, meaning, sentence, inside, at)
        self.findings = replace(self.findings, definitions=(*self.findings.definitions, made))
        return self

    def report(
        self, words: str, holder: str, cue: str, *, is_quotation: bool = False
    ) -> FoundByHand:
        at = self._one(words)
        made = Report(self._around(at), at, holder, holder, cue, is_quotation=is_quotation)
        self.findings = replace(self.findings, reports=(*self.findings.reports, made))
        return self

    def hedge(self, word: str, certainty: Certainty) -> FoundByHand:
        made = tuple(Hedge(word, at, self._around(at), certainty) for at in self._all(word))
        self.findings = replace(self.findings, hedges=(*self.findings.hedges, *made))
        return self

    def date(self, words: str, iso: str) -> FoundByHand:
        made = tuple(
            DatedSentence(iso, precision_of(iso), words, at, self._around(at))
            for at in self._all(words)
        )
        self.findings = replace(self.findings, dates=(*self.findings.dates, *made))
        return self

    def _all(self, words: str) -> tuple[SectionSpan, ...]:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        return tuple(
            SectionSpan(section, *match.span())
            for section, text in self.texts.items()
            for match in pattern.finditer(text)
        )

    def _one(self, words: str) -> SectionSpan:
        return next(
            SectionSpan(section, text.index(words), text.index(words) + len(words))
            for section, text in self.texts.items()
            if words in text
        )

    def _around(self, at: SectionSpan) -> SectionSpan:
        return next(
            span
            for span in self.findings.sentences
            if span.section == at.section and span.start <= at.start and at.end <= span.end
        )
