"""Every kind of question can be asked on paper, and its answer stands there in words."""

from __future__ import annotations

import pytest

from carrel.domain.ids import SectionId
from carrel.domain.text.passage import Passage
from question_samples import SAMPLES, question

ANSWERS = {
    "single_choice": ("A war",),
    "multiple_choice": ("A ceasefire", "Withdrawal"),
    "true_false": ("False", "The author separates the two"),
    "cloze": ("split", "exploited"),
    "short_answer": ("Kyiv", "Kiew", "Versailles"),
    "matching": ("critics → talk gives standing", "the author → contact is not approval"),
    "ordering": ("talk", "understand", "press", "way out"),
    "certainty": ("inferred (“seems”)",),
    "flashcard": ("easing of tension",),
}


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_that_the_answers_are_told(kind):
    assert question(kind).on_paper().answers == ANSWERS[kind]


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_that_the_same_question_is_always_asked_alike_and_has_an_answer(kind):
    words = Passage(SectionId("book/one"), 0, 5, "words")
    asked = question(kind, passages=(words,))
    assert asked.on_paper() == asked.on_paper()
    assert asked.answer_in_words


def test_that_choices_are_all_there_and_what_is_wrong_with_them():
    shown = question("single_choice").on_paper()
    assert sorted(shown.choices) == ["A trade dispute", "A war", "Energy"]
    assert shown.why == (("A trade dispute", "It is not mentioned."),)


def test_that_a_gap_asked_is_blank_and_choices_for_it_stand_below():
    shown = question("cloze").on_paper()
    assert shown.text == "A visible ____ among the allies could be ____."
    assert [set(line.split(" / ")) for line in shown.lines] == [{"split", "delay"}]


def test_that_a_card_asked_backwards_shows_its_back():
    shown = question("flashcard").on_paper(part=1)
    assert (shown.text, shown.answers) == ("easing of tension", ("détente",))
