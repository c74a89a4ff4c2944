"""Between two versions of a text, passages go with their words, and with no others."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.precision import WAYS, kinds, precision, recall, tally
from carrel.domain.ids import SectionId
from carrel.domain.text.locate import Outcome
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.text.text_change import TextChange
from edited_texts import EDITS, Verdict, corpus, edited, judged

HOME, AWAY = SectionId("m/home"), SectionId("m/away")
BASE = corpus()
MOVING = ["paragraphs moved", "paragraphs moved to other sections", "sections reordered"]
CUTTING = ["paragraphs cut", "sections cut", "sentences cut"]


def in_one_line(section: int, at: float, count: int) -> tuple[int, int]:
    """First word and number of words of a passage within one line of a section."""
    lines = [line for line in BASE.sections[section] if line]
    which = int(at * len(lines))
    before = sum(len(line) for line in lines[:which])
    first = int((at * len(lines) - which) * len(lines[which]))
    return before + first, min(count, len(lines[which]) - first)


def is_told_from_all_others(passage: Passage) -> bool:
    """Whether it can be told from the text alone which of its places was meant."""
    lines = [line for text in BASE.plain.values() for line in text.split("\n")]
    mine = [line for line in lines if passage.quote in line]
    return len(mine) == 1 == mine[0].count(passage.quote) and len(mine[0].split()) > 6


PLACES = st.tuples(
    st.integers(0, len(BASE.sections) - 1),
    st.floats(0, 0.999),
    st.integers(1, 30),
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(MOVING + CUTTING), min_size=1, max_size=3),
    st.integers(0, 10**6),
    st.lists(PLACES, min_size=1, max_size=12),
)
def test_that_words_that_were_moved_or_cut_are_found_exactly_or_let_go(names, seed, places) -> None:
    now = edited(BASE, names, random.Random(seed))
    change = TextChange(BASE.plain, now.plain)
    counted: Counter[Verdict] = Counter()
    for section, at, count in places:
        passage, numbers = BASE.passage(section, *in_one_line(section, at, count))
        if not is_told_from_all_others(passage):
            continue
        found = change.locate(passage)
        counted[judged(numbers, now, found.section, found.start, found.end)] += 1
    assert not counted[Verdict.WRONG]
    assert not counted[Verdict.MISSED]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(list(EDITS)), max_size=3),
    st.integers(0, 10**6),
    st.lists(PLACES, min_size=1, max_size=12),
)
def test_that_a_place_that_is_given_is_in_the_new_text_and_tells_its_words(
    names, seed, places
) -> None:
    now = edited(BASE, names, random.Random(seed)).plain
    change = TextChange(BASE.plain, now)
    for section, at, count in places:
        passage, _ = BASE.passage(section, *in_one_line(section, at, count))
        found = change.locate(passage)
        if found.section is None:
            assert found.outcome is Outcome.ORPHANED
            continue
        assert found.quote == now[found.section][found.start : found.end] != ""
        is_same = found.quote == passage.quote
        is_there = (found.section, found.start) == (passage.section, passage.start)
        if is_same:
            assert found.outcome is (Outcome.EXACT if is_there else Outcome.MOVED)
        else:
            assert found.outcome is Outcome.ALTERED
        if not names:
            assert found.outcome is Outcome.EXACT


@pytest.mark.parametrize("way", WAYS)
def test_that_hardly_a_passage_is_misplaced_or_missed(way) -> None:
    counted = sum((tally(way, names, trials=2) for names in kinds(way)), Counter[Verdict]())
    assert precision(counted) >= 0.97
    assert recall(counted) >= 0.98


REFRAIN = "He said nothing at all."
OPENINGS = [
    "The judge asked for his name twice over.",
    "A clerk wrote down the hour of the day.",
    "Then the window was opened by the guard.",
    "His brother stood up and left the room.",
    "At noon they brought some bread and soup.",
]
FIVE_TIMES = [f"{opening} {REFRAIN}" for opening in OPENINGS]


def located(old: str, new: str, start: int, words: str):
    passage = passage_at(HOME, old, start, start + len(words))
    return TextChange({HOME: old}, {HOME: new}).locate(passage)


@pytest.mark.parametrize("nth", range(5))
@pytest.mark.parametrize("cut", range(5))
@pytest.mark.parametrize("glue", [" ", "\n"])
def test_that_each_of_five_equal_sentences_stays_itself_when_one_is_cut(nth, cut, glue) -> None:
    old = glue.join(FIVE_TIMES)
    new = glue.join(
        opening if number == cut else f"{opening} {REFRAIN}"
        for number, opening in enumerate(OPENINGS)
    )
    start = old.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1

    found = located(old, new, start, REFRAIN)

    if nth == cut:
        assert found.outcome is Outcome.ORPHANED
    else:
        assert found.start == new.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("nth", range(5))
def test_that_each_of_five_equal_sentences_goes_with_its_paragraph(nth, seed) -> None:
    lines = random.Random(seed).sample(FIVE_TIMES, 5)
    old, new = "\n".join(FIVE_TIMES), "\n".join(lines)
    start = old.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1
    found = located(old, new, start, REFRAIN)
    assert found.start == new.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1


@pytest.mark.parametrize("nth", range(5))
def test_that_one_of_five_equal_lines_stays_on_one_of_those_left(nth) -> None:
    old = "\n".join([REFRAIN] * 5)
    found = located(old, "\n".join([REFRAIN] * 4), nth * (len(REFRAIN) + 1), REFRAIN)
    assert found.quote == REFRAIN


def test_that_a_short_common_word_does_not_move_to_another_place_when_its_own_is_cut() -> None:
    old = "The keeper wrote a letter.\nThe lamp was lit by the keeper.\nNobody came for days."
    start = old.index("the keeper")
    found = located(old, "The keeper wrote a letter.\nNobody came for days.", start, "the keeper")
    assert found.outcome is Outcome.ORPHANED


def test_that_what_is_left_of_a_passage_stands_for_it() -> None:
    old = "One lamp burned all night. Two men watched the sea. Nobody slept."
    new = "Two men watched the dark sea. Nobody slept."
    found = located(old, new, 0, "One lamp burned all night. Two men watched the sea.")
    assert (found.outcome, found.quote) == (Outcome.ALTERED, "Two men watched the dark sea.")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("a “quoted” word", 'a "quoted" word'),
        ("it’s – or was – so", "it's - or was - so"),
        ("and so on … until", "and so on... until"),
        ("“Who is there?”", "»Who is there?«"),
    ],
)
def test_that_other_typographic_signs_keep_the_place(was, now) -> None:
    old = f"Before it all. They wrote {was} in the book. After it all."
    found = located(old, "New words. " + old.replace(was, now), old.index(was), was)
    assert (found.outcome, found.quote) == (Outcome.ALTERED, now)


def test_that_an_earlier_orphan_is_found_by_its_words_when_they_come_back() -> None:
    old = "Nothing of it is here."
    new = "Nothing of it is here. Two stone piers stand in the current of the river."
    passage = passage_at(AWAY, "Two stone piers stand in the current.", 0, 36)
    found = TextChange({HOME: old}, {HOME: new}).locate(passage)
    assert (found.outcome, found.section) == (Outcome.MOVED, HOME)


def test_that_a_text_of_which_nothing_is_left_lets_all_go() -> None:
    old = "One lamp burned all night. Two men watched the sea."
    found = located(old, "Bread is baked of flour, water and salt.", 0, "One lamp burned")
    assert found.outcome is Outcome.ORPHANED
    assert located(old, "", 0, "One lamp burned").outcome is Outcome.ORPHANED
