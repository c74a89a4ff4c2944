"""What rules find in a text before anything is proposed: names, terms, reports, hedges, dates.

All offsets are code points of the plain text of their section, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.claims import Certainty
from carrel.domain.timeline import Precision
from carrel.domain.topics import SectionSpan, TopicKind


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation that a text names.

    ``spans`` are all places in the order of the text. ``is_sure`` says whether the words around
    it told the kind (a title, a role, "in ..."), not its form alone. ``role`` is what the text
    says that the bearer is ("president of France"), at ``role_span``.
    """

    name: str
    kind: TopicKind
    spans: tuple[SectionSpan, ...]
    aliases: tuple[str, ...] = ()
    is_sure: bool = False
    role: str = ""
    role_span: SectionSpan | None = None


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """Words that a text uses more than others do. ``weight`` orders the phrases of one text."""

    phrase: str
    spans: tuple[SectionSpan, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the text says the meaning of, in one sentence at ``sentence``."""

    term: str
    meaning: str
    sentence: SectionSpan
    term_span: SectionSpan
    meaning_span: SectionSpan


@dataclass(frozen=True, slots=True)
class Report:
    """Speech or thought that the text ascribes to somebody.

    ``holder`` is who is said to hold it, in full where the text names them fully elsewhere; empty
    for unnamed sources, which ``holder_words`` tell ("officials", "critics"). ``cue`` is the
    reporting word ("argued"), ``words`` where what is reported stands. ``is_quotation`` says
    whether it is given word for word.
    """

    sentence: SectionSpan
    words: SectionSpan
    holder: str
    holder_words: str
    cue: str
    certainty: Certainty = Certainty.REPORTED
    is_quotation: bool = False
    is_denial: bool = False
    is_unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word by which a sentence holds back: "may", "apparently", "is said to"."""

    word: str
    span: SectionSpan
    sentence: SectionSpan
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence that says when something happened. ``date`` is ISO 8601: ``2017-05``."""

    date: str
    precision: Precision
    words: str
    span: SectionSpan
    sentence: SectionSpan


@dataclass(frozen=True, slots=True)
class Findings:
    """All that rules found in the sections of one material. ``language`` is a BCP 47 tag.

    ``sentences`` are those of running text in the order of the material.
    """

    language: str
    sentences: tuple[SectionSpan, ...] = ()
    names: tuple[Name, ...] = ()
    phrases: tuple[KeyPhrase, ...] = ()
    definitions: tuple[Definition, ...] = ()
    reports: tuple[Report, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    dates: tuple[DatedSentence, ...] = ()
