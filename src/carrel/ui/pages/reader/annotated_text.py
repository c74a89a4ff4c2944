"""The text of a page with what the student marks in it and writes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.domain.annotations import Annotation, Colour
from carrel.domain.ids import AnnotationId, SectionId
from carrel.domain.reading import ReadingPlace, TextRange
from carrel.ui.pages.reader.margin import MarginNotes
from carrel.ui.pages.reader.note_card import MarginNote
from carrel.ui.pages.reader.selection_bar import SelectionBar
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_ANNOTATIONS = "annotations"
_PENDING = "pending"

_SIDE_WIDTHS = (150, 290)
"""The least and the greatest width of the margin, in pixels."""

_EDITOR_ROOM = 160
"""Pixels below the beginning of words that are left for writing beside them."""

_EYE_LEVEL = 0.3
"""Share of the height at which words are shown that a student asked for."""


class AnnotatedText(QWidget):
    """The text column with its margin and the bar for words; it asks for what is to be stored."""

    place_changed = Signal()
    mark_requested = Signal(object, object)
    """Ranges of text, and the colour to mark them in."""

    recolour_requested = Signal(str, object)
    note_requested = Signal(object, str)
    """Ranges of text, and the note to write on them."""

    note_changed = Signal(str, str)
    delete_requested = Signal(str)
    question_requested = Signal(object)
    citation_requested = Signal(object)
    zoom_requested = Signal(int)
    link_followed = Signal(str)
    nothing_selected = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._typography = Typography()
        self._parts: tuple[Part, ...] = ()
        self._pictures: Pictures | None = None
        self._titles: dict[SectionId, int] = {}
        self._annotations: dict[AnnotationId, Annotation] = {}
        self._active = ""
        self._pending: tuple[TextRange, ...] = ()
        self.text = DocumentView(self._typography)
        self.text.setObjectName("sectionText")
        self.margin = MarginNotes(look)
        self.text.set_side(self.margin, _SIDE_WIDTHS[1])
        self.bar = SelectionBar(look, self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self._connect()

    def show_page(self, parts: Sequence[Part], pictures: Pictures) -> None:
        """Show sections as one page, from its beginning."""
        self.margin.finish_editing()
        self._parts = tuple(parts)
        self._pictures = pictures
        self._annotations = {}
        self._active = ""
        self._pending = ()
        self._typeset()
        self.text.setAccessibleName(parts[0].title if parts else "")

    def set_typography(self, typography: Typography) -> None:
        """Set the text in another way and stay at the same line."""
        self._paint_on_ground()
        if typography != self._typography:
            self._typography = typography
            self._fit_margin()
            self._typeset_again()

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show what the student has marked and written on this page."""
        self._annotations = {one.id: one for one in annotations if not one.is_orphan}
        if self._active not in self._annotations:
            self._active = ""
        self._show_marks()
        self._show_notes()
        self._show_bar()

    def show_place(self, place: ReadingPlace) -> None:
        """Bring a line to the top; the beginning of a section shows its title."""
        position = self.text.positions.position(place.section, place.offset)
        if place.offset == 0:
            position = self._titles.get(place.section, position)
        if position is not None:
            self.text.scroll_to(position)

    def show_passage(self, place: TextRange) -> None:
        """Bring words into view and mark them for a moment."""
        span = self.text.positions.span(place)
        if span is None:
            return
        if not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=_EYE_LEVEL)
        self.text.flash(*span)

    def show_active(self, name: str) -> None:
        """Make one annotation the active one: its words framed, its note shown whole."""
        self._active = name if name in self._annotations else ""
        self.text.set_active_mark(_ANNOTATIONS, self._active)
        self.margin.set_active(self._active)

    def place(self) -> ReadingPlace | None:
        """What stands at the top of the window."""
        return self.text.positions.place(self.text.top_position())

    def last_place(self) -> ReadingPlace | None:
        """What stands at the bottom of the window."""
        return self.text.positions.place(self.text.bottom_position())

    @property
    def selected(self) -> tuple[TextRange, ...]:
        """The words that are selected."""
        return self.text.selected_ranges()

    def clear_selection(self) -> None:
        """Select nothing and put the bar away."""
        self.text.clear_selection()
        self.bar.hide()

    def mark(self, colour: Colour) -> None:
        """Mark the selected words, or give the active annotation another colour."""
        if ranges := self.selected:
            self.mark_requested.emit(ranges, colour)
        elif self._active:
            self.recolour_requested.emit(self._active, colour)
        else:
            self.nothing_selected.emit()

    def write_note(self) -> None:
        """Write a note on the selected words, or in the active annotation."""
        if ranges := self.selected:
            self._begin_note(ranges)
        elif self._active:
            self._edit_note(self._active)
        else:
            self.nothing_selected.emit()

    def delete_active(self) -> None:
        """Ask for the active annotation to be deleted."""
        if self._active:
            self.delete_requested.emit(self._active)

    def cite(self) -> None:
        """Ask for the selected or active words to be copied with their source."""
        if ranges := self._meant():
            self.citation_requested.emit(ranges)
        else:
            self.nothing_selected.emit()

    def make_question(self) -> None:
        """Ask for a question on the selected or active words."""
        if ranges := self._meant():
            self.question_requested.emit(ranges)
        else:
            self.nothing_selected.emit()

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def let_go(self) -> None:
        """Select nothing and make no annotation active."""
        self.clear_selection()
        self.show_active("")

    def store_note(self) -> None:
        """Hand over a note that is being written."""
        self.margin.finish_editing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between text and margin."""
        super().resizeEvent(event)
        self._fit_margin()

    def _meant(self) -> tuple[TextRange, ...]:
        """The words that are selected, else those of the active annotation."""
        ranges = self.selected
        active = self._annotations.get(AnnotationId(self._active))
        if not ranges and active is not None and active.passage is not None:
            passage = active.passage
            ranges = (TextRange(passage.section, passage.start, passage.end),)
        return ranges

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the page again after the program's style sheet was set anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._paint_on_ground()

    def _connect(self) -> None:
        self.text.moved.connect(self._on_moved)
        self.text.laid_out.connect(self._on_laid_out)
        self.text.selection_settled.connect(self._on_selection)
        self.text.mark_clicked.connect(self._on_mark_clicked)
        self.text.mark_hovered.connect(self._on_mark_hovered)
        self.text.link_clicked.connect(self.link_followed)
        self.text.zoom_requested.connect(self.zoom_requested)
        self.bar.colour_chosen.connect(self.mark)
        self.bar.note_requested.connect(self.write_note)
        self.bar.question_requested.connect(self.make_question)
        self.bar.copy_requested.connect(self.cite)
        self.bar.delete_requested.connect(self.delete_active)
        self.margin.activated.connect(self._on_note_activated)
        self.margin.hovered.connect(self._on_note_hovered)
        self.margin.note_written.connect(self._on_note_written)
        self.margin.delete_requested.connect(self.delete_requested)
        self.margin.text_requested.connect(self._back_to_text)
        self._look.changed.connect(self._on_look_changed)

    def _typeset(self) -> None:
        if self._pictures is None:
            return
        made = typeset(
            self._parts,
            typography=self._typography,
            inks=Inks.of(self._look.palette),
            pictures=self._pictures,
        )
        self._titles = made.titles
        self.text.show_text(made, self._typography)

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
        self._show_marks()
        self._show_notes()
        if place is not None:
            self.show_place(place)

    def _show_marks(self) -> None:
        marks = [
            self._look.text_mark(one, span)
            for one in self._annotations.values()
            if (span := self._span(one)) is not None
        ]
        self.text.set_marks(_ANNOTATIONS, marks)
        if self._active:
            self.text.set_active_mark(_ANNOTATIONS, self._active)

    def _show_notes(self) -> None:
        notes = [
            self._margin_note(one)
            for one in self._annotations.values()
            if one.note or one.passage is None or one.id == self._active_without_note()
        ]
        if self._pending:
            top = self._top_of(self._pending[0].section, self._pending[0].start)
            notes.append(MarginNote("", "", Colour.IMPORTANT, top))
        self.margin.show_notes(notes)

    def _active_without_note(self) -> str:
        """The annotation whose first note is being written."""
        return self._active if self.margin.is_editing else ""

    def _margin_note(self, one: Annotation) -> MarginNote:
        start = one.passage.start if one.passage is not None else 0
        return MarginNote(
            name=one.id,
            text=one.note,
            colour=one.colour,
            anchor=self._top_of(one.section, start, is_title=one.passage is None),
            tags=one.tags,
            label="" if one.passage is not None else self.tr("On the section"),
        )

    def _top_of(self, section: SectionId, offset: int, *, is_title: bool = False) -> int:
        position = self.text.positions.position(section, offset)
        if is_title:
            position = self._titles.get(section, position)
        return self.text.line_top(position or 0)

    def _span(self, one: Annotation) -> tuple[int, int] | None:
        passage = one.passage
        if passage is None:
            return None
        return self.text.positions.span(TextRange(passage.section, passage.start, passage.end))

    def _begin_note(self, ranges: tuple[TextRange, ...]) -> None:
        self._pending = ranges
        ink = self._look.ink(Colour.IMPORTANT)
        marks = [
            TextMark("", *span, ink=ink, shape=LineShape.DASHED)
            for place in ranges
            if (span := self.text.positions.span(place)) is not None
        ]
        self.text.set_marks(_PENDING, marks)
        self.clear_selection()
        self.show_active("")
        self._show_notes()
        self._make_room_for_editor(marks[0].start)
        self.margin.edit("")

    def _edit_note(self, name: str) -> None:
        self.bar.hide()
        one = self._annotations[AnnotationId(name)]
        if not one.note and one.passage is not None:
            notes = [self._margin_note(each) for each in self._annotations.values() if each.note]
            self.margin.show_notes([*notes, self._margin_note(one)])
        span = self._span(one)
        self._make_room_for_editor(self._titles.get(one.section, 0) if span is None else span[0])
        self.margin.edit(name)

    def _make_room_for_editor(self, position: int) -> None:
        """Scroll so far that there is room for a few lines of a note beside a position."""
        top = self.text.line_top(position) - self.text.verticalScrollBar().value()
        if top < 0 or top + _EDITOR_ROOM > self.text.height():
            self.text.scroll_to(position, share=_EYE_LEVEL)

    def _on_note_written(self, name: str, text: str) -> None:
        pending, self._pending = self._pending, ()
        self.text.set_marks(_PENDING, ())
        if name:
            self.note_changed.emit(name, text)
        elif pending and text.strip():
            self.note_requested.emit(pending, text)
        self._show_notes()

    def _on_selection(self) -> None:
        if self.selected:
            self.show_active("")
        self._show_bar()

    def _on_mark_clicked(self, name: str) -> None:
        self.show_active(name)
        self._show_bar()

    def _on_mark_hovered(self, name: str) -> None:
        if not self._active:
            self.margin.set_active(name)

    def _on_note_hovered(self, name: str) -> None:
        if not self._active:
            self.text.set_active_mark(_ANNOTATIONS, name)

    def _on_note_activated(self, name: str) -> None:
        """A note was chosen: its words are brought into view."""
        self.show_active(name)
        one = self._annotations.get(AnnotationId(name))
        if one is None:
            return
        span = self._span(one)
        if span is not None and not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=_EYE_LEVEL)
        elif span is None:
            self.text.scroll_to(self._titles.get(one.section, 0))
        self._show_bar()

    def _back_to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self) -> None:
        self.margin.set_scroll(self.text.verticalScrollBar().value())
        if self.bar.isVisible():
            self._show_bar()
        self.place_changed.emit()

    def _on_laid_out(self) -> None:
        self.margin.set_scroll(self.text.verticalScrollBar().value())
        self._show_notes()
        self._show_bar()
        self.place_changed.emit()

    def _show_bar(self) -> None:
        """Show the bar beside selected words, else beside the active ones, else not."""
        active = self._annotations.get(AnnotationId(self._active))
        if ranges := self.selected:
            spans = [self.text.positions.span(place) for place in ranges]
            last = [span for span in spans if span is not None][-1]
            self.bar.show_for_selection(self._box(*last))
        elif active is not None and (span := self._span(active)) is not None:
            self.bar.show_for_mark(self._box(*span), active.colour)
        else:
            self.bar.hide()

    def _box(self, start: int, end: int) -> QRect:
        """Where words stand in the text widget, with its margins."""
        return self.text.word_box(start, end).translated(self.text.viewport().pos())

    def _fit_margin(self) -> None:
        room = self.width() - self._typography.column_width - 100
        least, most = _SIDE_WIDTHS
        self.text.set_side(self.margin, min(max(room, least), most))
