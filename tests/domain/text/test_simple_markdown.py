"""Simple Markdown is read without the parser just as the parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carrel.domain.text.escaping import paragraph
from carrel.domain.text.markdown import normalised, parsed
from carrel.domain.text.simple_markdown import simple_document

SIGNS = st.text(
    alphabet="ab1 \t\n*_`[]()<>!^$|\\#>-+=.:{}&;\"'@~é\u0301\u00a0\u3000汉", max_size=40
)
LINES = st.lists(
    st.sampled_from(
        ["a b", "b\\", "", " c", "1", "1.", "12 x", "\\- d", "\\\\", "e\\*", "(f)", "g  ", "-", "=",
         "é\u0301", "\u00a0h", "# i", "汉", "a. b", "“j”", "k\tl", "!", "m-", "\\<", "\\\u0338",
         "*n*", "a *b c*, **d** e", "- f", "- *g* h", "1. i", "7. j", "## k", "### *l*", "*m", "n*",
         "**o* p", "\"*q*\"", "(*r*)", "*s*t", "u*v*", "*w x.*", "# y {#z}", "- 1. a", "*1*",
         "- b\\", "8) c", "# d #", "*e **f* g**", "***h***", "\\*i*", "*j\\*", "* k", "*l\nm*"]
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

    document = simple_document(text)

    assert document is None or document == parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Words, and more.\n\nMore: it’s so.",
        "a\\\nb \\*c",
        "2001 it was",
        "",
        "Some *stress* and **more**, (*here*) “*there*”.",
        "Before:\n\n- a;\n- *b* c.\n\n### Questions\n\n3. d\n4. e\n\n9. f",
    ],
)
def test_that_simple_markdown_needs_no_parser(text: str) -> None:
    assert simple_document(text) == parsed(text)


@pytest.mark.parametrize(
    "text",
    ["*a *b*", "a\n- b", "- a\n  b", "# a #", "    a", "a  \nb", "a\\", "&amp;", "_a_", "[a](b)"],
)
def test_that_other_markup_is_left_to_the_parser(text: str) -> None:
    assert simple_document(text) is None
