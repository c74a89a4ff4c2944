"""What is typed into the search field is read, and nothing typed is ever an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.search_query import MOST_TERMS, Query, Term, parse


def terms(*words: str) -> tuple[tuple[Term, ...], ...]:
    return tuple((Term(word),) for word in words)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("war peace", Query(terms("war", "peace"))),
        ('"red line" war', Query(((Term("red line", is_literal=True),), (Term("war"),)))),
        ("“red line”", Query(((Term("red line", is_literal=True),),))),
        ('"never closed', Query(((Term("never closed", is_literal=True),),))),
        ("nego*", Query(((Term("nego", is_prefix=True),),))),
        ('"red li"*', Query(((Term("red li", is_prefix=True, is_literal=True),),))),
        ("war -peace", Query(terms("war"), (Term("peace"),))),
        ('-"red line"', Query((), (Term("red line", is_literal=True),))),
        ("war OR peace now", Query(((Term("war"), Term("peace")), (Term("now"),)))),
        ("OR war OR", Query(terms("OR", "war", "OR"))),
        ("war or peace", Query(terms("war", "or", "peace"))),
        ("a\x00b\ud800 c", Query(terms("ab", "c"))),
        ("( - ) * \" ++ 'a", Query(((Term("++ 'a", is_literal=True),),))),
        ("", Query(())),
        ("  \t", Query(())),
        ("AND NOT (", Query(terms("AND", "NOT"))),
    ],
)
def test_that_words_phrases_prefixes_and_signs_are_read(typed, query):
    assert parse(typed) == query


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("war nego", True),
        ("war nego ", False),
        ('"nego', True),
        ('"nego"', False),
        ("-nego", False),
    ],
)
def test_that_the_last_word_may_go_on_while_one_types(typed, goes_on):
    query = parse(typed, is_unfinished=True)
    assert any(term.is_prefix for group in query.wanted for term in group) is goes_on


def test_that_a_pasted_page_asks_for_its_first_words_only():
    assert len(parse("word " * 1_000).wanted) == MOST_TERMS


@given(st.text() | st.text(alphabet='"*-O R()a\x00:^'), st.booleans())
def test_that_any_text_is_read_into_terms_with_a_letter_or_digit(typed, is_unfinished):
    query = parse(typed, is_unfinished=is_unfinished)
    for term in [*(term for group in query.wanted for term in group), *query.unwanted]:
        assert any(character.isalnum() for character in term.words)
        assert '"' not in term.words
