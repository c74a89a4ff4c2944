"""The ledger of claims: each with its names and standing, filtered, and what bears on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.claims import AGAINST, Certainty, Claim, ClaimLink, LinkKind
from carrel.domain.ids import ClaimId, MaterialId, TopicId
from carrel.domain.text.folding import fold

NOBODY = "?"
"""Stands where it is not known who says or holds something."""


class Standing(StrEnum):
    """How a claim stands among the others."""

    UNSUPPORTED = "unsupported"
    IN_TENSION = "in tension"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with the names of what it refers to.

    ``asserter`` says it in the text, ``holder`` is whose view it describes; they are kept apart.
    ``topics`` are the names of those of ``topic_ids``. ``links`` counts the claims that it is
    linked with.
    """

    claim: Claim
    asserter: str
    holder: str
    topics: tuple[str, ...]
    topic_ids: tuple[TopicId, ...]
    section_title: str
    links: int
    standing: frozenset[Standing]
    folded: str

    @property
    def is_ascribed(self) -> bool:
        """True if one says it of another: it is then no statement of the holder."""
        return self.claim.asserted_by != self.claim.ascribed_to

    @property
    def is_hidden(self) -> bool:
        """True if the student has put it away."""
        return Standing.HIDDEN in self.standing


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list; what is empty or None leaves nothing out."""

    text: str = ""
    asserted_by: TopicId | None = None
    ascribed_to: TopicId | None = None
    certainty: Certainty | None = None
    topic: TopicId | None = None
    standing: Standing | None = None

    @property
    def is_empty(self) -> bool:
        """True if it lets every claim through that is not hidden."""
        return self == ClaimFilter()

    def lets_through(self, entry: ClaimEntry) -> bool:
        """Whether a claim is to be listed."""
        claim = entry.claim
        return (
            self.asserted_by in (None, claim.asserted_by)
            and self.ascribed_to in (None, claim.ascribed_to)
            and self.certainty in (None, claim.certainty)
            and (self.topic is None or self.topic in claim.topics)
            and (self.standing is None or self.standing in entry.standing)
            and entry.is_hidden is (self.standing is Standing.HIDDEN)
            and all(word in entry.folded for word in fold(self.text).split())
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims of a material, with the names to filter them by, each in the order of names.

    ``hidden`` are claims that the student has put away; ``entries`` are all others.
    """

    material: MaterialId
    title: str
    entries: tuple[ClaimEntry, ...]
    hidden: tuple[ClaimEntry, ...]
    asserters: tuple[tuple[TopicId, str], ...]
    holders: tuple[tuple[TopicId, str], ...]
    topics: tuple[tuple[TopicId, str], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """How a claim is linked with ``other``. ``is_from_here`` if the link begins at the claim."""

    link: ClaimLink
    other: ClaimEntry
    is_from_here: bool

    @property
    def kind(self) -> LinkKind:
        """How the one bears on the other."""
        return self.link.kind

    @property
    def why(self) -> str:
        """The reason that is given; it may be empty."""
        return self.link.why


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that bears on it, and the issues whose cells it fills.

    ``is_corrected`` tells that the student's word on it lies over its author's.
    """

    entry: ClaimEntry
    ties: tuple[Tie, ...]
    issues: tuple[str, ...]
    is_corrected: bool = False


def narrowed_claims(ledger: Ledger, wanted: ClaimFilter) -> tuple[ClaimEntry, ...]:
    """The claims that a filter lets through; hidden ones only where it asks for them."""
    entries = ledger.hidden if wanted.standing is Standing.HIDDEN else ledger.entries
    return tuple(entry for entry in entries if wanted.lets_through(entry))


def ledger_entry(
    claim: Claim,
    names: dict[TopicId, str],
    section_title: str,
    links: int,
    standing: AbstractSet[Standing],
) -> ClaimEntry:
    """A claim with the names it refers to, of ``names``; what is not there is :data:`NOBODY`."""
    asserter, holder = (names.get(each, NOBODY) for each in (claim.asserted_by, claim.ascribed_to))
    topic_ids = tuple(topic for topic in claim.topics if topic in names)
    topics = tuple(names[topic] for topic in topic_ids)
    words = (claim.statement, asserter, holder, *topics)
    return ClaimEntry(
        claim=claim,
        asserter=asserter,
        holder=holder,
        topics=topics,
        topic_ids=topic_ids,
        section_title=section_title,
        links=links,
        standing=frozenset(standing),
        folded=" ".join(fold(each) for each in words),
    )


def link_counts(links: Iterable[ClaimLink]) -> defaultdict[ClaimId, int]:
    """How many links begin or end at each claim."""
    counts: defaultdict[ClaimId, int] = defaultdict(int)
    for link in links:
        counts[link.source] += 1
        counts[link.target] += 1
    return counts


def standings(links: Iterable[ClaimLink]) -> Callable[[ClaimId], set[Standing]]:
    """Tells of a claim whether nothing supports it, and whether one stands against it."""
    supported: set[ClaimId] = set()
    tense: set[ClaimId] = set()
    for link in links:
        if link.kind is LinkKind.SUPPORTS:
            supported.add(link.target)
        if link.kind in AGAINST:
            tense |= {link.source, link.target}

    def standing(claim: ClaimId) -> set[Standing]:
        of = {Standing.IN_TENSION} if claim in tense else set()
        return of if claim in supported else of | {Standing.UNSUPPORTED}

    return standing


def by_name(
    topics: Iterable[TopicId], names: dict[TopicId, str]
) -> tuple[tuple[TopicId, str], ...]:
    """Each of these topics once with its name, in the order of names."""
    found = {topic: names[topic] for topic in topics if topic in names}
    return tuple(sorted(found.items(), key=lambda item: fold(item[1])))
