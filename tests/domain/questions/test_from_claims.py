"""Questions made from claims ask who says it, how certain, and what opposes it, and never vary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.claims import Certainty, Claim, ClaimLink, LinkKind, hedge_words
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.certainty import HowCertain
from carrel.domain.questions.choice import SingleChoice
from carrel.domain.questions.from_claims import ClaimQuestions, Exercise
from carrel.domain.text.passage import Passage
from carrel.services.language_data import words_of

AUTHOR, PUTIN, CRITICS = (TopicId(f"m/{name}") for name in ("author", "putin", "critics"))
NAMES = {AUTHOR: "The author", PUTIN: "Putin", CRITICS: "Critics"}
ENGLISH = words_of("en")


def claim(name: str, by: TopicId = AUTHOR, of: TopicId = AUTHOR, **changes) -> Claim:
    made = Claim(
        id=ClaimId(f"m/{name}"),
        material=MaterialId("m"),
        statement=f"Statement {name}.",
        passage=Passage(SectionId("m/s"), 0, 5, f"It might be {name}.", "", ""),
        asserted_by=by,
        ascribed_to=of,
        certainty=Certainty.STATED,
    )
    return replace(made, **changes)


def link(source: str, kind: LinkKind, target: str, why: str = "") -> ClaimLink:
    return ClaimLink(ClaimId(f"m/{source}"), kind, ClaimId(f"m/{target}"), why)


def texts(question) -> list[str]:
    return [option.text for option in question.body.options]


def right(question) -> str:
    (found,) = (option.text for option in question.body.options if option.is_right)
    return found


CLAIMS = [
    claim("a"),
    claim("b", AUTHOR, PUTIN),
    claim("c", CRITICS, CRITICS, certainty=Certainty.REPORTED),
    claim("d", PUTIN, PUTIN),
    claim("e"),
]


def test_that_who_says_it_keeps_speaker_and_holder_apart():
    (question,) = ClaimQuestions(CLAIMS, [], NAMES, ENGLISH).made(Exercise.HOLDER, CLAIMS[1])
    assert right(question) == "The author, about the view of Putin"
    assert "Putin, giving a view of their own" in texts(question)
    assert "The author, giving a view of their own" in texts(question)
    why = next(option.why for option in question.body.options if option.text.startswith("Putin,"))
    assert why == "It is The author who says it of Putin."
    assert question.prompt == "Who says this, and whose view is it?\n\n> Statement b."


def test_that_a_made_question_is_tied_to_its_claim_words_and_topics():
    tagged = claim("a", topics=(PUTIN,))
    (question,) = ClaimQuestions([tagged], [], NAMES, ENGLISH).made(Exercise.CERTAINTY, tagged)
    assert question.id == "m/a~certainty"
    assert (question.claims, question.topics) == ((tagged.id,), (PUTIN,))
    assert question.passages == (tagged.passage,)
    assert (question.section, question.origin) == ("m/s", Origin.GENERATED)


@pytest.mark.parametrize("exercise", Exercise)
def test_that_the_same_claims_make_the_same_questions_in_any_order(exercise):
    links = [link("c", LinkKind.OPPOSES, "a")]
    for each in CLAIMS:
        first = ClaimQuestions(CLAIMS, links, NAMES, ENGLISH).made(exercise, each)
        again = ClaimQuestions(list(CLAIMS), list(links), dict(NAMES), ENGLISH).made(exercise, each)
        assert first == again


def test_that_a_claim_of_nobody_known_is_not_asked_who_says_it():
    unknown = claim("x", TopicId(""), TopicId(""))
    maker = ClaimQuestions([*CLAIMS, unknown], [], NAMES, ENGLISH)
    assert maker.made(Exercise.HOLDER, unknown) == ()
    assert len(maker.made(Exercise.CERTAINTY, unknown)) == 1


def test_that_a_claim_whose_words_are_gone_makes_no_questions():
    lost = claim("x", passage=None)
    maker = ClaimQuestions([*CLAIMS, lost], [link("a", LinkKind.OPPOSES, "x")], NAMES, ENGLISH)
    assert [maker.made(exercise, lost) for exercise in Exercise] == [()] * 4
    assert maker.made(Exercise.OPPOSITION, CLAIMS[0]) == ()


def test_that_where_all_is_said_by_one_there_is_nobody_to_choose_from():
    alone = [claim("a"), claim("b")]
    assert ClaimQuestions(alone, [], NAMES, ENGLISH).made(Exercise.HOLDER, alone[0]) == ()


@pytest.mark.parametrize(
    ("hedge", "shown"),
    [("", ""), ("might", "might"), ("perhaps; might", "might"), ("could", "")],
)
def test_that_only_a_hedge_that_the_words_have_is_shown(hedge, shown):
    hedged = claim("a", hedge=hedge, certainty=Certainty.SPECULATIVE)
    (question,) = ClaimQuestions([hedged], [], NAMES, ENGLISH).made(Exercise.CERTAINTY, hedged)
    assert question.body == HowCertain("Statement a.", Certainty.SPECULATIVE, shown)
    assert (f"“{shown}”" in question.explanation) is bool(shown)


def test_that_opposition_is_asked_from_both_ends_with_the_reason():
    links = [link("c", LinkKind.OPPOSES, "a", "They deny it.")]
    maker = ClaimQuestions(CLAIMS, links, NAMES, ENGLISH)
    (one,) = maker.made(Exercise.OPPOSITION, CLAIMS[0])
    (other,) = maker.made(Exercise.OPPOSITION, CLAIMS[2])
    assert (right(one), right(other)) == ("Statement c.", "Statement a.")
    assert one.explanation == "They deny it."
    assert one.passages == (CLAIMS[2].passage, CLAIMS[0].passage)
    assert maker.made(Exercise.OPPOSITION, CLAIMS[1]) == ()


def test_that_what_goes_with_an_opponent_is_no_wrong_answer():
    links = [
        link("c", LinkKind.OPPOSES, "a"),
        link("b", LinkKind.SUPPORTS, "c"),
        link("d", LinkKind.SUPPORTS, "a"),
    ]
    (question,) = ClaimQuestions(CLAIMS, links, NAMES, ENGLISH).made(Exercise.OPPOSITION, CLAIMS[0])
    assert texts(question) == ["Statement c.", "Statement d.", "Statement e."]
    assert question.body.options[1].why == "It supports this claim."
    assert isinstance(question.body, SingleChoice)


def test_that_signs_of_markdown_in_a_statement_stay_signs():
    starred = claim("a", statement="He *never* said [that].")
    (question,) = ClaimQuestions([starred, *CLAIMS[1:]], [], NAMES, ENGLISH).made(
        Exercise.HOLDER, starred
    )
    assert "\\*never\\*" in question.prompt


def test_that_hedges_are_taken_apart():
    assert hedge_words("might; perhaps") == ("might", "perhaps")
    assert hedge_words("could (consequences)") == ("could",)
    assert hedge_words("") == ()


def test_that_a_text_is_asked_about_in_its_own_language():
    maker = ClaimQuestions(CLAIMS, [], NAMES, words_of("fr"))
    (who,) = maker.made(Exercise.HOLDER, CLAIMS[1])
    (how,) = maker.made(Exercise.CERTAINTY, CLAIMS[2])
    assert who.prompt.startswith("Qui dit cela, et de qui est-ce le point de vue ?")
    assert right(who) == "The author, à propos du point de vue de Putin"
    assert how.explanation.startswith("C'est donné comme")
