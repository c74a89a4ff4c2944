"""The Settings page puts each change in force at once, stores it at once, and leads back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QSpinBox,
)

from carrel.domain.settings import Settings


def turn_wheel(box) -> None:
    place = QPointF(5, 5)
    event = QWheelEvent(
        place,
        box.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)


def test_that_the_wheel_over_a_control_without_the_focus_changes_nothing(page) -> None:
    box = page.control(QSpinBox, "measure")
    page.view.findChild(QListWidget).setFocus()
    assert not box.hasFocus()
    turn_wheel(box)
    assert page.settings == Settings()
