"""Labels of the few kinds that the program has, all of which wrap and follow the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from carrel.ui.theme import scaled_font


def page_title(text: str = "") -> QLabel:
    """The title at the head of a page."""
    return _label(text, 1.6, is_bold=True)


def heading(text: str = "") -> QLabel:
    """The title of a part of a page, or of a card."""
    return _label(text, 1.15, is_bold=True)


def strong(text: str = "") -> QLabel:
    """What something is called, above words about it."""
    return _label(text, 1.0, is_bold=True)


def body(text: str = "") -> QLabel:
    """Running text; its words can be selected."""
    label = _label(text, 1.0)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def sentence(text: str = "") -> QLabel:
    """A sentence of the program's own, of which there may be many: they are quick to build."""
    return _label(text, 1.0)


def muted(text: str = "") -> QLabel:
    """Secondary text."""
    label = _label(text, 1.0)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _label(text: str, factor: float, *, is_bold: bool = False) -> QLabel:
    label = QLabel(text)
    # What is shown often comes from a file: it must not be taken for mark-up.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(scaled_font(label.font(), factor, is_bold=is_bold))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
