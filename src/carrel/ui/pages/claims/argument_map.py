"""A claim in the middle, what bears on it at the left, and what it bears on at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from carrel.domain.claim_ledger import ClaimEntry, ClaimPage, Tie
from carrel.domain.claims import LinkKind
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.claim_look import certainty_title, draw_certainty, link_words, said_by

_CARD_GAP = 10
_LANE = 96
"""Pixels between the columns, for the arrows and their words."""

_LEAST_CARD = 140
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
        for tie, card in (*self._sides[0], *self._sides[1]):
            side = card.geometry()
            if side.center().x() < middle.center().x():
                ends = (
                    QPointF(side.right() + 2, side.center().y()),
                    QPointF(middle.left() - 2, middle.center().y()),
                )
            else:
                ends = (
                    QPointF(side.left() - 2, side.center().y()),
                    QPointF(middle.right() + 2, middle.center().y()),
                )
            self._draw_tie(painter, tie, *ends)

    def _card(self, entry: ClaimEntry, *, is_middle: bool = False) -> ClaimCard:
        card = ClaimCard(entry, self, is_middle=is_middle)
        card.clicked.connect(lambda: self.claim_requested.emit(entry.claim.id))
        card.show()
        return card

    def _place(self) -> None:
        if self._middle is None:
            return
        before, after = ([card for _tie, card in side] for side in self._sides)
        if before and after and self.width() < 3 * _LEAST_CARD + 2 * _LANE:
            # Too narrow for three columns: the arrows still tell which way a link goes.
            before, after = before + after, []
        columns = [cards for cards in (before, [self._middle], after) if cards]
        width = (self.width() - 8 - (len(columns) - 1) * _LANE) // len(columns)
        width = max(110, min(_WIDEST_CARD, width))
        heights = [_column_height(cards, width) for cards in columns]
        self.setMinimumHeight(max(heights) + 8)
        x = 4
        for cards, height in zip(columns, heights, strict=True):
            y = 4 + (max(heights) - height) // 2
            for card in cards:
                card.setGeometry(x, y, width, card.height_for(width))
                y += card.height() + _CARD_GAP
            x += width + _LANE

    def _draw_tie(self, painter: QPainter, tie: Tie, side: QPointF, middle: QPointF) -> None:
        """An arrow; broken where the claims stand against each other."""
        start, end = (middle, side) if tie.is_from_here else (side, middle)
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
        width = metrics.horizontalAdvance(words) + 6
        # Near the card at the side, where arrows are apart from each other.
        at = side + (middle - side) * 0.3
        left, right = sorted((side.x(), middle.x()))
        x = min(max(at.x() - width / 2, left), right - width)
        box = QRectF(x, at.y() - metrics.height() / 2, width, metrics.height())
        painter.fillRect(box, palette.color(self.backgroundRole()))
        painter.setPen(palette.color(roles.Text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _column_height(cards: Sequence[ClaimCard], width: int) -> int:
    return sum(card.height_for(width) + _CARD_GAP for card in cards) - _CARD_GAP


def _draw_head(painter: QPainter, start: QPointF, end: QPointF) -> None:
    across = end - start
    length = max(1.0, (across.x() ** 2 + across.y() ** 2) ** 0.5)
    along = across / length
    side = QPointF(-along.y(), along.x())
    for turn in (1, -1):
        painter.drawLine(end, end - along * 7 + side * (4 * turn))
