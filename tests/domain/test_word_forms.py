"""Words share their forms within a language."""

from __future__ import annotations

import pytest

from carrel.domain.word_forms import forms, root


@pytest.mark.parametrize(
    ("word", "other", "language"),
    [
        ("negotiate", "negotiation", "en"),
        ("negotiations", "negotiate", "en-GB"),
        ("studies", "study", "en"),
        ("leader", "leaders", "en"),
        ("nations", "nation", "fr"),
        ("hauses", "haus", "de"),
    ],
)
def test_that_forms_of_a_word_are_found_from_each_other(word, other, language):
    assert other.startswith(root(word, language))
    assert forms(word, [word, other, "sonata"], language) == (other,)


@pytest.mark.parametrize(
    ("word", "language"), [("war", "en"), ("1939", "en"), ("слово", "xx"), ("nation", "")]
)
def test_that_short_words_numbers_and_unknown_languages_have_no_other_forms(word, language):
    assert root(word, language) == ""
