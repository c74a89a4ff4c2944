"""A note in the margin: its words and its keys."""

from __future__ import annotations

from dataclasses import dataclass

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
        self._body: NoteBody | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_note(note, is_active=False)

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
        self._body = None
        self.setAccessibleName(self._spoken(note))
        self.setAccessibleDescription(self.tr("Enter edits the note, Delete removes it."))
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
        """A click makes the note the active one, or follows the link that it meets."""
        if event.button() is Qt.MouseButton.LeftButton:
            if link := self._link_at(event.position()):
                self.link_followed.emit(link)
            else:
                self.activated.emit(self._note.name)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the link under the pointer leads."""
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
        y = float(PADDING)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        if self._note.label:
            painter.setFont(scaled_font(font, 0.9, is_bold=True))
            width = self.width() - _TEXT_LEFT - PADDING
            label = painter.fontMetrics().elidedText(
                self._note.label, Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(QPointF(_TEXT_LEFT, y + metrics.ascent()), label)
            y += _LABEL_LINES * metrics.lineSpacing()
        body = self._words()
        body.paint(painter, QPointF(_TEXT_LEFT, y))
        if self._note.tags:
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            baseline = y + body.height + 2 + metrics.ascent()
            tags = "  ".join(f"#{tag}" for tag in self._note.tags)
            width = self.width() - _TEXT_LEFT - PADDING
            tags = painter.fontMetrics().elidedText(tags, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(_TEXT_LEFT, baseline), tags)

    def _words(self) -> NoteBody:
        if self._body is None:
            self._body = _body(
                self._note,
                self.width(),
                self.font(),
                self._look.palette,
                is_active=self._is_active,
            )
        return self._body

    def _link_at(self, point: QPointF) -> str:
        spacing = QFontMetricsF(self.font()).lineSpacing()
        top = PADDING + (_LABEL_LINES * spacing if self._note.label else 0)
        return self._words().link_at(point - QPointF(_TEXT_LEFT, top))


def card_height(
    note: MarginNote, width: int, font: QFont, palette: QPalette, *, is_active: bool
) -> int:
    """Pixels that the card of a note needs at a width."""
    spacing = QFontMetricsF(font).lineSpacing()
    extra = _LABEL_LINES * spacing if note.label else 0
    tags = 1.25 * spacing if note.tags else 0
    words = _body(note, width, font, palette, is_active=is_active).height
    return round(2 * PADDING + words + extra + tags)


def _body(
    note: MarginNote, width: int, font: QFont, palette: QPalette, *, is_active: bool
) -> NoteBody:
    return NoteBody(
        note.text,
        font=font,
        palette=palette,
        width=width - _TEXT_LEFT - PADDING,
        most_lines=None if is_active else LINES_AT_REST,
    )
