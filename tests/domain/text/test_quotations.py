"""Quotations are found whatever their white space and, when asked, their typography."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.quotations import find_quotation


def found(text: str, quote: str, *, any_typography: bool = False) -> list[str]:
    places = find_quotation(text, quote, any_typography=any_typography)
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("a b a b", "a b", ["a b", "a b"]),
        ("a\nb", "a b", ["a\nb"]),
        ("a b", " a \n b ", ["a b"]),
        ("a\u00a0b", "a b", ["a\u00a0b"]),
        ("aaa", "aa", ["aa"]),
        ("café", "cafe\u0301", ["café"]),
        ("a.b", "a.b", ["a.b"]),
        ("axb", "a.b", []),
        ("A", "a", []),
        ("“a”", '"a"', []),
        ("a", "", []),
        ("a b", " ", []),
        ("x 👩‍👩‍👧 y", "👩‍👩‍👧", ["👩‍👩‍👧"]),
    ],
)
def test_that_words_are_found_with_any_white_space(
    text: str, quote: str, expected: list[str]
) -> None:
    assert found(text, quote) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“Don’t,” he said", '"Don\'t," he said'),
        ("«a» ‹b›", "\"a\" 'b'"),
        ("one—two", "one - two"),
        ("one – two", "one--two"),
        ("off‑ramps", "off-ramps"),
        ("wait … what", "wait ... what"),
        ("wait. . .", "wait…"),
    ],
)
def test_that_signs_of_one_kind_stand_for_each_other_when_asked(text: str, quote: str) -> None:
    assert found(f"x {text} y", quote, any_typography=True) == [text]
    assert found(f"x {text} y", quote) == []


def test_that_white_space_beside_a_dash_is_not_taken_in() -> None:
    assert found("a - b - c", "- b -", any_typography=True) == ["- b -"]
    assert found("a - b", "a -", any_typography=True) == ["a -"]


@given(st.text(max_size=40), st.data(), st.booleans())
def test_that_what_was_taken_from_a_text_is_found_in_it(
    text: str, data: st.DataObject, any_typography: bool
) -> None:
    text = unicodedata.normalize("NFC", text)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    words = text[start:end].strip()

    places = find_quotation(text, words, any_typography=any_typography)

    assert bool(places) == bool(words)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
