"""Typed answers: what counts as the same, what as a slip, what as something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.questions.typed_answers import Closeness, compare, difference, fold


@pytest.mark.parametrize(
    ("typed", "accepted", "closeness"),
    [
        ("Détente", "detente", Closeness.SAME),
        ("rules based order", "rules-based order", Closeness.SAME),
        ("“Cold War”.", "Cold War", Closeness.SAME),
        ("ＣＯＬＤ  war", "Cold War", Closeness.SAME),
        ("enlargment", "enlargement", Closeness.SLIP),
        ("enlagrement", "enlargement", Closeness.SLIP),
        ("soverignity", "sovereignty", Closeness.SLIP),
        ("sovrgnty", "sovereignty", Closeness.OTHER),
        ("NAT", "NATO", Closeness.OTHER),
        ("1988", "1989", Closeness.OTHER),
        ("treaty of 1988", "treaty of 1989", Closeness.OTHER),
        ("war", "peace", Closeness.OTHER),
    ],
)
def test_that_a_typed_answer_compares_as(typed: str, accepted: str, closeness: Closeness) -> None:
    assert compare(typed, [accepted], forgives_slips=True).closeness is closeness


def test_that_a_slip_counts_only_where_slips_are_forgiven() -> None:
    assert compare("embolded", ["embolden"], forgives_slips=False).closeness is Closeness.OTHER


def test_that_the_nearest_accepted_answer_is_named() -> None:
    outcome = compare("divisoin", ["split", "division"], forgives_slips=True)
    assert outcome.nearest == "division"


def test_that_the_difference_shows_what_was_not_typed() -> None:
    pieces = difference("enlargment", "Enlargement")
    assert "".join(piece.text for piece in pieces) == "Enlargement"
    assert [piece.text for piece in pieces if not piece.is_same] == ["e"]


@given(st.text())
def test_that_an_answer_is_always_the_same_as_itself(text: str) -> None:
    assert compare(text, [text], forgives_slips=False).closeness is Closeness.SAME
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_that_a_difference_loses_nothing_of_the_right_answer(typed: str, wanted: str) -> None:
    assert "".join(piece.text for piece in difference(typed, wanted)) == wanted
