"""What is typed into the search field is read, and nothing typed is ever an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.search_filters import (
    Condition,
    FilterName,
    PendingFilter,
    completed,
    pending_filter,
)
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


@pytest.mark.parametrize(
    ("typed", "conditions"),
    [
        ("topic:nato", (Condition(FilterName.TOPIC, ("nato",)),)),
        ('TOPIC:"red line" war', (Condition(FilterName.TOPIC, ("red line",)),)),
        ('topic:"never closed', (Condition(FilterName.TOPIC, ("never closed",)),)),
        ("color:important", (Condition(FilterName.COLOUR, ("important",)),)),
        ("-in:notes", (Condition(FilterName.IN, ("notes",), is_unwanted=True),)),
        ("in:notes in:claims", (Condition(FilterName.IN, ("notes", "claims")),)),
        (
            "topic:a topic:b",
            (Condition(FilterName.TOPIC, ("a",)), Condition(FilterName.TOPIC, ("b",))),
        ),
        ("topic:a OR topic:b", (Condition(FilterName.TOPIC, ("a", "b")),)),
        ("topic:nat*", (Condition(FilterName.TOPIC, ("nat",)),)),
        ("topic: in: due:*", ()),
        ('"topic:nato" x-topic:nato topics:nato', ()),
    ],
)
def test_that_filters_are_read_apart_from_words(typed, conditions):
    assert parse(typed).conditions == conditions


def test_that_words_around_filters_stay_words():
    assert parse("war topic:nato OR peace").wanted == terms("war", "peace")


@pytest.mark.parametrize(
    ("typed", "pending"),
    [
        ("war topic:na", PendingFilter(FilterName.TOPIC, "na", 10)),
        ('-topic:"red li', PendingFilter(FilterName.TOPIC, "red li", 7)),
        ("colour:", PendingFilter(FilterName.COLOUR, "", 7)),
        ("topic:nato ", None),
        ('topic:"nato"', None),
        ("subtopic:nato", None),
        ("topic", None),
    ],
)
def test_that_the_filter_that_is_being_typed_is_told(typed, pending):
    assert pending_filter(typed) == pending


def test_that_a_pending_filter_is_completed_with_its_quotation_marks():
    assert completed("war topic:se", "Security order") == 'war topic:"Security order" '
    assert completed('war -topic:"se', "NATO") == "war -topic:NATO "
    assert completed("war", "NATO") == "war"
