"""Names are found by a few of their letters, the best way of standing in them first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.name_matching import match_name

NAMES = ("Write note", "Write note on the section", "Next note or highlight", "Quit", "Back up now")


def best(typed: str) -> list[str]:
    found = [(match, name) for name in NAMES if (match := match_name(typed, name))]
    return [name for _, name in sorted(found)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("write n", ["Write note", "Write note on the section"]),
        ("note", ["Next note or highlight", "Write note", "Write note on the section"]),
        ("note write", ["Write note", "Write note on the section"]),
        ("wns", ["Write note on the section"]),
        ("bun", ["Back up now"]),
        ("uit", ["Quit"]),
        ("qiut", ["Quit"]),
        ("wriet ntoe", ["Write note", "Write note on the section"]),
        ("QUÍT", ["Quit"]),
        ("zzz", []),
    ],
)
def test_that_names_are_found_by_their_letters(typed, names):
    assert best(typed) == names


def test_that_nothing_typed_means_every_name():
    assert len(best("  ")) == len(NAMES)


def test_that_the_letters_typed_are_marked():
    match = match_name("no se", "Write note on the section")
    assert match is not None
    assert match.marks == ((6, 8), (18, 20))


@given(st.text(), st.text())
def test_that_any_text_can_be_matched_with_any_name(typed, name):
    match = match_name(typed, name)
    if match is not None:
        assert all(0 <= start <= end <= len(name) for start, end in match.marks)


@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1), min_size=1))
def test_that_a_name_is_found_by_itself(words):
    name = " ".join(words)
    assert match_name(name, name) is not None
