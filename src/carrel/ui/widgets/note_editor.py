"""The field in which a note is written, in the margin or in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from carrel.ui.widgets.topic_completion import TopicCompletion


class NoteEditor(QPlainTextEdit):
    """Where a note is written. It is finished by Ctrl+Enter, by Esc, or by going elsewhere."""

    finished = Signal(str)
    grown = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setObjectName("noteEditor")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Write a note. Esc or Ctrl+Enter stores it."))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._is_finished = False
        self._completion: TopicCompletion | None = None
        self.document().documentLayout().documentSizeChanged.connect(self.grown)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def offer_topics(self, names: Callable[[], Sequence[str]]) -> None:
        """Complete links to topics, [[names]], from these."""
        self._completion = TopicCompletion(self, names)

    @property
    def wanted_height(self) -> int:
        """Pixels that all lines need, at the least three of them and at the most fifteen."""
        spacing = self.fontMetrics().lineSpacing()
        lines = min(max(round(self.document().size().height()), 3), 15)
        return lines * spacing + 2 * round(self.document().documentMargin()) + 6

    def finish(self) -> None:
        """Hand over what was written, once."""
        if not self._is_finished:
            self._is_finished = True
            self.finished.emit(self.toPlainText())
            self.document().setModified(False)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is the editor's, though an action of the page has it too."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter finish."""
        if self._completion is not None and self._completion.takes(event.key()):
            event.ignore()
            return
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere in the window finishes; a menu or another window does not."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.finish()
