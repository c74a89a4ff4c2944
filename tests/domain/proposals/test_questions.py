"""Questions that rules propose: what is asked, what is left alone, and how much of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carrel.domain.claims import Certainty
from carrel.domain.proposals.proposal import Proposal, ProposedQuestion, Rule
from carrel.domain.proposals.questions import Existing, propose_questions
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import TopicKind
from carrel.formats.language_file import read_language
from found_by_hand import FoundByHand

LANGUAGES = Path(__file__).parents[3] / "data" / "languages"
ENGLISH, FRENCH = (
    read_language((LANGUAGES / f"{code}.yaml").read_bytes(), name=f"{code}.yaml")
    for code in ("en", "fr")
)

PEOPLE = ("Anna Berg", "Paul Weiss", "Clara Holm", "Otto Lindgren")
OTHERS = (
    "Paul Weiss drew careful maps of the northern valleys. Clara Holm collected ferns in the hills"
    " around the lake. Otto Lindgren kept the accounts of the observatory for decades. Paul Weiss"
    " and Clara Holm and Otto Lindgren died young."
)


def proposed(
    found: FoundByHand,
    rule: Rule | None = None,
    *,
    words: LanguageWords = ENGLISH,
    existing: Existing | None = None,
) -> list[Proposal]:
    """What is proposed by a rule alone, or by all of them."""
    off = frozenset(Rule) - {rule} if rule else frozenset[Rule]()
    return list(
        propose_questions(found.texts, found.findings, words, existing or Existing(), off=off)
    )


def question(proposal: Proposal) -> ProposedQuestion:
    assert isinstance(proposal.proposed, ProposedQuestion)
    return proposal.proposed


def only(found: FoundByHand, rule: Rule, words: LanguageWords = ENGLISH) -> ProposedQuestion:
    (one,) = proposed(found, rule, words=words)
    assert one.rule is rule
    return question(one)


def on_a_name(sentence: str) -> FoundByHand:
    return FoundByHand([f"{sentence} {OTHERS} Anna Berg lived to be old."]).people(*PEOPLE)


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
        "However, Anna Berg built the first telescope of the valley.",
        "This is why Anna Berg built the first telescope of the valley.",
        "He asked Anna Berg to build the first telescope of the valley.",
        "Did Anna Berg build the first telescope of the whole valley?",
        "Anna Berg built the first telescope of the valley last week.",
        "Anna Berg built the first telescope of the valley, as we saw.",
        "Anna Berg slept.",
        "Anna Berg built these things: a telescope, a mill and two bridges.",
        "Anna Berg and Paul Weiss built the first telescope of the valley.",
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


def terms() -> FoundByHand:
    text = (
        "Parallax is the apparent shift of a star against those behind it. Aberration is a small"
        " displacement of starlight caused by motion. Extinction is the dimming of light by dust"
        " on its way."
    )
    return (
        FoundByHand([text * 3])
        .definition("Parallax", "the apparent shift of a star against those behind it")
        .definition("Aberration", "a small displacement of starlight caused by motion")
        .definition("Extinction", "the dimming of light by dust on its way")
    )


def test_that_a_meaning_asks_for_its_term_among_the_terms_of_the_text() -> None:
    first = question(proposed(terms(), Rule.DEFINITION_TO_TERM)[0])

    assert first.prompt.startswith("Which term does the text explain like this?\n\n> the apparent")
    assert [option["text"] for option in first.body["options"]] == [
        "Parallax",
        "Aberration",
        "Extinction",
    ]


def test_that_a_meaning_that_has_its_term_is_not_asked() -> None:
    text = "Parallax is the shift that is called parallactic by some of those who watch the sky."
    found = FoundByHand([text]).definition(
        "Parallax", "the shift that is called parallactic by some of those who watch the sky"
    )

    assert proposed(found, Rule.DEFINITION_TO_TERM) == []


def test_that_a_lonely_term_is_typed() -> None:
    text = "Parallax is the apparent shift of a star against those behind it."
    found = FoundByHand([text]).definition(
        "Parallax", "the apparent shift of a star against those behind it"
    )

    assert only(found, Rule.DEFINITION_TO_TERM).body == {"accept": ["Parallax"]}


def test_that_a_role_is_asked_among_the_roles_of_others() -> None:
    text = (
        "Anna Berg, director of the observatory, came from the coast. Paul Weiss, a maker of maps,"
        " came from the hills. Clara Holm, mayor of the lower town, came from the plain."
    )
    found = (
        FoundByHand([text])
        .name("Anna Berg", TopicKind.PERSON, role="director of the observatory")
        .name("Paul Weiss", TopicKind.PERSON, role="a maker of maps")
        .name("Clara Holm", TopicKind.PERSON, role="mayor of the lower town")
    )

    first = question(proposed(found, Rule.NAME_TO_ROLE)[0])

    assert first.prompt == "How does the text describe Anna Berg?"
    assert {option["text"] for option in first.body["options"]} == {
        "director of the observatory",
        "a maker of maps",
        "mayor of the lower town",
    }


def test_that_a_role_that_two_have_is_not_asked() -> None:
    text = (
        "Anna Berg, keeper of the old mill, came from the coast."
        " Paul Weiss, keeper of the old mill, too."
    )
    found = (
        FoundByHand([text])
        .name("Anna Berg", TopicKind.PERSON, role="keeper of the old mill")
        .name("Paul Weiss", TopicKind.PERSON, role="keeper of the old mill")
    )

    assert proposed(found, Rule.NAME_TO_ROLE) == []


def history() -> FoundByHand:
    text = (
        "In 1862 Anna Berg founded the observatory above the lake. The mill of Lindau burnt down"
        " in 1871 after a dry summer. In 1884 Clara Holm opened a school for the girls of the"
        " valley. Otto Lindgren sold the telescope in 1899 to a brewer."
    )
    found = FoundByHand([text * 1]).people(*PEOPLE).name("Lindau", TopicKind.PLACE)
    for year in ("1862", "1871", "1884", "1899"):
        found.date(f"in {year}" if f"in {year}" in text else f"In {year}", year)
    return found.phrase("mill of Lindau")


def test_that_events_are_put_in_order_without_their_dates() -> None:
    asked = only(history(), Rule.ORDER_OF_EVENTS)

    assert asked.body["items"] == [
        "Anna Berg founded the observatory above the lake.",
        "The mill of Lindau burnt down after a dry summer.",
        "Clara Holm opened a school for the girls of the valley.",
        "Otto Lindgren sold the telescope to a brewer.",
    ]
    assert "(1871)" in asked.explanation


def test_that_dates_are_asked_among_dates_of_their_kind() -> None:
    found = proposed(history(), Rule.DATE_TO_EVENT)

    for one in found:
        body = question(one).body
        given = [gap["distractors"] for gap in body.get("gaps", ())] or [
            [option["text"] for option in body["options"][1:]]
        ]
        assert len(given[0]) >= 2
    assert {question(one).kind for one in found} <= {"cloze", "single_choice"}
    assert found


def test_that_a_stretch_of_time_is_no_date_of_an_event() -> None:
    text = "Anna Berg led the observatory of Lindau from 1862 to 1899 and saw it grow."
    found = FoundByHand([text]).people("Anna Berg").date("from 1862", "1862")

    assert proposed(found, Rule.DATE_TO_EVENT) == []


def debate() -> FoundByHand:
    text = (
        "Anna Berg argued that the old bridge would not carry the new trains. The river rose in"
        " spring. Nobody was hurt. The town paid for the damage. The winter was mild. Paul Weiss"
        " said that the railway needed a tunnel under the lake. The river fell. The harvest was"
        " poor. The prices rose. Clara Holm insisted that the council had hidden the true costs."
    )
    return (
        FoundByHand([text])
        .people(*PEOPLE[:3])
        .report("the old bridge would not carry the new trains", "Anna Berg", "argued")
        .report("the railway needed a tunnel under the lake", "Paul Weiss", "said")
        .report("the council had hidden the true costs", "Clara Holm", "insisted")
    )


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg asked a neighbour who may sell the big telescope.",
        "Anna Berg said that a brewer may buy the big telescope of the valley.",
        "Anna Berg may, in the opinion of the brewer, sell the big telescope.",
        "Anna Berg may sell the telescope and may buy the old mill instead of it.",
    ],
)
def test_that_a_hedge_that_is_not_the_text_s_own_is_left_alone(sentence: str) -> None:
    found = hedged(sentence, "may", Certainty.SPECULATIVE)
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


def hedged(sentence: str, word: str, certainty: Certainty) -> FoundByHand:
    return FoundByHand([f"{sentence} {OTHERS}"]).people(*PEOPLE).hedge(word, certainty)


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

    assert asked.body["statement"] == "Anna Berg ____ sell the big telescope to a brewer."
    assert asked.prompt.endswith("One word is left out.")


@pytest.mark.parametrize("thing", ["telescope", "sextant", "orrery", "globe", "clock", "lens"])
def test_that_a_changed_hedge_is_false_and_the_kept_one_true(thing: str) -> None:
    found = hedged(f"Anna Berg may sell the big {thing} to a brewer.", "may", Certainty.SPECULATIVE)

    asked = only(found, Rule.CHANGED_HEDGE)

    says_so = f"Anna Berg may sell the big {thing}" in asked.prompt
    assert says_so or f"Anna Berg will certainly sell the big {thing}" in asked.prompt
    assert asked.body == {"answer": says_so}


def test_that_a_figure_is_asked_for_with_what_it_counts() -> None:
    text = "Anna Berg left 1,250 drawings of the moon to the library of the town."

    asked = only(FoundByHand([text]).people("Anna Berg"), Rule.CLOZE_SENTENCE)

    assert asked.body["gaps"] == [{"answer": "1,250", "accept": ["1250"]}]


def long_text(sections: int, sentences: int) -> FoundByHand:
    things = ("lens", "mirror", "clock", "globe", "chart", "tower", "shutter", "mount")
    parts = [
        " ".join(
            f"{PEOPLE[number % 4]} bought {things[number % 8]} {number + 10 * part} for the old"
            f" house on hill {number} by the lake."
            for number in range(sentences)
        )
        for part in range(sections)
    ]
    return FoundByHand(parts).people(*PEOPLE)


def test_that_a_section_gets_ten_questions_at_the_most() -> None:
    found = proposed(history())
    assert len(found) <= 10
    assert len(proposed(long_text(1, 200))) <= 10


def test_that_no_two_questions_of_a_section_ask_the_same_sentence() -> None:
    quotes = [
        one.passage.quote for one in proposed(history()) if one.rule is not Rule.ORDER_OF_EVENTS
    ]
    assert len(quotes) == len(set(quotes))


def test_that_what_was_decided_or_is_asked_already_is_not_proposed() -> None:
    first, *rest = proposed(debate())

    by_print = proposed(debate(), existing=Existing(frozenset({first.fingerprint})))
    by_words = proposed(debate(), existing=Existing(passages=(first.passage,)))

    assert first.fingerprint not in {one.fingerprint for one in by_print}
    assert all(one.passage.quote != first.passage.quote for one in by_words)
    assert rest


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


def test_that_broken_findings_are_left_out() -> None:
    found = debate()
    broken = [replace(span, end=span.end + 9_999) for span in found.findings.sentences]
    found.findings = replace(found.findings, sentences=tuple(broken))

    assert proposed(found) == []
