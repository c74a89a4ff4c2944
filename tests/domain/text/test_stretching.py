"""An end of a passage goes on or back by a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.stretching import Edge, stretched

TEXT = "One two-fold word, it’s “said”. 漢字 x"

CASES = {
    "a word more": ("word", Edge.END, 1, "word, it’s"),
    "a word less": ("two-fold word", Edge.END, -1, "two-fold"),
    "never the last word": ("word", Edge.END, -1, "word"),
    "not beyond the end": ("x", Edge.END, 1, "x"),
    "a word more before": ("word", Edge.START, -1, "two-fold word"),
    "a word less before": ("two-fold word", Edge.START, 1, "word"),
    "never the only word from before": ("word", Edge.START, 1, "word"),
    "not before the beginning": ("One", Edge.START, -1, "One"),
    "the rest of a word that was cut": ("two-fold wo", Edge.END, 1, "two-fold word"),
    "to the end of the word before the cut": ("two-fold wo", Edge.END, -1, "two-fold"),
    "a sign at a time": ("“said", Edge.END, 1, "“said”. 漢"),
}


@pytest.mark.parametrize(("words", "edge", "by", "held"), CASES.values(), ids=CASES.keys())
def test_that_a_passage_is_stretched_by(words, edge, by, held):
    start = TEXT.index(words)
    start, end = stretched(TEXT, start, start + len(words), edge=edge, by=by)
    assert TEXT[start:end] == held


@given(st.text(), st.data(), st.sampled_from(Edge), st.sampled_from([1, -1]))
def test_that_a_passage_stays_in_the_text_and_keeps_what_it_held_when_it_grows(
    text, data, edge, by
):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new_start, new_end = stretched(text, start, end, edge=edge, by=by)
    assert 0 <= new_start <= new_end <= len(text)
    if (edge is Edge.END) == (by > 0):
        assert new_start <= start
        assert new_end >= end
