"""How an outline is cut into pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.reading_pages import minutes_for, pace, pages_of


def outline(*parts: tuple[int, int]) -> list[OutlineEntry]:
    """Entries of these levels and words, named by their number."""
    return [
        OutlineEntry(SectionId(f"m/{number}"), "", level, words, is_read=False)
        for number, (level, words) in enumerate(parts)
    ]


def cut(*parts: tuple[int, int]) -> list[list[str]]:
    return [[entry.id[2:] for entry in page] for page in pages_of(outline(*parts), 100)]


PAGES = {
    "nothing": ([], []),
    "top sections": ([(1, 5), (1, 5)], [["0"], ["1"]]),
    "sub-sections with theirs": ([(1, 5), (2, 5), (3, 5), (1, 5)], [["0", "1", "2"], ["3"]]),
    "a long chapter before sub-sections": (
        [(1, 40), (2, 40), (2, 40), (3, 40), (1, 5)],
        [["0", "1"], ["2", "3"], ["4"]],
    ),
    "a section that is too long alone": ([(1, 5), (2, 500), (2, 5)], [["0"], ["1"], ["2"]]),
    "a text that begins below the top": ([(2, 5), (2, 5), (1, 5)], [["0"], ["1"], ["2"]]),
}


@pytest.mark.parametrize(("parts", "pages"), PAGES.values(), ids=PAGES.keys())
def test_that_pages_are_cut_from(parts, pages):
    assert cut(*parts) == pages


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 300))))
def test_that_every_section_is_on_one_page_in_its_order(parts):
    assert [name for page in cut(*parts) for name in page] == [str(n) for n in range(len(parts))]


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (220, 1), (221, 2)])
def test_that_minutes_are_rounded_up(words, minutes):
    assert minutes_for(words) == minutes


@pytest.mark.parametrize(
    ("words", "seconds", "told"),
    [
        (0, 0.0, None),
        (999, 300.0, None),
        (1_000, 0.0, None),
        (1_000, 300.0, 200.0),
        (1_000, 1.0, 600.0),
        (1_000, 100_000.0, 60.0),
    ],
)
def test_that_a_pace_is_known_after_enough_words_and_believed_within_bounds(words, seconds, told):
    assert pace(words, seconds) == told
