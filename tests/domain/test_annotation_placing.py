"""Highlights of other programs find their words, however these were copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.annotation_placing import AnnotationPlacing, Placement
from carrel.domain.brought_annotations import BroughtAnnotation
from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection
from carrel.domain.sections import placed
from carrel.domain.text.locate import Outcome

ONE = (
    "The harbour froze in the first week of January, and nobody had seen it freeze before.\n\n"
    "Boats stood in the ice like furniture under sheets. The mayor said: “Wait.” Nobody waited."
)
TWO = (
    "In spring the ice went out in one night. Nobody waited.\n\n"
    "What the sea gave back was counted on the quay: ropes, two oars and a child’s sledge."
)
DRAFTS = [
    DraftSection("The frost", 1, ONE, slug="frost"),
    DraftSection("The thaw", 1, TWO, slug="thaw"),
]
SECTIONS = tuple(placed(MaterialId("port"), DRAFTS))


def place(quote: str, **more: object) -> Placement:
    return places(BroughtAnnotation(quote, **more))[0]


def places(*annotations: BroughtAnnotation) -> tuple[Placement, ...]:
    return AnnotationPlacing(SECTIONS).place(annotations)


def test_that_words_with_no_more_known_are_found_in_any_section():
    found = place("ropes, two oars and a child’s sledge")
    assert (found.outcome, found.section) == (Outcome.EXACT, "port/thaw")
    assert found.passage.quote == "ropes, two oars and a child’s sledge"


@pytest.mark.parametrize(
    "quote",
    [
        'The mayor said: "Wait." Nobody waited.',
        "the mayor said: “wait.”   nobody\nwaited.",
        "under sheets. The mayor said: “Wait.” Nobody waited.",
    ],
)
def test_that_signs_case_and_blanks_may_differ(quote):
    found = place(quote)
    assert found.outcome is Outcome.EXACT
    assert found.passage.quote.endswith("The mayor said: “Wait.” Nobody waited.")


def test_that_words_across_paragraphs_are_found():
    found = place("seen it freeze before. Boats stood in the ice")
    assert found.passage.quote == "seen it freeze before.\nBoats stood in the ice"


def test_that_highlights_may_begin_and_end_within_words():
    assert place("arbour froze in the first week of Janua").passage.start == 5


def test_that_words_much_like_the_sought_ones_are_altered():
    found = place("The harbour froze in the second week of January and nobody saw it freeze")
    assert found.outcome is Outcome.ALTERED
    assert found.passage.quote.startswith("The harbour froze in the first week")


@pytest.mark.parametrize(
    "quote", ["Nothing of this is in any text here, not one word.", "qqq", "—"]
)
def test_that_words_which_are_not_there_are_kept(quote):
    found = place(quote, section="The thaw")
    assert (found.outcome, found.section) == (Outcome.ORPHANED, "port/thaw")
    assert found.passage.quote == quote


@pytest.mark.parametrize(
    ("told", "section"),
    [
        ({}, "port/frost"),
        ({"section": "The thaw"}, "port/thaw"),
        ({"section": "port/thaw"}, "port/thaw"),
        ({"prefix": "went out in one night. "}, "port/thaw"),
        ({"suffix": "\nWhat the sea gave"}, "port/thaw"),
    ],
)
def test_that_of_equal_words_those_are_meant_of_which_more_is_told(told, section):
    assert place("Nobody waited.", **told).section == section


def test_that_of_equal_words_those_between_the_neighbours_are_meant():
    found = places(
        BroughtAnnotation("the ice went out in one night", order=50),
        BroughtAnnotation("Nobody waited.", order=55),
        BroughtAnnotation("counted on the quay", order=60),
    )
    assert found[1].section == "port/thaw"


def test_that_of_the_same_words_those_with_the_same_signs_are_meant():
    draft = DraftSection("One", 1, "so it ends\n\nhere. So it ends here.", slug="one")
    sections = tuple(placed(MaterialId("port"), [draft]))
    (found,) = AnnotationPlacing(sections).place([BroughtAnnotation("o it ends here")])
    assert found.passage.quote == "o it ends here"


def test_that_short_words_in_other_surroundings_are_not_taken():
    found = place("the ice", prefix="He liked to put ", suffix=" into his whisky at noon")
    assert found.outcome is Outcome.ORPHANED


def test_that_an_own_place_is_exact_and_another_moved():
    text = SECTIONS[1].text
    start = text.index("counted")
    told = {"section": "port/thaw", "start": start}
    assert place("counted on the quay", **told).outcome is Outcome.EXACT
    told["start"] = start - 3
    moved = place("counted on the quay", **told)
    assert (moved.outcome, moved.passage.start) == (Outcome.MOVED, start)
    assert place("counted on the quay", section="port/frost", start=0).outcome is Outcome.MOVED


def test_that_words_longer_than_the_text_are_not_sought_and_kept_whole():
    quote = "word and " * 100_000
    found = place(quote, prefix=quote, section="The thaw")
    assert (found.outcome, found.passage.quote) == (Outcome.ORPHANED, quote)


def test_that_a_note_without_words_stands_on_its_section_or_near_its_neighbours():
    first, second, third = places(
        BroughtAnnotation("", note="a", section="The thaw"),
        BroughtAnnotation("counted on the quay", order=60),
        BroughtAnnotation("", note="b", order=61),
    )
    assert (first.section, first.passage) == ("port/thaw", None)
    assert (third.section, third.passage) == ("port/thaw", None)
    assert second.passage is not None


@given(
    number=st.integers(0, 1),
    start=st.integers(0, 120),
    length=st.integers(25, 80),
)
def test_that_any_words_of_a_text_are_found_where_they_stand_or_the_same_elsewhere(
    number, start, length
):
    section = SECTIONS[number]
    quote = section.text[start : start + length].strip()
    found = place(quote, section=section.id)
    if len(quote) > 24:
        assert found.outcome is Outcome.EXACT
        assert found.passage.quote == quote


@given(st.text(max_size=60), st.text(max_size=10), st.text(max_size=10))
def test_that_no_quotation_breaks_the_search(quote, prefix, suffix):
    found = place(quote, prefix=prefix, suffix=suffix)
    if found.passage is not None and found.outcome is not Outcome.ORPHANED:
        text = {one.id: one.text for one in SECTIONS}[found.section]
        assert text[found.passage.start : found.passage.end] == found.passage.quote
