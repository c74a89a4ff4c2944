"""Claims that findings suggest: what is reported, denied or held back, readable on its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carrel.domain.claims import Certainty
from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import Findings, Hedge, Report
from carrel.domain.proposals.proposal import Proposal, ProposedClaim, Rule
from carrel.domain.proposals.running_text import Cutter, Token
from carrel.domain.proposals.wordings import Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.topics import SectionSpan, TopicKind

MOST_OF_A_SECTION = 10
_DATELINE = re.compile(r"^[A-ZÀ-Þ]{3,}[^.–—]{0,40}\.?[^.–—]{0,20}\s(?:--|–|—)\s")
"""Where a report was sent from: "LONDON (AP) — "."""
_FEWEST_WORDS = 4
_MOST_WORDS = 40
_LONGEST_PASSAGE = 450
"""Code points of a sentence beyond which only the reported words are marked."""
_FAR = 7
"""Words from which on "they" likely means something that the statement itself names."""
_SHARED = 0.5
"""Share of a passage that another claim must have for both to be about the same words."""


def propose_claims(
    findings: Findings,
    words: LanguageWords,
    texts: Mapping[SectionId, str],
    *,
    known: Iterable[Passage] = (),
) -> tuple[Proposal, ...]:
    """The claims worth having, those of each section the best first, sections in order.

    ``texts`` are the plain texts of the sections, ``words`` those of the findings' language. None
    is about words that the passages ``known`` mark already.
    """
    maker = _ClaimMaker(findings, words, texts)
    candidates = [*maker.of_reports(), *maker.of_hedges()]
    taken: defaultdict[SectionId, list[tuple[int, int]]] = defaultdict(list)
    for passage in known:
        taken[passage.section].append((passage.start, passage.end))
    chosen: defaultdict[SectionId, list[Proposal]] = defaultdict(list)
    for proposal in sorted(candidates, key=lambda each: (-each.score, each.passage.start)):
        passage = proposal.passage
        is_new = not any(_overlap(passage, other) for other in taken[passage.section])
        if is_new and len(chosen[passage.section]) < MOST_OF_A_SECTION:
            taken[passage.section].append((passage.start, passage.end))
            chosen[passage.section].append(proposal)
    return tuple(proposal for section in texts for proposal in chosen[section])


def _overlap(passage: Passage, other: tuple[int, int]) -> bool:
    shared = min(passage.end, other[1]) - max(passage.start, other[0])
    shorter = min(passage.end - passage.start, other[1] - other[0])
    return shared > _SHARED * shorter


@dataclass(frozen=True, slots=True)
class _Statement:
    """Words as a sentence of their own, and how many they are."""

    text: str
    length: int


class _ClaimMaker:
    """Makes claims of the findings of one material."""

    def __init__(
        self, findings: Findings, words: LanguageWords, texts: Mapping[SectionId, str]
    ) -> None:
        self._findings = findings
        self._texts = texts
        self._cutter = Cutter(words)
        self._at_start = Wordings(words.leaning.at_start, self._cutter)
        self._anywhere = Wordings(words.leaning.anywhere, self._cutter)
        reports = words.reports
        self._verbs = reports.say.finite | reports.say.participles | reports.deny.finite
        self._according = Wordings(
            (template.partition("{")[0] for template in reports.according), self._cutter
        )
        self._persons = words.reports.persons - words.reports.inverted
        self._of_persons = reports.persons | words.names.person_words - reports.questions
        self._groups = reports.groups
        people = [name for name in findings.names if name.kind is TopicKind.PERSON]
        self._people = {name.name for name in people}
        self._name_words = {
            word for name in people for form in (name.name, *name.aliases) for word in form.split()
        }

    def of_reports(self) -> Iterable[Proposal]:
        """What somebody says, thinks or denies."""
        for report in self._findings.reports:
            statement = self._statement_of(report)
            if statement is not None:
                yield self._proposal(
                    _rule_of(report),
                    self._marked(report.sentence, report.words),
                    ProposedClaim(
                        statement.text,
                        report.certainty,
                        asserted_by=_holder(report) if report.is_quotation else "",
                        ascribed_to=_holder(report),
                        hedge=report.cue,
                    ),
                    report.cue,
                    _score(report) - 0.02 * max(0, statement.length - 25),
                )

    def of_hedges(self) -> Iterable[Proposal]:
        """What the text itself says and holds back."""
        reported = [report.sentence for report in self._findings.reports]
        inside = {(span.section, span.start) for span in reported}
        for hedge in self._findings.hedges:
            words = self._words(hedge.sentence)
            if (hedge.sentence.section, hedge.sentence.start) in inside or self._reports(words):
                continue
            statement = self._statement(words)
            if statement is not None:
                yield self._proposal(
                    Rule.HEDGE,
                    hedge.sentence,
                    ProposedClaim(statement.text, hedge.certainty, hedge=hedge.word),
                    hedge.word,
                    _score_of_hedge(hedge) - 0.02 * max(0, statement.length - 25),
                )

    def _reports(self, text: str) -> bool:
        """Whether the words tell of somebody who says something, so that it may not be the text."""
        tokens = list(self._cutter.tokens(text))
        is_said = any(token.low in self._verbs for token in tokens)
        return is_said or any(
            " " in found.phrase.strip() or found.first == 0
            for found in self._according.all_in(tokens)
        )

    def _statement_of(self, report: Report) -> _Statement | None:
        if report.is_denial and not report.is_quotation:
            return self._statement(self._words(report.sentence))
        name = report.holder if report.holder in self._people and not report.is_quotation else ""
        return self._statement(self._words(report.words), speaker=name)

    def _statement(self, text: str, *, speaker: str = "") -> _Statement | None:
        """The words as a sentence of their own; None if they are not understood alone."""
        text = _DATELINE.sub("", " ".join(text.split())).strip(" ,;:–—-")
        if text.endswith("?") or "\ufffc" in text:
            return None
        tokens = list(self._cutter.tokens(text))
        count = sum(token.is_word for token in tokens)
        if not _FEWEST_WORDS <= count <= _MOST_WORDS:
            return None
        is_named = bool(speaker) and tokens[0].low in self._persons
        if is_named:
            text = speaker + text[tokens[0].end :]
            tokens = list(self._cutter.tokens(text))
        if self._leans(tokens, is_named=is_named):
            return None
        text = text[0].upper() + text[1:]
        if not _is_balanced(text):
            return None
        ends = text.rstrip('"”’») ').endswith((".", "!", "…"))
        return _Statement(text if ends else f"{text}.", count)

    def _leans(self, tokens: list[Token], *, is_named: bool) -> bool:
        """Whether something before is needed to know what is meant."""
        if self._at_start.at(tokens, 0) or next(self._anywhere.all_in(tokens), None):
            return True
        has_name = is_named
        for index, token in enumerate(tokens):
            if token.low in self._of_persons and not has_name:
                return True
            if token.low in self._groups and not has_name and index < _FAR:
                return True
            has_name = has_name or token.text in self._name_words
        return False

    def _words(self, span: SectionSpan) -> str:
        return self._texts[span.section][span.start : span.end]

    def _marked(self, sentence: SectionSpan, words: SectionSpan) -> SectionSpan:
        return words if sentence.end - sentence.start > _LONGEST_PASSAGE else sentence

    def _proposal(
        self, rule: Rule, span: SectionSpan, claim: ProposedClaim, cue: str, score: float
    ) -> Proposal:
        text = self._texts[span.section]
        passage = passage_at(span.section, text, span.start, span.end)
        return Proposal(rule, passage, claim, cue, round(score, 4))


def _is_balanced(text: str) -> bool:
    """Whether every quotation that begins in the text ends in it."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
    return not text.count('"') % 2 and all(
        text.count(first) == text.count(last) for first, last in pairs
    )


def _holder(report: Report) -> str:
    return report.holder or report.holder_words


def _rule_of(report: Report) -> Rule:
    if report.is_denial:
        return Rule.DENIAL
    return Rule.UNNAMED_SOURCE if report.is_unnamed else Rule.REPORTED_SPEECH


def _score(report: Report) -> float:
    score = 2.2 if report.is_unnamed else 3.0
    return score + 0.5 * report.is_denial - 0.3 * report.is_quotation


def _score_of_hedge(hedge: Hedge) -> float:
    return {Certainty.REPORTED: 1.6, Certainty.INFERRED: 1.3}.get(hedge.certainty, 1.2)
