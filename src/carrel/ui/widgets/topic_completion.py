"""Offers the names of topics while a link to one is written: after [[ in a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit

_BEGUN = re.compile(r"\[\[([^\[\]|]*)$")
_POPUP_WIDTH = 280
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class TopicCompletion(QObject):
    """Completes [[names]] in a field; ``names`` is asked when the first link is begun."""

    def __init__(self, field: QPlainTextEdit, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(field)
        self._field = field
        self._names = names
        self._completer: QCompleter | None = None
        field.textChanged.connect(self._offer)

    def takes(self, key: int) -> bool:
        """Whether the offered names wait for this key; the field must then leave it to them."""
        popup = self._completer.popup() if self._completer is not None else None
        return popup is not None and popup.isVisible() and key in _CHOOSING

    def _offer(self) -> None:
        begun = _BEGUN.search(self._before_caret())
        if begun is None:
            self._put_away()
            return
        completer = self._made()
        completer.setCompletionPrefix(begun.group(1))
        popup = completer.popup()
        if completer.completionCount() == 0 or popup is None:
            self._put_away()
            return
        popup.setCurrentIndex(completer.completionModel().index(0, 0))
        place = self._field.cursorRect()
        place.setWidth(_POPUP_WIDTH)
        completer.complete(place)

    def _put_away(self) -> None:
        popup = self._completer.popup() if self._completer is not None else None
        if popup is not None:
            popup.hide()

    def _made(self) -> QCompleter:
        if self._completer is None:
            completer = QCompleter(QStringListModel(list(self._names()), self), self)
            completer.setWidget(self._field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self.insert)
            self._completer = completer
        return self._completer

    def insert(self, name: str) -> None:
        """Put a name in the place of what has been typed of it, and close the link."""
        begun = _BEGUN.search(self._before_caret())
        if begun is None:
            return
        cursor = self._field.textCursor()
        # Qt counts UTF-16 units.
        typed = len(begun.group(1).encode("utf-16-le")) // 2
        cursor.setPosition(cursor.position() - typed, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{name}]]")
        self._field.setTextCursor(cursor)

    def _before_caret(self) -> str:
        """The text of the line up to the caret."""
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()
