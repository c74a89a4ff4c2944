"""How what is remembered looks everywhere: each state has an ink, a shape, a length and a word."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from carrel.domain.memory_map import MemoryCounts, MemoryState
from carrel.ui.widgets.patterns import Pattern, paint_pattern

_INKS: Mapping[bool, Mapping[MemoryState, str]] = {
    False: {
        MemoryState.MISSED: "#9c1f0f",
        MemoryState.FADING: "#b16e00",
        MemoryState.NEVER_ASKED: "#5d636b",
        MemoryState.SECURE: "#1b6cae",
        MemoryState.NO_QUESTION: "#7d828a",
    },
    True: {
        MemoryState.MISSED: "#ff6b8f",
        MemoryState.FADING: "#f2c55c",
        MemoryState.NEVER_ASKED: "#b0b5bb",
        MemoryState.SECURE: "#62b2ee",
        MemoryState.NO_QUESTION: "#8d939b",
    },
}
"""Inks on light and on dark ground. They differ in lightness as well as in hue, so that eyes that
do not tell red from green, or blue from yellow, tell them apart; the shapes do so without any."""

BAR_WIDTH = 7.0
"""Pixels of a bar beside a paragraph."""

_LENGTHS = {
    MemoryState.MISSED: 0.35,
    MemoryState.FADING: 0.65,
    MemoryState.NEVER_ASKED: 1.0,
    MemoryState.SECURE: 1.0,
    MemoryState.NO_QUESTION: 0.0,
}
"""The length of a bar as a share of the height of its paragraph; 0 is a few dots."""

_SHORTEST = 14.0
_DOT_GAP = 6.0

PATTERNS = {
    MemoryState.MISSED: Pattern.CROSSED,
    MemoryState.FADING: Pattern.HATCHED,
    MemoryState.NEVER_ASKED: Pattern.HOLLOW,
    MemoryState.SECURE: Pattern.SOLID,
    MemoryState.NO_QUESTION: Pattern.DOTTED,
}
"""How the part of a state is filled in a bar of shares."""

FROM_KNOWN = (
    MemoryState.SECURE,
    MemoryState.FADING,
    MemoryState.MISSED,
    MemoryState.NEVER_ASKED,
    MemoryState.NO_QUESTION,
)
"""The order of the parts of a share bar: what is known stands first."""


def memory_ink(state: MemoryState, *, is_dark: bool) -> QColor:
    """The ink of a state on light or dark ground."""
    return QColor(_INKS[is_dark][state])


def state_title(state: MemoryState) -> str:
    """The name of a state, for people, in small letters."""
    return {
        MemoryState.MISSED: _tr("missed"),
        MemoryState.FADING: _tr("fading"),
        MemoryState.NEVER_ASKED: _tr("never asked"),
        MemoryState.SECURE: _tr("secure"),
        MemoryState.NO_QUESTION: _tr("no question yet"),
    }[state]


def counts_in_words(counts: MemoryCounts) -> str:
    """The states that occur with their numbers: "3 secure, 1 fading, 2 never asked"."""
    by_state = counts.by_state
    return ", ".join(f"{by_state[one]} {state_title(one)}" for one in FROM_KNOWN if by_state[one])


def paint_bar(
    painter: QPainter, state: MemoryState, *, x: float, top: float, height: float, ink: QColor
) -> None:
    """Draw the bar of a paragraph: its left edge at ``x``, ``height`` that of the paragraph.

    Secure is solid and as long as the paragraph, fading tapers off at two thirds, missed is a short
    stump below a cross, never asked is hollow, and where there is no question stand three dots.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    length = min(max(height * _LENGTHS[state], _SHORTEST), max(height, _SHORTEST))
    box = QRectF(x, top, BAR_WIDTH, length)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    match state:
        case MemoryState.SECURE:
            painter.drawRoundedRect(box, 2, 2)
        case MemoryState.FADING:
            painter.drawPolygon(
                QPolygonF([box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())])
            )
        case MemoryState.MISSED:
            _paint_cross(painter, QRectF(x, top, BAR_WIDTH, BAR_WIDTH), ink)
            painter.setPen(Qt.PenStyle.NoPen)
            stump = max(length - BAR_WIDTH - 4, 4)
            painter.drawRect(QRectF(x, top + BAR_WIDTH + 3, BAR_WIDTH, stump))
        case MemoryState.NEVER_ASKED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1.5))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)
        case MemoryState.NO_QUESTION:
            for number in range(3):
                middle = QPointF(box.center().x(), top + 3 + number * _DOT_GAP)
                painter.drawEllipse(middle, 1.4, 1.4)


def paint_shares(painter: QPainter, box: QRectF, counts: MemoryCounts, *, is_dark: bool) -> None:
    """Draw how a whole is shared out among the states, as a bar with a part for each."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    total = counts.total
    left = box.left()
    for state in FROM_KNOWN:
        count = counts.by_state[state]
        if not count:
            continue
        width = box.width() * count / total
        part = QRectF(left, box.top(), max(width - 1, 1.0), box.height())
        paint_pattern(painter, part, PATTERNS[state], memory_ink(state, is_dark=is_dark))
        left += width


def _paint_cross(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    inner = box.adjusted(0.8, 0.8, -0.8, -0.8)
    painter.drawLine(QLineF(inner.topLeft(), inner.bottomRight()))
    painter.drawLine(QLineF(inner.topRight(), inner.bottomLeft()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemoryLook", text)
