"""Marks that lie over each other keep apart, and stand where their words are."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QTextDocument

from carrel.ui.widgets.text_marks import TextMark, stacked, word_rects

STACKS = {
    "apart": ([(0, 4), (6, 9)], [0, 0]),
    "touching": ([(0, 4), (4, 9)], [0, 0]),
    "overlapping": ([(0, 6), (4, 9)], [0, 1]),
    "nested": ([(0, 9), (2, 4), (5, 6)], [0, 1, 1]),
    "three deep, then one": ([(0, 9), (1, 8), (2, 7), (10, 12)], [0, 1, 2, 0]),
    "the lowest place that is free": ([(0, 3), (1, 9), (4, 8)], [0, 1, 0]),
}


@pytest.mark.parametrize(("spans", "depths"), STACKS.values(), ids=STACKS.keys())
def test_that_marks_are_stacked(spans, depths):
    marks = stacked(TextMark(str(n), *span) for n, span in enumerate(spans))
    assert [mark.depth for mark in marks] == depths


@pytest.fixture
def document(qapp):
    document = QTextDocument("one two three four five six seven")
    document.setTextWidth(100)
    document.size()
    return document


def test_that_words_on_one_line_have_one_box(document):
    (box,) = word_rects(document, 4, 7)
    (whole,) = word_rects(document, 0, 7)
    assert box.right() == pytest.approx(whole.right())
    assert box.left() > whole.left()


def test_that_words_over_several_lines_have_a_box_on_each(document):
    boxes = list(word_rects(document, 0, 33))
    assert len(boxes) == document.firstBlock().layout().lineCount()
    assert len(boxes) > 1
    assert all(above.bottom() <= below.top() + 1 for above, below in itertools.pairwise(boxes))


def test_that_words_where_directions_meet_have_a_box_on_each_side(qapp):
    document = QTextDocument("abc שלום עולם xyz")
    document.setTextWidth(500)
    document.size()
    # "abc " and the first Hebrew word, which stands to the right of the second.
    assert len(list(word_rects(document, 0, 8))) == 2


def test_that_no_words_have_no_box(document):
    assert list(word_rects(document, 5, 5)) == []
