"""Where pages of the printed original begin is known, and is no part of the text."""

from __future__ import annotations

import pytest

from carrel.domain.text.markdown import parse

MARKDOWN = """\
before

<a id="page-12"></a>One two<a id="page-13"></a> three.

- four <a id="page-xiv"></a>five

<a id="page-15"></a>

| six | seven |
| --- | --- |
"""


def test_that_the_marks_of_pages_leave_no_text() -> None:
    assert parse(MARKDOWN).text == "before\nOne two three.\nfour five\nsix\tseven"


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("before", ""),
        ("One", "12"),
        ("wo", "12"),
        ("three", "13"),
        ("four", "13"),
        ("five", "xiv"),
        ("six", "15"),
    ],
)
def test_that_words_know_their_page(words: str, page: str) -> None:
    document = parse(MARKDOWN)

    assert document.page_at(document.text.index(words)) == page


def test_that_a_text_without_marks_has_no_pages() -> None:
    assert parse("words").page_at(2) == ""
