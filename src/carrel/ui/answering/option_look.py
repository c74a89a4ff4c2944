"""How an option looks: its sign, its words, the key that chooses it, and later its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QRadioButton

from carrel.domain.questions.grade import Mark, Verdict
from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme, scaled_font
from carrel.ui.widgets.card import CORNER_RADIUS
from carrel.ui.widgets.text_lines import breakable

_PADDING = 11
_SIGN = 18
_GAP = 10
_WORDWRAP = Qt.TextFlag.TextWordWrap
_ALIGN_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OptionLook:
    """Draws and measures ``button`` as a row; a radio button gets a round sign, others a square."""

    def __init__(self, button: QAbstractButton, theme: Theme, number: int, words: str) -> None:
        self.mark: Mark | None = None
        self.is_fixed = False
        self._shown = PicturedWords(words)
        self._button = button
        self._theme = theme
        self._number = number
        self._verdicts: Mapping[Verdict, str] = {}
        self._is_point = False
        self._is_round = isinstance(button, QRadioButton)

    @property
    def words(self) -> str:
        """The words without the pictures."""
        return self._shown.words

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Draw these pictures below the words."""
        self._shown = PicturedWords(self.words, tuple(pictures))
        self._button.updateGeometry()

    def show_mark(self, mark: Mark, words: Mapping[Verdict, str] | None) -> None:
        """Draw the mark from now on; nothing can be changed any more.

        With ``words`` of its own the option is a point to be made and not one to be chosen: one
        that was missed gets no sign of being right.
        """
        self.mark = mark
        self._is_point = words is not None
        self._verdicts = words or _usual_words()
        self.fix()

    def fix(self) -> None:
        """Nothing can be changed any more."""
        self.is_fixed = True
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.update()

    def spoken(self) -> str:
        """The words with how they were marked, for those who hear them."""
        parts = [self.words, self._verdict_words(), "" if self.mark is None else self.mark.why]
        return ". ".join(part.rstrip(".") for part in parts if part)

    def height_for(self, width: int) -> int:
        """How high the words stand at ``width`` pixels."""
        inner = self._text_width(width)
        height = self._shown.height(self._button.font(), inner)
        if self._note():
            height += 3 + self._height_of(self._note(), self._note_font(), inner)
        return max(height, _SIGN) + 2 * _PADDING

    def size_hint(self) -> QSize:
        """Wide enough for most options on one line."""
        width = self._button.width() or 480
        return QSize(
            min(self._button.fontMetrics().horizontalAdvance(self.words) + 110, 640),
            self.height_for(width),
        )

    def paint(self) -> None:
        """Draw the row."""
        painter = QPainter(self._button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border = self._colours()
        painter.setBrush(self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour(border), 1.6 if self._button.isChecked() else 1.0))
        frame = QRectF(self._button.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, CORNER_RADIUS, CORNER_RADIUS)
        if self._button.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 6, 6)
        self._paint_sign(painter)
        self._paint_words(painter)

    def _paint_sign(self, painter: QPainter) -> None:
        box = QRect(_PADDING + 2, _PADDING, _SIGN, _SIGN)
        if self.mark is not None:
            self._paint_verdict(painter, box)
            return
        ink = Role.ACCENT if self._button.isChecked() else Role.MUTED
        painter.setPen(QPen(self._theme.colour(ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._is_round:
            painter.drawEllipse(inner)
        else:
            painter.drawRoundedRect(inner, 3, 3)
        if self._button.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(Role.ACCENT))
            dot = inner.adjusted(3.5, 3.5, -3.5, -3.5)
            if self._is_round:
                painter.drawEllipse(dot)
            else:
                painter.drawRoundedRect(dot, 1.5, 1.5)
        self._paint_number(painter)

    def _paint_number(self, painter: QPainter) -> None:
        if not self._number:
            return
        painter.setFont(scaled_font(self._button.font(), 0.85))
        painter.setPen(self._theme.colour(Role.MUTED))
        box = QRect(self._button.width() - _PADDING - 24, _PADDING, 20, _SIGN)
        painter.drawText(box, _ALIGN_NUMBER, str(self._number))

    def _paint_verdict(self, painter: QPainter, box: QRect) -> None:
        names = {
            Verdict.RIGHT: ("check", Role.GOOD),
            Verdict.WRONG: ("wrong", Role.BAD),
            Verdict.MISSED: ("check", Role.GOOD),
        }
        if self.mark is None or self.mark.verdict not in names:
            return
        name, role = names[self.mark.verdict]
        if self._is_point and self.mark.verdict is Verdict.MISSED:
            name, role = "minus", Role.WARNING
        ratio = self._button.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_SIGN * ratio))
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPointF(box.topLeft()), picture)

    def _paint_words(self, painter: QPainter) -> None:
        width = self._text_width(self._button.width())
        left = _PADDING + 2 + _SIGN + _GAP
        painter.setFont(self._button.font())
        is_faint = self.mark is not None and self.mark.verdict is Verdict.AVOIDED
        painter.setPen(self._theme.colour(Role.MUTED if is_faint else Role.TEXT))
        height = self._shown.height(self._button.font(), width)
        note_height = self._height_of(self._note(), self._note_font(), width) + 3
        whole = height + (note_height if self._note() else 0)
        top = max((self._button.height() - whole) // 2, _PADDING)
        self._shown.paint(painter, left, top, width)
        if self._note():
            painter.setFont(self._note_font())
            painter.setPen(self._theme.colour(Role.MUTED))
            below = QRect(left, top + height + 3, width, note_height)
            painter.drawText(below, _WORDWRAP, breakable(self._note()))

    def _colours(self) -> tuple[Role, Role]:
        if self.mark is not None and self._is_point and self.mark.verdict is Verdict.MISSED:
            return Role.SURFACE, Role.WARNING
        if self.mark is not None:
            return {
                Verdict.RIGHT: (Role.GOOD_SOFT, Role.GOOD),
                Verdict.WRONG: (Role.BAD_SOFT, Role.BAD),
                Verdict.MISSED: (Role.SURFACE, Role.GOOD),
                Verdict.AVOIDED: (Role.WINDOW, Role.LINE),
            }[self.mark.verdict]
        if self._button.isChecked():
            return Role.ACCENT_SOFT, Role.ACCENT
        return Role.SURFACE, Role.ACCENT if self._button.underMouse() else Role.LINE

    def _note(self) -> str:
        """What is told below the words of a marked option."""
        if self.mark is None:
            return ""
        parts = [self._verdict_words(), self.mark.why]
        return " · ".join(part for part in parts if part)

    def _verdict_words(self) -> str:
        return "" if self.mark is None else self._verdicts.get(self.mark.verdict, "")

    def _note_font(self) -> QFont:
        return scaled_font(self._button.font(), 0.9)

    def _text_width(self, width: int) -> int:
        return max(width - 2 * _PADDING - _SIGN - _GAP - (30 if self.mark is None else 6), 60)

    def _height_of(self, text: str, font: QFont, width: int) -> int:
        return (
            QFontMetrics(font)
            .boundingRect(QRect(0, 0, width, 10_000), _WORDWRAP, breakable(text))
            .height()
        )


def _usual_words() -> dict[Verdict, str]:
    return {
        Verdict.RIGHT: _tr("Right, you chose this"),
        Verdict.WRONG: _tr("Wrong, you chose this"),
        Verdict.MISSED: _tr("This is right, you did not choose it"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("OptionLook", text)
