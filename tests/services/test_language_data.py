"""Words are found by a language's tag, whatever region it names."""

from __future__ import annotations

import pytest

from carrel.services.language_data import known_languages, words_of


@pytest.mark.parametrize("tag", ["fr", "fr-CA", "FR_be"])
def test_that_a_language_is_known_by_its_primary_tag(tag: str) -> None:
    assert words_of(tag).name == "français"


@pytest.mark.parametrize("tag", ["", "eo", "../fr"])
def test_that_a_language_without_data_has_no_words(tag: str) -> None:
    words = words_of(tag)
    assert not words.has_data
    assert words.dates.months == ()


def test_that_english_and_french_are_known() -> None:
    assert {"en", "fr"} <= set(known_languages())
