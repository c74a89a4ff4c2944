"""What the sweeps through all pages and dialogs look at, and what they look for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.one_line import OneLine

PLACES = {
    "library": Place(PageName.LIBRARY),
    "read": Place(PageName.READ, material=MaterialId("macron-putin")),
    "topics": Place(PageName.TOPICS, topic=TopicId("macron-putin/nato")),
    "claims": Place(PageName.CLAIMS),
    "notes": Place(PageName.NOTES),
    "quiz": Place(PageName.QUIZ),
    "question": Place(PageName.QUIZ, scope=Scope(ScopeKind.MATERIAL, "macron-putin")),
    "progress": Place(PageName.PROGRESS),
    **{
        f"settings {group}": Place(PageName.SETTINGS, group=group)
        for group in ("reading", "colours", "memory", "quiz", "shortcuts", "data")
    },
}
BUTTONS = (QPushButton, QToolButton, QCheckBox, QRadioButton)
ROUNDING = 2


def nameless(window: QWidget) -> list[str]:
    """What can have the focus and has no name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def cut_words(window: QWidget) -> list[str]:
    """What has words and less room than they need, or lies beyond the edge of its parent."""
    return [
        f"{type(widget).__name__} {widget.text()!r}"
        for kind in (QLabel, *BUTTONS)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.text() and not isinstance(widget, OneLine)
        if not has_room(widget) or not is_inside(widget)
    ]


def has_room(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + ROUNDING >= widget.heightForWidth(widget.width())
    return widget.width() + ROUNDING >= widget.sizeHint().width()


def is_inside(widget: QWidget) -> bool:
    """What a scroll area holds may be larger than it."""
    parent = widget.parentWidget()
    is_scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
    return is_scrolled or parent.rect().contains(widget.geometry())
