"""A key counts as what it types, and as the digit on it where digits need Shift."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from carrel.ui.key_meanings import meanings

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

PRESSES = {
    "a letter": ((Qt.Key.Key_N, NONE, 57, 0, "n"), "linux", ["N"]),
    "a digit": ((Qt.Key.Key_1, NONE, 10, 0, "1"), "linux", ["1"]),
    "a digit of the keypad": ((Qt.Key.Key_1, KEYPAD, 87, 0, "1"), "linux", ["1"]),
    "a French first key": (
        (Qt.Key.Key_Ampersand, NONE, 10, 0, "&"),
        "linux",
        ["&", "1"],
    ),
    "a French last key": ((Qt.Key.Key_Agrave, NONE, 19, 0, "à"), "linux", ["À", "0"]),
    "a French digit": ((Qt.Key.Key_1, SHIFT, 10, 0, "1"), "linux", ["Shift+1", "1"]),
    "with Ctrl": ((Qt.Key.Key_Eacute, CONTROL, 11, 0, "é"), "linux", ["Ctrl+É", "Ctrl+2"]),
    "with Alt": ((Qt.Key.Key_Eacute, ALT, 11, 0, "é"), "linux", ["Alt+É", "Alt+2"]),
    "on Windows": ((Qt.Key.Key_Ampersand, NONE, 2, 0x31, "&"), "win32", ["&", "1"]),
    "on a Mac": ((Qt.Key.Key_ParenLeft, NONE, 1, 23, "("), "darwin", ["(", "5"]),
    "an event that no keyboard sent": ((Qt.Key.Key_A, NONE, 0, 0, "a"), "darwin", ["A"]),
    "one key past the row": ((Qt.Key.Key_ParenRight, NONE, 20, 0, ")"), "linux", [")"]),
}


@pytest.mark.parametrize(("press", "platform", "expected"), PRESSES.values(), ids=PRESSES.keys())
def test_that_a_key_press_means(qapp, press, platform, expected) -> None:
    key, modifiers, scan_code, virtual_key, text = press
    event = QKeyEvent(
        QEvent.Type.KeyPress, key, modifiers, scan_code, virtual_key, 0, text, False, 1
    )
    assert [one.toString() for one in meanings(event, platform)] == expected
