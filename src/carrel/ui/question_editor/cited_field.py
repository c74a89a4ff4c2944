"""The words of the text that answer a question: seen, taken out, and more of them asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.domain.text.passage import Passage
from carrel.ui.icons import icon
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.labels import body

_LONGEST_QUOTE = 300


class CitedField(QWidget):
    """One row for each passage, and a button that asks for another one."""

    changed = Signal()
    words_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._passages: tuple[Passage, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.choose_button = QPushButton(icon("plus"), self.tr("Choose words in the text …"))
        self.choose_button.setObjectName("chooseWords")
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self.words_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The words that are cited."""
        return self._passages

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show other words."""
        self._passages = tuple(passages)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not passages:
            self._rows.addWidget(body(self.tr("No words are cited.")))
        for passage in passages:
            self._rows.addWidget(self._row(passage))

    def add(self, passage: Passage) -> None:
        """Cite more words; words that are cited already stay once."""
        if passage not in self._passages:
            self.show_passages((*self._passages, passage))
            self.changed.emit()

    def _row(self, passage: Passage) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        quote = " ".join(passage.quote.split())
        shown = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"
        line.addWidget(body(self.tr("“{words}”").format(words=shown)), 1)
        name = self.tr("Do not cite “{words}”").format(words=quote[:60])
        remove = icon_button("close", name)
        remove.setObjectName("dropWords")
        remove.clicked.connect(lambda: self._drop(passage))
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _drop(self, passage: Passage) -> None:
        self.show_passages([one for one in self._passages if one != passage])
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
