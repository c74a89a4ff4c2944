"""The first start, and what the window remembers of the last."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from carrel.ui.theme import Scheme


def test_that_the_first_start_brings_the_bundled_material(empty_journey) -> None:
    empty_journey.start()
    cards = empty_journey.find(QWidget, "libraryPage").cards
    assert [card.accessibleName() for card in cards] == [
        "Macron and Putin: reading their conversations"
    ]
    assert not empty_journey.window.activity.isVisible()
    assert empty_journey.find(QPushButton, "stepButton").text() == "Start reading"


def test_that_the_focus_is_on_what_is_proposed_first(journey) -> None:
    assert QApplication.focusWidget() is journey.find(QPushButton, "stepButton")
    assert journey.window.findChild(QWidget, "searchPopup") is None


def test_that_a_removed_bundled_material_stays_away_after_a_restart(journey) -> None:
    more = journey.find(QWidget, "moreButton")
    remove = next(act for act in more.menu().actions() if act.text().startswith("Remove"))
    remove.trigger()
    journey.restart()
    assert journey.find(QWidget, "libraryPage").cards == []

    journey.window.menus.undo.trigger()
    journey.settle()
    assert len(journey.find(QWidget, "libraryPage").cards) == 1


def test_that_the_window_opens_at_the_size_and_theme_it_was_left(journey) -> None:
    journey.window.menus.schemes[Scheme.DARK].trigger()
    assert journey.program.theme.is_dark
    journey.window.resize(760, 700)
    journey.close()

    journey.start()
    assert journey.window.size() == QSize(760, 700)
    assert journey.program.settings.scheme is Scheme.DARK
