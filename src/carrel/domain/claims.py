"""Claims: what a text asserts, who says so, whose view it is, and how certain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import ClaimId, IssueId, MaterialId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.text.passage import Passage


class Certainty(StrEnum):
    """How the text marks a claim."""

    STATED = "stated"
    REPORTED = "reported"
    INFERRED = "inferred"
    SPECULATIVE = "speculative"


class LinkKind(StrEnum):
    """How one claim bears on another."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    QUALIFIES = "qualifies"
    IN_TENSION_WITH = "in-tension-with"
    EXPLAINS = "explains"
    CAUSES = "causes"
    CONDITION_FOR = "condition-for"
    DEPENDS_ON = "depends-on"
    ILLUSTRATES = "illustrates"


AGAINST = frozenset({LinkKind.OPPOSES, LinkKind.IN_TENSION_WITH})
"""The links by which claims stand against each other."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that asserts something.

    ``asserted_by`` says it in the text; ``ascribed_to`` is whose view it describes. ``hedge`` is
    the source's own hedging word, if it has one.
    """

    id: ClaimId
    material: MaterialId
    statement: str
    passage: Passage | None
    asserted_by: TopicId
    ascribed_to: TopicId
    certainty: Certainty
    hedge: str = ""
    topics: tuple[TopicId, ...] = ()
    origin: Origin = Origin.PACK


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """How ``source`` bears on ``target``, and why."""

    source: ClaimId
    kind: LinkKind
    target: ClaimId
    why: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A column of the positions table."""

    slug: str
    name: str
    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one holder is said to hold on an issue; no cell means that no position is given."""

    holder: str
    text: str
    claims: tuple[ClaimId, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A row of the positions table: a question on which holders differ."""

    id: IssueId
    material: MaterialId
    title: str
    cells: tuple[Cell, ...]


def hedge_words(hedge: str) -> tuple[str, ...]:
    """The hedging words of a claim; several are given with semicolons, remarks in brackets."""
    words = (part.partition("(")[0].strip() for part in hedge.split(";"))
    return tuple(word for word in words if word)
