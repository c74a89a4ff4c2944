"""Changing an outline before it is stored loses no word and keeps levels in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.draft_outline import (
    DEEPEST,
    demoted,
    merged,
    promoted,
    retitled,
    split,
    without,
)
from carrel.domain.materials import DraftSection
from carrel.domain.text.markdown import parse


def outline(*shape: tuple[str, int]) -> tuple[DraftSection, ...]:
    return tuple(DraftSection(title, level, f"Text of {title}.") for title, level in shape)


def shape(sections) -> list[tuple[str, int]]:
    return [(one.title, one.level) for one in sections]


BOOK = outline(("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("B1", 2))

MOVES = [
    (promoted, 1, [("A", 1), ("A1", 1), ("A2", 2), ("B", 1), ("B1", 2)]),
    (promoted, 0, [("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("B1", 2)]),
    (demoted, 3, [("A", 1), ("A1", 2), ("A2", 2), ("B", 2), ("B1", 3)]),
    (demoted, 2, [("A", 1), ("A1", 2), ("A2", 3), ("B", 1), ("B1", 2)]),
    (demoted, 1, [("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("B1", 2)]),
    (demoted, 0, [("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("B1", 2)]),
    (without, 0, [("B", 1), ("B1", 2)]),
    (without, 4, [("A", 1), ("A1", 2), ("A2", 2), ("B", 1)]),
    (merged, 2, [("A", 1), ("A1", 2), ("B", 1), ("B1", 2)]),
    (merged, 0, [("A", 1), ("A1", 2), ("A2", 2), ("B", 1), ("B1", 2)]),
]


@pytest.mark.parametrize(("move", "index", "after"), MOVES)
def test_that_sections_move_with_what_is_below_them(move, index, after):
    assert shape(move(BOOK, index)) == after


def test_that_a_title_is_one_line_and_never_empty():
    assert retitled(BOOK, 0, " New \n title ")[0].title == "New title"
    assert retitled(BOOK, 0, "  ") == BOOK


def test_that_merging_keeps_the_title_as_a_heading():
    assert merged(BOOK, 1)[0].markdown == "Text of A.\n\n## A1\n\nText of A1."


def test_that_merged_footnotes_stay_apart():
    sections = tuple(DraftSection(f"S{n}", 1, f"word[^1]\n\n[^1]: note {n}") for n in (1, 2))
    notes = [one.text for one in parse(merged(sections, 1)[0].markdown).footnotes]
    assert notes == ["note 1", "note 2"]


def test_that_a_section_is_cut_at_a_paragraph_and_named_by_its_words():
    section = DraftSection("S", 2, "One.\n\n- a\n- b\n\nThree four five six seven eight nine ten.")
    first, second = split((section,), 0, 3)
    assert first.markdown == "One.\n\n- a\n- b"
    assert (second.title, second.level) == ("Three four five six seven eight nine ten.", 2)


def test_that_a_cut_within_a_list_is_made_before_the_list():
    section = DraftSection("S", 1, "One.\n\n- a\n- b")
    assert [one.markdown for one in split((section,), 0, 2)] == ["One.", "- a\n- b"]


def test_that_a_heading_at_the_cut_becomes_the_title():
    section = DraftSection("S", 1, "One.\n\n### Two *now*\n\nThree.")
    _, second = split((section,), 0, 1)
    assert (second.title, second.markdown) == ("Two now", "Three.")


def test_that_a_cut_carries_the_footnotes_that_the_second_part_uses():
    section = DraftSection("S", 1, "One[^a].\n\nTwo[^b].\n\n[^a]: first\n\n[^b]: second")
    notes = [
        [one.text for one in parse(part.markdown).footnotes] for part in split((section,), 0, 1)
    ]
    assert notes == [["first"], ["second"]]


def test_that_nothing_is_cut_before_the_first_block():
    section = DraftSection("S", 1, "One.\n\nTwo.")
    assert split((section,), 0, 0) == (section,)


LEVELS = st.lists(st.integers(1, 4), min_size=1, max_size=8)
STEPS = st.lists(st.tuples(st.sampled_from(["up", "down", "merge", "split"]), st.integers(0, 20)))


@given(LEVELS, STEPS)
def test_that_no_word_is_lost_by_any_steps(levels, steps):
    sections = tuple(
        DraftSection(f"title{n}", level, f"first{n} words.\n\nsecond{n} words.")
        for n, level in enumerate(levels)
    )
    words = {f"{name}{n}" for n in range(len(levels)) for name in ("first", "second", "title")}
    acts = {"up": promoted, "down": demoted, "merge": merged}
    for name, number in steps:
        index = number % len(sections)
        sections = split(sections, index, 1) if name == "split" else acts[name](sections, index)
        assert all(1 <= one.level <= DEEPEST for one in sections)
    text = " ".join(f"{one.title} {parse(one.markdown).text}" for one in sections)
    assert words <= set(text.replace(".", " ").split())
