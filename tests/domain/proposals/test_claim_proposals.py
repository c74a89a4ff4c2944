"""Claims are proposed with holder and certainty, and only if they are understood alone."""

from __future__ import annotations

import pytest

from carrel.domain.claims import Certainty
from carrel.domain.proposals.claim_proposals import MOST_OF_A_SECTION, propose_claims
from carrel.domain.proposals.proposal import Proposal, ProposedClaim, Rule
from carrel.domain.text.passage import Passage
from found_texts import Found, found


def proposed(text: Found, *known: Passage) -> list[Proposal]:
    return list(propose_claims(text.findings, text.words, text.texts, known=known))


def claim_in(text: str, language: str = "en") -> tuple[Rule, ProposedClaim]:
    (proposal,) = proposed(found(text, language=language))
    assert isinstance(proposal.proposed, ProposedClaim)
    return proposal.rule, proposal.proposed


def test_that_reported_words_become_a_sentence_of_their_own() -> None:
    rule, claim = claim_in("Helena Marsh said that the harbour was closed.")
    assert rule is Rule.REPORTED_SPEECH
    assert claim == ProposedClaim(
        "The harbour was closed.", Certainty.REPORTED, "", "Helena Marsh", "said"
    )


def test_that_a_quotation_is_asserted_by_its_speaker() -> None:
    _, claim = claim_in("“The harbour is closed again,” said Helena Marsh.")
    assert (claim.asserted_by, claim.ascribed_to) == ("Helena Marsh", "Helena Marsh")


def test_that_he_becomes_the_name_of_the_holder() -> None:
    _, claim = claim_in("Peter Hale said that he would close the harbour.")
    assert claim.statement == "Peter Hale would close the harbour."


def test_that_a_denial_stays_whole() -> None:
    rule, claim = claim_in("Peter Hale denied that the harbour was closed.")
    assert rule is Rule.DENIAL
    assert claim.statement == "Peter Hale denied that the harbour was closed."


def test_that_an_unnamed_source_is_told_by_its_words() -> None:
    rule, claim = claim_in("Some officials said that the harbour was closed.")
    assert (rule, claim.ascribed_to) == (Rule.UNNAMED_SOURCE, "Some officials")


@pytest.mark.parametrize(
    ("text", "language", "certainty", "hedge"),
    [
        ("The harbour of Quillby may close one day.", "en", Certainty.SPECULATIVE, "may"),
        ("The harbour of Quillby seems too small for it.", "en", Certainty.INFERRED, "seems"),
        ("Le port de Grandval semble trop petit.", "fr", Certainty.INFERRED, "semble"),
    ],
)
def test_that_what_is_held_back_is_a_claim_of_the_text(
    text: str, language: str, certainty: Certainty, hedge: str
) -> None:
    rule, claim = claim_in(text, language)
    assert rule is Rule.HEDGE
    assert (claim.certainty, claim.hedge, claim.ascribed_to) == (certainty, hedge, "")


@pytest.mark.parametrize(
    "text",
    [
        "It may close one day, whatever they do.",
        "This harbour may close one day.",
        "However, the harbour may close one day.",
        "Helena Marsh said that they would close it again.",
        "Peter Hale said that the harbour was closed and he was ill.",
        "Since then, the harbour of Quillby may be closed.",
        "“I would rather close it than wait,” said Helena Marsh.",
        "Helena Marsh said that this was the end of it.",
    ],
)
def test_that_what_leans_on_other_sentences_is_not_proposed(text: str) -> None:
    assert proposed(found(text)) == []


def test_that_words_that_a_claim_marks_already_are_left_out() -> None:
    text = found("Helena Marsh said that the harbour was closed.")
    (proposal,) = proposed(text)
    assert proposed(text, proposal.passage) == []


def test_that_a_section_has_no_more_claims_than_can_be_read() -> None:
    lines = (f"Helena Marsh said that the harbour lost {n} boats of its fleet." for n in range(30))
    text = found(" ".join(lines), "Peter Hale said that the harbour lost all of its fleet.")
    sections = [proposal.passage.section for proposal in proposed(text)]
    assert sections.count(sections[0]) == MOST_OF_A_SECTION
    assert sections[-1] == "m/part-2"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "QUILLBY (AP) — The harbour of Quillby may close one day.",
            "The harbour of Quillby may close one day.",
        ),
        (
            "The harbour of Quillby may be “too small for its boats.”",
            "The harbour of Quillby may be “too small for its boats.”",
        ),
    ],
)
def test_that_a_statement_reads_as_one(text: str, statement: str) -> None:
    assert claim_in(text)[1].statement == statement


def test_that_what_somebody_says_in_passing_is_not_the_texts_own() -> None:
    text = found("The harbour of Quillby may, the mayor suggested to us, close one day.")
    assert proposed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "According to Anna Moor, a friend of boats that sink, the harbour of Quillby may close.",
        "Anna Moor left the room, saying that the harbour of Quillby may close.",
    ],
)
def test_that_a_hedge_of_somebody_else_is_not_the_texts_own(text: str) -> None:
    rules = {proposal.rule for proposal in proposed(found(text))}
    assert Rule.HEDGE not in rules
