"""Slugs are made from titles in any script, and made unique by a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.slugs import MAX_LENGTH, is_slug, slug_of, unique_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Macron's Approach to Diplomacy", "macrons-approach-to-diplomacy"),
        ("The Context: Why Are They Talking?", "the-context-why-are-they-talking"),
        ("Élysée — Überblick", "elysee-uberblick"),
        ("Война и мир", "воина-и-мир"),
        ("東京 2020", "東京-2020"),
        ("snake_case  title ", "snake-case-title"),
        ("?!", "section"),
        ("", "section"),
    ],
)
def test_that_a_title_becomes_a_readable_slug(title, slug):
    assert slug_of(title, fallback="section") == slug


@given(st.text())
def test_that_a_slug_is_short_has_no_blanks_or_slashes_and_is_its_own_slug(title):
    slug = slug_of(title, fallback="section")
    assert 0 < len(slug) <= MAX_LENGTH
    assert not any(letter.isspace() or letter in "/#?" for letter in slug)
    assert slug == slug.strip("-")


def test_that_a_long_title_is_cut_between_words():
    slug = slug_of("word " * 40, fallback="section")
    assert slug == "-".join(["word"] * (len(slug) // 5 + 1))


def test_that_the_first_free_number_is_taken():
    taken = {"book", "book-2"}
    assert unique_slug("book", taken.__contains__) == "book-3"
    assert unique_slug("leaf", taken.__contains__) == "leaf"


@pytest.mark.parametrize(
    ("text", "valid"),
    [("a", True), ("eu-nato", True), ("a--b", False), ("-a", False), ("A", False), ("é", False)],
)
def test_that_only_plain_slugs_may_be_written_by_authors(text, valid):
    assert is_slug(text) is valid
