"""Notes in the margin stand beside their words and never on each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.ui.pages.reader.margin_layout import CROWDED, GAP, NoteBox, crowded, placed

PLACES = {
    "no notes": ([], None, []),
    "apart": ([(10, 20), (100, 20)], None, [10, 100]),
    "crowded": ([(10, 20), (15, 20), (20, 20)], None, [10, 36, 62]),
    "crowded around the active one": ([(10, 20), (15, 20), (20, 20)], 1, [-11, 15, 41]),
    "the active one first": ([(10, 20), (15, 20)], 0, [10, 36]),
    "above the active one there is room": ([(10, 20), (100, 20)], 1, [10, 100]),
    "so many that the first make room upwards": (
        [(300, 100), (300, 100), (300, 100)],
        None,
        [229, 335, 441],
    ),
    "a group that grows into the one above it": (
        [(0, 30), (100, 100), (100, 100), (110, 100)],
        None,
        [0, 36, 142, 248],
    ),
}


@pytest.mark.parametrize(("notes", "active", "tops"), PLACES.values(), ids=PLACES.keys())
def test_that_notes_are_placed(notes, active, tops):
    assert placed([NoteBox(*note) for note in notes], active) == tops


BOXES = st.lists(st.builds(NoteBox, st.integers(0, 2000), st.integers(10, 300)), min_size=1).map(
    lambda boxes: sorted(boxes, key=lambda box: box.anchor)
)


@given(BOXES, st.data())
def test_that_no_note_lies_on_another_and_the_active_one_is_at_its_words(boxes, data):
    active = data.draw(st.none() | st.integers(0, len(boxes) - 1))
    tops = placed(boxes, active)
    for (top, box), (following, _) in itertools.pairwise(zip(tops, boxes, strict=True)):
        assert top + box.height + GAP <= following
    if active is not None:
        assert tops[active] == boxes[active].anchor


@given(BOXES)
def test_that_notes_with_room_stand_at_their_words(boxes):
    spread = [NoteBox(box.anchor + number * 400, box.height) for number, box in enumerate(boxes)]
    assert placed(spread) == [box.anchor for box in spread]


def test_that_only_the_notes_of_a_crowd_are_told_as_crowded():
    boxes = [NoteBox(0, 20), *[NoteBox(1_000, 90)] * 6, NoteBox(3_000, 20), NoteBox(3_010, 20)]
    assert crowded(boxes, placed(boxes)) == {1, 2, 3, 4, 5, 6}


@given(BOXES)
def test_that_a_note_far_from_its_words_is_in_a_crowd(boxes):
    tops = placed(boxes)
    far = {
        number
        for number, (box, top) in enumerate(zip(boxes, tops, strict=True))
        if abs(top - box.anchor) > CROWDED
    }
    assert far <= crowded(boxes, tops)
