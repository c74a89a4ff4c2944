"""The reading column: shows typeset text, paints marks under its words, and keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from carrel.domain.reading import TextRange
from carrel.ui.widgets.block_painter import BlockPainter
from carrel.ui.widgets.document_writer import Typeset
from carrel.ui.widgets.text_marks import TextMark, paint_marks, stacked, word_rects
from carrel.ui.widgets.text_positions import TextPositions
from carrel.ui.widgets.typography import Typography

FLASH_MS = 4_000
"""How long words that were asked for stay marked."""

_GAP = 28
"""Pixels between the column and what stands beside it."""

_FLASH = "flash"

_BELOW_LINE = 40
"""Pixels that marks, quotation bars and the grounds of code reach beyond their lines."""


class DocumentView(QTextBrowser):
    """A column of text of a readable measure, with room for a widget beside it.

    Positions are cursor positions of the shown document; :attr:`positions` translates them.
    """

    selection_settled = Signal()
    """The student has finished selecting, or has let go of the selection."""

    mark_clicked = Signal(str)
    """A mark with this name was clicked; an empty name when the click met none."""

    mark_hovered = Signal(str)
    link_clicked = Signal(str)

    moved = Signal()
    """The text was scrolled."""

    laid_out = Signal()
    """The lines of the text stand elsewhere in the document: another width, another text."""

    zoom_requested = Signal(int)

    def __init__(self, typography: Typography, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.positions = TextPositions()
        self._typography = typography
        self._layers: dict[str, tuple[TextMark, ...]] = {}
        self._hovered = ""
        self._side: QWidget | None = None
        self._side_width = 0
        self._side_over = 0
        self._kept: tuple[int, float] | None = None
        self._kept_value = 0
        self._typeset: Typeset | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_timer.timeout.connect(lambda: self.set_marks(_FLASH, ()))

    def show_text(self, made: Typeset, typography: Typography) -> None:
        """Show a document from its beginning; marks of the last one are gone."""
        self._typography = typography
        self._layers.clear()
        self._flash_timer.stop()
        before, self._typeset = self._typeset, made
        self.positions = made.positions
        made.document.setParent(self)
        # Qt would lay the text out when it is given, and again for the width that it has here.
        made.document.setLayoutEnabled(False)
        self.setDocument(made.document)
        if before is not None:
            before.document.deleteLater()
        self._kept = (0, 0.0)
        self._place_column()
        made.document.setLayoutEnabled(True)
        self._put_in_place()
        self.laid_out.emit()

    def set_side(self, widget: QWidget | None, width: int, *, over: int = 0) -> None:
        """Keep ``width`` pixels at the right of the column for ``widget``; 0 keeps none.

        The widget reaches ``over`` so many more pixels over the text.
        """
        self._side = widget
        self._side_width = width
        self._side_over = over
        if widget is not None:
            widget.setParent(self)
            widget.setVisible(width > 0)
        self._keep_place(self._place_column)

    def set_marks(self, layer: str, marks: Sequence[TextMark]) -> None:
        """Replace the marks of a layer; layers are painted in the order they first came."""
        self._layers[layer] = stacked(marks)
        self.viewport().update()

    def flash(self, start: int, end: int) -> None:
        """Mark words for a moment, so that the eye finds them."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        ground = QColor(accent)
        ground.setAlpha(50)
        mark = TextMark(_FLASH, start, end, ground=ground, ink=accent, is_active=True)
        self.set_marks(_FLASH, (mark,))
        self._flash_timer.start()

    def selected_ranges(self) -> tuple[TextRange, ...]:
        """The words selected, as code points of their sections."""
        cursor = self.textCursor()
        return self.positions.ranges(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select from one cursor position to another."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays, and so does the text, which Qt would scroll to it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            shown = self.verticalScrollBar().value()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(shown)

    def set_caret_browsing(self, *, is_on: bool) -> None:
        """Let the arrow keys move a caret, with which words are selected by keyboard."""
        flags = Qt.TextInteractionFlag.TextBrowserInteraction
        if is_on:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
            cursor = self.textCursor()
            if not self._visible_positions(cursor.position()):
                cursor.setPosition(self.top_position())
                self.setTextCursor(cursor)
        self.setTextInteractionFlags(flags)
        self.setCursorWidth(2 if is_on else 1)

    def top_position(self) -> int:
        """The cursor position at the top: the one put there, or where the first whole line begins.

        So a place that is kept and opened again at other widths does not creep backwards.
        """
        if self._kept is not None and self._kept[1] == 0.0 and self._is_kept():
            return self._kept[0]
        return self._first_shown()

    def bottom_position(self) -> int:
        """The cursor position at the end of the last line that is shown."""
        y = self.verticalScrollBar().value() + self.viewport().height()
        point = QPointF(self.viewport().width(), y - 1)
        return self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)

    def scroll_to(self, position: int, *, share: float = 0.0) -> None:
        """Bring a line to ``share`` of the height: 0 is the top, 0.3 where eyes rest.

        It stays there when the width changes, until the student scrolls.
        """
        self._kept = (position, share)
        self._put_in_place()

    def line_top(self, position: int) -> int:
        """The top of the line that holds a position, in pixels of the document."""
        return round(self.line_rect(position).top())

    def is_in_view(self, start: int, end: int) -> bool:
        """Whether all lines between two positions are shown."""
        shown = self.verticalScrollBar().value()
        top, bottom = self.line_rect(start).top(), self.line_rect(end).bottom()
        return shown <= top and bottom <= shown + self.viewport().height()

    def word_box(self, start: int, end: int) -> QRect:
        """Where words stand in the viewport; the whole of them, shown or not."""
        box = QRectF()
        for rect in word_rects(self.document(), start, end):
            box = box.united(rect)
        if box.isNull():
            box = self.line_rect(start)
        return box.translated(0, -self.verticalScrollBar().value()).toAlignedRect()

    def marks_at(self, point: QPoint) -> tuple[TextMark, ...]:
        """The marks with a name under a point of the viewport, the shortest first."""
        spot = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(spot, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return ()
        found = [
            mark
            for layer in self._layers.values()
            for mark in layer
            if mark.start <= position <= mark.end and mark.name != _FLASH
            if any(
                rect.adjusted(-1, -2, 1, 4).contains(spot)
                for rect in word_rects(self.document(), mark.start, mark.end)
            )
        ]
        return tuple(sorted(found, key=lambda mark: mark.end - mark.start))

    def names_around(self, position: int) -> tuple[str, ...]:
        """The names of the marks that hold a cursor position, the shortest mark first."""
        found = [
            mark
            for marks in self._layers.values()
            for mark in marks
            if mark.start <= position <= mark.end and mark.name not in ("", _FLASH)
        ]
        return tuple(mark.name for mark in sorted(found, key=lambda mark: mark.end - mark.start))

    def set_active_marks(self, layer: str, names: Collection[str]) -> None:
        """Frame the marks of a layer that have these names, and no others."""
        marks = self._layers.get(layer, ())
        self._layers[layer] = tuple(
            one
            if one.is_active == (one.name in names)
            else replace(one, is_active=not one.is_active)
            for one in marks
        )
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies behind the text, then the text."""
        painter = QPainter(self.viewport())
        scrolled = self.verticalScrollBar().value()
        painter.translate(0, -scrolled)
        first, last = self._positions_between(
            event.rect().top() + scrolled - _BELOW_LINE, event.rect().bottom() + scrolled
        )
        BlockPainter(
            self.document(), self._typography, self.palette(), self.viewport().width()
        ).paint(painter, first, last)
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        for marks in self._layers.values():
            paint_marks(
                painter,
                self.document(),
                marks,
                first=first,
                last=last,
                is_dark=is_dark,
            )
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the width and keep the first line where it is."""

        def fit() -> None:
            self._place_column()
            super(DocumentView, self).resizeEvent(event)

        self._keep_place(fit)
        self.laid_out.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay where the text was put: Qt scrolls to the caret when it is first shown."""
        self._keep_place(lambda: super(DocumentView, self).showEvent(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was selected or clicked."""
        super().mouseReleaseEvent(event)
        event.accept()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.selection_settled.emit()
        if not self.textCursor().hasSelection() and not self.anchorAt(event.position().toPoint()):
            marks = self.marks_at(event.position().toPoint())
            self.mark_clicked.emit(marks[0].name if marks else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which mark lies under the pointer."""
        super().mouseMoveEvent(event)
        if event.buttons() != Qt.MouseButton.NoButton:
            return
        point = event.position().toPoint()
        marks = self.marks_at(point)
        name = marks[0].name if marks else ""
        if name != self._hovered:
            self._hovered = name
            self.mark_hovered.emit(name)
        if name and not self.anchorAt(point):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A selection made by keyboard is finished when Shift is let go."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self.selection_settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size, which is the reader's to give."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Give an empty picture, so that no file is ever read.

        Qt asks only for what the document itself does not hold.
        """
        return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)

    def _is_kept(self) -> bool:
        """Whether the text still stands where it was put: nobody has scrolled since."""
        return self._kept is not None and self.verticalScrollBar().value() == self._kept_value

    def _keep_place(self, lay_out: Callable[[], None]) -> None:
        """Do what lays lines out anew, and leave the line at the top where it is wanted."""
        if not self._is_kept():
            self._kept = (self._first_shown(), 0.0)
        lay_out()
        self._put_in_place()

    def _put_in_place(self) -> None:
        if self._kept is not None:
            position, share = self._kept
            top = self.line_rect(position).top() if position else 0.0
            self.verticalScrollBar().setValue(round(top - share * self.viewport().height()))
        self._kept_value = self.verticalScrollBar().value()

    def _place_column(self) -> None:
        """Set the margins beside the column, which stands in the middle with its side."""
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        side = self._side_width + _GAP if self._side_width else 0
        column = min(self._typography.column_width, max(whole - side - 2 * _GAP, 120))
        left = max((whole - side - column) // 2, _GAP)
        right = max(whole - left - column, 0)
        self.setViewportMargins(left, 0, right, 0)
        if self._side is not None and self._side_width:
            at = left + column + _GAP
            width = min(self._side_width, whole - at) + self._side_over
            self._side.setGeometry(at - self._side_over, 0, width, self.height())
            self._side.raise_()

    def line_rect(self, position: int) -> QRectF:
        """The line that holds a cursor position, in document coordinates."""
        block = self.document().findBlock(max(position, 0))
        layout = block.layout()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        line = layout.lineForTextPosition(max(position - block.position(), 0))
        if not line.isValid():
            return QRectF(origin.x(), origin.y(), 1, 1)
        return line.rect().translated(origin)

    def _first_shown(self) -> int:
        """The beginning of the first line that is shown whole."""
        layout = self.document().documentLayout()
        y = self.verticalScrollBar().value()
        position = max(layout.hitTest(QPointF(0, y + 1), Qt.HitTestAccuracy.FuzzyHit), 0)
        is_cut = self.line_rect(position).top() < y - 2
        return self._next_line(position) if is_cut else position

    def _next_line(self, position: int) -> int:
        """The beginning of the line after the one that holds a position."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        end = line.textStart() + line.textLength() if line.isValid() else block.length()
        if end < block.length() - 1:
            return block.position() + end
        following = block.next()
        return following.position() if following.isValid() else position

    def _positions_between(self, top: float, bottom: float) -> tuple[int, int]:
        """Cursor positions from the block at one height of the document to the line at another."""
        layout = self.document().documentLayout()
        fuzzy = Qt.HitTestAccuracy.FuzzyHit
        first = layout.hitTest(QPointF(0, top), fuzzy)
        last = layout.hitTest(QPointF(self.viewport().width(), bottom), fuzzy)
        return self.document().findBlock(max(first, 0)).position(), last + 1

    def _visible_positions(self, position: int) -> bool:
        return self._first_shown() <= position <= self.bottom_position()
