"""Folding makes ways of writing alike and remembers where every character came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.folding import fold, fold_with_places


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élysée", "elysee"),
        ("E\u0301lyse\u0301e", "elysee"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("back‑channel", "back channel"),
        ("back\u00a0channel", "back channel"),
        ("co\u00adoperation", "cooperation"),
        ("Macron’s", "macron's"),
        ("ὈΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("מֶלֶךְ", "מלך"),
        ("かがみ", "かがみ"),
        ("ﬁnal", "final"),
        ("한국", "한국"),
        ("हिन्दी", "हिन्दी"),
        ("a\nb", "a\nb"),
    ],
)
def test_that_ways_of_writing_fold_to_one(written, folded):
    assert fold(written) == folded


def test_that_a_mark_that_changes_the_letter_is_kept():
    assert fold("か") != fold("が")


def test_that_a_plain_text_needs_no_places():
    assert fold_with_places("Plain text") == ("plain text", None)


@given(st.text())
def test_that_every_folded_character_comes_from_the_character_at_its_place(text):
    folded, places = fold_with_places(text)
    places = list(range(len(text) + 1)) if places is None else places
    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert all(folded[i] in fold(text[places[i]]) for i in range(len(folded)))


@given(st.text())
def test_that_case_makes_no_difference_to_letters_that_keep_their_own(text):
    plain = "".join(c for c in text if len(c.upper()) == 1 and c.upper().lower() == c)
    assert fold(plain) == fold(plain.upper())
