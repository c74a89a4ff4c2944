"""With letters twice as large every page fits into a small window, and no word is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.preferences import Preferences
from carrel.ui.navigator import PageName, Place
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.one_line import OneLine

PLACES = {
    "library": Place(PageName.LIBRARY),
    "read": Place(PageName.READ, material=MaterialId("macron-putin")),
    "topics": Place(PageName.TOPICS, topic=TopicId("macron-putin/nato")),
    "claims": Place(PageName.CLAIMS),
    "notes": Place(PageName.NOTES),
    "quiz": Place(PageName.QUIZ),
    "question": Place(PageName.QUIZ, scope=Scope(ScopeKind.MATERIAL, "macron-putin")),
    "progress": Place(PageName.PROGRESS),
    **{
        f"settings {group}": Place(PageName.SETTINGS, group=group)
        for group in ("reading", "colours", "memory", "quiz", "shortcuts", "data")
    },
}
SIZES = {"small": QSize(1024, 640), "usual": QSize(1280, 800)}
BUTTONS = (QPushButton, QToolButton, QCheckBox, QRadioButton)
ROUNDING = 2


@pytest.fixture
def large_letters(qapp) -> Iterator[None]:
    before = qapp.font()
    qapp.setFont(scaled_font(before, 2))
    yield
    qapp.setFont(before)


def cut_words(window: QWidget) -> list[str]:
    """What has words and less room than they need, or lies beyond the edge of its parent."""
    return [
        f"{type(widget).__name__} {widget.text()!r}"
        for kind in (QLabel, *BUTTONS)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.text() and not isinstance(widget, OneLine)
        if not has_room(widget) or not is_inside(widget)
    ]


def has_room(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + ROUNDING >= widget.heightForWidth(widget.width())
    return widget.width() + ROUNDING >= widget.sizeHint().width()


def is_inside(widget: QWidget) -> bool:
    """What a scroll area holds may be larger than it."""
    parent = widget.parentWidget()
    is_scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
    return is_scrolled or parent.rect().contains(widget.geometry())


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
