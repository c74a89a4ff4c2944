"""How claims look wherever they are shown: certainty as a line, holders as inks and initials."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from carrel.domain.claims import Certainty, LinkKind
from carrel.services.claim_browsing import ClaimEntry
from carrel.ui.widgets.text_marks import LineShape, draw_line

CERTAINTY_SHAPES = {
    Certainty.STATED: LineShape.SOLID,
    Certainty.REPORTED: LineShape.DASHED,
    Certainty.INFERRED: LineShape.DOTTED,
    Certainty.SPECULATIVE: LineShape.WAVY,
}
"""The line under words of each certainty, so that none is told by colour."""

_INKS = {
    False: ("#0060a8", "#a34700", "#00704f", "#8a3b78", "#7a22dd", "#444a55"),
    True: ("#6cb8f0", "#f0a35c", "#4fc9a0", "#dd9acb", "#f4f04a", "#b9bec6"),
}
"""Inks for light and dark ground that eyes of all kinds tell apart; the last serves all others."""


def certainty_title(certainty: Certainty) -> str:
    """The name of a certainty, for people, in small letters."""
    return {
        Certainty.STATED: QCoreApplication.translate("Certainty", "stated"),
        Certainty.REPORTED: QCoreApplication.translate("Certainty", "reported"),
        Certainty.INFERRED: QCoreApplication.translate("Certainty", "inferred"),
        Certainty.SPECULATIVE: QCoreApplication.translate("Certainty", "speculative"),
    }[certainty]


def link_words(kind: LinkKind) -> str:
    """What a claim does to another, as the arrow between them says it."""
    return {
        LinkKind.SUPPORTS: QCoreApplication.translate("LinkKind", "supports"),
        LinkKind.OPPOSES: QCoreApplication.translate("LinkKind", "opposes"),
        LinkKind.QUALIFIES: QCoreApplication.translate("LinkKind", "qualifies"),
        LinkKind.IN_TENSION_WITH: QCoreApplication.translate("LinkKind", "in tension with"),
        LinkKind.EXPLAINS: QCoreApplication.translate("LinkKind", "explains"),
        LinkKind.CAUSES: QCoreApplication.translate("LinkKind", "causes"),
        LinkKind.CONDITION_FOR: QCoreApplication.translate("LinkKind", "condition for"),
        LinkKind.DEPENDS_ON: QCoreApplication.translate("LinkKind", "depends on"),
        LinkKind.ILLUSTRATES: QCoreApplication.translate("LinkKind", "illustrates"),
    }[kind]


def said_by(entry: ClaimEntry) -> str:
    """Who says a claim; of whom it is said, if not of the speaker's own view."""
    if not entry.is_ascribed:
        return entry.asserter
    return QCoreApplication.translate("Claim", "{asserter}, about the view of {holder}").format(
        asserter=entry.asserter, holder=entry.holder
    )


def holder_ink(number: int, *, is_dark: bool) -> QColor:
    """The ink of a holder by their number from 0; those past the fifth share one."""
    inks = _INKS[is_dark]
    return QColor(inks[min(number, len(inks) - 1)])


def initials(name: str) -> str:
    """Up to two capitals for a name: "Emmanuel Macron" gives "EM", "Critics" gives "Cr"."""
    words = [word for word in name.replace("/", " ").split() if word[:1].isalnum()]
    if len(words) < 2:
        return name[:2]
    return "".join(word[0].upper() for word in (words[0], words[-1]))


def draw_certainty(
    painter: QPainter, certainty: Certainty, at: QPointF, metrics: QFontMetricsF
) -> float:
    """Write a certainty with its line below, its top left at ``at``; returns its width in pixels.

    The painter's font and pen are used.
    """
    word = certainty_title(certainty)
    width = metrics.horizontalAdvance(word)
    baseline = at.y() + metrics.ascent()
    painter.drawText(QPointF(at.x(), baseline), word)
    ink = painter.pen().color()
    shape = CERTAINTY_SHAPES[certainty]
    draw_line(painter, shape, ink, 1.6, at.x(), at.x() + width, baseline + 4)
    return width
