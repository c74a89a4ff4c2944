"""The text of a page with what the student marks in it and writes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.ids import AnnotationId, SectionId
from carrel.domain.reading import TextRange
from carrel.ui.pages.reader.note_card import MarginNote
from carrel.ui.pages.reader.page_notes import (
    fitting,
    following,
    margin_note,
    section_label,
    stands_in_margin,
)
from carrel.ui.pages.reader.page_text import EYE_LEVEL, PageText
from carrel.ui.pages.reader.selection_bar import SelectionBar
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.document_writer import Part, Pictures
from carrel.ui.widgets.text_marks import LineShape, TextMark

_ANNOTATIONS = "annotations"
_PENDING = "pending"

_EDITOR_ROOM = 160
"""Pixels below the beginning of words that are left for writing beside them."""


class AnnotatedText(PageText):
    """The text column with its margin and the bar for words; it asks for what is to be stored."""

    mark_requested = Signal(object, object, object)
    """Ranges of text, and the colour and style to mark them in."""

    restyle_requested = Signal(str, object)
    stretch_requested = Signal(str, object)
    """The name of an annotation, and the range that it is to hold."""

    tags_requested = Signal(str)
    section_note_requested = Signal(str, str)
    """A section, and the note to write on it."""

    recolour_requested = Signal(str, object)
    note_requested = Signal(object, str)
    """Ranges of text, and the note to write on them."""

    note_changed = Signal(str, str)
    delete_requested = Signal(str)
    question_requested = Signal(object)
    citation_requested = Signal(object)
    note_link_followed = Signal(str, str)
    """The name of an annotation, and the address of a link in its note."""

    nothing_selected = Signal()
    nothing_marked = Signal()
    hold_changed = Signal()
    """Other words are selected, or another annotation is the active one."""

    menu_requested = Signal(QPoint)
    """A point of the text's viewport at which what can be done there is wanted as a menu."""

    menu_opening = Signal(QMenu, QPoint)
    """The menu for a point of the viewport, to which others may add what they can do there."""

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._annotations: dict[AnnotationId, Annotation] = {}
        self._active = ""
        self._hovered = ""
        self._pending: tuple[TextRange, ...] = ()
        self._noted_section: SectionId | None = None
        self.bar = SelectionBar(look, self.text)
        self._connect()

    def show_page(self, parts: Sequence[Part], pictures: Pictures) -> None:
        """Show sections as one page, from its beginning, with no annotations yet."""
        self.margin.finish_editing()
        self._annotations = {}
        self._active = ""
        self._hovered = ""
        self._pending = ()
        super().show_page(parts, pictures)
        self.hold_changed.emit()

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show what the student has marked and written on this page."""
        self._annotations = {one.id: one for one in annotations if not one.is_orphan}
        if self._active not in self._annotations:
            self._active = ""
        self._show_marks()
        self._show_notes()
        self._show_bar()

    def show_active(self, name: str) -> None:
        """Make one annotation the active one: its words framed, its note shown whole."""
        self._active = name if name in self._annotations else ""
        self.margin.set_active(self._active)
        self._frame_marks()
        self.hold_changed.emit()

    def choose_next(self, by: int) -> None:
        """Make the next annotation the active one, or with -1 the one before.

        They follow each other as their words do; without an active one it is the first below the
        top of the window, or the last above it.
        """
        order = sorted(self._annotations.values(), key=self._place_on_page)
        if not order:
            self.nothing_marked.emit()
            return
        names = [one.id for one in order]
        if self._active in names:
            number = names.index(AnnotationId(self._active)) + by
        else:
            top = self.text.top_position()
            below = [n for n, one in enumerate(order) if self._place_on_page(one)[0] >= top]
            first = below[0] if below else len(order)
            number = first if by > 0 else first - 1
        if 0 <= number < len(names):
            self._on_note_activated(names[number])

    def clear_selection(self) -> None:
        """Select nothing and put the bar away."""
        self.text.clear_selection()
        self.bar.hide()

    def mark(self, colour: Colour) -> None:
        """Mark the selected words, or give the active annotation another colour."""
        if ranges := self.selected:
            self.mark_requested.emit(ranges, colour, Style.HIGHLIGHT)
        elif self._active:
            self.recolour_requested.emit(self._active, colour)
        else:
            self.nothing_selected.emit()

    def underline(self) -> None:
        """Underline the selected words, or turn the active annotation into the other style."""
        active = self.active
        if ranges := self.selected:
            self.mark_requested.emit(ranges, Colour.IMPORTANT, Style.UNDERLINE)
        elif active is not None and active.passage is not None:
            is_underlined = active.style is Style.UNDERLINE
            style = Style.HIGHLIGHT if is_underlined else Style.UNDERLINE
            self.restyle_requested.emit(self._active, style)
        else:
            self.nothing_selected.emit()

    def fit(self) -> None:
        """Let the mark that the selected words overlap hold just these words."""
        found = fitting(self._annotations.values(), self.selected)
        if found is None:
            self.nothing_selected.emit()
        else:
            self.stretch_requested.emit(*found)

    def edit_tags(self) -> None:
        """Ask for the tags of the active annotation to be changed."""
        if self._active:
            self.tags_requested.emit(self._active)
        else:
            self.nothing_selected.emit()

    def write_section_note(self) -> None:
        """Write a note on the section at the top of the window."""
        here = self.place()
        if here is not None:
            self._noted_section = here.section
            self.let_go()
            self._show_notes()
            self._make_room_for_editor(self._titles.get(here.section, 0))
            self.margin.edit("")

    def bar_corner(self) -> QPoint:
        """Where a small window for the active annotation opens, on the screen."""
        active = self.active
        span = None if active is None else self._span(active)
        if span is None:
            return self.margin.mapToGlobal(QPoint(0, 40))
        box = self._box(*span)
        return self.text.mapToGlobal(box.bottomLeft() + QPoint(0, 8))

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

    def let_go(self) -> None:
        """Select nothing and make no annotation active."""
        self.clear_selection()
        self.show_active("")

    def store_note(self) -> None:
        """Hand over a note that is being written."""
        self.margin.finish_editing()

    @property
    def active(self) -> Annotation | None:
        """The annotation that is being looked at or changed."""
        return self._annotations.get(AnnotationId(self._active))

    def _meant(self) -> tuple[TextRange, ...]:
        """The words that are selected, else those of the active annotation."""
        ranges = self.selected
        active = self.active
        if not ranges and active is not None and active.passage is not None:
            passage = active.passage
            ranges = (TextRange(passage.section, passage.start, passage.end),)
        return ranges

    def _connect(self) -> None:
        self.text.selection_settled.connect(self._on_selection)
        self.text.mark_clicked.connect(self._on_mark_clicked)
        self.text.mark_hovered.connect(self._hover)
        self.text.caret_moved.connect(self._on_caret_moved)
        self.text.caret_entered.connect(self._on_caret_entered)
        self.text.selectionChanged.connect(self.hold_changed)
        self.text.customContextMenuRequested.connect(self._on_menu_requested)
        self.bar.colour_chosen.connect(self.mark)
        self.bar.note_requested.connect(self.write_note)
        self.bar.underline_requested.connect(self.underline)
        self.bar.fit_requested.connect(self.fit)
        self.bar.tags_requested.connect(self.edit_tags)
        self.bar.question_requested.connect(self.make_question)
        self.bar.copy_requested.connect(self.cite)
        self.bar.delete_requested.connect(self.delete_active)
        self.bar.let_go_requested.connect(self.let_go)
        self.margin.activated.connect(self._on_note_activated)
        self.margin.hovered.connect(self._hover)
        self.margin.note_written.connect(self._on_note_written)
        self.margin.delete_requested.connect(self.delete_requested)
        self.margin.link_followed.connect(self.note_link_followed)
        self.margin.text_requested.connect(self._back_to_text)

    def _show_marks(self) -> None:
        marks = [
            self._look.text_mark(one, span)
            for one in self._annotations.values()
            if one.style is not Style.BOOKMARK and (span := self._span(one)) is not None
        ]
        self.text.set_marks(_ANNOTATIONS, marks)
        self._frame_marks()

    def _show_notes(self) -> None:
        edited = self._active if self.margin.is_editing else ""
        self._show_notes_and(AnnotationId(edited))

    def _show_notes_and(self, edited: AnnotationId) -> None:
        """Show the notes, and the one whose first words are being written."""
        notes = [
            margin_note(one, self._anchor(one))
            for one in self._annotations.values()
            if stands_in_margin(one) or one.id == edited
        ]
        if self._noted_section is not None:
            top = self._top_of(self._noted_section, 0, is_title=True)
            notes.append(MarginNote("", "", Colour.IMPORTANT, top, label=section_label()))
        elif self._pending:
            top = self._top_of(self._pending[0].section, self._pending[0].start)
            notes.append(MarginNote("", "", Colour.IMPORTANT, top))
        self.margin.show_notes(notes)

    def _anchor(self, one: Annotation) -> int:
        start = one.passage.start if one.passage is not None else 0
        return self._top_of(one.section, start, is_title=one.passage is None)

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
        self._show_notes_and(one.id)
        span = self._span(one)
        self._make_room_for_editor(self._titles.get(one.section, 0) if span is None else span[0])
        self.margin.edit(name)

    def _make_room_for_editor(self, position: int) -> None:
        """Scroll so far that there is room for a few lines of a note beside a position."""
        top = self.text.line_top(position) - self.text.verticalScrollBar().value()
        if top < 0 or top + _EDITOR_ROOM > self.text.height():
            self.text.scroll_to(position, share=EYE_LEVEL)

    def _on_note_written(self, name: str, text: str) -> None:
        pending, self._pending = self._pending, ()
        section, self._noted_section = self._noted_section, None
        self.text.set_marks(_PENDING, ())
        if name:
            self.note_changed.emit(name, text)
        elif section is not None and text.strip():
            self.section_note_requested.emit(section, text)
        elif pending and text.strip():
            self.note_requested.emit(pending, text)
        self._show_notes()

    def _on_selection(self) -> None:
        if self.selected:
            self.show_active("")
        self._show_bar()

    def _on_mark_clicked(self, name: str) -> None:
        is_known = name in self._annotations
        self.show_active(self._chosen_at_caret() if is_known else name)
        self._show_bar()

    def _on_caret_entered(self) -> None:
        self.show_active(self._chosen_at_caret())
        self._show_bar()

    def _chosen_at_caret(self) -> str:
        """The shortest annotation where the caret is; chosen again, the next longer one."""
        names = self.text.names_around(self.text.textCursor().position())
        return following([name for name in names if name in self._annotations], self._active)

    def _on_caret_moved(self) -> None:
        names = self.text.names_around(self.text.textCursor().position())
        self._hover(next((name for name in names if name in self._annotations), ""))

    def _hover(self, name: str) -> None:
        """Let words and their note stand out together, whichever of them is pointed at."""
        self._hovered = name
        self.margin.set_hovered(name)
        self._frame_marks()

    def _frame_marks(self) -> None:
        self.text.set_active_marks(_ANNOTATIONS, {self._active, self._hovered} - {""})

    def _place_on_page(self, one: Annotation) -> tuple[int, int]:
        """Where an annotation comes among the others: by its beginning, the longer one first."""
        span = self._span(one)
        if span is None:
            return self._titles.get(one.section, 0), 0
        return span[0], -span[1]

    def _on_note_activated(self, name: str) -> None:
        """A note was chosen: its words are brought into view."""
        self.show_active(name)
        one = self._annotations.get(AnnotationId(name))
        if one is None:
            return
        span = self._span(one)
        if span is not None and not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=EYE_LEVEL)
        elif span is None:
            self.text.scroll_to(self._titles.get(one.section, 0))
        self._show_bar()

    def _on_menu_requested(self, point: QPoint) -> None:
        """A mark that is pointed at is meant, unless words are selected."""
        marks = self.text.marks_at(point)
        names = [mark.name for mark in marks if mark.name in self._annotations]
        if not self.selected and names and self._active not in names:
            self.show_active(names[0])
        self.bar.hide()
        self.menu_requested.emit(point)

    def _back_to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_beside(self) -> None:
        self._show_marks()
        self._show_notes()
        self._show_bar()

    def _on_moved(self) -> None:
        super()._on_moved()
        if self.bar.isVisible():
            self._show_bar()

    def _show_bar(self) -> None:
        """Show the bar beside selected words, else beside the active ones, else not."""
        active = self.active
        if ranges := self.selected:
            spans = [self.text.positions.span(place) for place in ranges]
            last = [span for span in spans if span is not None][-1]
            can_fit = fitting(self._annotations.values(), ranges) is not None
            self.bar.show_for_selection(self._box(*last), can_fit=can_fit)
        elif active is not None and (span := self._span(active)) is not None:
            self.bar.show_for_mark(self._box(*span), active)
        else:
            self.bar.hide()
