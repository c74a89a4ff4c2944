"""Plain paragraphs are read without the parser just as the parser reads them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carrel.domain.text.escaping import paragraph
from carrel.domain.text.markdown import normalised, parse, parsed
from carrel.domain.text.plain_paragraphs import plain_document

SIGNS = st.text(
    alphabet="ab1 \t\n*_`[]()<>!^$|\\#>-+=.:{}&;\"'@~é\u0301\u00a0\u3000汉", max_size=40
)
LINES = st.lists(
    st.sampled_from(
        ["a b", "b\\", "", " c", "1", "1.", "12 x", "\\- d", "\\\\", "e\\*", "(f)", "g  ", "-", "=",
         "é\u0301", "\u00a0h", "# i", "汉", "a. b", "“j”", "k\tl", "!", "m-", "\\<", "\\\u0338"]
    ),
    max_size=8,
)  # fmt: skip


@given(LINES.map("\n".join) | SIGNS | SIGNS.map(paragraph))
@example("a\\\n\\\nb")
@example("a\\\n\nb")
@example("a\\")
@example("1) a")
@example("a\n===")
@example("\\\n")
def test_that_it_is_the_document_that_the_parser_makes(markdown: str) -> None:
    text = normalised(markdown)

    document = plain_document(text)

    assert document is None or document == parsed(text)


@pytest.mark.parametrize(
    "text", ["Words, and more.\n\nMore: it’s so.", "a\\\nb \\*c", "2001 it was", ""]
)
def test_that_plain_words_need_no_parser(text: str) -> None:
    assert plain_document(text) == parse(text)


@pytest.mark.parametrize(
    "text", ["*a*", "a\n- b", "1. a", "# a", "    a", "a  \nb", "a\\", "&amp;"]
)
def test_that_markup_is_left_to_the_parser(text: str) -> None:
    assert plain_document(text) is None
