"""Events on a line of time that can be stretched: signs by kind, spans for gaps, years below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from carrel.domain.timeline import EventKind
from carrel.services.timeline_browsing import TimelineEntry
from carrel.ui.pages.claims.event_words import (
    dates,
    kind_title,
    length,
    short_month,
    source_mark,
)
from carrel.ui.theme import scaled_font

_SIDE = 40
_AXIS = 128
"""Pixels from the top to the line."""

HEIGHT = 190
_LANES = 5
_LANE_HEIGHT = 21
_STEP = 1.5
"""How much one press of plus or minus stretches or shrinks the line."""

_REACH = 9
"""Pixels around a sign that belong to it for the mouse."""


class TimelineLine(QWidget):
    """The line. Arrow keys walk from event to event; ``chosen`` tells the row of one."""

    chosen = Signal(int)
    zoom_requested = Signal(float)
    """By how much the line is to be stretched; 0 asks to show all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineLine")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._current = -1
        self._zoom = 1.0
        self._room = 600
        self._fit()

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these events."""
        self._entries = tuple(entries)
        self._current = -1
        self._name()
        self._fit()

    def set_room(self, width: int) -> None:
        """Fill a window of this many pixels at zoom 1."""
        self._room = width
        self._fit()

    @property
    def zoom(self) -> float:
        """How many windows wide the line is."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Stretch the line to ``zoom`` windows, from 1 to 64."""
        self._zoom = min(max(zoom, 1.0), 64.0)
        self._fit()

    def show_current(self, row: int) -> None:
        """Mark an event; -1 marks none."""
        self._current = row
        self._name()
        self.update()

    def place_of(self, row: int) -> QPoint:
        """Where the sign of an event stands."""
        entry = self._entries[row]
        middle = entry.first if entry.event.kind is not EventKind.GAP else _middle(entry)
        return QPoint(int(self._x(middle)), _AXIS)

    def sizeHint(self) -> QSize:
        """As wide as the zoom asks for."""
        return QSize(self.minimumWidth(), HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys, Home and End; stretch with plus and minus, 0 shows all."""
        keys = Qt.Key
        rows = {
            int(keys.Key_Right): self._current + 1,
            int(keys.Key_Left): self._current - 1,
            int(keys.Key_Home): 0,
            int(keys.Key_End): len(self._entries) - 1,
        }
        factors = {
            int(keys.Key_Plus): _STEP,
            int(keys.Key_Equal): _STEP,
            int(keys.Key_Minus): 1 / _STEP,
            int(keys.Key_0): 0.0,
        }
        if event.key() in rows and self._entries:
            self.chosen.emit(min(max(rows[event.key()], 0), len(self._entries) - 1))
        elif event.key() in factors:
            self.zoom_requested.emit(factors[event.key()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the event under the pointer."""
        row = self._row_at(event.position())
        if row >= 0:
            self.chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the event under the pointer."""
        row = self._row_at(event.position())
        entry = self._entries[row].event if row >= 0 else None
        self.setToolTip("" if entry is None else f"{dates(entry)}: {entry.title}")
        shape = Qt.CursorShape.ArrowCursor if row < 0 else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, its years, the events and as many of their names as there is room for."""
        if not self._entries:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(QPen(ink, 1.4))
        painter.drawLine(QPointF(_SIDE / 2, _AXIS), QPointF(self.width() - _SIDE / 2, _AXIS))
        self._draw_years(painter)
        for entry in self._entries:
            if entry.event.kind is EventKind.GAP:
                self._draw_gap(painter, entry)
        self._draw_labels(painter)
        # The chosen one last: where many lie together it must be on top.
        for row in sorted(range(len(self._entries)), key=lambda row: row == self._current):
            if self._entries[row].event.kind is not EventKind.GAP:
                self._draw_sign(painter, row, self._entries[row])

    def _name(self) -> None:
        text = self.tr("Line of time")
        if 0 <= self._current < len(self._entries):
            event = self._entries[self._current].event
            parts = (dates(event), kind_title(event.kind), event.title, source_mark(event))
            text += ": " + ", ".join(part for part in parts if part)
        self.setAccessibleName(text)

    def _fit(self) -> None:
        self.setFixedSize(max(int(self._room * self._zoom), 200), HEIGHT)
        self.update()

    def _span(self) -> tuple[int, int]:
        """The first and last day of all, as ordinals, with a little room."""
        first = min(entry.first for entry in self._entries).toordinal()
        last = max(entry.last for entry in self._entries).toordinal()
        room = max(20, (last - first) // 40)
        return first - room, last + room

    def _x(self, day: date) -> float:
        first, last = self._span()
        return _SIDE + (day.toordinal() - first) / (last - first) * (self.width() - 2 * _SIDE)

    def _row_at(self, at: QPointF) -> int:
        """The event at a point, -1 where there is none; signs go before gaps."""
        best, distance = -1, float(_REACH)
        for row, entry in enumerate(self._entries):
            if entry.event.kind is not EventKind.GAP and abs(at.y() - _AXIS) <= _REACH + 3:
                apart = abs(at.x() - self._x(entry.first))
                if apart <= distance:
                    best, distance = row, apart
        if best >= 0:
            return best
        for row, entry in enumerate(self._entries):
            is_gap = entry.event.kind is EventKind.GAP and abs(at.y() - _AXIS) <= 16
            if is_gap and self._x(entry.first) <= at.x() <= self._x(entry.last):
                return row
        return -1

    def _draw_years(self, painter: QPainter) -> None:
        roles = QPalette.ColorRole
        first, last = (date.fromordinal(day) for day in self._span())
        font = scaled_font(self.font(), 0.9)
        painter.setFont(font)
        for year in range(first.year, last.year + 1):
            for month in range(1, 13):
                day = date(year, month, 1)
                if not first <= day <= last:
                    continue
                x = self._x(day)
                is_year = month == 1
                if not is_year and self._month_width() < 8:
                    continue
                painter.setPen(QPen(self.palette().color(roles.Dark), 1))
                painter.drawLine(QPointF(x, _AXIS), QPointF(x, _AXIS + (26 if is_year else 12)))
                painter.setPen(self.palette().color(roles.PlaceholderText))
                if is_year:
                    painter.drawText(QPointF(x + 4, _AXIS + 40), str(year))
                elif self._month_width() > 46:
                    painter.drawText(QPointF(x + 3, _AXIS + 25), short_month(month))

    def _month_width(self) -> float:
        first, last = self._span()
        return (self.width() - 2 * _SIDE) / (last - first) * 30

    def _draw_gap(self, painter: QPainter, entry: TimelineEntry) -> None:
        """A hatched bar with how long it lasted."""
        roles = QPalette.ColorRole
        left, right = self._x(entry.first), self._x(entry.last)
        box = QRectF(left, _AXIS - 9, max(4.0, right - left), 18)
        is_current = self._entries.index(entry) == self._current
        ground = QColor(self.palette().color(roles.Window))
        painter.fillRect(box, ground)
        muted = self.palette().color(roles.PlaceholderText)
        painter.setPen(QPen(muted, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        brush = painter.brush()
        brush.setColor(self.palette().color(roles.Mid))
        painter.setBrush(brush)
        if is_current:
            painter.setPen(QPen(self.palette().color(roles.Highlight), 2.5))
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        text = self.tr("{title}: {length}").format(title=entry.event.title, length=length(entry))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(text) + 8
        if width < box.width():
            place = QRectF(box.center().x() - width / 2, box.top() + 1, width, box.height() - 2)
            painter.fillRect(place, ground)
            painter.setPen(self.palette().color(roles.Text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_sign(self, painter: QPainter, row: int, entry: TimelineEntry) -> None:
        """A circle for a contact, a square for a statement, a diamond for any other event.

        It is filled if the article itself has the event; larger if it is a key event.
        """
        roles = QPalette.ColorRole
        at = QPointF(self._x(entry.first), _AXIS)
        side = 6.0 if entry.event.is_key else 4.0
        is_current = row == self._current
        ink = self.palette().color(roles.Highlight if is_current else roles.Text)
        end = self._x(entry.last)
        if end - at.x() > 2 * side:
            painter.setPen(QPen(ink, 3))
            painter.drawLine(at, QPointF(end, _AXIS))
        painter.setPen(QPen(ink, 2.6 if is_current else 1.6))
        painter.setBrush(ink if entry.event.in_source else self.palette().color(roles.Base))
        match entry.event.kind:
            case EventKind.CONTACT:
                painter.drawEllipse(at, side, side)
            case EventKind.STATEMENT:
                painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
            case _:
                points = [QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0)]
                painter.drawPolygon(QPolygonF([at + point * (side + 1) for point in points]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_labels(self, painter: QPainter) -> None:
        """Names in lanes above the line: the chosen event first, then key ones, then others."""
        painter.setFont(scaled_font(self.font(), 0.9))
        metrics = QFontMetricsF(painter.font())
        taken: list[list[tuple[float, float]]] = [[] for _lane in range(_LANES)]
        order = sorted(
            (row for row, one in enumerate(self._entries) if one.event.kind is not EventKind.GAP),
            key=lambda row: (row != self._current, not self._entries[row].event.is_key, row),
        )
        placed: list[tuple[int, float, float]] = []
        for row in order:
            x = self._x(self._entries[row].first)
            width = metrics.horizontalAdvance(self._entries[row].event.title)
            left = min(max(x - 6, 4), max(4, self.width() - width - 4))
            lane = _free_lane(taken, left, left + width)
            if lane is not None:
                placed.append((row, left, _AXIS - 18 - lane * _LANE_HEIGHT))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        for row, _left, y in placed:
            x = self._x(self._entries[row].first)
            painter.drawLine(QPointF(x, y + 4), QPointF(x, _AXIS))
        for row, left, y in placed:
            self._draw_label(painter, row, left, y)

    def _draw_label(self, painter: QPainter, row: int, left: float, y: float) -> None:
        roles = QPalette.ColorRole
        text = self._entries[row].event.title
        metrics = QFontMetricsF(painter.font())
        box = QRectF(
            left - 2, y - metrics.ascent(), metrics.horizontalAdvance(text) + 4, metrics.height()
        )
        painter.fillRect(box, self.palette().color(roles.Window))
        role = roles.Highlight if row == self._current else roles.Text
        painter.setPen(self.palette().color(role))
        painter.drawText(QPointF(left, y), text)


def _free_lane(taken: Sequence[list[tuple[float, float]]], left: float, right: float) -> int | None:
    """The lowest lane with room from ``left`` to ``right``, which is then taken."""
    for lane, spans in enumerate(taken):
        if all(left > end + 10 or right < start - 10 for start, end in spans):
            spans.append((left, right))
            return lane
    return None


def _middle(entry: TimelineEntry) -> date:
    return date.fromordinal((entry.first.toordinal() + entry.last.toordinal()) // 2)
