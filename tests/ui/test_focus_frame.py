"""Who goes about by Tab sees where the focus is; who points does not have frames round things."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFocusFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.focus_frame import FocusFrames


def filled(window: QWidget) -> QWidget:
    column = QVBoxLayout(window)
    for control in (QCheckBox("Tick"), QComboBox(), QPushButton("Press")):
        column.addWidget(control)
    return window


@pytest.fixture
def window(qtbot, theme):
    window = filled(QWidget())
    FocusFrames(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.findChild(QCheckBox).setFocus()
    return window


def framed(window: QWidget) -> QWidget | None:
    frames = [frame for frame in window.findChildren(QFocusFrame) if frame.isVisible()]
    return frames[0].widget() if frames else None


def test_that_there_is_no_frame_before_the_first_tab(window) -> None:
    assert framed(window) is None


def test_that_the_frame_goes_with_the_focus(qtbot, window) -> None:
    qtbot.keyClick(window.findChild(QCheckBox), Qt.Key.Key_Tab)
    assert framed(window) is window.findChild(QComboBox)


def test_that_a_button_that_shows_its_focus_itself_has_no_frame_besides(qtbot, window) -> None:
    qtbot.keyClick(window.findChild(QCheckBox), Qt.Key.Key_Tab)
    qtbot.keyClick(window.findChild(QComboBox), Qt.Key.Key_Tab)
    assert window.findChild(QPushButton).hasFocus()
    assert framed(window) is None


def test_that_the_frame_is_there_again_after_a_dialog_that_had_it_is_gone(qtbot, window) -> None:
    dialog = filled(QDialog(window))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.findChild(QCheckBox).setFocus()
    qtbot.keyClick(dialog.findChild(QCheckBox), Qt.Key.Key_Tab)
    assert framed(dialog) is dialog.findChild(QComboBox)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.findChild(QCheckBox).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert framed(window) is window.findChild(QComboBox)
