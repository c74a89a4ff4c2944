"""A short text, and proposals for it made by hand, as the rules would have made them."""

from __future__ import annotations

from collections.abc import Iterator

from carrel.domain.claims import Certainty
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import ShareReport
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposalKind,
    Proposed,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
    Rule,
)
from carrel.domain.questions.body import Kind
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import TopicKind
from carrel.services.desk import Desk
from carrel.services.proposing import Found, Searched
from carrel.storage.proposal_store import ProposalStore
from sample_library import add_material

RIVER = MaterialId("river")
MILL = SectionId("river/mill")
FERRY = SectionId("river/ferry")
TEXTS = {
    MILL: (
        "The old mill was built in 1712 by Anna Holm. Holm argued that the wheel may last a"
        " century. Officials said that the flood had stopped it."
    ),
    FERRY: (
        "A fee is what the ferryman asks of every guest. The ferry crosses at dawn, and Anna Holm"
        " still owns it."
    ),
}


def at(section: SectionId, words: str, proposed: Proposed, rule: Rule, cue: str = "") -> Proposal:
    """A proposal on words of the text."""
    text = TEXTS[section]
    start = text.index(words)
    return Proposal(rule, passage_at(section, text, start, start + len(words)), proposed, cue, 1.0)


HOLM = at(
    MILL,
    "Anna Holm",
    ProposedTopic("Anna Holm", TopicKind.PERSON, aliases=("Holm",)),
    Rule.NAME,
)
WHEEL = at(
    MILL,
    "the wheel may last a century",
    ProposedClaim(
        "The wheel may last a century.",
        Certainty.SPECULATIVE,
        asserted_by="Anna Holm",
        ascribed_to="Holm",
        hedge="may",
    ),
    Rule.REPORTED_SPEECH,
    "argued",
)
FLOOD = at(
    MILL,
    "the flood had stopped it",
    ProposedClaim(
        "The flood had stopped the wheel.",
        Certainty.REPORTED,
        asserted_by="Officials",
        ascribed_to="Officials",
    ),
    Rule.UNNAMED_SOURCE,
    "said",
)
YEAR = at(
    MILL,
    "The old mill was built in 1712 by Anna Holm.",
    ProposedQuestion(
        Kind.CLOZE,
        {"text": "The old mill was built in {{1}} by Anna Holm.", "gaps": [{"answer": "1712"}]},
        topics=("Holm", "Nobody"),
    ),
    Rule.CLOZE_TERM,
    "1712",
)
FEE = at(
    FERRY,
    "A fee",
    ProposedTopic("fee", TopicKind.TERM, definition="what the ferryman asks of every guest"),
    Rule.DEFINED_TERM,
    "is what",
)
WHAT = at(
    FERRY,
    "A fee is what the ferryman asks of every guest.",
    ProposedQuestion(
        Kind.SHORT_ANSWER,
        {"accept": ["a fee", "fee"]},
        prompt="What does the ferryman ask of every guest?",
    ),
    Rule.DEFINITION_TO_TERM,
    "is what",
)
IN_MILL = (HOLM, WHEEL, FLOOD, YEAR)
IN_FERRY = (FEE, WHAT)


def add_river(desk: Desk) -> MaterialId:
    """Put the text into the library."""
    sections = [(key.partition("/")[2], 1, text) for key, text in TEXTS.items()]
    return add_material(desk, "river", sections, title="The river")


def propose(desk: Desk, *proposals: Proposal) -> None:
    """Let these wait, and nothing else."""
    with desk.quiet_change():
        ProposalStore(desk.database).put(RIVER, proposals, kinds=tuple(ProposalKind))


class RulesByHand:
    """Rules that find what a test says, topics first; ``texts`` are those they went through."""

    languages = ("en", "fr")

    def __init__(self, *proposals: Proposal, version: str = "1") -> None:
        self.proposals = proposals
        self.version = version
        self.texts: list[tuple[SectionId, ...]] = []
        self.decided: frozenset[str] = frozenset()

    def propose(self, searched: Searched, report: ShareReport) -> Iterator[Found]:
        sections = tuple(section.id for section in searched.sections)
        self.texts.append(sections)
        self.decided = searched.known.decided
        here = [one for one in self.proposals if one.passage.section in sections]
        for number, kind in enumerate(ProposalKind, start=1):
            yield Found((kind,), tuple(one for one in here if one.kind is kind))
            report(number / len(ProposalKind))
