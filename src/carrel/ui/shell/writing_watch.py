"""Knows whether a note is being written that is not stored yet."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

NOTE_EDITOR = "noteEditor"
"""The object name of the editors whose text is stored when they are finished."""


class WritingWatch(QObject):
    """Watches the note editor that has, or had last, the keyboard."""

    changed = Signal()
    """The answer of :attr:`is_writing` may be another one now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._editor: QPlainTextEdit | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def is_writing(self) -> bool:
        """Whether an open note editor holds words that are not stored."""
        editor = self._editor
        return (
            editor is not None
            and shiboken6.isValid(editor)
            and editor.isVisible()
            and editor.document().isModified()
        )

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_editor = isinstance(new, QPlainTextEdit) and new.objectName() == NOTE_EDITOR
        if isinstance(new, QPlainTextEdit) and is_editor and new is not self._editor:
            self._editor = new
            new.document().modificationChanged.connect(self._tell)
        self.changed.emit()

    def _tell(self, _is_modified: bool) -> None:
        self.changed.emit()
