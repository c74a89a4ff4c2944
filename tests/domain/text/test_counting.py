"""Words are counted by white space, and by signs where a script has none."""

from __future__ import annotations

import pytest

from carrel.domain.text.counting import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The mill  stands\nthere.", 4),
        ("L’été à Orléans", 3),
        ("강이 흐른다", 2),
        ("水车在河边", 3),
        ("水车 1712 mill", 3),
        ("かわ", 1),
        ("กังหันน้ำ", 2),
    ],
)
def test_that_words_are_counted_in_any_script(text, words):
    assert count_words(text) == words


def test_that_a_long_text_without_spaces_is_no_single_word():
    assert count_words("水车" * 6_000) == 6_000
