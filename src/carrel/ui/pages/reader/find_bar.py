"""The bar for finding words on a page, and the finding itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.domain.text.finding import find_words
from carrel.ui.pages.reader.actions import ReaderActions
from carrel.ui.pages.reader.page_text import EYE_LEVEL
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import follow_keys, icon_button
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.text_marks import TextMark

_LAYER = "found"
_HIT = QColor(255, 150, 40, 70)
_CURRENT = QColor(255, 140, 0, 150)


class FindBar(QWidget):
    """Enter goes to the next hit, Shift+Enter to the one before, Esc closes."""

    changed = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find on this page"))
        self.field.setAccessibleName(self.tr("Find on this page"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(320)
        self._count = QLabel()
        self._count.setObjectName("findCount")
        self._count.setMinimumWidth(90)
        self._whole = QCheckBox(self.tr("Whole words"))
        self._exact = QCheckBox(self.tr("Exactly as written"))
        self._exact.setToolTip(self.tr("With the same capitals and accents"))
        self._before = before = icon_button("up", self.tr("The one before"))
        self._after = after = icon_button("down", self.tr("The next one"))
        close = icon_button("close", self.tr("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        for widget in (self.field, before, after, self._count, self._whole, self._exact):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        self.field.textChanged.connect(self.changed)
        self._whole.toggled.connect(self.changed)
        self._exact.toggled.connect(self.changed)
        before.clicked.connect(lambda: self.step_requested.emit(-1))
        after.clicked.connect(lambda: self.step_requested.emit(1))
        close.clicked.connect(self.closed)
        self.hide()

    def follow(self, actions: ReaderActions) -> None:
        """Tell the keys that do the same as the buttons."""
        follow_keys(self._before, self._before.accessibleName(), actions.find_previous)
        follow_keys(self._after, self._after.accessibleName(), actions.find_next)

    @property
    def are_whole(self) -> bool:
        """Whether parts of longer words are left out."""
        return self._whole.isChecked()

    @property
    def is_exact(self) -> bool:
        """Whether capitals and accents count."""
        return self._exact.isChecked()

    def show_count(self, text: str) -> None:
        """Say how many there are."""
        self._count.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line between the bar and the text."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Finder(QObject):
    """Marks all hits on the page and goes from one to the next."""

    def __init__(self, bar: FindBar, text: DocumentView, look: AnnotationLook) -> None:
        super().__init__(bar)
        self._bar = bar
        self._text = text
        self._look = look
        self._sections: Mapping[SectionId, str] = {}
        self._hits: list[TextRange] = []
        self._current = -1
        bar.changed.connect(self._find)
        bar.step_requested.connect(self.step)
        bar.closed.connect(self.close)
        text.laid_out.connect(self._mark)

    def show_sections(self, sections: Mapping[SectionId, str]) -> None:
        """The plain texts that are on the page now, in its order."""
        self._sections = sections
        if self._bar.isVisible():
            self._find()

    def open(self) -> None:
        """Show the bar, with the words that are selected if they are few."""
        words = self._text.textCursor().selectedText()
        if words and len(words) < 80 and "\u2029" not in words:
            self._bar.field.setText(words)
        self._bar.show()
        self._bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.field.selectAll()
        self._find()

    def close(self) -> None:
        """Put the bar and its marks away; the hit that was reached is selected."""
        if 0 <= self._current < len(self._hits):
            span = self._text.positions.span(self._hits[self._current])
            if span is not None:
                self._text.select(*span)
        self._hits, self._current = [], -1
        self._mark()
        self._bar.hide()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next hit, or with -1 to the one before, around the ends of the page."""
        if not self._bar.isVisible():
            self.open()
            return
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
            self._show_current()

    def _find(self) -> None:
        words = self._bar.field.text()
        self._hits = [
            TextRange(section, start, end)
            for section, text in self._sections.items()
            for start, end in find_words(
                text, words, are_whole=self._bar.are_whole, is_exact=self._bar.is_exact
            )
        ]
        self._current = self._nearest()
        self._show_current()

    def _nearest(self) -> int:
        """The first hit that is not above the window."""
        top = self._text.top_position()
        for number, hit in enumerate(self._hits):
            span = self._text.positions.span(hit)
            if span is not None and span[0] >= top:
                return number
        return 0 if self._hits else -1

    def _show_current(self) -> None:
        self._mark()
        if self._hits:
            span = self._text.positions.span(self._hits[self._current])
            if span is not None and not self._text.is_in_view(*span):
                self._text.scroll_to(span[0], share=EYE_LEVEL)
            told = self.tr("{number} of {count}")
            told = told.format(number=self._current + 1, count=len(self._hits))
        else:
            told = self.tr("Not found") if self._bar.field.text().strip() else ""
        self._bar.show_count(told)

    def _mark(self) -> None:
        marks = []
        for number, hit in enumerate(self._hits):
            if (span := self._text.positions.span(hit)) is not None:
                is_current = number == self._current
                marks.append(
                    TextMark(
                        "",
                        *span,
                        ground=_CURRENT if is_current else _HIT,
                        ink=QColor(self._look.palette.color(QPalette.ColorRole.Text)),
                        is_active=is_current,
                    )
                )
        self._text.set_marks(_LAYER, marks)
