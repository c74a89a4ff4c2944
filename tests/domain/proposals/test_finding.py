"""Hedges, dates, definitions and key phrases are found, in any text and always alike."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrel.domain.claims import Certainty
from carrel.domain.errors import Cancelled
from carrel.domain.proposals.finding import find
from carrel.domain.proposals.findings import Findings
from carrel.domain.proposals.key_phrases import LibraryFrequencies
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan
from carrel.services.language_data import words_of
from found_texts import found, sections_of


@pytest.mark.parametrize(
    ("text", "language", "hedge", "certainty"),
    [
        ("The wall may fall one day.", "en", "may", Certainty.SPECULATIVE),
        ("The wall is said to be old.", "en", "is said to", Certainty.REPORTED),
        ("It appears that the wall is old.", "en", "It appears that", Certainty.INFERRED),
        ("Perhaps the wall will fall.", "en", "Perhaps", Certainty.SPECULATIVE),
        ("Le mur est peut-être trop vieux.", "fr", "peut-être", Certainty.SPECULATIVE),
        ("Le mur semble trop vieux pour cela.", "fr", "semble", Certainty.INFERRED),
    ],
)
def test_that_a_hedge_is_found_with_its_strength(
    text: str, language: str, hedge: str, certainty: Certainty
) -> None:
    text_with = found(text, language=language)
    (one,) = text_with.findings.hedges
    assert (one.word, one.certainty, text_with.text(one.span)) == (hedge, certainty, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell in May of that year.",
        "They could not hold the wall any longer.",
        "Might the wall fall one day soon?",
        "The might of the wall was famous.",
        "All that is left is `may be code` in here.",
    ],
)
def test_that_words_that_hold_nothing_back_are_no_hedges(text: str) -> None:
    assert found(text).findings.hedges == ()


@pytest.mark.parametrize(
    ("text", "language", "date", "words"),
    [
        ("The wall fell on 29 May 2017 at noon.", "en", "2017-05-29", "29 May 2017"),
        ("The wall fell on May 29, 2017 at noon.", "en", "2017-05-29", "May 29, 2017"),
        ("The wall fell on the 1st of May, 2017.", "en", "2017-05-01", "1st of May, 2017"),
        ("The wall fell in May 2017 at last.", "en", "2017-05", "May 2017"),
        ("The wall fell in 1989 at last.", "en", "1989", "1989"),
        ("Le mur est tombé le 1er mai 2017.", "fr", "2017-05-01", "1er mai 2017"),
        ("Le mur est tombé en mai 2017 enfin.", "fr", "2017-05", "mai 2017"),
        ("Le mur est tombé en 1989 enfin.", "fr", "1989", "1989"),
    ],
)
def test_that_a_date_is_found_as_precise_as_it_is(
    text: str, language: str, date: str, words: str
) -> None:
    text_with = found(text, language=language)
    (one,) = text_with.findings.dates
    assert (one.date, one.words, text_with.text(one.span)) == (date, words, words)


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell on 31 February 2017 it says here, or 12.",
        "It was sold for 2017 pounds to them.",
        "The wall fell in the 1980s at last.",
        "Nobody counted the 1989 stones of it.",
    ],
)
def test_that_numbers_that_date_nothing_are_passed_over(text: str) -> None:
    assert [each.date for each in found(text).findings.dates if len(each.date) != 7] == []


@pytest.mark.parametrize(
    ("text", "language", "term", "meaning"),
    [
        (
            "A sluice is a gate that holds back the water of a canal.",
            "en",
            "sluice",
            "a gate that holds back the water of a canal",
        ),
        (
            "Silting refers to the slow filling of a harbour with mud.",
            "en",
            "Silting",
            "the slow filling of a harbour with mud",
        ),
        (
            "A gate that holds back the water of a canal is called a sluice.",
            "en",
            "sluice",
            "A gate that holds back the water of a canal",
        ),
        (
            "Une écluse est un ouvrage qui retient l’eau d’un canal.",
            "fr",
            "écluse",
            "un ouvrage qui retient l’eau d’un canal",
        ),
    ],
)
def test_that_a_definition_has_its_term_and_meaning(
    text: str, language: str, term: str, meaning: str
) -> None:
    (one,) = found(text, language=language).findings.definitions
    assert (one.term, one.meaning) == (term, meaning)


@pytest.mark.parametrize(
    "text",
    [
        "This is a gate that holds back the water of a canal.",
        "It is a gate that holds back the water of a canal.",
        "The sluice is a great success for the town of Quillby.",
        "The sluice is open for most of the year, they say.",
        "Is a sluice a gate that holds back the water?",
    ],
)
def test_that_a_sentence_that_only_describes_defines_nothing(text: str) -> None:
    assert found(text).findings.definitions == ()


def test_that_words_that_come_together_again_and_again_are_a_phrase() -> None:
    text = (
        "The tidal barrier was built late. Nobody liked the tidal barrier. "
        "The barrier was a shock. In the end the tidal barrier saved a town."
    )
    assert found(text).findings.phrases[0].phrase == "tidal barrier"


def test_that_phrases_that_are_rare_in_the_library_come_first() -> None:
    text = (
        "The fish market was shut. The tidal barrier was open. Near the fish market stood a house. "
        "Near the tidal barrier stood a tower. The fish market burnt. The tidal barrier did not."
    )
    rare = LibraryFrequencies(1000, {"fish": 900, "market": 700, "tidal": 2, "barrier": 3})
    phrases = find(sections_of(text), words_of("en"), rare).phrases
    assert [phrase.phrase for phrase in phrases[:2]] == ["tidal barrier", "fish market"]


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "Helena Marsh", "said that", "“the tide", "comes back”", "may", "in 1989", ",", ".",
                "the", "officials", "is a", "according to", "(", ")", "he", "«", "»", "\n\n", "- ",
                "l’", "’s", "`", "*", "# ", "1er mai 2017", "Inc.", "U.S.", "\U0001f600", "İ",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr", "eo"]))
def test_that_any_text_is_read_with_places_within_it(text: str, language: str) -> None:
    text_with = found(text, text, language=language)
    findings = text_with.findings
    for span in spans_of(findings):
        assert 0 <= span.start < span.end <= len(text_with.texts[span.section])
    for name in findings.names:
        assert name.name.strip()
    assert find(text_with.sections, text_with.words) == findings


def test_that_a_language_without_data_gets_phrases_and_names_only() -> None:
    text = (
        "La maro estas tre granda, kaj Helena Marŝ loĝas apud la maro. Hieraŭ Helena Marŝ diris, "
        "ke la maro estas granda."
    )
    findings = found(text, language="eo").findings
    assert "Helena Marŝ" in {name.name for name in findings.names}
    assert not (findings.reports)
    assert not (findings.hedges)
    assert not (findings.definitions)
    assert not (findings.dates)


def test_that_references_are_not_read() -> None:
    sections = sections_of("Helena Marsh said that the wall would fall.")
    (section,) = sections
    (section,) = (type(section)(**{**fields_of(section), "title": "References"}),)
    assert find([section], words_of("en")).sentences == ()


def test_that_finding_tells_its_progress_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        if done == 3:
            raise Cancelled

    sections = sections_of("One thing is here.", "Another thing is here.")
    with pytest.raises(Cancelled):
        find(sections, words_of("en"), progress=progress)
    assert told == [(0, 6), (1, 6), (2, 6), (3, 6)]


def fields_of(section: object) -> dict[str, object]:
    return {name: getattr(section, name) for name in type(section).__slots__}


def spans_of(findings: Findings) -> list[SectionSpan]:
    return [
        *findings.sentences,
        *chain.from_iterable(name.spans for name in findings.names),
        *(name.role_span for name in findings.names if name.role_span),
        *chain.from_iterable(phrase.spans for phrase in findings.phrases),
        *chain.from_iterable((each.sentence, each.term_span, each.meaning_span)
                             for each in findings.definitions),
        *chain.from_iterable((each.sentence, each.words) for each in findings.reports),
        *chain.from_iterable((each.sentence, each.span) for each in findings.hedges),
        *chain.from_iterable((each.sentence, each.span) for each in findings.dates),
    ]  # fmt: skip


def test_that_empty_words_are_no_data() -> None:
    assert not LanguageWords("eo").has_data


def test_that_small_words_of_a_language_without_data_begin_no_phrase() -> None:
    text = (
        "La tajdohava digosuno estis granda. Neniu amis la tajdohava digosuno. Kaj tamen la "
        "tajdohava digosuno savis la urbon, kaj la maro restis for de la urbo dum multaj jaroj. "
    ) * 12
    phrases = [phrase.phrase for phrase in found(text, language="eo").findings.phrases]
    assert "tajdohava digosuno" in phrases
    assert not [phrase for phrase in phrases if phrase.split()[0] in {"la", "kaj"}]


def test_that_capitals_name_nobody_where_nouns_have_them() -> None:
    text = (
        "Der Hafen war voll. Die Ebbe kam, und die Flut hob das Boot in den Hafen. Wer das Boot "
        "sah, der lief in die Stadt. "
    ) * 12
    findings = found(text, language="de").findings
    assert findings.names == ()
    assert "Hafen" in {phrase.phrase for phrase in findings.phrases}
