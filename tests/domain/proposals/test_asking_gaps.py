"""Gaps for names, key phrases and figures: which sentences have one, and what stands beside it."""

from __future__ import annotations

import pytest

from asked import (
    OTHERS,
    PEOPLE,
    on_a_name,
    only,
    proposed,
    question,
)
from carrel.domain.proposals.proposal import Rule
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.markdown import parse
from carrel.domain.topics import TopicKind
from found_by_hand import FoundByHand


def gaps_for_anna(sentence: str) -> list[str]:
    found = proposed(on_a_name(sentence), Rule.CLOZE_TERM)
    texts = [question(one).body for one in found if one.passage.quote == sentence]
    return [body["text"] for body in texts if body["gaps"][0]["answer"] == "Anna Berg"]


def test_that_a_name_becomes_a_gap_with_others_of_its_kind_to_choose_from() -> None:
    sentence = "Berg built the first telescope of the valley with money from the mill."
    found = on_a_name(sentence).name("Lindau", TopicKind.PLACE)

    (one,) = [each for each in proposed(found, Rule.CLOZE_TERM) if each.passage.start == 0]

    assert question(one).body == {
        "text": "{{1}} built the first telescope of the valley with money from the mill.",
        "gaps": [
            {
                "answer": "Anna Berg",
                "accept": ["Berg"],
                "distractors": ["Clara Holm", "Otto Lindgren", "Paul Weiss"],
            }
        ],
    }
    assert sentence in question(one).explanation


@pytest.mark.parametrize(
    "sentence",
    [
        "This is why Anna Berg built the first telescope of the valley.",
        "He asked Anna Berg to build the first telescope of the valley.",
        "Did Anna Berg build the first telescope of the whole valley?",
        "Anna Berg built the first telescope of the valley last week.",
        "Anna Berg built the first telescope of the valley, as we saw.",
        "Anna Berg slept.",
        "Anna Berg built these things: a telescope, a mill and two bridges.",
        "Anna Berg and Paul Weiss built the first telescope of the valley.",
        "Gustav and Anna Berg built the first telescope of the valley.",
        "Behind Anna Berg, the whole of the upper valley lay in the dark.",
        "Anna Berg built the Berg telescope with money from the old mill.",
        "“Anna Berg built the first telescope of the valley with my money.",
        "anna berg, that is Anna Berg, built the telescope of the valley.",
        "ANNA BERG, THAT IS Anna Berg, BUILT THE FIRST TELESCOPE OF ALL.",
        f"Anna Berg built a telescope{', a bridge' * 20} in the valley.",
        "The complexity means that Anna Berg built the telescope of the valley.",
        "Anna Berg (A. B.) built the first telescope of the valley.",
        "Anna Berg built the telescope, “a wonder of glass and of brass”, alone.",
        "A friend asked Paul Weiss and Anna Berg built him the telescope.",
        "The second house of Anna Berg stood in the middle of the valley.",
    ],
)
def test_that_a_sentence_unfit_to_stand_alone_gets_no_gap(sentence: str) -> None:
    assert gaps_for_anna(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg built the first telescope of the valley for her pupils.",
        "In the US Anna Berg built the first telescope of the valley.",
        "While the valley slept, Anna Berg built the first telescope of brass.",
        "The telescope of Anna Berg stood in the middle of the valley.",
        "Anna Berg drew stars, such as the bright ones of the winter sky.",
    ],
)
def test_that_a_sentence_that_names_whom_it_means_gets_a_gap(sentence: str) -> None:
    assert len(gaps_for_anna(sentence)) == 1


def test_that_a_name_without_others_of_its_kind_is_not_asked() -> None:
    text = "Anna Berg built the first telescope of the valley. Anna Berg lived to be old."

    assert proposed(FoundByHand([text]).people("Anna Berg"), Rule.CLOZE_TERM) == []


def test_that_two_that_would_fit_the_same_words_are_not_both_asked() -> None:
    text = (
        "Anna Berg was born in the valley below the old mill. Paul Weiss was born in the valley"
        f" below the old mill. {OTHERS} Anna Berg lived to be old."
    )
    found = proposed(FoundByHand([text]).people(*PEOPLE), Rule.CLOZE_TERM)

    assert not any("born in the valley" in question(one).body["text"] for one in found)


def test_that_another_name_for_the_same_is_no_wrong_answer() -> None:
    text = (
        "The United States bought the telescope of the valley with gold. America grew. The"
        " Netherlands sold tulips to Sweden. Sweden sold wood. The United States paid."
    )
    found = FoundByHand([text])
    for state in ("United States", "America", "Netherlands", "Sweden"):
        found.name(state, TopicKind.STATE)

    first = question(proposed(found, Rule.CLOZE_TERM)[0])

    assert first.body["gaps"][0]["distractors"] == ["Sweden", "Netherlands"]


def test_that_a_figure_is_asked_for_with_what_it_counts() -> None:
    text = "Anna Berg left 1,250 drawings of the moon to the library of the town."

    asked = only(FoundByHand([text]).people("Anna Berg"), Rule.CLOZE_SENTENCE)

    assert asked.body["gaps"] == [{"answer": "1,250", "accept": ["1250"]}]


def test_that_a_language_without_words_gets_gaps_for_key_phrases_alone() -> None:
    text = (
        "La granda teleskopo staras sur la alta monto apud la lago. La malnova muelejo brulis en"
        " la seka somero de tiu jaro. La nova fervojo kuras tra la longa valo al la maro."
    )
    found = FoundByHand([text], "eo")
    for phrase in ("granda teleskopo", "malnova muelejo", "nova fervojo", "alta monto"):
        found.phrase(phrase)

    asked = proposed(found, words=LanguageWords("eo"))

    assert asked
    assert {one.rule for one in asked} == {Rule.CLOZE_TERM}


def test_that_a_word_that_ties_a_sentence_to_another_is_left_out() -> None:
    sentence = "However, Anna Berg built the first telescope of the valley."

    (one,) = [each for each in proposed(on_a_name(sentence)) if "telescope" in each.passage.quote]

    assert one.passage.quote == "Anna Berg built the first telescope of the valley."


def test_that_what_verbs_end_is_no_phrase_to_ask_for() -> None:
    text = (
        "Visitors of the valley often paint the old mill by the lake. Farmers walk to the old mill."
        " Thieves in the town feared the night watch of the valley. Boats met the night watch."
        " Carts of the town crossed the stone bridge at noon. Boys jumped from the stone bridge."
        " The mill grinds for the farmers of the valley. The mill grinds in the morning for the"
        " town. The watch keeps to the streets of the town. The watch keeps to the walls of it."
        " The bridge shakes in the storms of autumn. The bridge shakes under the carts of the mill."
    )
    found = FoundByHand([text])
    for phrase in ("old mill", "night watch", "stone bridge"):
        found.phrase(phrase)
    for phrase in ("mill grinds", "watch keeps", "bridge shakes"):
        found.phrase(phrase, 2.0)

    answers = {question(one).body["gaps"][0]["answer"] for one in proposed(found, Rule.CLOZE_TERM)}

    assert answers
    assert answers <= {"old mill", "night watch", "stone bridge"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg paid 3 ~ 4 shillings to R&amp;D for the first telescope.",
        "Anna Berg paid $20 or $30 for the first telescope of the valley.",
        "Anna Berg paid $20 for the first telescope of the whole valley.",
    ],
)
def test_that_signs_of_a_text_stay_signs_in_what_is_asked(sentence: str) -> None:

    (asked,) = [
        question(one)
        for one in proposed(on_a_name(sentence), Rule.CLOZE_TERM)
        if one.passage.quote == sentence
    ]

    shown = parse(asked.body["text"].replace("{{1}}", "Anna Berg")).text
    assert shown == sentence
