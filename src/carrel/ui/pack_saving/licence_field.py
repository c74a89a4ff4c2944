"""The field for a pack's licence: common ones with what they mean, or words of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from carrel.ui.pack_saving.words import licences
from carrel.ui.widgets.labels import muted


class LicenceField(QWidget):
    """``changed`` tells that another licence was chosen or written."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox()
        self.own = QLineEdit()
        self._told = muted()
        self._build()

    @property
    def licence(self) -> str:
        """What is chosen or written; empty where nothing is."""
        place = self.choice.currentIndex()
        if place < 0:
            return ""
        known = licences()
        return known[place].name if place < len(known) else " ".join(self.own.text().split())

    def show_licence(self, licence: str) -> None:
        """Show a licence; words that are no common one's as they are."""
        names = [_plain(one.name) for one in licences()]
        wanted = _plain(licence)
        if not wanted:
            self.choice.setCurrentIndex(-1)
        elif wanted in names:
            self.choice.setCurrentIndex(names.index(wanted))
        else:
            self.choice.setCurrentIndex(len(names))
            self.own.setText(licence)
            self.own.setCursorPosition(0)
        self._show_told()

    def _build(self) -> None:
        self.choice.setObjectName("packLicence")
        self.choice.setAccessibleName(self.tr("Licence"))
        self.choice.addItems([*(one.name for one in licences()), self.tr("Words of my own …")])
        self.choice.setPlaceholderText(self.tr("Choose what others may do with it"))
        self.choice.setCurrentIndex(-1)
        self.own.setObjectName("packOwnLicence")
        self.own.setAccessibleName(self.tr("The licence in words of my own"))
        self.own.setPlaceholderText(self.tr("What others may do with it, in one line"))
        self.choice.currentIndexChanged.connect(self._on_changed)
        self.own.textChanged.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.choice, self.own, self._told):
            column.addWidget(widget)
        self._show_told()

    def _on_changed(self) -> None:
        self._show_told()
        self.changed.emit()

    def _show_told(self) -> None:
        known, place = licences(), self.choice.currentIndex()
        is_known = 0 <= place < len(known)
        self.own.setVisible(place == len(known))
        self._told.setText(known[place].told if is_known else "")
        self._told.setVisible(is_known)


def _plain(licence: str) -> str:
    """A licence's name however it is written: “cc-by-4.0” is “CC BY 4.0”."""
    return " ".join(licence.replace("-", " ").split()).casefold()
