"""A claim in the middle, what bears on it at the left, and what it bears on at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from carrel.domain.claims import LinkKind
from carrel.services.claim_browsing import ClaimEntry, ClaimPage, Tie
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.claim_look import certainty_title, draw_certainty, link_words, said_by

_CARD_GAP = 10
_LANE = 96
"""Pixels between the columns, for the arrows and their words."""

_WIDEST_CARD = 260
_PADDING = 8


class ClaimCard(QAbstractButton):
    """A claim on the map; a click goes to it. The one in the middle has a thicker frame."""

    def __init__(self, entry: ClaimEntry, parent: QWidget, *, is_middle: bool = False) -> None:
        super().__init__(parent)
        self._entry = entry
        self._is_middle = is_middle
        certainty = certainty_title(entry.claim.certainty)
        self.setAccessibleName(f"{entry.claim.statement} {said_by(entry)}, {certainty}")
        self.setToolTip(entry.claim.statement)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def height_for(self, width: int) -> int:
        """Pixels that the words need in a card of this width."""
        small = QFontMetrics(scaled_font(self.font(), 0.9))
        text = self._box(self.fontMetrics(), width, self._entry.claim.statement)
        speaker = self._box(small, width, said_by(self._entry))
        return int(text + speaker + small.height() + 12 + 2 * _PADDING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the statement, who says it and how certain it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles, palette = QPalette.ColorRole, self.palette()
        frame = roles.Highlight if self._is_middle or self.hasFocus() else roles.Dark
        thickness = 2.0 if self._is_middle or self.hasFocus() else 1.0
        painter.setPen(QPen(palette.color(frame), thickness))
        painter.setBrush(palette.color(roles.Midlight if self.underMouse() else roles.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        width = self.width() - 2 * _PADDING
        y = _PADDING
        small = scaled_font(self.font(), 0.9)
        for font, role, text in (
            (self.font(), roles.Text, self._entry.claim.statement),
            (small, roles.PlaceholderText, said_by(self._entry)),
        ):
            height = self._box(QFontMetrics(font), self.width(), text)
            painter.setFont(font)
            painter.setPen(palette.color(role))
            painter.drawText(QRectF(_PADDING, y, width, height), Qt.TextFlag.TextWordWrap, text)
            y += height
        painter.setPen(palette.color(roles.Text))
        draw_certainty(
            painter, self._entry.claim.certainty, QPointF(_PADDING, y + 2), QFontMetricsF(small)
        )

    def _box(self, metrics: QFontMetrics, width: int, text: str) -> int:
        room = QRectF(0, 0, width - 2 * _PADDING, 10_000).toRect()
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


class ArgumentMap(QWidget):
    """The map. It is as high as it needs to be; a scroll area holds it."""

    claim_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("argumentMap")
        self.setAccessibleName(self.tr("Argument map"))
        self._middle: ClaimCard | None = None
        self._sides: tuple[list[tuple[Tie, ClaimCard]], list[tuple[Tie, ClaimCard]]] = ([], [])

    def show_page(self, page: ClaimPage) -> None:
        """Show a claim and what it is linked with."""
        for card in self.findChildren(ClaimCard):
            card.hide()
            card.deleteLater()
        # Left first, so that Tab goes with the arrows.
        left = [(tie, self._card(tie.other)) for tie in page.ties if not tie.is_from_here]
        self._middle = self._card(page.entry, is_middle=True)
        right = [(tie, self._card(tie.other)) for tie in page.ties if tie.is_from_here]
        self._sides = (left, right)
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as three columns like to be."""
        return QSize(3 * _WIDEST_CARD + 2 * _LANE, self.minimumHeight())

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - Qt gives it
        """Place the cards anew."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrows and what they say."""
        if self._middle is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(self.font(), 0.85))
        middle = self._middle.geometry()
        for tie, card in self._sides[0]:
            start = QPointF(card.geometry().right() + 2, card.geometry().center().y())
            self._draw_tie(painter, tie, start, QPointF(middle.left() - 2, middle.center().y()))
        for tie, card in self._sides[1]:
            end = QPointF(card.geometry().left() - 2, card.geometry().center().y())
            self._draw_tie(painter, tie, QPointF(middle.right() + 2, middle.center().y()), end)

    def _card(self, entry: ClaimEntry, *, is_middle: bool = False) -> ClaimCard:
        card = ClaimCard(entry, self, is_middle=is_middle)
        card.clicked.connect(lambda: self.claim_requested.emit(entry.claim.id))
        card.show()
        return card

    def _place(self) -> None:
        if self._middle is None:
            return
        columns = 1 + sum(bool(side) for side in self._sides)
        width = (self.width() - 8 - (columns - 1) * _LANE) // columns
        width = max(120, min(_WIDEST_CARD, width))
        heights = [self._column_height(side, width) for side in self._sides]
        total = max(*heights, self._middle.height_for(width)) + 8
        self.setMinimumHeight(total)
        x = 4
        for cards in (
            [card for _tie, card in self._sides[0]],
            [self._middle],
            [card for _tie, card in self._sides[1]],
        ):
            if not cards:
                continue
            needed = sum(card.height_for(width) + _CARD_GAP for card in cards) - _CARD_GAP
            y = max(4, (total - needed) // 2)
            for card in cards:
                height = card.height_for(width)
                card.setGeometry(x, y, width, height)
                y += height + _CARD_GAP
            x += width + _LANE

    def _column_height(self, side: Sequence[tuple[Tie, ClaimCard]], width: int) -> int:
        return sum(card.height_for(width) + _CARD_GAP for _tie, card in side)

    def _draw_tie(self, painter: QPainter, tie: Tie, start: QPointF, end: QPointF) -> None:
        """An arrow; broken where the claims stand against each other."""
        roles, palette = QPalette.ColorRole, self.palette()
        pen = QPen(palette.color(roles.Text), 1.4)
        if tie.kind in (LinkKind.OPPOSES, LinkKind.IN_TENSION_WITH):
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(start, end)
        if tie.kind is not LinkKind.IN_TENSION_WITH:
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            _draw_head(painter, start, end)
        words = link_words(tie.kind)
        metrics = QFontMetricsF(painter.font())
        card_y = start.y() if not tie.is_from_here else end.y()
        other_y = end.y() if not tie.is_from_here else start.y()
        # Near the card at the side, where arrows are apart from each other.
        y = card_y + 0.3 * (other_y - card_y)
        x = (start.x() + end.x()) / 2 + (-0.2 if not tie.is_from_here else 0.2) * (
            end.x() - start.x()
        )
        width = metrics.horizontalAdvance(words) + 6
        x = min(max(x, start.x() + width / 2), end.x() - width / 2)
        box = QRectF(x - width / 2, y - metrics.height() / 2, width, metrics.height())
        painter.fillRect(box, palette.color(self.backgroundRole()))
        painter.setPen(palette.color(roles.Text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _draw_head(painter: QPainter, start: QPointF, end: QPointF) -> None:
    across = end - start
    length = max(1.0, (across.x() ** 2 + across.y() ** 2) ** 0.5)
    along = across / length
    side = QPointF(-along.y(), along.x())
    for turn in (1, -1):
        painter.drawLine(end, end - along * 7 + side * (4 * turn))
