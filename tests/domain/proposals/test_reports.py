"""Reported speech is found with its holder and its words, and only where both are sure."""

from __future__ import annotations

import pytest

from carrel.domain.claims import Certainty
from found_texts import found

MARSH = "Helena Marsh is a historian. "
ENGLISH = [
    ("Helena Marsh said that the harbour was closed.", "Helena Marsh", "the harbour was closed"),
    ("Helena Marsh said the harbour was closed.", "Helena Marsh", "the harbour was closed"),
    (
        "Helena Marsh has always argued that tides shaped the town.",
        "Helena Marsh",
        "tides shaped the town",
    ),
    (
        "Helena Marsh, who lives there, told reporters that the wall would fall.",
        "Helena Marsh",
        "the wall would fall",
    ),
    (
        "Helena Marsh, a historian, told a crowd on Monday that the wall would fall.",
        "Helena Marsh",
        "the wall would fall",
    ),
    ('"The tide comes back," said Helena Marsh.', "Helena Marsh", "The tide comes back"),
    ("“The tide comes back,” Helena Marsh said.", "Helena Marsh", "The tide comes back"),
    ("Helena Marsh said: “The tide comes back.”", "Helena Marsh", "The tide comes back."),
    (
        "According to Helena Marsh, the harbour was never deep.",
        "Helena Marsh",
        "the harbour was never deep",
    ),
    (
        "The harbour was never deep, according to Helena Marsh.",
        "Helena Marsh",
        "The harbour was never deep",
    ),
    (
        "In Helena Marsh's view, the harbour was never deep.",
        "Helena Marsh",
        "the harbour was never deep",
    ),
    (
        "We followed Helena Marsh's claim that the harbour was deep.",
        "Helena Marsh",
        "the harbour was deep",
    ),
    (
        "Helena Marsh said that the harbour was deep, but nobody dared to swim there.",
        "Helena Marsh",
        "the harbour was deep",
    ),
    (
        "While Helena Marsh says that the harbour is deep, the town has doubts.",
        "Helena Marsh",
        "the harbour is deep",
    ),
    (
        "“Not so soon,” said Helena Marsh, “but the tide will certainly come back.”",
        "Helena Marsh",
        "but the tide will certainly come back.",
    ),
    (
        "The harbour was never deep enough, said Helena Marsh, a historian.",
        "Helena Marsh",
        "The harbour was never deep enough",
    ),
    (
        "The harbour was never deep enough, Helena Marsh said on Monday.",
        "Helena Marsh",
        "The harbour was never deep enough",
    ),
    ("The council said that the harbour was closed.", "The council", "the harbour was closed"),
]
FRENCH = [
    (
        "Claire Duval a déclaré que le port était fermé.",
        "Claire Duval",
        "le port était fermé",
    ),
    ("Selon Claire Duval, le port était déjà fermé.", "Claire Duval", "le port était déjà fermé"),
    ("« La marée revient », explique Claire Duval.", "Claire Duval", "La marée revient"),
    (
        "« La marée revient toujours », a expliqué Claire Duval.",
        "Claire Duval",
        "La marée revient toujours",
    ),
    (
        "Claire Duval affirme qu’il faut fermer le port.",
        "Claire Duval",
        "il faut fermer le port",
    ),
]
KNOWN = ("the wall will fall", "the gate was open")
NOT_REPORTS = [
    "According to Helena Marsh, a friend of boats that sink, prizes were offered to all.",
    "It was a plan Portugal says it needs to keep the harbour open.",
    "The sign read: “The wall is closed today.” Helena Marsh argued for a gate.",
    "The clock said ten past four.",
    "Did Helena Marsh say that the harbour was closed?",
    "I think that the harbour was closed for good.",
    "It said that the harbour was closed.",
    "The story told of a harbour that was closed.",
    "Her claim that the harbour was closed is old.",
    "He called it “a deep blue” in the end.",
]


@pytest.mark.parametrize(("text", "holder", "words"), ENGLISH)
def test_that_an_english_report_has_its_holder_and_words(
    text: str, holder: str, words: str
) -> None:
    assert reports_in(text) == [(holder, words)]


@pytest.mark.parametrize(("text", "holder", "words"), FRENCH)
def test_that_a_french_report_has_its_holder_and_words(text: str, holder: str, words: str) -> None:
    assert reports_in(text, "fr") == [(holder, words)]


@pytest.mark.parametrize("text", NOT_REPORTS)
def test_that_nothing_is_reported_where_nobody_is_said_to_say_it(text: str) -> None:
    assert reports_in(text) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Some officials in the port said that the wall would fall.", "Some officials in the port"),
        ("Critics argue that the wall would fall.", "Critics"),
        ("“The wall will fall,” said a source close to the mayor.", "a source close to the mayor"),
    ],
)
def test_that_unnamed_sources_are_told_by_their_words(text: str, holder: str) -> None:
    (report,) = found(text).findings.reports
    assert (report.is_unnamed, report.holder, report.holder_words) == (True, "", holder)


def test_that_a_denial_is_one() -> None:
    (report,) = found("Helena Marsh denied that the wall would fall.").findings.reports
    assert report.is_denial
    assert report.cue == "denied"


def test_that_he_is_whoever_spoke_last() -> None:
    text = "Peter Hale said that the wall would fall. He added that the gate was open too."
    assert reports_in(text)[1] == ("Peter Hale", "the gate was open too")


@pytest.mark.parametrize(
    "text",
    [
        "Peter Hale met Anna Moor at the gate. He said that the wall would fall.",
        "Anna Moor wept. She said that the gate was open. He said that the gate was shut.",
        "The mayor met Peter Hale at the gate. He said that the wall would fall.",
        "Farmers fear that the wall will fall. The sheep graze there, and they think it will fall.",
        "Rain fell on the town. He said that the wall would fall.",
    ],
)
def test_that_a_pronoun_of_unsure_meaning_makes_no_report(text: str) -> None:
    assert [words for _, words in reports_in(text) if words not in KNOWN] == []


def test_that_a_hedged_verb_makes_the_report_as_uncertain() -> None:
    (report,) = found("Helena Marsh probably thinks that the wall will fall.").findings.reports
    assert report.certainty is Certainty.INFERRED


def test_that_words_within_a_quotation_report_nothing_more() -> None:
    text = "“Peter Hale said that the wall would fall,” said Anna Moor."
    assert [holder for holder, _ in reports_in(text)] == ["Anna Moor"]


def test_that_two_speakers_of_one_sentence_have_their_own_words() -> None:
    text = "Anna Moor said that the gate was open, Peter Hale said that the gate was shut."
    assert reports_in(text) == [
        ("Anna Moor", "the gate was open"),
        ("Peter Hale", "the gate was shut"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Helena Marsh said that the harbour was closed.",
        "    Helena Marsh said that the harbour was closed.",
        "| who | what |\n|-|-|\n| Helena Marsh | said that the harbour was closed. |",
        (
            "Nothing is in the text but a note.[^1]\n\n"
            "[^1]: Helena Marsh said that the harbour was closed."
        ),
        "See https://example.org where Helena Marsh said that the harbour was closed.",
    ],
)
def test_that_only_running_text_reports(text: str) -> None:
    assert reports_in(text) == []


def reports_in(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Holders and words of the reports in a text."""
    text_with = found(text, language=language)
    return [(each.holder, text_with.text(each.words)) for each in text_with.findings.reports]


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        (
            "Le maire Paul Martin a assuré, mardi à Lille, que le port rouvrirait bientôt.",
            "Paul Martin",
            "le port rouvrirait bientôt",
        ),
        (
            "« Nous avons le temps », a reconnu la ministre de la Mer, Claire Duval.",
            "Claire Duval",
            "Nous avons le temps",
        ),
        (
            "Le porte-parole du port, Jean Petit, a indiqué que le quai était fermé.",
            "Jean Petit",
            "le quai était fermé",
        ),
        (
            "« Il faut agir vite, explique Claire Duval, sinon la côte disparaîtra. »",
            "Claire Duval",
            "sinon la côte disparaîtra.",
        ),
    ],
)
def test_that_a_holder_is_heard_where_french_papers_put_it(
    text: str, holder: str, words: str
) -> None:
    assert reports_in(text, "fr") == [(holder, words)]


def test_that_a_second_verb_has_the_holder_of_the_first() -> None:
    text = "Anna Moor said that the gate was open and predicted that the wall would fall."
    assert reports_in(text) == [
        ("Anna Moor", "the gate was open"),
        ("Anna Moor", "the wall would fall"),
    ]
