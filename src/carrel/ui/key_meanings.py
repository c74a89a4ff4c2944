"""What a key press can be meant as, on keyboards where digits need Shift as well."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_DIGITS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)

_MAC_DIGITS = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}
"""The virtual keys of the row of digits (HIToolbox/Events.h, kVK_ANSI_1 and so on)."""

_FIRST_SCAN_CODES = {"win32": 2, "linux": 10}
"""The scan code of the key left of all digits: of the keyboard itself on Windows (scan code set
1), and 8 more in X11 and Wayland (xkb, <AE01>)."""


def meanings(event: QKeyEvent, platform: str = sys.platform) -> list[QKeySequence]:
    """The combinations that a key press stands for, the plainest first.

    On a French keyboard the keys of the upper row give ``& é "``, and digits only with Shift. There
    a digit that was typed counts without Shift, and a key counts by its place as well.
    """
    keys = event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
    found = [QKeySequence(keys)]
    shift = Qt.KeyboardModifier.ShiftModifier.value
    if keys & shift and event.text().isdecimal():
        found.append(QKeySequence(keys & ~shift))
    digit = digit_at(event, platform)
    if digit is not None:
        modifiers = keys & Qt.KeyboardModifier.KeyboardModifierMask.value
        found.append(QKeySequence(modifiers | (Qt.Key.Key_0.value + digit)))
    return list(dict.fromkeys(found))


def digit_at(event: QKeyEvent, platform: str = sys.platform) -> int | None:
    """The digit that stands on a key of the upper row where digits need no Shift, else None."""
    if platform == "darwin":
        # Zero is the key A, and what an event without a keyboard behind it has.
        return _MAC_DIGITS.get(event.nativeVirtualKey())
    first = _FIRST_SCAN_CODES["win32" if platform == "win32" else "linux"]
    place = event.nativeScanCode() - first
    return _DIGITS[place] if 0 <= place < len(_DIGITS) else None
