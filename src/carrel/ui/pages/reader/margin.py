"""The margin: notes beside the words they belong to, built only where they can be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from carrel.ui.pages.reader.margin_layout import NoteBox, crowded, placed
from carrel.ui.pages.reader.note_card import (
    SIGN_SIDE,
    CardSize,
    MarginNote,
    NoteCard,
    card_height,
)
from carrel.ui.shortcuts import shown
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.note_editor import NoteEditor

_LEADER = 14
"""Pixels at the left in which notes are connected with the lines that they belong to."""

_MOST_SPARE = 20
"""Cards that are kept to be used again: scrolling and turning pages builds none then."""

_CORNER = 7
"""Pixels from the corner of a note that are left free by its line."""


class MarginNotes(QWidget):
    """Notes in the order of the text. Tops and anchors are pixels of the document."""

    activated = Signal(str)
    hovered = Signal(str)
    note_written = Signal(str, str)
    """The name of a note, empty for a new one, and what was written."""

    delete_requested = Signal(str)
    link_followed = Signal(str, str)
    """The name of a note, and the address of a link in it."""

    overlay_wanted = Signal(bool)
    """In a narrow margin: a note is to be shown over the text, or none any more."""

    text_requested = Signal()
    """The student wants back to the text."""

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic_names: Callable[[], Sequence[str]] = tuple
        self.setObjectName("marginNotes")
        self.setAccessibleName(self.tr("Notes in the margin"))
        self._look = look
        self._notes: tuple[MarginNote, ...] = ()
        self._tops: list[int] = []
        self._heights: list[int] = []
        self._sizes: list[CardSize] = []
        self._known_heights: dict[tuple[MarginNote, int, CardSize], int] = {}
        self._cards: dict[str, NoteCard] = {}
        self._spare: list[NoteCard] = []
        self._active = ""
        self._hovered = ""
        self._line_middle = 12
        self._is_narrow = False
        self._has_overlay = False
        self._scroll = 0
        self._editor: NoteEditor | None = None
        self._edited = ""
        self._write: QAction | None = None

    def follow(self, write: QAction) -> None:
        """Name the keys of ``write`` where it is said how a first note is written."""
        self._write = write
        write.changed.connect(self.update)

    @property
    def active(self) -> str:
        """The name of the active note; empty if there is none."""
        return self._active

    @property
    def has_overlay(self) -> bool:
        """Whether a note of a narrow margin is shown over the text."""
        return self._has_overlay

    @property
    def is_editing(self) -> bool:
        """Whether a note is being written."""
        return self._editor is not None

    def show_notes(self, notes: Sequence[MarginNote]) -> None:
        """Show these notes, in the order of their anchors."""
        self._notes = tuple(sorted(notes, key=lambda note: note.anchor))
        names = {note.name for note in self._notes}
        for name in self._cards.keys() - names:
            self._drop_card(name)
        self._lay_out()

    def set_scroll(self, value: int) -> None:
        """Stand beside a text that is scrolled down by ``value`` pixels."""
        if value != self._scroll:
            self._scroll = value
            self._show_visible()
            self.update()

    def set_active(self, name: str) -> None:
        """Show one note whole and at its words; an empty name shows none so."""
        if name != self._active:
            self._active = name
            self._lay_out()

    def set_hovered(self, name: str) -> None:
        """Let one note stand out where it is; an empty name lets none."""
        if name == self._hovered:
            return
        self._hovered = name
        for card in self._cards.values():
            card.set_hovered(is_hovered=card.note.name == name)
        self.update()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show signs alone, and the active note over the text; or every note beside it."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._has_overlay = False
            self.clearMask()
            self._lay_out()

    def set_line_middle(self, pixels: int) -> None:
        """Connect notes with their words so far below the tops of lines."""
        self._line_middle = pixels
        self.update()

    def top_of(self, name: str) -> int | None:
        """Where a note stands, in pixels of the document."""
        for note, top in zip(self._notes, self._tops, strict=True):
            if note.name == name:
                return top
        return None

    def edit(self, name: str) -> None:
        """Write in a note that is shown, or in a new one, whose name is empty."""
        self.finish_editing()
        note = self._note(name)
        if note is None:
            return
        self._edited = name
        self._active = name
        self._editor = NoteEditor(note.text, self)
        self._editor.setFont(self.font())
        self._editor.offer_topics(self.topic_names)
        self._editor.finished.connect(self._on_finished)
        self._editor.grown.connect(self._lay_out)
        self._editor.show()
        self._lay_out()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_editing(self) -> None:
        """Hand over what is being written, if anything is."""
        if self._editor is not None:
            self._editor.finish()

    def focus_active(self) -> None:
        """Give the focus to the active note."""
        if card := self._cards.get(self._active):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the notes to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._known_heights.clear()
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Connect the notes with their lines; say how to write one where there is none."""
        painter = QPainter(self)
        if self._notes or self._is_narrow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for note in self._notes:
                card = self._cards.get(note.name)
                if card is not None and not self._is_narrow:
                    self._paint_leader(painter, note, card)
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        box = QRect(0, 34, self.width() - 12, self.height())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, flags, self.first_words())

    def first_words(self) -> str:
        """How a first note is written, with the key that does it."""
        keys = "" if self._write is None else shown(self._write.shortcuts())
        if not keys:
            return self.tr("Select words in the text: a note on them will stand here, beside them.")
        return self.tr(
            "Select words in the text and press {keys}: your note will stand here, beside them."
        ).format(keys=keys)

    def _paint_leader(self, painter: QPainter, note: MarginNote, card: NoteCard) -> None:
        """A line from a card to the height of its words; a strong one where it stands out."""
        is_strong = note.name in (self._active, self._hovered)
        ink = self._look.ink(note.colour) if is_strong else None
        pen = QPen(ink or self._look.palette.color(QPalette.ColorRole.Mid), 1.6 if ink else 1)
        painter.setPen(pen)
        y = note.anchor - self._scroll + self._line_middle
        # Level where the note stands at its words.
        end = min(max(y, card.y() + _CORNER), card.geometry().bottom() - _CORNER)
        painter.drawLine(QPointF(0, y), QPointF(_LEADER, end))

    def _note(self, name: str) -> MarginNote | None:
        return next((note for note in self._notes if note.name == name), None)

    def _height_of(self, note: MarginNote, size: CardSize) -> int:
        if self._editor is not None and note.name == self._edited:
            return self._editor.wanted_height
        width = self._place_of(size, 0, 0).width()
        key = (replace(note, anchor=0), width, size)
        if key not in self._known_heights:
            self._known_heights[key] = card_height(
                note, width, self.font(), self._look.palette, size
            )
        return self._known_heights[key]

    def _lay_out(self) -> None:
        active = next((n for n, note in enumerate(self._notes) if note.name == self._active), None)
        self._want_overlay()
        at_rest = CardSize.SIGN if self._is_narrow else CardSize.SHORT
        self._sizes = [at_rest] * len(self._notes)
        if active is not None:
            self._sizes[active] = CardSize.WHOLE
        boxes = self._boxes()
        self._tops = placed(boxes, active)
        tight = set() if self._is_narrow else crowded(boxes, self._tops) - {active}
        if tight:
            for number in tight:
                self._sizes[number] = CardSize.LINE
            boxes = self._boxes()
            self._tops = placed(boxes, active)
        self._heights = [box.height for box in boxes]
        self._show_visible()
        self.update()

    def _boxes(self) -> list[NoteBox]:
        return [
            NoteBox(note.anchor, self._height_of(note, size))
            for note, size in zip(self._notes, self._sizes, strict=True)
        ]

    def _show_visible(self) -> None:
        """Build the cards that are in view or nearly so, and let go of the others."""
        reach = self.height() // 3
        first, last = self._scroll - self.height(), self._scroll + self.height() + reach
        before: NoteCard | None = None
        shown = zip(self._notes, self._tops, self._heights, self._sizes, strict=True)
        for note, top, height, size in shown:
            if top + height < first or top > last:
                self._drop_card(note.name)
                continue
            place = self._place_of(size, top - self._scroll, height)
            if self._editor is not None and note.name == self._edited:
                self._drop_card(note.name)
                self._editor.setGeometry(place)
                continue
            card = self._card(note, size)
            card.setGeometry(place)
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card
        if self._is_narrow:
            self._let_text_through()

    def _place_of(self, size: CardSize, top: int, height: int) -> QRect:
        """Where a card stands: beside the text, or in a narrow margin at its right edge."""
        if not self._is_narrow:
            return QRect(_LEADER, top, self.width() - _LEADER, height)
        if size is CardSize.SIGN:
            return QRect(self.width() - SIGN_SIDE - 2, top, SIGN_SIDE, height)
        return QRect(2, top, max(self.width() - 4, SIGN_SIDE), height)

    def _want_overlay(self) -> None:
        """Ask for room over the text while a note is active in a narrow margin."""
        wanted = self._is_narrow and any(note.name == self._active for note in self._notes)
        if wanted != self._has_overlay:
            self._has_overlay = wanted
            self.overlay_wanted.emit(wanted)

    def _let_text_through(self) -> None:
        """Cover no more of the text than the cards do."""
        shown = QRegion(self.rect().adjusted(self.width() - SIGN_SIDE - 4, 0, 0, 0))
        for card in self._cards.values():
            shown += card.geometry()
        if self._editor is not None:
            shown += self._editor.geometry()
        self.setMask(shown)

    def _card(self, note: MarginNote, size: CardSize) -> NoteCard:
        card = self._cards.get(note.name)
        is_active = note.name == self._active
        if card is None:
            card = self._spare.pop() if self._spare else self._new_card(note)
            self._cards[note.name] = card
            card.show_note(note, size, is_active=is_active)
            card.set_hovered(is_hovered=note.name == self._hovered)
            card.show()
        elif (card.note, card.card_size, card.is_active) != (note, size, is_active):
            card.show_note(note, size, is_active=is_active)
        return card

    def _new_card(self, note: MarginNote) -> NoteCard:
        card = NoteCard(note, self._look, self)
        card.activated.connect(self.activated)
        card.edit_requested.connect(self.edit)
        card.delete_requested.connect(self.delete_requested)
        card.hovered.connect(self.hovered)
        card.left_by_key.connect(self.text_requested)
        card.step_requested.connect(self._step)
        card.link_followed.connect(lambda link: self.link_followed.emit(card.note.name, link))
        return card

    def _drop_card(self, name: str) -> None:
        """Put a card away, to show another note when one comes into view."""
        if card := self._cards.pop(name, None):
            card.hide()
            if len(self._spare) < _MOST_SPARE:
                self._spare.append(card)
            else:
                card.deleteLater()

    def _step(self, by: int) -> None:
        names = [note.name for note in self._notes]
        if self._active in names:
            number = names.index(self._active) + by
            if 0 <= number < len(names):
                self.activated.emit(names[number])
                self.focus_active()

    def _on_finished(self, text: str) -> None:
        editor, self._editor = self._editor, None
        name, self._edited = self._edited, ""
        if editor is not None:
            had_focus = editor.hasFocus()
            editor.hide()
            editor.deleteLater()
            if had_focus:
                self.text_requested.emit()
        self.note_written.emit(name, text)
        self._lay_out()
