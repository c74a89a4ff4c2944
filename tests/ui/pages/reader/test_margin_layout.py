"""Notes in the margin stand beside their words and never on each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.ui.pages.reader.margin_layout import GAP, NoteBox, placed

PLACES = {
    "no notes": ([], None, []),
    "apart": ([(10, 20), (100, 20)], None, [10, 100]),
    "crowded": ([(10, 20), (15, 20), (20, 20)], None, [10, 38, 66]),
    "crowded around the active one": ([(10, 20), (15, 20), (20, 20)], 1, [-13, 15, 43]),
    "the active one first": ([(10, 20), (15, 20)], 0, [10, 38]),
    "above the active one there is room": ([(10, 20), (100, 20)], 1, [10, 100]),
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
