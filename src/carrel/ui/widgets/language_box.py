"""The field for a text's language: common ones to choose, any other tag to be written."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

_LANGUAGES = ("ar", "de", "en", "en-GB", "es", "fr", "it", "ja", "la", "nl", "pl", "pt", "ru", "uk")


class LanguageBox(QComboBox):
    """Shows a BCP 47 tag by the name of its language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for tag in _LANGUAGES:
            self.addItem(_words(tag), tag)

    @property
    def tag(self) -> str:
        """The tag that is chosen or written; empty where none is."""
        text = self.currentText().strip()
        index = self.findText(text)
        return text if index < 0 else str(self.itemData(index))

    def show_tag(self, tag: str) -> None:
        """Show a language, by its name if it is one of the common ones."""
        index = self.findData(tag)
        self.setCurrentIndex(index)
        if index < 0:
            self.setEditText(tag)


def _words(tag: str) -> str:
    """``French (fr)`` for ``fr``, in the language of Qt's own names."""
    locale = QLocale(tag)
    name = QLocale.languageToString(locale.language())
    return f"{name} ({tag})"
