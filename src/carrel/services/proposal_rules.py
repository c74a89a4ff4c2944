"""The rules that come with Carrel, put together: those that find and those that propose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from carrel.domain.job_report import ShareReport
from carrel.domain.proposals.claim_proposals import propose_claims
from carrel.domain.proposals.finding import find
from carrel.domain.proposals.key_phrases import LibraryFrequencies
from carrel.domain.proposals.proposal import ProposalKind
from carrel.domain.proposals.questions import Existing, propose_questions
from carrel.domain.proposals.topic_proposals import propose_topics
from carrel.services.language_data import known_languages, words_of
from carrel.services.proposing import Found, Searched

RULES_VERSION = "1"
"""To be changed whenever a rule or its words are: texts count as not gone through then."""

_FINDING, _TELLING = 0.6, 0.65
"""Shares of the work that are done when all is found, and when claims are proposed."""


class BundledRules:
    """Names, phrases, definitions, reports, hedges and dates, and the questions on them."""

    version = RULES_VERSION

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are word lists for."""
        return known_languages()

    def propose(self, searched: Searched, report: ShareReport) -> Iterator[Found]:
        """Topics, then claims, then questions."""
        words = words_of(searched.language)
        texts = {section.id: section.text for section in searched.sections}
        known = searched.known

        def tell(done: int, steps: int) -> None:
            report(_FINDING * done / steps)

        findings = find(
            searched.sections,
            words,
            LibraryFrequencies(searched.library_sections, searched.sections_with),
            progress=tell,
        )
        topics = propose_topics(findings, texts, known=known.topics)
        yield Found((ProposalKind.TOPIC,), topics)
        report(_FINDING)
        claims = propose_claims(findings, words, texts, known=known.claimed)
        yield Found((ProposalKind.CLAIM,), claims)
        report(_TELLING)
        existing = Existing(known.decided, known.asked)
        questions = propose_questions(
            texts,
            findings,
            words,
            existing,
            report=lambda share: report(_TELLING + (1 - _TELLING) * share),
        )
        yield Found((ProposalKind.QUESTION,), questions)
        report(1.0)
