"""Placing a note that lost its words: a bar above the text, while new words are chosen for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.domain.orphans import OrphanId
from carrel.services.orphans import Orphans
from carrel.ui.attempt import Attempt
from carrel.ui.icons import icon
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.annotated_text import AnnotatedText
from carrel.ui.shortcuts import shown
from carrel.ui.widgets.buttons import PrimaryButton, follow_keys
from carrel.ui.widgets.labels import body, muted

_MOST_SHOWN = 160
"""Code points of the old words that the bar shows."""


class PlacingBar(QWidget):
    """Says which words are looked for, and places the note on the selected ones."""

    place_requested = Signal()
    likely_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placingBar")
        self._words = body()
        self._words.setObjectName("placingWords")
        self._how = muted()
        self.place = PrimaryButton(self.tr("Place it here"))
        self.place.setObjectName("placeHere")
        self._likely = QPushButton(self.tr("Show the likeliest words"))
        self._likely.setObjectName("placingLikely")
        self._close = QPushButton(self.tr("Not now"))
        self._close.setObjectName("placingClose")
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._words)
        told.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 9)
        row.setSpacing(8)
        row.addLayout(told, 1)
        for button in (self._likely, self._close, self.place):
            row.addWidget(button)
        self.place.clicked.connect(self.place_requested)
        self._likely.clicked.connect(self.likely_requested)
        self._close.clicked.connect(self.closed)
        self.hide()

    def begin(self, words: str, keys: str, *, has_likely: bool) -> None:
        """Look for a place for what stood beside these words; ``keys`` are those that place it."""
        words = " ".join(words.split())
        short = words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN].rstrip() + "…"
        self._words.setText(self.tr("Where does “{words}” stand now?").format(words=short))
        how = self.tr("Select the words that it should stand beside, here or in another section.")
        if keys:
            how = self.tr(
                "Select the words that it should stand beside, here or in another section, and"
                " press {keys}."
            ).format(keys=keys)
        self._how.setText(how)
        self._likely.setVisible(has_likely)
        self.place.setEnabled(False)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a ground that tells the bar from the text, and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Placing(QObject):
    """Leads from an orphan to its new words; the act is one step that can be undone."""

    def __init__(self, bar: PlacingBar, reading: AnnotatedText, context: PageContext) -> None:
        super().__init__(bar)
        self._bar = bar
        self._reading = reading
        self._orphans = Orphans(context.desk)
        self._navigator = context.navigator
        self._attempt = Attempt(context.navigator)
        self._sought: OrphanId | None = None
        self.action = QAction(self.tr("Place the note on the selected words"), self)
        self.action.setShortcut(QKeySequence("P"))
        self.action.setIcon(icon("fit"))
        self.action.setEnabled(False)
        self.action.triggered.connect(self._place)
        self.action.setObjectName("read.place_note")
        follow_keys(bar.place, self.tr("Place it on the selected words"), self.action)
        bar.place_requested.connect(self._place)
        bar.likely_requested.connect(self._show_likely)
        bar.closed.connect(self.end)
        reading.text.selectionChanged.connect(self._show_enabled)

    def begin(self, orphan: OrphanId) -> None:
        """Look for a place for this one; if it has one by now, that is told."""
        found = self._attempt(lambda: self._orphans.orphan(orphan))
        if found is None:
            self.end()
            return
        self._sought = orphan
        likely = self._attempt(lambda: self._orphans.likely_place(orphan))
        words = found.passage.quote or found.about
        keys = shown(self.action.shortcuts())
        self._bar.begin(words, keys, has_likely=likely is not None)
        self._show_enabled()

    def end(self) -> None:
        """Put the bar away; what was sought stays without a place."""
        self._sought = None
        self._bar.hide()
        self.action.setEnabled(False)
        self._reading.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_enabled(self) -> None:
        if self._sought is None:
            return
        is_ready = self._reading.text.textCursor().hasSelection()
        self._bar.place.setEnabled(is_ready)
        self.action.setEnabled(is_ready)

    def _show_likely(self) -> None:
        sought = self._sought
        if sought is None:
            return
        likely = self._attempt(lambda: self._orphans.likely_place(sought))
        if likely is None:
            return
        self._navigator.open_passage(likely.section, likely.start, likely.end)
        span = self._reading.text.positions.span(likely)
        if span is not None:
            self._reading.text.select(*span)
        self._reading.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        sought, ranges = self._sought, self._reading.selected
        if sought is None or not ranges:
            return
        placed = self._attempt(lambda: self._orphans.place(sought, ranges[0]))
        if placed is None:
            return
        self.end()
        self._reading.clear_selection()
        self._tell()

    def _tell(self) -> None:
        left = self._orphans.count()
        if not left:
            self._navigator.show_message(self.tr("It stands on these words now."))
            return
        told = self.tr("It stands on these words now. Still without a place: {count}.")
        self._navigator.show_message(
            told.format(count=left),
            action_text=self.tr("Back to them"),
            action=lambda: self._navigator.go(Place(PageName.NOTES, orphans=True)),
        )
