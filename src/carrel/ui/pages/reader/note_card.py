"""A note in the margin: its words and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from carrel.domain.annotations import Colour
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.note_body import NoteBody, topic_named

PADDING = 10
_STRIPE = 4
_SIGN = 14
_TEXT_LEFT = _STRIPE + PADDING + _SIGN + 6
_LABEL_LINES = 1.35
_TIGHT_PADDING = 5
SIGN_SIDE = 26
"""Pixels of a card that shows its sign alone."""


class CardSize(IntEnum):
    """How much of a note is shown; the number is that of the lines."""

    LINE = 1
    """Where notes crowd."""

    SHORT = 4
    WHOLE = 0
    """The active one."""

    SIGN = -1
    """Its sign alone, where the text needs the room."""


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
    """One note, as high as :func:`card_height` says."""

    activated = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    hovered = Signal(str)
    step_requested = Signal(int)
    """An arrow key was pressed: 1 for the note below, -1 for the one above."""

    left_by_key = Signal()
    link_followed = Signal(str)

    def __init__(self, note: MarginNote, look: AnnotationLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteCard")
        self._look = look
        self._is_active = False
        self._is_hovered = False
        self._size = CardSize.SHORT
        self._body: NoteBody | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_note(note, CardSize.SHORT, is_active=False)

    @property
    def note(self) -> MarginNote:
        """What the card shows."""
        return self._note

    @property
    def is_active(self) -> bool:
        """Whether it is shown as the active one."""
        return self._is_active

    @property
    def card_size(self) -> CardSize:
        """How much of the note is shown."""
        return self._size

    def show_note(self, note: MarginNote, size: CardSize, *, is_active: bool) -> None:
        """Show so much of a note."""
        self._note = note
        self._size = size
        self._is_active = is_active
        self._body = None
        # Where the words are not shown the pointer tells them.
        self.setToolTip(note.text or note.label if size is CardSize.SIGN else "")
        self.setAccessibleName(self._spoken(note))
        self.setAccessibleDescription(self.tr("Enter edits the note, Delete removes it."))
        self.update()

    def set_hovered(self, *, is_hovered: bool) -> None:
        """Let the note stand out, as its words are pointed at."""
        if is_hovered != self._is_hovered:
            self._is_hovered = is_hovered
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface with the sign and stripe of its colour, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_surface(painter)
        ratio = self.devicePixelRatioF()
        picture = self._look.sign(self._note.colour, round(_SIGN * ratio))
        at = QRectF(_STRIPE + PADDING, _padding(self._size) + 1, _SIGN, _SIGN)
        if self._size is CardSize.SIGN:
            at.moveTo((SIGN_SIDE - _SIGN) / 2 + 1, (SIGN_SIDE - _SIGN) / 2)
        painter.drawPixmap(at, picture, QRectF(picture.rect()))
        if self._size is not CardSize.SIGN:
            self._paint_words(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes the note the active one, or follows the link that it meets."""
        if event.button() is Qt.MouseButton.LeftButton:
            if link := self._link_at(event.position()):
                self.link_followed.emit(link)
            else:
                self.activated.emit(self._note.name)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the link under the pointer leads."""
        if self._size is not CardSize.SIGN:
            link = self._link_at(event.position())
            self.setToolTip(topic_named(link) or link)
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the words at the new width."""
        super().resizeEvent(event)
        self._body = None

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
        border = palette.color(
            QPalette.ColorRole.Highlight if is_marked else QPalette.ColorRole.Mid
        )
        ground = palette.color(QPalette.ColorRole.AlternateBase)
        if self._is_hovered and not is_marked:
            border = self._look.ink(self._note.colour)
            ground = self._look.highlight(self._note.colour)
        painter.setPen(QPen(border, 1.6 if is_marked or self._is_hovered else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.ink(self._note.colour))
        painter.drawRoundedRect(QRectF(2, 4, _STRIPE - 1, self.height() - 8), 1.5, 1.5)

    def _paint_words(self, painter: QPainter) -> None:
        font = self.font()
        metrics = QFontMetricsF(font)
        y = float(_padding(self._size))
        if _has_label(self._note, self._size):
            self._paint_muted(painter, self._note.label, y, scaled_font(font, 0.9, is_bold=True))
            y += _LABEL_LINES * metrics.lineSpacing()
        body = self._words()
        painter.setPen(self._look.palette.color(QPalette.ColorRole.PlaceholderText))
        body.paint(painter, QPointF(_TEXT_LEFT, y))
        if _has_tags(self._note, self._size):
            tags = "  ".join(f"#{tag}" for tag in self._note.tags)
            self._paint_muted(painter, tags, y + body.height + 2, font)

    def _paint_muted(self, painter: QPainter, text: str, top: float, font: QFont) -> None:
        """One line of secondary text, cut short where there is no room."""
        painter.setFont(font)
        painter.setPen(self._look.palette.color(QPalette.ColorRole.PlaceholderText))
        width = self.width() - _TEXT_LEFT - PADDING
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        ascent = QFontMetricsF(self.font()).ascent()
        painter.drawText(QPointF(_TEXT_LEFT, top + ascent), told)

    def _words(self) -> NoteBody:
        if self._body is None:
            self._body = _body(
                self._note, self.width(), self.font(), self._look.palette, self._size
            )
        return self._body

    def _link_at(self, point: QPointF) -> str:
        if self._size is CardSize.SIGN:
            return ""
        spacing = QFontMetricsF(self.font()).lineSpacing()
        top = float(_padding(self._size))
        if _has_label(self._note, self._size):
            top += _LABEL_LINES * spacing
        return self._words().link_at(point - QPointF(_TEXT_LEFT, top))


def card_height(
    note: MarginNote, width: int, font: QFont, palette: QPalette, size: CardSize
) -> int:
    """Pixels that the card of a note needs at a width."""
    if size is CardSize.SIGN:
        return SIGN_SIDE
    spacing = QFontMetricsF(font).lineSpacing()
    height = 2 * _padding(size) + _body(note, width, font, palette, size).height
    if _has_label(note, size):
        height += _LABEL_LINES * spacing
    if _has_tags(note, size):
        height += 1.25 * spacing
    return round(max(height, _SIGN + 2 + 2 * _padding(size)))


def _padding(size: CardSize) -> int:
    return _TIGHT_PADDING if size is CardSize.LINE else PADDING


def _has_label(note: MarginNote, size: CardSize) -> bool:
    """On one line there is room for the label only where there are no words."""
    return bool(note.label) and (size is not CardSize.LINE or not note.text)


def _has_tags(note: MarginNote, size: CardSize) -> bool:
    is_alone = not note.text and not note.label
    return bool(note.tags) and (size is not CardSize.LINE or is_alone)


def _body(note: MarginNote, width: int, font: QFont, palette: QPalette, size: CardSize) -> NoteBody:
    return NoteBody(
        note.text,
        font=font,
        palette=palette,
        width=width - _TEXT_LEFT - PADDING,
        most_lines=size.value or None,
    )
