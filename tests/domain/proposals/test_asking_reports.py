"""Questions on who says something and how certain it is."""

from __future__ import annotations

import pytest

from asked import (
    FRENCH,
    OTHERS,
    PEOPLE,
    debate,
    hedged,
    only,
    proposed,
    question,
)
from carrel.domain.claims import Certainty
from carrel.domain.proposals.proposal import Rule
from found_by_hand import FoundByHand


def test_that_words_ask_for_who_said_them() -> None:
    first = question(proposed(debate(), Rule.WHO_SAID_IT)[0])

    assert first.prompt.endswith("> The old bridge would not carry the new trains.")
    assert [option["text"] for option in first.body["options"]] == [
        "Anna Berg",
        "Clara Holm",
        "Paul Weiss",
    ]


def quoted_of(holder_words: str, cue: str = "argued") -> FoundByHand:
    text = (
        f"{holder_words} {cue} that the old bridge would not carry the new trains. {OTHERS}"
        " Anna Berg lived to be old."
    )
    words = "the old bridge would not carry the new trains"
    return FoundByHand([text]).people(*PEOPLE).report(words, "Anna Berg", cue)


@pytest.mark.parametrize(
    ("holder", "is_asked"),
    [
        ("Anna Berg", True),
        ("The engineer Anna Berg", True),
        ("A friend of Anna Berg", False),
        ("Otto Lindgren and Anna Berg", False),
    ],
)
def test_that_the_holder_is_nobody_who_only_belongs_to_one(holder: str, *, is_asked: bool) -> None:
    assert bool(proposed(quoted_of(holder), Rule.WHO_SAID_IT)) is is_asked


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg asked a neighbour who may sell the big telescope.",
        "Anna Berg said that a brewer may buy the big telescope of the valley.",
        "Telescopes of brass may be sold to the brewers of the valley.",
        "Anna Berg is more likely to sell the big telescope than the clock.",
        "Anna Berg may, the brewer thinks, sell the big telescope of the valley.",
        "Anna Berg may, in the opinion of the brewer, sell the big telescope.",
        "Anna Berg may sell the telescope and may buy the old mill instead of it.",
    ],
)
def test_that_a_hedge_that_is_not_the_text_s_own_is_left_alone(sentence: str) -> None:
    found = hedged(sentence, "may", Certainty.SPECULATIVE).hedge("likely", Certainty.INFERRED)
    rules = {one.rule for one in proposed(found)}

    assert not rules & {Rule.HOW_CERTAIN, Rule.CHANGED_HEDGE}


def test_that_reported_words_are_placed_as_reported() -> None:
    first = question(proposed(debate(), Rule.HOW_CERTAIN)[0])

    assert first.body == {
        "statement": "The old bridge would not carry the new trains.",
        "answer": "reported",
        "hedge": "argued",
    }


def test_that_a_changed_holder_is_false_and_the_explanation_says_whose_words_they_are() -> None:
    found = proposed(debate(), Rule.CHANGED_HOLDER)
    assert found

    for one in found:
        asked = question(one)
        is_as_told = one.passage.quote in asked.prompt
        assert asked.body == {"answer": is_as_told}
        assert one.passage.quote in asked.explanation


def test_that_a_hedge_that_can_go_is_left_out_of_what_is_asked() -> None:
    found = hedged(
        "Anna Berg probably saw the comet before her pupils did.", "probably", Certainty.INFERRED
    )

    assert only(found, Rule.HOW_CERTAIN).body == {
        "statement": "Anna Berg saw the comet before her pupils did.",
        "answer": "inferred",
        "hedge": "probably",
    }


def test_that_a_hedge_that_cannot_go_leaves_a_blank() -> None:
    found = hedged(
        "Anna Berg may sell the big telescope to a brewer.", "may", Certainty.SPECULATIVE
    )

    asked = only(found, Rule.HOW_CERTAIN)

    assert asked.body["statement"] == "Anna Berg … sell the big telescope to a brewer."
    assert asked.prompt.endswith("One word is left out.")


@pytest.mark.parametrize("thing", ["telescope", "sextant", "orrery", "globe", "clock", "lens"])
def test_that_a_changed_hedge_is_false_and_the_kept_one_true(thing: str) -> None:
    found = hedged(f"Anna Berg may sell the big {thing} to a brewer.", "may", Certainty.SPECULATIVE)

    asked = only(found, Rule.CHANGED_HEDGE)

    says_so = f"Anna Berg may sell the big {thing}" in asked.prompt
    assert says_so or f"Anna Berg will certainly sell the big {thing}" in asked.prompt
    assert asked.body == {"answer": says_so}


def test_that_french_is_asked_in_french() -> None:
    text = (
        "Anne Dubois affirme que le vieux pont ne supportera pas les nouveaux trains. La rivière"
        " monta. Le blé fut cher. Paul Morel soutient que le chemin de fer exige un tunnel. Le vin"
        " fut bon. La neige tomba. Claire Simon pense que le conseil a caché les vrais coûts."
    )
    found = (
        FoundByHand([text], "fr")
        .people("Anne Dubois", "Paul Morel", "Claire Simon")
        .report("le vieux pont ne supportera pas les nouveaux trains", "Anne Dubois", "affirme")
        .report("le chemin de fer exige un tunnel", "Paul Morel", "soutient")
        .report("le conseil a caché les vrais coûts", "Claire Simon", "pense")
    )

    first = question(proposed(found, Rule.WHO_SAID_IT, words=FRENCH)[0])

    assert first.prompt == (
        "Qui dit cela, selon le texte ?\n\n> Le vieux pont ne supportera pas les nouveaux trains."
    )


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("We shall build the bridge of stone and of iron", True),
        ("I saw the comet above the mill before dawn", True),
        ("He built the bridge of stone and of iron", False),
        ("It was built of stone and of iron", False),
        ("We shall build this bridge of stone and of iron", False),
        ("We shall build the bridge tomorrow before the rain", False),
    ],
)
def test_that_quoted_words_may_speak_of_the_speaker_alone(words: str, *, is_asked: bool) -> None:
    text = f"“{words},” Anna Berg said. {OTHERS} Anna Berg lived to be old."
    found = (
        FoundByHand([text]).people(*PEOPLE).report(words, "Anna Berg", "said", is_quotation=True)
    )

    assert bool(proposed(found, Rule.WHO_SAID_IT)) is is_asked


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Anna Berg said that a bridge between the mill and the harbour, the old one, was weak.",
            "a bridge between the mill and the harbour",
        ),
        (
            "Whether the bridge will ever be built is, Anna Berg said, a question of money.",
            "Whether the bridge will ever be built is",
        ),
        (
            "Anna Berg said that the bridge was built of stone; the mill of wood.",
            "the bridge was built of stone",
        ),
    ],
)
def test_that_half_of_what_was_said_is_not_asked(sentence: str, words: str) -> None:
    text = f"{sentence} {OTHERS} Anna Berg lived to be old."
    found = FoundByHand([text]).people(*PEOPLE).report(words, "Anna Berg", "said")

    rules = {one.rule for one in proposed(found)}

    assert not rules & {Rule.WHO_SAID_IT, Rule.HOW_CERTAIN, Rule.CHANGED_HOLDER}
