"""The search field of the top bar, which says when it is used for the first time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from carrel.ui.icons import icon
from carrel.ui.shortcuts import shown

COMMAND_SIGN = ">"
"""What the text of the field begins with that names something to do."""

_WIDTH = 260

_ON_PURPOSE = (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.MouseFocusReason)


class SearchField(QLineEdit):
    """Takes words to search for. What searches is loaded only when it is needed."""

    first_entered = Signal()
    entered = Signal()
    """The student has come here to search, and not only passed by with Tab."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("searchField")
        self.setAccessibleName(self.tr("Search everything"))
        self.setAccessibleDescription(
            self.tr("Words, filters such as topic:nato, or > and the name of something to do")
        )
        self.setClearButtonEnabled(True)
        self.addAction(
            icon("search", QPalette.ColorRole.PlaceholderText),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.setFixedWidth(_WIDTH)
        self._was_entered = False

    def follow(self, action: QAction) -> None:
        """Tell the keys that lead here, which are those of ``action``."""

        def show() -> None:
            words = self.tr("Search   {keys}").format(keys=shown(action.shortcuts()))
            self.setPlaceholderText(words.strip())

        action.changed.connect(show)
        show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so, and the first time before that."""
        if not self._was_entered:
            self._was_entered = True
            self.first_entered.emit()
        super().focusInEvent(event)
        if event.reason() in _ON_PURPOSE:
            self.entered.emit()

    def begin_with(self, text: str) -> None:
        """Hold ``text`` as if it had been typed."""
        self.setText(text)
        self.textEdited.emit(text)
