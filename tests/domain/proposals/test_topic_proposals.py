"""Topics are proposed few, the most telling first, and none twice."""

from __future__ import annotations

from carrel.domain.proposals.proposal import Proposal, ProposedTopic, Rule
from carrel.domain.proposals.topic_proposals import FEWEST, MOST, propose_topics
from carrel.domain.topics import TopicKind
from found_texts import Found, found

TIDES = (
    "Helena Marsh, the director of the harbour, studies tidal barriers. A sluice is a gate that "
    "holds back the water of a canal. The tidal barrier of Quillby was built by Marsh. Nobody in "
    "Quillby liked the tidal barrier, but Marsh did. The Northern Fisheries Council pays for it, "
    "and the Northern Fisheries Council will close it."
)


def proposed(text: Found, *known: str) -> list[Proposal]:
    return list(propose_topics(text.findings, text.texts, known=known))


def topics(text: Found, *known: str) -> dict[str, ProposedTopic]:
    found_topics = {}
    for proposal in proposed(text, *known):
        assert isinstance(proposal.proposed, ProposedTopic)
        found_topics[proposal.proposed.name] = proposal.proposed
    return found_topics


def test_that_names_phrases_and_defined_terms_become_topics() -> None:
    wanted = {
        "Helena Marsh": TopicKind.PERSON,
        "Northern Fisheries Council": TopicKind.ORGANISATION,
        "tidal barrier": TopicKind.CONCEPT,
        "sluice": TopicKind.TERM,
    }
    assert {name: topic.kind for name, topic in topics(found(TIDES)).items()}.items() >= (
        wanted.items()
    )


def test_that_a_topic_has_its_aliases_and_what_the_text_says_it_is() -> None:
    made = topics(found(TIDES))
    assert made["Helena Marsh"].aliases == ("Marsh",)
    assert made["Helena Marsh"].definition == "Director of the harbour."
    assert made["sluice"].definition == "A gate that holds back the water of a canal."


def test_that_a_proposal_says_by_which_words_it_was_found() -> None:
    by_rule = {proposal.rule: proposal for proposal in proposed(found(TIDES))}
    assert by_rule[Rule.DEFINED_TERM].cue == "is"
    assert by_rule[Rule.KEY_PHRASE].cue == "3 ×"
    assert by_rule[Rule.KEY_PHRASE].passage.quote == "tidal barriers"


def test_that_what_is_known_by_any_name_is_not_proposed_again() -> None:
    made = topics(found(TIDES), "MARSH", "Tidal barrier")
    assert not {"Helena Marsh", "tidal barrier"} & made.keys()


def test_that_the_best_come_first() -> None:
    scores = [proposal.score for proposal in proposed(found(TIDES))]
    assert scores == sorted(scores, reverse=True)


def test_that_a_short_text_has_few_topics_and_a_long_one_not_too_many() -> None:
    people = [
        f"We met Anna Ha{'l' * number}e twice. Anna Ha{'l' * number}e left."
        for number in range(1, 90)
    ]
    assert len(proposed(found(" ".join(people[:20])))) <= FEWEST
    assert len(proposed(found(" ".join(people), " ".join(["Rain fell."] * 6000)))) <= MOST


def test_that_a_title_that_is_set_apart_is_no_person() -> None:
    text = "In *Shovel Moon* one digs. The world of *Shovel Moon* is odd. *Shovel Moon* is long."
    assert topics(found(text))["Shovel Moon"].kind is TopicKind.TERM


def test_that_a_word_that_only_stands_before_nouns_is_no_topic() -> None:
    text = "It was a Brevian bargain. They made a Brevian deal and signed a Brevian treaty."
    assert "Brevian" not in topics(found(text))
