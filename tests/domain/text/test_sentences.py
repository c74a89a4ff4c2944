"""Texts are cut into sentences where a reader would cut them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "Nobody came."],
        ["Why?", "Because!", "So be it…", "Then silence."],
        ["He paid 3.50 euros.", "It was 5.", "He left."],
        ["Dr. Smith met Mr. J. R. Jones at No. 5.", "They spoke."],
        ["See Fig. 3 and pp. 12 ff. for it.", "Done."],
        ["He works for the U.S. Army.", "It pays."],
        ["He lived in the U.S.", "The house is gone."],
        ["They sold books, maps, etc.", "The shop closed."],
        ["E.g. this one, i.e. that one.", "Next."],
        ["“Why?” he asked.", "“Because,” she said."],
        ["“It is late.”", "He rose."],
        ["(He was wrong.)", "She knew."],
        ["Wait... what is it?", "Nothing..."],
        ["He stopped…", "The door opened."],
        ["He came at 5 p.m. on Monday.", "It was dark."],
        ["Am 3. Mai kam er an.", "Er blieb, z.B. wegen des Wetters."],
        ["M. le comte arrive.", "Il parle."],
        ["It came out on Aug. 17 and in Sept. 2003.", "It sold well in Dec.", "Then it did not."],
        ["La loi du 3 févr. 1998 a changé.", "Elle dure."],
        ["¿Qué pasa?", "¡Nada!", "Bien."],
        ["他来了。", "“你好吗？”", "没人回答！"],
        ["هل جاء؟", "نعم."],
        ["A heading", "A line below it.", "And more"],
        ["Version 2.0.1 is out.", "See example.com for it."],
        ["He said no.", "Then 5 came."],
        ["He owned a gen.", "It hummed.", "They asked Gen. Lee."],
        ["One!?", "Two."],
        ["👩‍👩‍👧 came.", "🇫🇷 won."],
    ],
)
def test_that_texts_are_cut_where_sentences_end(parts: list[str]) -> None:
    separator = "\n" if parts[0] == "A heading" else " "
    assert cut(separator.join(parts)) == parts


def test_that_a_line_end_ends_a_sentence() -> None:
    assert cut("one\ntwo three\n\n four ") == ["one", "two three", "four"]
    assert cut("") == []
    assert cut(" \n\t") == []


@given(st.text(alphabet='aA1 .!?…。\n\t"”)’é👩\u0301\u00a0', max_size=60))
def test_that_all_words_are_in_one_sentence_each(text: str) -> None:
    found = sentences(text)

    covered = {index for start, end in found for index in range(start, end)}
    assert {index for index, sign in enumerate(text) if not sign.isspace()} <= covered
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    for start, end in found:
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
