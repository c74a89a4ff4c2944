"""A note in the margin: its words and its keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget

from carrel.domain.annotations import Colour
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.text_lines import clipped_lines

PADDING = 10
_STRIPE = 4
_SIGN = 14
_TEXT_LEFT = _STRIPE + PADDING + _SIGN + 6
LINES_AT_REST = 4
"""How many lines of a note are shown while it is not the active one."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note as the margin shows it. ``name`` is that of its annotation, empty for a new one.

    ``anchor`` is the top of its words in pixels of the document; ``label`` says what a note
    without words of the text belongs to.
    """

    name: str
    text: str
    colour: Colour
    anchor: int
    tags: tuple[str, ...] = ()
    label: str = ""


class NoteCard(QWidget):
    """One note. It gives itself the height that :meth:`height_for` says."""

    activated = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    hovered = Signal(str)
    step_requested = Signal(int)
    """An arrow key was pressed: 1 for the note below, -1 for the one above."""

    left_by_key = Signal()

    def __init__(self, note: MarginNote, look: AnnotationLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteCard")
        self._look = look
        self._is_active = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_note(note, is_active=False)

    @staticmethod
    def height_for(note: MarginNote, width: int, font: QFont, *, is_active: bool) -> int:
        """Pixels that a note needs at a width."""
        lines = _body_lines(note, width, font, is_active=is_active)
        spacing = QFontMetricsF(font).lineSpacing()
        extra = 1.35 * spacing if note.label else 0
        tags = 1.25 * spacing if note.tags else 0
        return round(2 * PADDING + len(lines) * spacing + extra + tags)

    @property
    def note(self) -> MarginNote:
        """What the card shows."""
        return self._note

    @property
    def is_active(self) -> bool:
        """Whether it is shown as the active one."""
        return self._is_active

    def show_note(self, note: MarginNote, *, is_active: bool) -> None:
        """Show a note; the active one is shown whole."""
        self._note = note
        self._is_active = is_active
        self.setAccessibleName(self._spoken(note))
        self.setAccessibleDescription(self.tr("Enter edits the note, Delete removes it."))
        self.setToolTip("" if is_active else note.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface with the sign and stripe of its colour, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_surface(painter)
        ratio = self.devicePixelRatioF()
        picture = self._look.sign(self._note.colour, round(_SIGN * ratio))
        at = QRectF(_STRIPE + PADDING, PADDING + 2, _SIGN, _SIGN)
        painter.drawPixmap(at, picture, QRectF(picture.rect()))
        self._paint_words(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes the note the active one."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit(self._note.name)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits the note."""
        self.edit_requested.emit(self._note.name)
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer is on the note."""
        self.hovered.emit(self._note.name)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer has gone."""
        self.hovered.emit("")
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A note reached by keyboard becomes the active one."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.activated.emit(self._note.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete deletes, arrows go to the next note, Esc back to the text."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.edit_requested.emit(self._note.name)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_requested.emit(self._note.name)
            case Qt.Key.Key_Down:
                self.step_requested.emit(1)
            case Qt.Key.Key_Up:
                self.step_requested.emit(-1)
            case Qt.Key.Key_Escape:
                self.left_by_key.emit()
            case _:
                super().keyPressEvent(event)

    def _spoken(self, note: MarginNote) -> str:
        parts = (self._look.title(note.colour), note.label, note.text)
        return ": ".join(part for part in parts if part)

    def _paint_surface(self, painter: QPainter) -> None:
        palette = self._look.palette
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        is_marked = self._is_active or self.hasFocus()
        border = QPalette.ColorRole.Highlight if is_marked else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(border), 1.6 if is_marked else 1))
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(frame, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.ink(self._note.colour))
        painter.drawRoundedRect(QRectF(2, 4, _STRIPE - 1, self.height() - 8), 1.5, 1.5)

    def _paint_words(self, painter: QPainter) -> None:
        palette, font = self._look.palette, self.font()
        metrics = QFontMetricsF(font)
        y = PADDING + metrics.ascent()
        if self._note.label:
            painter.setFont(scaled_font(font, 0.9, is_bold=True))
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            width = self.width() - _TEXT_LEFT - PADDING
            label = painter.fontMetrics().elidedText(
                self._note.label, Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(QPointF(_TEXT_LEFT, y), label)
            y += 1.35 * metrics.lineSpacing()
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        for line in _body_lines(self._note, self.width(), font, is_active=self._is_active):
            painter.drawText(QPointF(_TEXT_LEFT, y), line)
            y += metrics.lineSpacing()
        if self._note.tags:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            box = QRect(_TEXT_LEFT, round(y - metrics.ascent() + 2), self.width(), 40)
            tags = "  ".join(f"#{tag}" for tag in self._note.tags)
            painter.drawText(box, Qt.AlignmentFlag.AlignTop, tags)


def _body_lines(note: MarginNote, width: int, font: QFont, *, is_active: bool) -> list[str]:
    most = None if is_active else LINES_AT_REST
    return clipped_lines(note.text, font, width - _TEXT_LEFT - PADDING, most)
