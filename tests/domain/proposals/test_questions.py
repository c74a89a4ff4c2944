"""Questions that rules propose: terms, roles, dates, and how much of it all."""

from __future__ import annotations

from dataclasses import replace

from asked import (
    PEOPLE,
    debate,
    history,
    only,
    proposed,
    question,
)
from carrel.domain.proposals.proposal import Rule
from carrel.domain.proposals.questions import Existing
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import TopicKind
from found_by_hand import FoundByHand


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


def test_that_a_meaning_that_has_a_form_of_its_term_is_not_asked() -> None:
    text = "A lens is a piece of glass that bends light towards the lens’s own middle."
    found = FoundByHand([text]).definition(
        "lens", "a piece of glass that bends light towards the lens’s own middle"
    )

    assert proposed(found, Rule.DEFINITION_TO_TERM) == []


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


def test_that_events_of_a_section_are_ordered_though_it_names_their_subject_elsewhere() -> None:
    text = (
        "In 1862 Anna Berg bought the old mill by the lake. The work began in 1863 under a"
        " clear sky. The roof was closed in 1865 with slates. In 1866 it was opened."
    )
    found = FoundByHand([text]).people("Anna Berg")
    for words in ("In 1862", "in 1863", "in 1865", "In 1866"):
        found.date(words, words[-4:])

    assert only(found, Rule.ORDER_OF_EVENTS).body["items"] == [
        "Anna Berg bought the old mill by the lake.",
        "The work began under a clear sky.",
        "The roof was closed with slates.",
    ]


def test_that_a_date_on_which_an_aside_hangs_is_not_taken_out() -> None:
    text = (
        "The Treaty of Lindau, signed in 1862, gave the lake to the valley. The Treaty of Holm,"
        " signed in 1871, gave it back. The Treaty of Berg, signed in 1884, shared the lake."
    )
    found = FoundByHand([text])
    for year, name in (("1862", "Lindau"), ("1871", "Holm"), ("1884", "Berg")):
        found.date(f"in {year}", year).name(f"Treaty of {name}", TopicKind.EVENT)

    assert all("signed in {{1}}" in question(one).body["text"] for one in proposed(found))
    assert proposed(found)


def test_that_a_stretch_of_time_is_no_date_of_an_event() -> None:
    text = "Anna Berg led the observatory of Lindau from 1862 to 1899 and saw it grow."
    found = FoundByHand([text]).people("Anna Berg").date("from 1862", "1862")

    assert proposed(found, Rule.DATE_TO_EVENT) == []


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


def test_that_broken_findings_are_left_out() -> None:
    found = debate()
    broken = [replace(span, end=span.end + 9_999) for span in found.findings.sentences]
    found.findings = replace(found.findings, sentences=tuple(broken))

    assert proposed(found) == []


def test_that_a_question_on_a_long_stretch_leaves_its_sentences_to_others() -> None:
    found = history()
    section, text = next(iter(found.texts.items()))
    whole = passage_at(section, text, 0, len(text))

    assert proposed(found, Rule.DATE_TO_EVENT, existing=Existing(passages=(whole,)))
    assert not proposed(found, Rule.ORDER_OF_EVENTS, existing=Existing(passages=(whole,)))
