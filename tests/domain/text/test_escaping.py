"""Plain words written as Markdown come back as the same words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carrel.domain.text.document import BlockKind
from carrel.domain.text.escaping import heading, paragraph
from carrel.domain.text.markdown import normalised, parse
from carrel.domain.text.sections import split_sections

SIGNS = st.text(alphabet="ab1 \t\n*_`~[]()<>!^$|\\#>-+=.:{}&;\"'/@é\u0301\u00a0\u3000", max_size=40)


@given(SIGNS | st.text(max_size=40))
@example("1. a\n2) b")
@example("a\n---")
@example("a | b\n- | -")
@example("[^1]: a\n[^1]")
@example("    code")
@example("$$\nx\n$$")
@example("&amp; <b>a</b> <!-- -->")
@example("\u00a0 - a")
def test_that_words_written_as_markdown_come_back(words: str) -> None:
    words = normalised(words)
    lines = [re.sub("[ \t]+", " ", line).strip(" ") for line in words.split("\n")]
    expected = "\n".join(line for line in lines if line)

    document = parse(paragraph(words))

    assert document.text == expected
    assert all(block.kind is BlockKind.PARAGRAPH for block in document.blocks)
    assert not any(block.spans for block in document.blocks)


@pytest.mark.parametrize("words", ["Plain words, as they are: a-b (c) d's!", "snake_case", "5 > 3"])
def test_that_harmless_words_stay_as_they_are(words: str) -> None:
    assert paragraph(words) == words


@given(SIGNS)
@example("C #")
@example("a {#b .c}")
@example("1. a")
def test_that_a_title_written_as_markdown_comes_back(words: str) -> None:
    title = " ".join(normalised(words).split())

    (section,) = split_sections(heading(words, 2))

    assert (section.title, section.level, section.slug) == (title, 2, "")
