"""Topics that findings suggest: few, the most telling first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import Definition, Findings, KeyPhrase, Name
from carrel.domain.proposals.proposal import Proposal, ProposedTopic, Rule
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import SectionSpan, TopicKind

PER_THOUSAND_WORDS = 12
"""Topics for each thousand words of a text, at the most."""
FEWEST = 8
"""Topics up to which a short text may have more."""
MOST = 60
"""Topics of an article or chapter, at the most."""
MOST_OF_A_BOOK = 300

_LONG_TEXT = 20_000
"""Words from which on a text is a book."""
_SHORT_TEXT = 600
"""Words up to which two places of a phrase of two words are many."""
_LETTERS_OF_A_WORD = 6
_FEWEST_OF_NO_KIND = 3
"""Places that a name of one word has at least if nothing tells what it names."""
_FEWEST_ALONE = 6
"""Places that a single word has at least to be a topic."""
_SHARE_ALONE = 0.005
"""Share of a text's words that a single word has at least to be a topic."""
_DEFINED = 4.0


def propose_topics(
    findings: Findings, texts: Mapping[SectionId, str], *, known: Iterable[str] = ()
) -> tuple[Proposal, ...]:
    """The topics worth having, the best first; none whose name or alias is among ``known``.

    ``texts`` are the plain texts of the sections.
    """
    words = sum(map(len, texts.values())) / _LETTERS_OF_A_WORD
    taken = set(map(_key, known))
    candidates = [
        *_of_definitions(findings, texts),
        *_of_names(findings.names, texts),
        *_of_phrases(findings.phrases, texts, words),
    ]
    found: dict[str, Proposal] = {}
    for proposal in sorted(candidates, key=lambda each: (-each.score, each.passage.start)):
        topic = proposal.proposed
        assert isinstance(topic, ProposedTopic)
        names = {_key(name) for name in (topic.name, *topic.aliases)}
        if not names & taken:
            taken |= names
            found[topic.name] = proposal
    return tuple(found.values())[: _cap(words)]


def _cap(words: float) -> int:
    if words > _LONG_TEXT:
        return min(MOST_OF_A_BOOK, MOST + int((words - _LONG_TEXT) / 1000))
    return max(FEWEST, min(MOST, round(PER_THOUSAND_WORDS * words / 1000)))


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _of_names(names: Iterable[Name], texts: Mapping[SectionId, str]) -> Iterable[Proposal]:
    for name in names:
        score = _weight_of_name(name)
        if score > 0:
            topic = ProposedTopic(name.name, name.kind, name.aliases, _sentence(name.role))
            yield _proposal(Rule.NAME, name.spans[0], texts, topic, name.role, score)


def _weight_of_name(name: Name) -> float:
    count = len(name.spans)
    has_kind = name.kind is not TopicKind.TERM
    if count == 1:
        is_person = name.kind is TopicKind.PERSON
        is_whole = name.is_sure and is_person and (" " in name.name or bool(name.role))
        return 1.0 + 0.5 * bool(name.role) if is_whole else 0.0
    if not has_kind and count < _FEWEST_OF_NO_KIND and " " not in name.name and not name.aliases:
        return 0.0
    weight = 1.7 if name.is_sure else 1.4 if has_kind else 1.1
    if name.kind in {TopicKind.STATE, TopicKind.REGION}:
        weight = 1.4
    return weight * math.log2(1 + count)


def _of_phrases(
    phrases: Iterable[KeyPhrase], texts: Mapping[SectionId, str], words: float
) -> Iterable[Proposal]:
    for phrase in phrases:
        count = len(phrase.spans)
        if count < _fewest(phrase.phrase, words):
            continue
        topic = ProposedTopic(phrase.phrase, TopicKind.CONCEPT)
        cue = f"{count} ×"
        score = min(phrase.weight * 0.55, 1.5 * math.log2(1 + count))
        yield _proposal(Rule.KEY_PHRASE, phrase.spans[0], texts, topic, cue, score)


def _fewest(phrase: str, words: float) -> float:
    """Places that a phrase must have in a text of so many words."""
    length = phrase.count(" ") + 1
    if length == 1:
        return max(_FEWEST_ALONE, _SHARE_ALONE * words)
    return 2 if length > 2 or words < _SHORT_TEXT else 3


def _of_definitions(findings: Findings, texts: Mapping[SectionId, str]) -> Iterable[Proposal]:
    counts = _counts(findings)
    kinds = {_key(name.name): name for name in findings.names}
    for definition in _first_of_each(findings.definitions):
        name = kinds.get(_key(definition.term))
        topic = ProposedTopic(definition.term, TopicKind.TERM, (), _sentence(definition.meaning))
        if name is not None:
            topic = replace(topic, kind=name.kind, aliases=name.aliases, name=name.name)
        count = counts.get(_key(definition.term), 1)
        yield _proposal(
            Rule.DEFINED_TERM,
            definition.sentence,
            texts,
            topic,
            _between(definition, texts),
            _DEFINED + math.log2(count),
        )


def _first_of_each(definitions: Sequence[Definition]) -> Iterable[Definition]:
    first: dict[str, Definition] = {}
    for definition in definitions:
        first.setdefault(_key(definition.term), definition)
    return first.values()


def _counts(findings: Findings) -> dict[str, int]:
    counts = {_key(name.name): len(name.spans) for name in findings.names}
    counts.update({_key(phrase.phrase): len(phrase.spans) for phrase in findings.phrases})
    return counts


def _between(definition: Definition, texts: Mapping[SectionId, str]) -> str:
    """The words between term and meaning, which say that it is a definition."""
    text = texts[definition.sentence.section]
    first, second = sorted(
        (definition.term_span, definition.meaning_span), key=lambda span: span.start
    )
    return text[first.end : second.start].strip(" \"“”«»'’,")


def _proposal(
    rule: Rule,
    span: SectionSpan,
    texts: Mapping[SectionId, str],
    topic: ProposedTopic,
    cue: str,
    score: float,
) -> Proposal:
    passage = passage_at(span.section, texts[span.section], span.start, span.end)
    return Proposal(rule, passage, topic, cue, round(score, 4))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}." if words else ""
