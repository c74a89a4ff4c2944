"""A column of readable width in the middle of whatever room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

_ALL_BUT_THE_MARGINS = 1000


def centred(column: QWidget, *, widest: int, margin: int) -> QWidget:
    """A widget with ``column`` in its middle, at most ``widest`` pixels wide."""
    column.setMaximumWidth(widest)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(margin, 0, margin, 0)
    row.addStretch(1)
    row.addWidget(column, _ALL_BUT_THE_MARGINS)
    row.addStretch(1)
    return whole


def scrolled(whole: QWidget) -> QScrollArea:
    """A widget as a page that scrolls up and down where there is no room for all of it."""
    scroll = QScrollArea()
    scroll.setWidget(whole)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
