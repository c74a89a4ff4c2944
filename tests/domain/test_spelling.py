"""Near words are those that a few slips of the keyboard make of each other."""

from __future__ import annotations

import pytest

from carrel.domain.spelling import NearWord, likeliest, nearest_names, nearest_words, parted


@pytest.mark.parametrize(
    ("word", "near"),
    [("caht", ["chat", "cat"]), ("lnog", ["long"]), ("longg", ["long"]), ("zzzz", [])],
)
def test_that_swapped_missing_and_doubled_letters_are_slips(word, near):
    found = nearest_words(word, ["chat", "cat", "long", "unlike"], limit=5)
    assert sorted(one.words for one in found) == sorted(near)


def test_that_two_words_written_as_one_are_parted():
    assert [one.words for one in parted("redline", {"red", "line", "redli"})] == ["red line"]


def test_that_of_words_as_near_the_one_that_begins_alike_and_occurs_most_goes_first():
    near = [NearWord("bore", 1), NearWord("core", 1), NearWord("care", 1), NearWord("crre", 1)]
    ranked = likeliest(near, "cire", {"core": 1, "care": 9, "bore": 99})
    assert [one.words for one in ranked] == ["care", "core", "crre", "bore"]


def test_that_names_are_near_by_their_words():
    names = ["security order", "river towns", "nato"]
    assert nearest_names("securty ordr", names, limit=2)[0] == "security order"
    assert nearest_names("xyzzy", names, limit=2) == ()
