"""The list of blind spots, and what can be done about the one that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.words_list import WordsItem, WordsList


class SpotKind(StrEnum):
    """Which blind spots are listed."""

    ALL = "all"
    MARKED = "marked"
    CLAIMS = "claims"
    STRUGGLES = "struggles"


class SpotsList(WordsList):
    """A click or Enter deals with a spot, Ctrl+Enter shows it in the text."""

    shown = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show in the text what is chosen, with Ctrl."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shown.emit(self.chosen_target())
            return
        super().keyPressEvent(event)


class BlindSpotsView(QWidget):
    """Asks for a question on what is chosen, or for its place in the text."""

    kind_requested = Signal(object)
    opened = Signal(object)
    shown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blindSpots")
        self.sentence = body()
        self.hint = muted(
            self.tr(
                "Click a row, or press Enter, to make a question on its words;"
                " Ctrl+Enter shows them in the text."
            )
        )
        self.kind = QComboBox()
        self.kind.setObjectName("blindSpotKind")
        self.kind.setAccessibleName(self.tr("Which blind spots"))
        for kind, title in (
            (SpotKind.ALL, self.tr("All blind spots")),
            (SpotKind.MARKED, self.tr("Marked by you")),
            (SpotKind.CLAIMS, self.tr("Claims")),
            (SpotKind.STRUGGLES, self.tr("Marked much, and failed")),
        ):
            self.kind.addItem(title, kind)
        self.kind.currentIndexChanged.connect(
            lambda _: self.kind_requested.emit(self.kind.currentData())
        )
        self.list = SpotsList()
        self.list.setObjectName("blindSpotList")
        self.list.setAccessibleName(self.tr("Blind spots"))
        self.list.opened.connect(self.opened)
        self.list.shown.connect(self.shown)
        self.ask = PrimaryButton(self.tr("Make a question"))
        self.ask.clicked.connect(lambda: self.opened.emit(self.list.chosen_target()))
        self.show_place = QPushButton(self.tr("Show in the text"))
        self.show_place.clicked.connect(lambda: self.shown.emit(self.list.chosen_target()))
        self._build()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self._enable()

    def show_spots(self, sentence: str, items: Iterable[WordsItem]) -> None:
        """Show these; the row that was chosen, or what now stands there, is chosen again."""
        row = self.list.currentIndex().row()
        self.sentence.setText(sentence)
        self.list.show_items(items)
        has_rows = self.list.words.rowCount() > 0
        for widget in (self.list, self.ask, self.show_place, self.hint):
            widget.setVisible(has_rows)
        if row >= 0 and has_rows:
            self._choose_near(row)
        self._enable()

    def choose_kind(self, kind: SpotKind) -> None:
        """Set which spots are listed."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def titles(self) -> Sequence[str]:
        """The choices of kinds, for people."""
        return [self.kind.itemText(number) for number in range(self.kind.count())]

    def _choose_near(self, row: int) -> None:
        last = self.list.words.rowCount() - 1
        index = self.list.words.index(min(row, last), 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        if self.list.chosen_target() is None:
            self.list.choose_next(1)
        self.list.scrollTo(self.list.currentIndex())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.show_place)
        foot.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addStretch(0)

    def _enable(self) -> None:
        has_choice = self.list.chosen_target() is not None
        self.ask.setEnabled(has_choice)
        self.show_place.setEnabled(has_choice)
