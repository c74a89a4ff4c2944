"""Letting rules go through a text, in the background or from the command line.

Nothing that they find is the student's; it waits in the tray (:mod:`proposal_tray`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from carrel.storage.material_store import MaterialStore
from carrel.storage.proposal_store import ProposalStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore

LONG_WORDS = 30_000
"""Words of a text from which on the page in front is gone through before the whole."""

_SHARE_OF_PAGE = 0.05


@dataclass(frozen=True, slots=True)
class Known:
    """What a material has already, and what need not be proposed therefore."""

    decided: frozenset[str] = frozenset()
    asked: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """What rules go through: sections in order, and their language (BCP 47)."""

    sections: tuple[Section, ...]
    language: str
    known: Known = field(default=Known())


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
        language = self._materials.material(material).language
        texts = self._materials.sections(material)
        page = tuple(section for section in texts if section.id in first)
        begun = 0.0
        if page and sum(len(section.text.split()) for section in texts) >= LONG_WORDS:
            searched = Searched(page, language, self._known(material))
            for found in self._rules.propose(searched, lambda one: report(one * _SHARE_OF_PAGE)):
                self._store(material, found, [section.id for section in page])
            begun = _SHARE_OF_PAGE
        searched = Searched(texts, language, self._known(material))
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

    def _known(self, material: MaterialId) -> Known:
        return Known(
            self._proposals.decided(material),
            tuple(
                passage
                for question in self._questions.of_material(material)
                for passage in question.passages
            ),
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
