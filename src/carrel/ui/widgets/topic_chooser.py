"""The dialog in which a student chooses a topic to merge with, tie to or join with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import TopicId
from carrel.domain.text.folding import fold
from carrel.domain.topic_list import TopicEntry
from carrel.ui.icons import icon
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.topic_words import kind_name


class TopicChooser(QDialog):
    """Lists topics, narrowed as one types. ``chosen`` tells the topic and the chosen manner.

    ``manners`` are ways to do it, each with its words; one is chosen where there are any. The
    dialog stays open until who asked accepts it.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        title: str,
        explanation: str,
        entries: Sequence[tuple[TopicEntry, str]],
        *,
        manners: Sequence[tuple[str, object]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topicChooser")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(420, 460)
        self._entries = entries
        self._manners = manners
        self.manner = QComboBox()
        self.field = QLineEdit()
        self.list = QListWidget()
        self._error = body()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build(explanation)
        self._show_entries("")
        self.field.setFocus()

    def show_error(self, sentence: str) -> None:
        """Say why that topic cannot be taken."""
        self._error.setText(sentence)
        self._error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk in the list while one types."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
        else:
            super().keyPressEvent(event)

    def _build(self, explanation: str) -> None:
        self.field.setObjectName("chooserField")
        self.field.setPlaceholderText(self.tr("Find a topic"))
        self.field.setAccessibleName(self.tr("Find a topic"))
        self.field.addAction(
            icon("search", QPalette.ColorRole.PlaceholderText),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.list.setObjectName("chooserList")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Topics"))
        self.manner.setObjectName("chooserManner")
        self.manner.setAccessibleName(self.tr("How they are tied"))
        for text, _ in self._manners:
            self.manner.addItem(text)
        self.manner.setVisible(bool(self._manners))
        self._error.hide()
        column = QVBoxLayout(self)
        column.addWidget(muted(explanation))
        for widget in (self.manner, self.field, self.list, self._error, self._buttons):
            column.addWidget(widget)
        self.field.textChanged.connect(self._show_entries)
        self.list.itemActivated.connect(self._choose)
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)

    def _show_entries(self, typed: str) -> None:
        self.list.clear()
        folded = fold(typed)
        for entry, place in self._entries:
            if entry.answers_to(folded):
                detail = " · ".join(part for part in (kind_name(entry.topic.kind), place) if part)
                item = QListWidgetItem(f"{entry.topic.name}  ({detail})")
                item.setData(Qt.ItemDataRole.UserRole, entry.topic.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self.list.count() > 0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            manner = self._manners[self.manner.currentIndex()][1] if self._manners else None
            self.chosen.emit(TopicId(item.data(Qt.ItemDataRole.UserRole)), manner)
