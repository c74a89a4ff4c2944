"""What a proposal is known by."""

from __future__ import annotations

from dataclasses import replace

from carrel.domain.claims import Certainty
from carrel.domain.ids import SectionId
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposalKind,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
    Rule,
)
from carrel.domain.questions.body import Kind
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import TopicKind

TEXT = "The mill stood still. Anna Berg said that the river was too low."
WORDS = passage_at(SectionId("river/one"), TEXT, 22, len(TEXT))
CLAIM = Proposal(
    Rule.REPORTED_SPEECH,
    WORDS,
    ProposedClaim("The river was too low.", Certainty.REPORTED, ascribed_to="Anna Berg"),
    cue="said",
)


def test_that_words_that_moved_are_known_again() -> None:
    elsewhere = passage_at(SectionId("river/two"), WORDS.quote, 0, len(WORDS.quote))

    assert replace(CLAIM, passage=elsewhere).fingerprint == CLAIM.fingerprint


def test_that_a_topic_is_known_by_its_name_wherever_it_was_found() -> None:
    first = Proposal(Rule.NAME, WORDS, ProposedTopic("Anna Berg", TopicKind.PERSON))
    again = replace(first, proposed=ProposedTopic("ANNA BERG", TopicKind.GROUP))

    assert first.fingerprint == again.fingerprint


def test_that_two_gaps_in_the_same_words_are_two_proposals() -> None:
    def gap(text: str) -> Proposal:
        body = {"text": text, "gaps": [{"answer": "river"}]}
        return Proposal(Rule.CLOZE_TERM, WORDS, ProposedQuestion(Kind.CLOZE, body))

    assert gap("The {{1}} was low.").fingerprint != gap("The river was {{1}}.").fingerprint


def test_that_each_proposal_knows_what_would_be_made() -> None:
    topic = Proposal(Rule.NAME, WORDS, ProposedTopic("Anna Berg", TopicKind.PERSON))
    question = Proposal(Rule.CLOZE_TERM, WORDS, ProposedQuestion(Kind.CLOZE, {}))

    assert [one.kind for one in (topic, CLAIM, question)] == list(ProposalKind)
    assert CLAIM.material == "river"
