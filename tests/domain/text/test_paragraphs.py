"""The paragraphs that one could be asked about are the same whether a text is parsed or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.markdown import normalised, parse
from carrel.domain.text.paragraphs import (
    FEWEST_WORDS,
    Paragraph,
    is_plain,
    lines_as_paragraphs,
    paragraphs_of,
)

LONG = "One two three four five six seven eight"
BLOCKS = st.lists(
    st.sampled_from(
        [LONG, f"*{LONG}*", f"- {LONG}", f"> {LONG}", f"{LONG}\nand more", "Short.", "[a](b) c",
         f"1. {LONG}", "***", "", f"{LONG}\\", f"{LONG}  ", f"# {LONG}", "---", f"    {LONG}",
         f"a | b\n--- | ---\n{LONG} | d", f"x[^1]\n\n[^1]: {LONG}", f"```\n{LONG}\n```", "&amp; é"]
    ),
    max_size=6,
)  # fmt: skip


def askable(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    return [one for one in paragraphs if one.is_askable]


@given(BLOCKS.map("\n\n".join) | BLOCKS.map("\n".join))
def test_that_lines_are_the_blocks_of_a_text_that_is_plain(source: str) -> None:
    markdown = normalised(source)
    document = parse(markdown)
    if is_plain(markdown):
        found = lines_as_paragraphs(document.text)
        assert askable(found) == askable(paragraphs_of(document))


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        (LONG, 1),
        (" ".join(LONG.split()[: FEWEST_WORDS - 1]), 0),
        (f"- {LONG}\n- {LONG}", 2),
        (f"> {LONG}", 1),
        (f"# {LONG}", 0),
        (f"```\n{LONG}\n```", 0),
        (f"A note.[^1]\n\n[^1]: {LONG}", 0),
        (f"| {LONG} |\n| --- |\n| {LONG} |", 1),
        (f"{LONG}\\\n{LONG}", 1),
        ("![A picture of one two three four five six seven eight](a.png)", 0),
        ("", 0),
        (f"{LONG}?", 0),
        (f"“{LONG}?”", 0),
        (f"{LONG}:", 0),
        (f"After this section you will be able to:\n\n- {LONG}\n- {LONG}\n\n{LONG}", 1),
        (f"Nach diesem Kapitel können Sie:\n\n- {LONG}\n- {LONG}", 0),
        (f"There are two reasons for this:\n\n- {LONG}\n- {LONG}", 2),
        (f"You will be able to see both.\n\n- {LONG}", 1),
        (f"{' '.join([LONG] * 6)}?", 1),
    ],
)
def test_that_running_text_of_some_length_can_be_asked_about(markdown: str, count: int) -> None:
    assert len(askable(paragraphs_of(parse(markdown)))) == count


def test_that_a_book_of_plain_paragraphs_needs_no_parsing() -> None:
    assert is_plain(f"{LONG}\n\n*{LONG}* and [a link](https://example.org).")
    assert not is_plain(f"{LONG}\\\n{LONG}")
