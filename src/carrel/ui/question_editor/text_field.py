"""A field for a few lines of Markdown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget


class TextField(QWidget):
    """Some lines of text; Tab leaves the field. ``name`` is told to those who hear it."""

    changed = Signal()

    def __init__(self, name: str, *, lines: int = 2, placeholder: str = "") -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 20)
        self.edit.textChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.edit)

    @property
    def text(self) -> str:
        """What was written."""
        return self.edit.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.edit.setPlainText(text)

    def focus_first(self) -> None:
        """Give the focus to the field."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
