"""The text column of the Read page: paged by keys and wheel, and left over its top and bottom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QWidget

from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Typeset
from carrel.ui.widgets.typography import Typography

_ABOVE_LINE = 4
"""Pixels over a line that is brought to the top by paging."""

_KEYS = {
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}
"""The keys that go on, and those that go back."""


class EdgePush:
    """Tells when a wheel that is turned at the end of a text means to go beyond it.

    One that was turned without a pause until the text stopped does not mean it: a student who
    scrolls fast to the end wants to see the end.
    """

    PAUSE_MS = 180
    """So long the wheel must have rested at the end."""

    FORGOTTEN_MS = 1_500
    NEEDED = 240
    """How far it must be turned then, in eighths of a degree: two steps of a common wheel."""

    def __init__(self) -> None:
        self._turned = 0
        self._last_ms = 0
        self._is_armed = False

    def turn(self, delta: int, *, is_at_edge: bool, at_ms: int) -> bool:
        """Whether this turn of the wheel leads beyond the edge that lies in its direction."""
        pause = at_ms - self._last_ms
        self._last_ms = at_ms
        if not is_at_edge:
            self._is_armed = False
            return False
        if pause > self.PAUSE_MS:
            self._is_armed = True
        if pause > self.FORGOTTEN_MS or self._turned * delta < 0:
            self._turned = 0
        if self._is_armed:
            self._turned += delta
        if abs(self._turned) < self.NEEDED:
            return False
        self._turned = 0
        self._is_armed = False
        return True


class ReadingColumn(DocumentView):
    """A page of text that goes on: keys and wheel lead over its edges when it stands at them."""

    edge_passed = Signal(int)
    """The student goes on at the end of the text: 1; or back at its beginning: -1."""

    caret_entered = Signal()
    """Enter was pressed where the caret stands."""

    caret_moved = Signal()
    """The caret, with which one reads by keyboard, stands elsewhere."""

    def __init__(self, typography: Typography, parent: QWidget | None = None) -> None:
        super().__init__(typography, parent)
        self._push = EdgePush()
        self._foot: QWidget | None = None
        self._space_below = 0
        self.moved.connect(self._place_foot)
        self.laid_out.connect(self._place_foot)
        self.cursorPositionChanged.connect(self._on_caret_moved)

    def set_foot(self, foot: QWidget) -> None:
        """Let a widget stand below the last line, as high as it wants to be."""
        self._foot = foot
        foot.setParent(self.viewport())

    def show_text(self, made: Typeset, typography: Typography) -> None:
        """Show a document from its beginning."""
        self._space_below = made.space_below
        super().show_text(made, typography)

    def scroll_to_end(self) -> None:
        """Bring the last lines into view."""
        self.document().documentLayout().documentSize()  # until it is asked Qt lays out the top
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def caret_to(self, *, is_end: bool) -> None:
        """Put the caret at an end of the text; Qt scrolls there."""
        cursor = self.textCursor()
        moves = QTextCursor.MoveOperation
        cursor.movePosition(moves.End if is_end else moves.Start)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by Space and the keys of a keyboard that page; at an edge go beyond it."""
        by = self._direction(event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # Words of a link that was reached by Tab are selected, and Enter follows it.
        if is_enter and self.has_caret and not self.textCursor().hasSelection():
            self.caret_entered.emit()
        elif by == 0:
            super().keyPressEvent(event)
        elif self.has_caret and event.key() != Qt.Key.Key_Space:
            self._move_caret(event, by)
        elif self._is_at_edge(by):
            # A key that is held down stops here: who lets go of it sees the end.
            if not event.isAutoRepeat():
                self.edge_passed.emit(by)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            super().keyPressEvent(event)
        else:
            self._page(by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; at an edge go beyond it."""
        delta = event.angleDelta().y()
        is_momentum = event.phase() is Qt.ScrollPhase.ScrollMomentum
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and delta and not is_momentum:
            by = -1 if delta > 0 else 1
            if self._push.turn(
                delta, is_at_edge=self._is_at_edge(by), at_ms=int(event.timestamp())
            ):
                event.accept()
                self.edge_passed.emit(by)
                return
        super().wheelEvent(event)

    @property
    def has_caret(self) -> bool:
        """Whether a caret is shown that the arrow keys move."""
        by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        return bool(self.textInteractionFlags() & by_keyboard)

    def _direction(self, event: QKeyEvent) -> int:
        """1 for a key that goes on, -1 for one that goes back, 0 for every other."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ShiftModifier:
            return -1
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return 0
        return _KEYS.get(Qt.Key(event.key()), 0)

    def _move_caret(self, event: QKeyEvent, by: int) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before and not event.isAutoRepeat():
            self.edge_passed.emit(by)

    def _is_at_edge(self, by: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() if by > 0 else bar.value() <= bar.minimum()

    def _page(self, by: int) -> None:
        """Go on or back by a windowful, so that its last line is read again as the first one."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        edge = bar.value() + (height - 1 if by > 0 else 0)
        layout = self.document().documentLayout()
        position = layout.hitTest(QPointF(1, edge), Qt.HitTestAccuracy.FuzzyHit)
        line = self.line_rect(position)
        target = line.top() - _ABOVE_LINE if by > 0 else line.bottom() - height + _ABOVE_LINE
        # A picture or formula can be higher than the window.
        if abs(target - bar.value()) < height / 3:
            target = bar.value() + by * height
        bar.setValue(round(target))

    def _on_caret_moved(self) -> None:
        if self.has_caret:
            self.caret_moved.emit()

    def _place_foot(self) -> None:
        if self._foot is None:
            return
        width = self.viewport().width()
        bottom = self.document().documentLayout().documentSize().height() - self._space_below
        top = round(bottom) - self.verticalScrollBar().value()
        self._foot.setGeometry(0, top, width, self._foot.heightForWidth(width))
