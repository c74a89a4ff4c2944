"""The text of a page between its margins: set in type, kept at its line, shown where asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.reading import ReadingPlace, TextRange
from carrel.ui.pages.reader.margin import MarginNotes
from carrel.ui.pages.reader.page_end import PageEnd
from carrel.ui.pages.reader.reading_column import ReadingColumn
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.typography import Inks, Typography

_SIDE_WIDTHS = (150, 290)
"""The least and the greatest width of the margin, in pixels."""

_BESIDE = 100
"""Pixels that stand free beside the column and its margin, with the scroll bar."""

_LEAST_SHARE = 0.8
"""The part of its measure that a line keeps beside a margin with words in it."""

_STRIP, _OVERLAY = 34, 250
"""Pixels of a margin with signs alone, and of a note that is shown over the text there."""

EYE_LEVEL = 0.3
"""Share of the height at which words are shown that a student asked for."""


class PageText(QWidget):
    """The text column, and the margin that stands beside it."""

    place_changed = Signal()
    zoom_requested = Signal(int)
    link_followed = Signal(str)

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._typography = Typography()
        self._parts: tuple[Part, ...] = ()
        self._pictures: Pictures | None = None
        self._titles: dict[SectionId, int] = {}
        self._fitted_to: int | None = None
        self._again_timer = QTimer(self, singleShot=True, interval=0)
        self._again_timer.timeout.connect(self._typeset_again)
        self.text = ReadingColumn(self._typography)
        self.text.setObjectName("sectionText")
        self.margin = MarginNotes(look)
        self.end = PageEnd(look)
        self.text.set_foot(self.end)
        self.text.set_side(self.margin, _SIDE_WIDTHS[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.text.moved.connect(self._on_moved)
        self.text.laid_out.connect(self._on_laid_out)
        self.margin.overlay_wanted.connect(self._fit_margin)
        self.text.link_clicked.connect(self.link_followed)
        self.text.zoom_requested.connect(self.zoom_requested)
        look.changed.connect(self._on_look_changed)

    def show_page(self, parts: Sequence[Part], pictures: Pictures) -> None:
        """Show sections as one page, from its beginning."""
        self._parts = tuple(parts)
        self._pictures = pictures
        self._typeset()
        self.text.setAccessibleName(parts[0].title if parts else "")

    def set_typography(self, typography: Typography) -> None:
        """Set the text in another way and stay at the same line."""
        self._paint_on_ground()
        if typography != self._typography:
            self._typography = typography
            self.margin.set_line_middle(round(0.6 * typography.em))
            self.end.set_indent(typography.number_width)
            self._fit_margin()
            self._typeset_again()

    def show_place(self, place: ReadingPlace) -> None:
        """Bring a line to the top; the beginning of a section shows its title."""
        position = self.text.positions.position(place.section, place.offset)
        if place.offset == 0:
            position = self._titles.get(place.section, position)
        if position is not None:
            self.text.scroll_to(position)

    def show_end(self) -> None:
        """Bring the last lines into view."""
        self.text.scroll_to_end()

    def show_passage(self, place: TextRange) -> None:
        """Bring words into view and mark them for a moment."""
        span = self.text.positions.span(place)
        if span is None:
            return
        if not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=EYE_LEVEL)
        self.text.flash(*span)

    def place(self) -> ReadingPlace | None:
        """What stands at the top of the window."""
        return self.text.positions.place(self.text.top_position())

    def last_place(self) -> ReadingPlace | None:
        """What stands at the bottom of the window."""
        return self.text.positions.place(self.text.bottom_position())

    @property
    def last_click(self) -> QPoint:
        """Where on the screen something was clicked last, or the caret is."""
        inside = self.text.viewport().mapFromGlobal(QCursor.pos())
        if self.text.viewport().rect().contains(inside):
            return QCursor.pos()
        return self.text.viewport().mapToGlobal(self.text.cursorRect().bottomLeft())

    @property
    def selected(self) -> tuple[TextRange, ...]:
        """The words that are selected."""
        return self.text.selected_ranges()

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between text and margin."""
        super().resizeEvent(event)
        self._fit_margin()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the page again after the program's style sheet was set anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._paint_on_ground()

    def _show_beside(self) -> None:
        """The lines of the text stand elsewhere: show anew what stands beside them."""

    def _on_moved(self) -> None:
        self.margin.set_scroll(self.text.verticalScrollBar().value())
        self.place_changed.emit()

    def _on_laid_out(self) -> None:
        width = min(self.text.viewport().width(), self._typography.column_width)
        if self._fitted_to is not None and width != self._fitted_to:
            self._again_timer.start()
        self.margin.set_scroll(self.text.verticalScrollBar().value())
        self._show_beside()
        self.place_changed.emit()

    def _typeset(self) -> None:
        if self._pictures is None:
            return
        made = typeset(
            self._parts,
            typography=self._typography,
            inks=Inks.of(self._look.palette),
            pictures=self._pictures,
            space_below=self.end.heightForWidth(self._typography.column_width),
            width=self.text.viewport().width(),
        )
        self._titles = made.titles
        self._fitted_to = made.fitted_to
        self.text.show_text(made, self._typography)
        if not made.is_complete:
            self._again_timer.start()

    def _on_look_changed(self) -> None:
        self._paint_on_ground()
        self._typeset_again()

    def _paint_on_ground(self) -> None:
        """Give each widget the palette of the page: a style sheet keeps it from being inherited."""
        for widget in (self, self.text, self.text.viewport(), self.margin):
            # Polishing under the style sheet takes a palette away that was set before.
            widget.ensurePolished()
            widget.setPalette(self._look.palette)

    def _typeset_again(self) -> None:
        """Write the page anew, in other colours or another size, and stay where it was."""
        place = self.place()
        self._typeset()
        self._show_beside()
        if place is not None:
            self.show_place(place)

    def _top_of(self, section: SectionId, offset: int, *, is_title: bool = False) -> int:
        position = self.text.positions.position(section, offset)
        if is_title:
            position = self._titles.get(section, position)
        return self.text.line_top(position or 0)

    def _box(self, start: int, end: int) -> QRect:
        """Where words stand in the text widget, with its margins."""
        return self.text.word_box(start, end).translated(self.text.viewport().pos())

    def _fit_margin(self) -> None:
        """Give the margin what the column leaves it; where that is too little, only signs."""
        column = self._typography.column_width
        least, most = _SIDE_WIDTHS
        room = self.width() - column - _BESIDE
        is_narrow = self.width() - least - _BESIDE < _LEAST_SHARE * column
        self.margin.set_narrow(is_narrow=is_narrow)
        if is_narrow:
            over = _OVERLAY if self.margin.has_overlay else 0
            self.text.set_side(self.margin, _STRIP, over=over)
        else:
            self.text.set_side(self.margin, min(max(room, least), most))
