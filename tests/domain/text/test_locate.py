"""Words are found again after a text has changed: exact, moved, altered, or orphaned."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from carrel.domain.ids import SectionId
from carrel.domain.text.locate import (
    ORPHANED,
    Outcome,
    Selector,
    locate,
    locate_in_sections,
    nearest_match,
    relocated,
)
from carrel.domain.text.passage import Passage, passage_at

HOME = SectionId("m/home")
AWAY = SectionId("m/away")

TEXT = """\
The lighthouse keeper writes down every ship that passes the cape, and he has done so since \
the year in which his father died. He’s careful: a ship without a flag is drawn, not named.
Storms are rarer now than they were, or so the old people in the harbour say. Nobody has \
counted them. The keeper's books could settle the matter, yet nobody has asked him for them.
In the town hall there is a map 🗺️ on which the wrecks are marked in red; children are told \
that each dot is a captain who would not listen. The map was drawn by a man who never went to sea.
他每天晚上点亮灯塔。没有人问过他为什么。风暴来的时候，他总是在那里。
كان الحارس يكتب كل ليلة في دفتره القديم، ولم يقرأه أحد من أهل المدينة.
One evening a letter came. It asked for the books, all of them, within a week. The keeper read \
it twice, put it under the lamp, and went up the stairs to light the fire as he always did.\
"""
PARAGRAPHS = TEXT.split("\n")


def passage_of(words: str, *, text: str = TEXT, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return passage_at(HOME, text, start, start + len(words))


SENTENCES = [
    "The map was drawn by a man who never went to sea.",
    "Storms are rarer now than they were, or so the old people in the harbour say.",
    "他每天晚上点亮灯塔。",
    "ولم يقرأه أحد من أهل المدينة",
    "a map 🗺️ on which the wrecks are marked",
    "captain",
]


@given(st.text(max_size=60), st.data())
def test_that_any_quotation_taken_from_a_text_is_found_again(
    text: str, data: st.DataObject
) -> None:
    size = len(text)
    start, end = sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size))))

    found = locate(passage_at(HOME, text, start, end), text)

    assert (found.outcome, found.start, found.end) == (Outcome.EXACT, start, end)
    assert found.quote == text[start:end]


WORDS = st.lists(
    st.sampled_from(
        [
            "sea",
            "the",
            "é",
            "e\u0301",
            "👩‍👩‍👧",
            "🇫🇷",
            "灯塔",
            "سفينة",
            "שלום",
            "don’t",
            "x.",
            "\n",
            "-",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS, st.integers(0, len(TEXT)), st.data())
@example(["👩‍👩‍👧"], 0, None)
def test_that_words_are_found_at_the_shifted_place_after_edits_elsewhere(
    inserted: list[str], at: int, data: st.DataObject | None
) -> None:
    start, end = 100, 160
    if data is not None:
        start = data.draw(st.integers(0, len(TEXT) - 12))
        end = data.draw(st.integers(start + 12, min(len(TEXT), start + 200)))
    assume(at <= start or at >= end)
    words = " ".join(inserted) + " "
    changed = TEXT[:at] + words + TEXT[at:]
    shift = len(words) if at <= start else 0

    found = locate(passage_at(HOME, TEXT, start, end), changed)

    assert (found.start, found.end) == (start + shift, end + shift)
    assert found.outcome == (Outcome.MOVED if shift else Outcome.EXACT)


@pytest.mark.parametrize("words", SENTENCES)
@pytest.mark.parametrize("seed", range(5))
def test_that_words_are_found_when_paragraphs_change_places(words: str, seed: int) -> None:
    paragraphs = PARAGRAPHS.copy()
    random.Random(seed).shuffle(paragraphs)
    changed = "\n".join(paragraphs)

    found = locate(passage_of(words), changed)

    assert found.outcome in (Outcome.MOVED, Outcome.EXACT)
    assert found.start == changed.index(words)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Storms are rarer now than they were", "Storms are much rarer today than they were"),
        (
            "a ship without a flag is drawn, not named",
            "ships without any flag are drawn, not named",
        ),
        ("He’s careful: a ship", "He's careful: a ship"),
        ("He’s careful: a ship", "He’s  careful -- a ship"),
        ("within a week", "within two weeks"),
        ("the wrecks are marked in red", "the wrecks are now all marked in red"),
        ("他每天晚上点亮灯塔", "他每天夜里点亮灯塔"),
        ("يكتب كل ليلة في دفتره القديم", "يكتب كل يوم في دفتره القديم"),
        ("captain", "Captain"),
        ("a map 🗺️ on which", "a chart 🗺️ on which"),
    ],
)
def test_that_edited_words_are_found_with_their_right_ends(words: str, now: str) -> None:
    changed = "Something new before it.\n" + TEXT.replace(words, now)

    found = locate(passage_of(words), changed)

    assert found.outcome is Outcome.ALTERED
    assert found.quote == now
    assert found.start == changed.index(now)


def test_that_a_long_quotation_edited_in_many_places_is_found() -> None:
    paragraph = " ".join(
        f"Item {n} weighs {n * 7} stones and was found by boat {n % 5}." for n in range(300)
    )
    text = f"{TEXT}\n{paragraph}\n{TEXT}"
    edited = paragraph.replace("stones", "pounds").replace("boat 3", "the third boat")
    changed = f"{TEXT}\nA line.\n{edited}\n{TEXT}"

    found = locate(passage_of(paragraph, text=text), changed)

    assert (found.outcome, found.quote) == (Outcome.ALTERED, edited)


@pytest.mark.parametrize("words", SENTENCES)
def test_that_cut_words_are_orphans(words: str) -> None:
    rest = "\n".join(paragraph for paragraph in PARAGRAPHS if words not in paragraph)

    assert locate(passage_of(words), rest) == ORPHANED
    assert locate(passage_of(words), "") == ORPHANED
    assert not ORPHANED.is_found


REPEATED = "He said nothing at all."
FIVE_TIMES = " ".join(
    f"{opening} {REPEATED}"
    for opening in (
        "The judge asked for his name twice over.",
        "A clerk wrote down the hour of the day.",
        "Then the window was opened by the guard.",
        "His brother stood up and left the room.",
        "At noon they brought some bread and soup.",
    )
)


@pytest.mark.parametrize("nth", range(5))
def test_that_of_equal_sentences_the_one_with_its_surroundings_is_found(nth: int) -> None:
    passage = passage_of(REPEATED, text=FIVE_TIMES, nth=nth)
    before = "It had rained. " * 20
    changed = before + FIVE_TIMES

    found = locate(passage, changed)

    assert (found.outcome, found.start) == (Outcome.MOVED, passage.start + len(before))


@pytest.mark.parametrize("nth", range(5))
def test_that_an_edited_one_of_equal_sentences_is_not_taken_for_another(nth: int) -> None:
    passage = passage_of(REPEATED, text=FIVE_TIMES, nth=nth)
    now = "He answered nothing at all."
    changed = FIVE_TIMES[: passage.start] + now + FIVE_TIMES[passage.end :]

    found = locate(passage, changed)

    assert (found.outcome, found.quote) == (Outcome.ALTERED, now)


def test_that_equal_words_in_equal_surroundings_are_told_apart_by_distance() -> None:
    text = "the same line over and over again, word for word\n" * 9

    for nth in range(1, 8):
        passage = passage_of("over and over", text=text, nth=nth)
        assert locate(passage, "A bit more.\n" + text).start == passage.start + 12


def test_that_surroundings_count_more_than_the_old_place() -> None:
    passage = passage_of(
        "the keeper", text="first the keeper slept. then he woke, and the keeper ate bread."
    )
    changed = "now, once the keeper dreamt. lo, first the keeper slept. then he woke."

    assert locate(passage, changed).start == changed.index("the keeper slept")


@pytest.mark.parametrize("words", ["sea", "keeper", "of", "listen", "red;"])
def test_that_short_words_without_their_surroundings_are_orphans(words: str) -> None:
    unrelated = (
        "A red sea is of no use to those who listen, the keeper of the zoo told us yesterday."
    )

    assert locate(passage_of(words), unrelated) == ORPHANED


def test_that_white_space_at_the_edges_of_a_selection_is_kept_where_it_is() -> None:
    passage = passage_of(" on ")

    found = locate(passage, TEXT.replace("a map", "a map sea don’t"))
    assert (found.outcome, found.quote) == (Outcome.MOVED, " on ")
    found = locate(passage, TEXT.replace(" on which", "\non which"))
    assert (found.outcome, found.quote) == (Outcome.ALTERED, "on")


def test_that_words_without_surroundings_or_place_are_found_exactly() -> None:
    assert locate(Selector("went to sea"), TEXT).outcome is Outcome.EXACT
    assert locate(Selector("sea", start=3), TEXT).outcome is Outcome.MOVED
    assert locate(Selector("went  to\nsea"), TEXT).quote == "went to sea"
    assert locate(Selector("e\u0301", suffix=" x"), "caf\u00e9 x").start == 3
    assert locate(Selector("went to the moon and back"), TEXT) == ORPHANED


def test_that_a_place_between_words_is_found_by_its_surroundings() -> None:
    passage = passage_at(HOME, TEXT, 500, 500)

    found = locate(passage, "New. " + TEXT)
    assert (found.start, found.end) == (505, 505)
    assert locate(passage_at(HOME, "", 0, 0), "anything").outcome is Outcome.EXACT
    assert locate(passage, "nothing of it is here") == ORPHANED


@pytest.mark.parametrize("start", [-1, -400, 10**9])
def test_that_an_impossible_old_place_does_no_harm(start: int) -> None:
    found = locate(Selector("went to sea", start=start), TEXT)

    assert (found.outcome, found.quote) == (Outcome.MOVED, "went to sea")


def test_that_the_own_section_comes_first() -> None:
    passage = passage_of("Nobody has counted them.")

    found = locate_in_sections(passage, {AWAY: TEXT, HOME: "New. " + TEXT})

    assert (found.section, found.outcome, found.start) == (HOME, Outcome.MOVED, passage.start + 5)


def test_that_words_that_went_to_another_section_are_found_there() -> None:
    passage = passage_of("Nobody has counted them.")
    sections = {HOME: "\n".join(PARAGRAPHS[2:]), AWAY: "An opening.\n" + PARAGRAPHS[1]}

    found = locate_in_sections(passage, sections)

    assert (found.section, found.outcome) == (AWAY, Outcome.MOVED)
    assert found.quote == passage.quote
    assert relocated(found, AWAY, sections[AWAY]).section == AWAY
    assert relocated(found, AWAY, sections[AWAY]).quote == passage.quote


def test_that_words_edited_on_their_way_to_another_section_are_found_there() -> None:
    passage = passage_of("The map was drawn by a man who never went to sea.")
    now = "The map was made by a woman who never went to sea."

    found = locate_in_sections(passage, {HOME: PARAGRAPHS[0], AWAY: f"{PARAGRAPHS[5]} {now}"})

    assert (found.section, found.outcome, found.quote) == (AWAY, Outcome.ALTERED, now)


def test_that_words_of_a_section_that_is_gone_are_orphans() -> None:
    sections = {AWAY: PARAGRAPHS[0], SectionId("m/third"): "The sea. " + PARAGRAPHS[5]}

    for words in ("sea", "Nobody has counted them.", "children are told that each dot"):
        assert locate_in_sections(passage_of(words), sections) == ORPHANED


def test_that_edited_words_stay_in_their_section_though_short_ones_are_elsewhere_too() -> None:
    passage = passage_of("the books, all of them")
    home = TEXT.replace("the books, all of them", "the books, every one of them")

    found = locate_in_sections(passage, {HOME: home, AWAY: "He sold the books, all of them."})

    assert (found.section, found.quote) == (HOME, "the books, every one of them")


def test_that_the_nearest_words_are_told_for_a_misquotation() -> None:
    match = nearest_match(TEXT, "children are told every dot is a captain")

    assert match is not None
    assert TEXT[slice(*match)] == "children are told that each dot is a captain"
    assert nearest_match(TEXT, "photosynthesis in plants converts light") is None
    assert nearest_match(TEXT, " ") is None
    assert nearest_match("", "words") is None
    assert nearest_match("…!", "?!") is None
