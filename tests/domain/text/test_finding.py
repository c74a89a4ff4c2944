"""Words are found as a reader looks for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.finding import find_words

TEXT = "The Élysée 🦊 waits.\nThe elysee-palast, the WAR and warfare; ﬁnally naïve  hope."

FOUND = {
    "any case": ("the", {}, ["The", "The", "the"]),
    "without accents": ("elysee", {}, ["Élysée", "elysee"]),
    "with accents where there are none": ("wár", {}, ["WAR", "war"]),
    "whole words": ("war", {"are_whole": True}, ["WAR"]),
    "the same case": ("war", {"is_exact": True}, ["war"]),
    "over a line's end": ("waits. the", {}, ["waits.\nThe"]),
    "over several blanks": ("naive hope", {}, ["naïve  hope"]),
    "a hyphen as a blank": ("elysee palast", {}, ["elysee-palast"]),
    "a ligature": ("finally", {}, ["ﬁnally"]),
    "a part of a ligature": ("inally", {}, ["ﬁnally"]),
    "an emoji": ("🦊", {}, ["🦊"]),
    "signs that mean something to patterns": ("war.*", {}, []),
    "nothing": ("  ", {}, []),
    "what is not there": ("zebra", {}, []),
}


@pytest.mark.parametrize(("words", "how", "found"), FOUND.values(), ids=FOUND.keys())
def test_that_words_are_found(words, how, found):
    assert [TEXT[start:end] for start, end in find_words(TEXT, words, **how)] == found


def test_that_a_ligature_holds_a_letter_once():
    assert find_words("ﬀ", "f") == [(0, 1)]


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_that_places_lie_in_the_text_in_order_and_apart(text, words):
    found = find_words(text, words)
    edges = [edge for place in found for edge in place]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in found)
