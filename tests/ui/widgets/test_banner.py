"""The banner says one thing, offers one thing to do, and goes when it is told to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from carrel.ui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot, theme):
    banner = Banner(theme)
    qtbot.addWidget(banner)
    return banner


def test_that_a_message_without_an_action_has_no_button(banner) -> None:
    banner.show_message("Imported.")
    assert banner.isVisible()
    assert banner.text == "Imported."
    assert not banner.findChild(QPushButton, "bannerAction").isVisible()


def test_that_the_action_is_done_once_and_closes_the_banner(qtbot, banner) -> None:
    done: list[str] = []
    banner.show_message("Deleted.", action_text="Undo", action=lambda: done.append("undo"))
    button = banner.findChild(QPushButton, "bannerAction")
    assert button.text() == "Undo"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["undo"]
    assert not banner.isVisible()


def test_that_an_action_can_answer_in_the_same_banner(qtbot, banner) -> None:
    banner.show_message(
        "Deleted.", action_text="Undo", action=lambda: banner.show_message("It is back.")
    )
    qtbot.mouseClick(banner.findChild(QPushButton, "bannerAction"), Qt.MouseButton.LeftButton)
    assert banner.isVisible()
    assert banner.text == "It is back."


def test_that_it_is_closed_by_its_cross(qtbot, banner) -> None:
    banner.show_message("The disk is full.", is_error=True)
    qtbot.mouseClick(banner.findChild(QToolButton, "bannerClose"), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_that_mark_up_in_a_message_is_shown_as_it_is(banner) -> None:
    banner.show_message("<b>notes</b>.txt is empty.")
    assert banner.text == "<b>notes</b>.txt is empty."
    assert banner.findChild(type(banner._text), "bannerText").textFormat() is (
        Qt.TextFormat.PlainText
    )
