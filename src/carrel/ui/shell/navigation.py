"""The pages at the left of the window, one button for each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from carrel.ui.icons import icon
from carrel.ui.navigator import PageName

_ICON_SIDE = 22
_LEAST_WIDTH = 88
_PADDING = 20
"""Pixels above and below what a button shows, with what the style sheet adds."""

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class Navigation(QWidget):
    """The button of the page in front is pressed. Arrow keys go through the pages."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mainNavigation")
        self.setAccessibleName(self.tr("Pages"))
        self._buttons: dict[PageName, _PageButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def add_page(self, name: PageName, title: str, *, is_last: bool = False) -> QToolButton:
        """Add a button and return it; one that ``is_last`` stands at the bottom."""
        button = _PageButton(self)
        button.setObjectName(f"{name}Button")
        button.setText(title)
        button.setIcon(icon(name.value, QPalette.ColorRole.WindowText))
        button.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setMinimumWidth(_LEAST_WIDTH)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._column.insertWidget(-1 if is_last else len(self._buttons), button)
        self._buttons[name] = button
        return button

    def show_page(self, name: PageName) -> None:
        """Press the button of the page in front; Tab leads to it and past the others."""
        for other, button in self._buttons.items():
            button.setChecked(other is name)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if other is name else Qt.FocusPolicy.ClickFocus
            )

    def focus_page(self, name: PageName) -> None:
        """Give the focus to the button of a page."""
        self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pictograms out where there is no room for them."""
        super().resizeEvent(event)
        needed = sum(button.full_height() for button in self._buttons.values())
        style = (
            Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            if needed <= self.height()
            else Qt.ToolButtonStyle.ToolButtonTextOnly
        )
        for button in self._buttons.values():
            button.setToolButtonStyle(style)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest title; as high as all titles without their pictograms."""
        lines = sum(button.least_height() for button in self._buttons.values())
        return QSize(self.sizeHint().width(), lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or the last page by an arrow key, and keep the focus here."""
        step = _STEPS.get(event.key())
        names = list(self._buttons)
        focused = next((n for n in names if self._buttons[n].hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        index = names.index(focused) + step
        if 0 <= index < len(names):
            self.chosen.emit(names[index])
            self.focus_page(next(n for n in names if self._buttons[n].isChecked()))


class _PageButton(QToolButton):
    """Leaves the arrow keys to the navigation; Qt would only move the focus."""

    def full_height(self) -> int:
        """The height with the pictogram, in pixels."""
        return self.least_height() + _ICON_SIDE

    def least_height(self) -> int:
        """The height with the title only, in pixels."""
        return self.fontMetrics().height() + _PADDING

    def minimumSizeHint(self) -> QSize:
        """As wide as the title needs: it is not cut short."""
        return QSize(self.sizeHint().width(), self.least_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what a button takes but the arrow keys."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
