"""With letters twice as large every page fits into a small window, and no word is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

from carrel.services.preferences import Preferences
from sweeping import PLACES, cut_words

SIZES = {"small": QSize(1024, 640), "usual": QSize(1280, 800)}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_that_no_word_is_cut_when_letters_are_twice_as_large(
    large_letters, journey, place, size
) -> None:
    Preferences(journey.program.desk).change(size=26.0)
    journey.window.resize(size)
    journey.program.shell.go(place)
    journey.settle()
    assert journey.window.size() == size
    assert cut_words(journey.window) == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_that_choices_show_what_is_chosen_when_letters_are_twice_as_large(
    large_letters, journey, size
) -> None:
    journey.window.resize(size)
    for place in (PLACES["topics"], PLACES["quiz"], PLACES["settings reading"]):
        journey.program.shell.go(place)
        journey.settle()
        for box in journey.window.findChildren(QComboBox):
            if box.isVisible():
                words = box.fontMetrics().horizontalAdvance(box.currentText())
                assert words <= box.width(), box.currentText()
