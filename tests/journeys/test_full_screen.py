"""A student reads with nothing else on the screen, and comes back by each of the ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from carrel.domain.ids import SectionId
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.document_view import DocumentView

FIRST = Place(PageName.READ, section=SectionId("macron-putin/context"))


@pytest.fixture
def text(journey):
    journey.program.shell.go(FIRST)
    journey.settle()
    text = journey.find(DocumentView, "sectionText")
    text.setFocus()
    return text


def is_bare(journey) -> bool:
    names = ("mainNavigation", "searchField", "sectionOutline", "readingProgress")
    shown = [journey.window.findChild(QWidget, name).isVisible() for name in names]
    assert len(set(shown)) == 1, f"{names}: {shown}"
    return not shown[0]


def test_that_the_full_screen_holds_the_text_and_its_margin_and_esc_or_f11_leaves_it(journey, text):
    for leaving in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
        journey.window.resize(1280, 800)
        QTest.keyClick(text, Qt.Key.Key_F11)
        journey.settle()
        assert is_bare(journey)
        assert text.isVisible()
        assert journey.find(QWidget, "marginNotes")
        QTest.keyClick(text, leaving)
        journey.settle()
        journey.window.resize(1280, 800)
        assert not is_bare(journey)


def test_that_esc_first_lets_go_of_words_and_then_of_the_screen(journey, text):
    journey.window.menus.full_screen.trigger()
    text.select(5, 20)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert text.selected_ranges() == ()
    assert journey.window.isFullScreen()
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert not journey.window.isFullScreen()


def test_that_esc_leaves_the_screen_on_a_page_that_was_turned_to_with_words_held(journey, text):
    journey.window.menus.full_screen.trigger()
    text.select(5, 20)
    text.scroll_to_end()
    QTest.keyClick(text, Qt.Key.Key_Space)
    assert journey.program.shell.page_in_front.place().section != FIRST.section
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert not journey.window.isFullScreen()


def test_that_the_menu_of_the_text_leads_out_of_the_full_screen(journey, text):
    journey.window.menus.full_screen.trigger()
    text.customContextMenuRequested.emit(text.rect().center())
    menu = journey.find(QMenu, "textMenu")
    next(action for action in menu.actions() if action.text() == "Leave full screen").trigger()
    menu.close()
    assert not journey.window.isFullScreen()


def test_that_marking_and_searching_go_on_in_the_full_screen(journey, text):
    journey.window.menus.full_screen.trigger()
    start = text.positions.position(FIRST.section, 0)
    text.select(start, start + 5)
    QTest.keyClick(text, "1")
    assert "Highlight" in journey.window.menus.undo.text()
    QTest.keyClick(text, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert journey.find(QLineEdit, "searchField").hasFocus()
    assert not journey.window.isFullScreen()


def test_that_another_page_keeps_its_navigation_in_the_full_screen(journey, text):
    journey.window.menus.full_screen.trigger()
    journey.program.shell.open_library()
    assert journey.find(QWidget, "mainNavigation")
