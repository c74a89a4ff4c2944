"""How claims look wherever they are shown: certainty as a line, holders as inks and initials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Certainty, LinkKind
from carrel.ui.widgets.text_marks import LineShape, draw_line

CERTAINTY_SHAPES = {
    Certainty.STATED: LineShape.SOLID,
    Certainty.REPORTED: LineShape.DASHED,
    Certainty.INFERRED: LineShape.DOTTED,
    Certainty.SPECULATIVE: LineShape.WAVY,
}
"""The line under words of each certainty, so that none is told by colour."""

HOLDER_INKS = {
    False: (
        "#0055cc",
        "#bb3300",
        "#666644",
        "#bb1199",
        "#551100",
        "#884466",
        "#440055",
        "#110099",
    ),
    True: (
        "#99bbff",
        "#ee6600",
        "#77ffaa",
        "#dd77aa",
        "#eecc66",
        "#aa77ff",
        "#779966",
        "#bbff33",
    ),
}
"""Inks for light and dark grounds that eyes of all kinds tell from each other and from the text.

Found by searching for eight colours that are far apart in CIE Lab (20 and more) as red-blind,
green-blind and blue-blind eyes see them (Machado, Oliveira and Fernandes, 2009), and farther still
for others.
"""


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
    """The ink of a holder by their number from 0; past the eighth they come again.

    Holders with the same ink have other initials (:func:`distinct_initials`).
    """
    inks = HOLDER_INKS[is_dark]
    return QColor(inks[number % len(inks)])


def distinct_initials(names: Iterable[str]) -> dict[str, str]:
    """Short forms of names of which no two are the same; the first of two keeps its initials."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        taken = set(found.values())
        found[name] = next(short for short in _short_forms(name) if short not in taken)
    return found


def _short_forms(name: str) -> Iterator[str]:
    """The initials of a name, then with more and more letters of its last word, then numbered."""
    yield initials(name)
    words = name.split() or [""]
    first = words[0][:1].upper() if len(words) > 1 else ""
    for end in range(2, len(words[-1]) + 1):
        yield f"{first}{words[-1][:end].capitalize()}"
    for number in count(2):
        yield f"{initials(name)}{number}"


def initials(name: str) -> str:
    """Up to two capitals for a name: "Emmanuel Macron" gives "EM", "Critics" gives "Cr"."""
    words = [word for word in name.replace("/", " ").split() if word[:1].isalnum()]
    if len(words) < 2:
        return name[:2]
    return "".join(word[0].upper() for word in (words[0], words[-1]))


def speech_label(entry: ClaimEntry, short: Mapping[str, str]) -> str:
    """The initials of who holds a view; where one says it of another, of both: "TA on VP"."""
    if not entry.is_ascribed:
        return short[entry.holder]
    return QCoreApplication.translate("Claim", "{asserter} on {holder}").format(
        asserter=short[entry.asserter], holder=short[entry.holder]
    )


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
