"""The installed PySide6 counts references rightly: 6.12.0 on Python 3.11 does not, and aborts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 1000
# Other code moves the count by one or two; the fault moves it by one for each call.
MOST_LOST = -10


class Bell(QObject):
    rung = Signal(int)


def test_that_a_call_without_a_result_gives_back_none_with_its_reference() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    assert sys.getrefcount(None) - before > MOST_LOST


def test_that_sending_a_signal_keeps_the_references_of_true() -> None:
    bell = Bell()
    before = sys.getrefcount(True)
    for number in range(CALLS):
        bell.rung.emit(number)
    assert sys.getrefcount(True) - before > MOST_LOST
