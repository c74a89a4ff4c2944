"""The first start, and what the window remembers of the last."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

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


def remove_first(journey) -> None:
    journey.find(QWidget, "moreButton").click()
    menu = journey.find(QMenu, "cardMenu")
    next(act for act in menu.actions() if act.text().startswith("Remove")).trigger()
    menu.close()
    journey.settle()


def test_that_a_removed_bundled_material_stays_away_after_a_restart(journey) -> None:
    remove_first(journey)
    journey.restart()
    assert journey.find(QWidget, "libraryPage").cards == []

    journey.window.menus.undo.trigger()
    journey.settle()
    assert len(journey.find(QWidget, "libraryPage").cards) == 1


def test_that_a_removed_bundled_material_can_be_brought_back_long_after(journey) -> None:
    remove_first(journey)
    journey.restart()
    journey.find(QPushButton, "libraryNoteAction").click()
    journey.find(QPushButton, "stepButton").click()
    journey.settle()
    assert journey.find(QPushButton, "stepButton").text() == "Start reading"


def test_that_the_window_opens_at_the_size_and_theme_it_was_left(journey) -> None:
    journey.window.menus.schemes[Scheme.DARK].trigger()
    assert journey.program.theme.is_dark
    journey.window.resize(760, 700)
    journey.close()

    journey.start()
    assert journey.window.size() == QSize(760, 700)
    assert journey.program.settings.scheme is Scheme.DARK
