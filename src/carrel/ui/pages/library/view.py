"""The widgets of the Library page: cards in columns, and a place to drop or choose files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import MaterialId
from carrel.domain.next_step import NextStep
from carrel.services.shelf import ShelfEntry
from carrel.ui.icons import icon
from carrel.ui.pages.library.material_card import MaterialCard
from carrel.ui.widgets.card import CORNER_RADIUS, PADDING
from carrel.ui.widgets.labels import heading, muted, page_title

_LEAST_CARD_WIDTH = 380
_MOST_CARD_WIDTH = 620
_MARGIN = 28
_GAP = 18


class LibraryView(QWidget):
    """Shows the shelf. What the student chooses leaves as a signal."""

    step_requested = Signal(object, object)
    read_requested = Signal(object)
    quiz_requested = Signal(object)
    remove_requested = Signal(object)
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("libraryPage")
        self.setAccessibleName(self.tr("Library"))
        self._summary = muted()
        self._cards: dict[MaterialId, MaterialCard] = {}
        self._entrance = ImportCard()
        self._entrance.button.clicked.connect(self.import_requested)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._columns = 0
        self._build()

    @property
    def cards(self) -> list[MaterialCard]:
        """The cards as they are shown."""
        return list(self._cards.values())

    def show_entries(
        self, entries: Sequence[ShelfEntry], steps: Mapping[MaterialId, NextStep]
    ) -> None:
        """Show these materials, in this order; a card of which nothing changed stays."""
        before, self._cards = self._cards, {}
        for entry in entries:
            card = before.get(entry.material.id)
            step = steps[entry.material.id]
            if card is None or (card.entry, card.step) != (entry, step):
                card = self._card(entry, step)
            else:
                del before[entry.material.id]
            self._cards[entry.material.id] = card
        self._summary.setText(self._summary_text(entries))
        self._place_cards()
        for material, card in before.items():
            self._replace(card, self._cards.get(material))
        for card in self._cards.values():
            # A layout shows what is new in it later, and what is hidden cannot have the focus.
            card.show()

    def focus_first(self) -> None:
        """Give the focus to what is used first."""
        for card in self._cards.values():
            button = card.findChild(QPushButton, "stepButton")
            if button is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._entrance.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        if self._fitting_columns() != self._columns:
            self._place_cards()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 22, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addWidget(page_title(self.tr("Library")))
        column.addWidget(self._summary)
        column.addSpacing(14)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _card(self, entry: ShelfEntry, step: NextStep) -> MaterialCard:
        card = MaterialCard(entry, step)
        material = entry.material.id
        card.step_requested.connect(lambda: self.step_requested.emit(material, step))
        card.read_requested.connect(lambda: self.read_requested.emit(material))
        card.quiz_requested.connect(lambda: self.quiz_requested.emit(material))
        card.remove_requested.connect(lambda: self.remove_requested.emit(material))
        return card

    def _replace(self, old: MaterialCard, new: MaterialCard | None) -> None:
        """Take a card away; what had the focus on it has it on the new one."""
        focused = old.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        self._grid.removeWidget(old)
        old.hide()
        old.deleteLater()
        if new is None or focused is None or not had_focus:
            return
        new.show()
        same = new.findChild(QWidget, focused.objectName())
        if same is not None:
            same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fitting_columns(self) -> int:
        room = max(1, self.width() - 2 * _MARGIN)
        return max(1, (room + _GAP) // (_LEAST_CARD_WIDTH + _GAP))

    def _place_cards(self) -> None:
        columns = self._fitting_columns()
        shown: list[QWidget] = [*self._cards.values(), self._entrance]
        for index, widget in enumerate(shown):
            self._grid.addWidget(widget, index // columns, index % columns)
            widget.setMaximumWidth(_MOST_CARD_WIDTH)
        for number in range(max(columns, self._columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        if self._cards:
            QWidget.setTabOrder(shown[-2], self._entrance.button)

    def _summary_text(self, entries: Sequence[ShelfEntry]) -> str:
        if not entries:
            return self.tr("Nothing is here yet. Add something to read, and it becomes yours.")
        minutes = sum(entry.minutes_left for entry in entries)
        count = (
            self.tr("1 material")
            if len(entries) == 1
            else self.tr("{count} materials").format(count=len(entries))
        )
        left = (
            self.tr("{minutes} minutes of reading left").format(minutes=minutes)
            if minutes
            else self.tr("everything read")
        )
        return f"{count} · {left}"


class ImportCard(QWidget):
    """Where the student's own reading comes in: a dashed field that says what can be dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importCard")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self.tr("Choose files…"))
        self.button.setObjectName("importButton")
        self.button.setAccessibleName(self.tr("Choose files to import"))
        picture = QLabel()
        shape = icon("import", QPalette.ColorRole.PlaceholderText)
        picture.setPixmap(shape.pixmap(QSize(32, 32), self.devicePixelRatioF()))
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.addStretch(1)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (
            heading(self.tr("Add your own reading")),
            muted(self.tr("Drop text or Markdown files anywhere in this window, or choose them.")),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, CORNER_RADIUS, CORNER_RADIUS)
