"""The widgets of the Library page: cards in columns, and a place to drop or choose files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
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
from carrel.ui.pages.library.shelf_bar import ShelfBar
from carrel.ui.pages.library.today_card import TodayCard
from carrel.ui.widgets.buttons import LinkButton
from carrel.ui.widgets.card import CORNER_RADIUS, PADDING
from carrel.ui.widgets.labels import body, heading, muted, page_title

_LEAST_CARD_WIDTH = 380
_MOST_CARD_WIDTH = 620
_MARGIN = 28
_GAP = 18


class LibraryView(QWidget):
    """Shows the shelf. What the student chooses leaves as a signal."""

    step_requested = Signal(object, object)
    read_requested = Signal(object)
    quiz_requested = Signal(object)
    bring_back_requested = Signal(object)
    details_requested = Signal(object)
    remove_requested = Signal(object)
    menu_requested = Signal(object, object)
    """A :class:`ShelfEntry`, and where on the screen its menu is to open."""

    more_requested = Signal()
    """The student comes near the end of the cards that are shown."""

    note_action_requested = Signal()
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("libraryPage")
        self.setAccessibleName(self.tr("Library"))
        self.bar = ShelfBar()
        self._summary = muted()
        self._cards: dict[MaterialId, MaterialCard] = {}
        self.today = TodayCard()
        self._entrance = ImportCard()
        self._entrance.button.clicked.connect(self.import_requested)
        self._note = body()
        self._note.setObjectName("libraryNote")
        self._note_button = LinkButton()
        self._note_button.setObjectName("libraryNoteAction")
        self._note_button.clicked.connect(self.note_action_requested)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._columns = 0
        self._build()

    @property
    def cards(self) -> list[MaterialCard]:
        """The cards as they are shown."""
        return list(self._cards.values())

    def show_summary(self, text: str, *, has_bar: bool) -> None:
        """Say what the library holds; ``has_bar`` if there is something to choose from."""
        self._summary.setText(text)
        self.bar.setVisible(has_bar)

    def show_note(self, text: str, action_text: str) -> None:
        """Say why nothing is shown and what can be done; nothing is said where both are empty."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note_button.setText(action_text)
        self._note_button.setVisible(bool(action_text))

    def show_entries(
        self,
        entries: Sequence[ShelfEntry],
        steps: Mapping[MaterialId, NextStep],
        sizes: Mapping[MaterialId, int] | None = None,
        *,
        has_entrance: bool = True,
    ) -> None:
        """Show these materials, in this order; a card of which nothing changed stays.

        ``sizes`` in bytes are told where they are given. ``has_entrance`` shows, after them, where
        files come in.
        """
        before, self._cards = self._cards, {}
        for entry in entries:
            material = entry.material.id
            told = (entry, steps[material], None if sizes is None else sizes.get(material, 0))
            card = before.get(material)
            if card is None or (card.entry, card.step, card.size_in_bytes) != told:
                card = self._card(*told)
            else:
                del before[material]
            self._cards[material] = card
        self._entrance.setVisible(has_entrance)
        self._place_cards()
        for material, card in before.items():
            self._replace(card, self._cards.get(material))
        if self.isVisible():
            for card in self._cards.values():
                # A layout shows what is new in it later, and what is hidden cannot have the focus.
                card.show()
        self._fill_timer.start()

    def show_cover(self, material: MaterialId, cover: QPixmap) -> None:
        """Show a cover on the card of a material, if that is shown."""
        if material in self._cards:
            self._cards[material].show_cover(cover)

    def scroll_to_top(self) -> None:
        """Show the first cards."""
        self._scroll.verticalScrollBar().setValue(0)

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
        self._fill_timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a card, F2 changes the details and Delete removes the material."""
        card = self._focused_card()
        if card is not None and event.key() == Qt.Key.Key_F2 and not card.entry.is_removed:
            self.details_requested.emit(card.entry.material.id)
        elif card is not None and event.key() == Qt.Key.Key_Delete and not card.entry.is_removed:
            self.remove_requested.emit(card.entry.material.id)
        else:
            super().keyPressEvent(event)

    def _focused_card(self) -> MaterialCard | None:
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus():
            return None
        return next((card for card in self.cards if card.isAncestorOf(focused)), None)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 22, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addWidget(page_title(self.tr("Library")))
        column.addWidget(self._summary)
        column.addSpacing(10)
        top = QVBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.today)
        top.addWidget(self.bar)
        column.addLayout(top)
        column.addSpacing(10)
        column.addWidget(self._note)
        column.addWidget(self._note_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(self._watch_end)
        bar.rangeChanged.connect(self._watch_end)
        # Where all cards fit there is nothing to scroll, and its range does not change.
        self._fill_timer = QTimer(self, singleShot=True, interval=0)
        self._fill_timer.timeout.connect(self._watch_end)
        self._scroll = scroll
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _watch_end(self) -> None:
        bar = self._scroll.verticalScrollBar()
        if self.isVisible() and bar.value() + bar.pageStep() // 4 >= bar.maximum():
            self.more_requested.emit()

    def _card(self, entry: ShelfEntry, step: NextStep, size: int | None) -> MaterialCard:
        card = MaterialCard(entry, step, size)
        material = entry.material.id
        card.step_requested.connect(lambda: self.step_requested.emit(material, step))
        card.read_requested.connect(lambda: self.read_requested.emit(material))
        card.quiz_requested.connect(lambda: self.quiz_requested.emit(material))
        card.bring_back_requested.connect(lambda: self.bring_back_requested.emit(material))
        card.menu_requested.connect(lambda point: self.menu_requested.emit(entry, point))
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
            muted(
                self.tr(
                    "Drop texts, books, papers, quizzes or highlights anywhere in this window, or"
                    " choose them."
                )
            ),
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
