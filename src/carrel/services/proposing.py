"""Letting rules go through a text, in the background or from the command line.

Nothing that they find is the student's; it waits in the tray (:mod:`proposal_tray`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from carrel.domain.changes import Change
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import ShareReport
from carrel.domain.materials import Section
from carrel.domain.proposals.proposal import Proposal, ProposalKind, ProposedTopic
from carrel.domain.proposals.waiting import SearchProgress
from carrel.domain.text.passage import Passage
from carrel.services.desk import Desk
from carrel.services.proposed_holders import TopicNames
from carrel.storage.claim_store import ClaimStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.proposal_store import ProposalStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore
from carrel.storage.word_counts import sections_with_each_word

LONG_WORDS = 30_000
"""Words of a text from which on the page in front is gone through before the whole."""

_SHARE_OF_PAGE = 0.05


@dataclass(frozen=True, slots=True)
class Known:
    """What a material has already, and what need not be proposed therefore.

    ``decided`` are fingerprints, ``topics`` names, ``asked`` the words that questions cite and
    ``claimed`` those of claims.
    """

    decided: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    asked: tuple[Passage, ...] = ()
    claimed: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """What rules go through: sections in order, and their language (BCP 47).

    Of the library around it they know in how many of its ``library_sections`` each folded word
    stands, if in more than one.
    """

    sections: tuple[Section, ...]
    language: str
    known: Known = field(default=Known())
    library_sections: int = 0
    sections_with: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """All that rules propose of some kinds in what they went through."""

    kinds: tuple[ProposalKind, ...]
    proposals: tuple[Proposal, ...]


class Rules(Protocol):
    """What goes through a text. The same text gives the same proposals."""

    @property
    def version(self) -> str:
        """Another one whenever the outcome can be another."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (BCP 47) that there are word lists for."""

    def propose(self, searched: Searched, report: ShareReport) -> Iterator[Found]:
        """What is found, one lot after the other, as soon as it is known."""


class Proposing:
    """What rules find in the texts of a library, and how far they have come."""

    def __init__(self, desk: Desk, rules: Rules) -> None:
        self._desk = desk
        self._rules = rules
        self._materials = MaterialStore(desk.database)
        self._proposals = ProposalStore(desk.database)
        self._questions = QuestionStore(desk.database)
        self._topics = TopicStore(desk.database)
        self._claims = ClaimStore(desk.database)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (BCP 47) that there are word lists for."""
        return self._rules.languages

    def has_words(self, language: str) -> bool:
        """Whether there are word lists for a language (a BCP 47 tag)."""
        return language.partition("-")[0].lower() in self._rules.languages

    def progress(self, material: MaterialId) -> SearchProgress:
        """How much of a material as it is now has been gone through; raises :class:`NotFound`."""
        sections = self._proposals.sections_with_words(material)
        run = self._run(material, sections)
        searched = self._proposals.searched(material)
        return SearchProgress(
            sum(searched.get(section) == run for section in sections), len(sections)
        )

    def propose(
        self, material: MaterialId, report: ShareReport, first: Collection[SectionId] = ()
    ) -> int:
        """Go through a material and let what is found wait; returns how much waits then.

        What was decided before stays decided. Of a long text the sections of ``first`` come first.
        What ``report`` raises ends it; what was found until then is kept. Raises NotFound.
        """
        sections = self._proposals.sections_with_words(material)
        run = self._run(material, sections)
        texts = self._materials.sections(material)
        page = tuple(section for section in texts if section.id in first)
        begun = 0.0
        searched = self._searched(material, texts)
        if page and sum(section.word_count for section in texts) >= LONG_WORDS:
            on_page = replace(searched, sections=page)
            for found in self._rules.propose(on_page, lambda one: report(one * _SHARE_OF_PAGE)):
                self._store(material, found, [section.id for section in page])
            begun = _SHARE_OF_PAGE
        for found in self._rules.propose(
            searched, lambda share: report(begun + share * (1.0 - begun))
        ):
            self._store(material, found)
        with self._desk.quiet_change(Change.PROPOSALS):
            for section in sections:
                self._proposals.mark_searched(section, run, at=self._desk.clock())
        return self._proposals.decided_of(material).waiting

    def _run(self, material: MaterialId, sections: Mapping[SectionId, str]) -> str:
        """A name for all that the outcome depends on."""
        language = self._materials.material(material).language
        told = "\n".join((self._rules.version, language, *map(": ".join, sections.items())))
        return sha256(told.encode()).hexdigest()[:32]

    def _searched(self, material: MaterialId, sections: tuple[Section, ...]) -> Searched:
        count, sections_with = sections_with_each_word(self._desk.database)
        return Searched(
            sections,
            self._materials.material(material).language,
            self._known(material),
            count,
            sections_with,
        )

    def _known(self, material: MaterialId) -> Known:
        topics = self._topics.topics(material)
        questions = self._questions.of_material(material)
        claims = self._claims.claims(material)
        return Known(
            self._proposals.decided(material),
            tuple(name for topic in topics for name in (topic.name, *topic.aliases)),
            tuple(passage for question in questions for passage in question.passages),
            tuple(claim.passage for claim in claims if claim.passage is not None),
        )

    def _store(
        self, material: MaterialId, found: Found, sections: Sequence[SectionId] | None = None
    ) -> None:
        with self._desk.quiet_change(Change.PROPOSALS):
            self._proposals.put(
                material,
                self._new(material, found.proposals),
                kinds=found.kinds,
                sections=sections,
            )

    def _new(self, material: MaterialId, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Those that are no topic of the material yet."""
        names = TopicNames(self._topics.topics(material))
        for proposal in found:
            proposed = proposal.proposed
            if not isinstance(proposed, ProposedTopic) or not names.id(proposed.name):
                yield proposal
