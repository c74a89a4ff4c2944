"""A small window in which tags are written, with those in use offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.popup import Popup

_SEPARATOR = ","


class TagField(Popup):
    """Enter hands the tags over, Esc goes away without."""

    chosen = Signal(object)
    """A tuple of tags, each once."""

    def __init__(self, tags: Sequence[str], known: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagField")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._known = sorted(known)
        self._line = QLineEdit(", ".join(tags))
        self._line.setAccessibleName(self.tr("Tags"))
        self._line.setPlaceholderText(self.tr("essay, chapter 2, ask in class"))
        self._line.setMinimumWidth(260)
        self._line.returnPressed.connect(self._choose)
        self._line.textEdited.connect(self._offer)
        self._completer = QCompleter(self._known, self)
        self._completer.setWidget(self._line)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(muted(self.tr("Tags, with commas between them")))
        column.addWidget(self._line)
        self.setFocusProxy(self._line)

    def _offer(self) -> None:
        """Offer tags that begin as the one at the caret does."""
        begun = self._begun()
        self._completer.setCompletionPrefix(begun)
        if begun and self._completer.completionCount():
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _complete(self, tag: str) -> None:
        before = self._line.text()[: self._line.cursorPosition()]
        after = self._line.text()[self._line.cursorPosition() :]
        kept = before[: len(before) - len(self._begun())]
        self._line.setText(f"{kept}{tag}{after}")
        self._line.setCursorPosition(len(kept) + len(tag))

    def _begun(self) -> str:
        before = self._line.text()[: self._line.cursorPosition()]
        return before.rpartition(_SEPARATOR)[2].lstrip()

    def _choose(self) -> None:
        popup = self._completer.popup()
        if popup is not None and popup.isVisible():
            return  # Enter has taken what was offered
        tags = (" ".join(tag.split()).lstrip("#") for tag in self._line.text().split(_SEPARATOR))
        chosen = tuple(dict.fromkeys(tag for tag in tags if tag))
        self.close()
        self.chosen.emit(chosen)
