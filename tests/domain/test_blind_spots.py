"""What no question cites is a blind spot, and what was marked much and failed is told."""

from __future__ import annotations

import pytest

from carrel.domain.blind_spots import (
    FEW_ANSWERS,
    MANY_MARKS,
    BlindClaim,
    BlindParagraph,
    Stretch,
    Struggle,
    blind_claims,
    blind_paragraphs,
    struggles,
)
from carrel.domain.ids import ClaimId, QuestionId, SectionId
from carrel.domain.memory_map import CardMemory, ParagraphMemory
from carrel.domain.text.paragraphs import Paragraph

ONE, TWO = SectionId("m/one"), SectionId("m/two")
CARD = CardMemory(QuestionId("q"), None, is_missed=False)


def paragraph(start: int, end: int, *cards: CardMemory) -> ParagraphMemory:
    return ParagraphMemory(Paragraph(start, end, is_askable=True), cards)


def test_that_paragraphs_without_a_card_are_blind_with_their_marks_counted() -> None:
    paragraphs = [paragraph(0, 10), paragraph(11, 20, CARD), paragraph(21, 30)]
    marks = [Stretch(5, 12), Stretch(28, 29), Stretch(29, 40), Stretch(10, 11)]
    assert blind_paragraphs(ONE, paragraphs, marks) == (
        BlindParagraph(ONE, 0, 10, 1),
        BlindParagraph(ONE, 21, 30, 2),
    )


@pytest.mark.parametrize(
    ("asked", "is_blind"),
    [
        ({}, True),
        ({ONE: [Stretch(0, 10)]}, True),
        ({ONE: [Stretch(0, 11)]}, False),
        ({ONE: [Stretch(19, 30)]}, False),
        ({ONE: [Stretch(20, 30)]}, True),
        ({TWO: [Stretch(0, 90)]}, True),
    ],
)
def test_that_a_claim_is_blind_unless_a_question_cites_its_words(asked, is_blind) -> None:
    claim = BlindClaim(ClaimId("m/C1"), "It is so.", ONE, 10, 20)
    assert bool(blind_claims([claim], asked)) is is_blind


@pytest.mark.parametrize(
    ("marks", "answers", "wrong", "is_struggle"),
    [
        (MANY_MARKS, FEW_ANSWERS, 2, True),
        (MANY_MARKS, FEW_ANSWERS, 1, False),
        (MANY_MARKS - 1, FEW_ANSWERS, FEW_ANSWERS, False),
        (MANY_MARKS, FEW_ANSWERS - 1, FEW_ANSWERS - 1, False),
        (20, 100, 40, True),
        (20, 100, 39, False),
    ],
)
def test_that_much_marked_and_failed_is_a_struggle(marks, answers, wrong, is_struggle) -> None:
    found = struggles({ONE: marks}, {ONE: (answers, wrong)})
    assert found == ((Struggle(ONE, marks, answers, wrong),) if is_struggle else ())


def test_that_the_worst_struggle_comes_first_and_unanswered_sections_are_none() -> None:
    found = struggles({ONE: 5, TWO: 5, SectionId("m/x"): 9}, {ONE: (10, 5), TWO: (10, 9)})
    assert [one.section for one in found] == [TWO, ONE]
