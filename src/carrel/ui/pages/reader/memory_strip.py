"""The bars in the margin of the text: what is remembered of each paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from carrel.domain.memory_map import MemoryState
from carrel.domain.reading import TextRange
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.memory_look import BAR_WIDTH, memory_ink, paint_bar

_WIDTH = 20
_FROM_TEXT = 4
"""Pixels between the strip and the text."""

_MARGIN = (_WIDTH - BAR_WIDTH) / 2


@dataclass(frozen=True, slots=True)
class MemoryBar:
    """A paragraph as the strip shows it; ``words`` say all that the bar shows.

    One that ``has_blind_claim`` asserts something that no question asks about.
    """

    place: TextRange
    state: MemoryState
    words: str
    has_blind_claim: bool = False


class MemoryStrip(QWidget):
    """A bar beside each paragraph. Up and Down step through them, Enter or a click opens one."""

    chosen = Signal(int)
    """The number of the bar that has become the current one."""

    opened = Signal(int)
    question_requested = Signal(int)
    left = Signal()
    """Esc was pressed: the keyboard goes back to the text."""

    def __init__(self, text: DocumentView) -> None:
        super().__init__(text)
        self.setObjectName("memoryStrip")
        self._text = text
        self._bars: tuple[MemoryBar, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()
        text.laid_out.connect(self._fit)
        text.moved.connect(self.update)
        self.hide()

    @property
    def bars(self) -> tuple[MemoryBar, ...]:
        """The bars in the order of the text."""
        return self._bars

    @property
    def current(self) -> int:
        """The number of the current bar; -1 if none is."""
        return self._current

    def show_bars(self, bars: Sequence[MemoryBar]) -> None:
        """Show these; the current one stays so if it stands at the same place."""
        here = self._bars[self._current].place if self._current >= 0 else None
        self._bars = tuple(bars)
        places = [bar.place for bar in self._bars]
        self._current = places.index(here) if here in places else -1
        self._name()
        self._fit()
        self.update()

    def step(self, by: int, accepts: Callable[[MemoryBar], bool] = lambda _bar: True) -> bool:
        """Go to the next bar that is accepted, or with -1 to the one before; False at the end.

        The first step goes to a paragraph that can be seen.
        """
        start = self._current + by if self._current >= 0 else self._first_in_view()
        end = len(self._bars) if by > 0 else -1
        for number in range(start, end, by):
            if accepts(self._bars[number]):
                self.choose(number)
                return True
        return False

    def choose(self, number: int) -> None:
        """Make a bar the current one and bring its paragraph into view."""
        self._current = number
        span = self._text.positions.span(self._bars[number].place)
        if span is not None and not self._text.is_in_view(span[0], span[0]):
            self._text.scroll_to(span[0], share=0.3)
        self._name()
        self.update()
        self.chosen.emit(number)

    def corner(self, number: int) -> QPoint:
        """Where a menu for a bar opens, on the screen."""
        top, height = self._extent(self._bars[number])
        y = top + min(height, 18)
        return self.mapToGlobal(QPoint(_WIDTH, round(min(max(y, 0), self.height() - 10))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars that are in view, and a frame around the current one."""
        painter = QPainter(self)
        is_dark = self._is_on_dark()
        for number, bar in enumerate(self._bars):
            top, height = self._extent(bar)
            if top > self.height() or top + height < 0:
                continue
            ink = memory_ink(bar.state, is_dark=is_dark)
            paint_bar(painter, bar.state, x=_MARGIN, top=top, height=height, ink=ink)
            if bar.has_blind_claim:
                self._paint_claim_sign(painter, top + max(height, 22))
            if number == self._current:
                role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Dark
                painter.setPen(QPen(self._text.palette().color(role), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                frame = QRectF(1, top - 4, _WIDTH - 2, max(height, 22) + 8)
                painter.drawRoundedRect(frame, 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys, open with Enter, write a question with Q."""
        keys = Qt.Key
        match event.key():
            case keys.Key_Down:
                self.step(1)
            case keys.Key_Up:
                self.step(-1)
            case keys.Key_Home if self._bars:
                self.choose(0)
            case keys.Key_End if self._bars:
                self.choose(len(self._bars) - 1)
            case keys.Key_Return | keys.Key_Enter | keys.Key_Space if self._current >= 0:
                self.opened.emit(self._current)
            case keys.Key_Q if self._current >= 0:
                self.question_requested.emit(self._current)
            case keys.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at a paragraph that can be seen."""
        super().focusInEvent(event)
        if self._current < 0:
            self.step(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the bar that was clicked."""
        number = self._at(event.position().y())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(number)
            self.opened.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text."""
        QApplication.sendEvent(self._text.viewport(), event)

    def event(self, event: QEvent) -> bool:
        """Say what a bar shows, and keep Q from the shortcut that asks for selected words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos().y())
            QToolTip.showText(
                event.globalPos(), "" if number is None else self._bars[number].words, self
            )
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if is_plain and event.key() in (Qt.Key.Key_Q, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def _paint_claim_sign(self, painter: QPainter, bottom: float) -> None:
        """A small ring below a bar: a claim that no question asks about."""
        painter.setPen(QPen(self._text.palette().color(QPalette.ColorRole.Text), 1.4))
        painter.setBrush(self._text.palette().color(QPalette.ColorRole.Base))
        painter.drawEllipse(QPointF(_WIDTH - 4.5, bottom - 3.5), 3, 3)

    def _name(self) -> None:
        title = self.tr("What is remembered, paragraph by paragraph")
        words = self._bars[self._current].words if self._current >= 0 else ""
        self.setAccessibleName(f"{title}. {words}" if words else title)

    def _fit(self) -> None:
        """Stand at the left of the text."""
        left = self._text.viewport().x() - _FROM_TEXT - _WIDTH
        self.setGeometry(max(left, 0), 0, _WIDTH, self._text.height())

    def _first_in_view(self) -> int:
        return next((n for n, bar in enumerate(self._bars) if self._extent(bar)[0] >= 0), 0)

    def _at(self, y: float) -> int | None:
        """The bar beside a height of the strip."""
        for number, bar in enumerate(self._bars):
            top, height = self._extent(bar)
            if top - 4 <= y <= top + max(height, 18) + 4:
                return number
        return None

    def _extent(self, bar: MemoryBar) -> tuple[float, float]:
        """The top of a paragraph in the strip, and its height."""
        span = self._text.positions.span(bar.place)
        if span is None:
            return -1e6, 0.0
        scrolled = self._text.verticalScrollBar().value()
        top = self._text.line_top(span[0]) - scrolled + self._text.viewport().y()
        last = self._text.document().findBlock(max(span[1] - 1, span[0]))
        layout = last.layout()
        line = layout.lineForTextPosition(max(span[1] - last.position(), 0))
        origin = self._text.document().documentLayout().blockBoundingRect(last).top()
        bottom = origin + line.y() + line.height() if line.isValid() else top + scrolled
        return top + 3, max(bottom - scrolled - top - 6, 8.0)

    def _is_on_dark(self) -> bool:
        return self._text.palette().color(QPalette.ColorRole.Base).lightness() < 128
