"""The two sides of a matching: rows to be filled, and what can be dragged into them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from carrel.domain.questions.grade import Mark, Verdict
from carrel.domain.text.pictures import without_pictures
from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme, scaled_font
from carrel.ui.widgets.card import CORNER_RADIUS
from carrel.ui.widgets.text_lines import breakable

MIME = "application/x-carrel-match"
_PADDING = 11
_SIGN = 18
_WRAP = Qt.TextFlag.TextWordWrap


class MatchRow(QWidget):
    """What is on the left, and the place for what belongs to it."""

    dropped = Signal(int)
    cleared = Signal()

    def __init__(self, theme: Theme, left: PicturedWords) -> None:
        super().__init__()
        self._theme = theme
        self._left = left
        self._right: PicturedWords | None = None
        self._mark: Mark | None = None
        self._is_target = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)
        self._tell()

    @property
    def left(self) -> str:
        """The words on the left."""
        return self._left.words

    def show_right(self, right: PicturedWords | None) -> None:
        """Show what was put here; None is an empty place."""
        self._right = right
        self._tell()

    def show_mark(self, mark: Mark) -> None:
        """Show how it was marked; nothing can be changed any more."""
        self._mark = mark
        self.setAcceptDrops(False)
        self._tell()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high both sides stand at ``width`` pixels."""
        left, right = self._boxes(width)
        height = max(
            self._left.height(self.font(), left.width()),
            self._shown_right().height(self.font(), right.width())
            + self._note_height(right.width()),
        )
        return max(height, _SIGN) + 2 * _PADDING

    def sizeHint(self) -> QSize:
        """Room for two short columns."""
        return QSize(520, self.heightForWidth(self.width() or 520))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(240, _SIGN + 2 * _PADDING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was put here with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._mark is None:
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the next choice comes here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what is offered here, nothing else."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self._is_target = True
            self.update()

    def dragLeaveEvent(self, event: object) -> None:
        """The drag has gone elsewhere."""
        del event
        self._is_target = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it here."""
        self._is_target = False
        self.dropped.emit(int(bytes(event.mimeData().data(MIME).data()).decode()))
        event.acceptProposedAction()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the left side, and the place on the right as a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._boxes(self.width())
        ground, border = self._colours()
        is_empty = self._right is None and self._mark is None
        style = Qt.PenStyle.DashLine if is_empty else Qt.PenStyle.SolidLine
        painter.setBrush(self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour(border), 1.6 if self.hasFocus() else 1.0, style))
        frame = QRectF(right.left() - _PADDING, 1, right.width() + 2 * _PADDING, self.height() - 2)
        painter.drawRoundedRect(frame, CORNER_RADIUS, CORNER_RADIUS)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour(Role.TEXT))
        left.setHeight(self.height() - 2 * _PADDING)
        self._left.paint_centred(painter, left)
        if is_empty:
            painter.setPen(self._theme.colour(Role.MUTED))
        note_height = self._note_height(right.width())
        right.setHeight(self.height() - 2 * _PADDING - note_height)
        self._shown_right().paint_centred(painter, right)
        if self._note():
            painter.setFont(scaled_font(self.font(), 0.9))
            painter.setPen(self._theme.colour(Role.MUTED))
            below = QRect(right.left(), right.bottom(), right.width(), note_height + _PADDING)
            painter.drawText(below, _WRAP, breakable(self._note()))
        self._paint_sign(painter, frame)

    def _paint_sign(self, painter: QPainter, frame: QRectF) -> None:
        if self._mark is None:
            return
        is_right = self._mark.verdict is Verdict.RIGHT
        name, role = ("check", Role.GOOD) if is_right else ("wrong", Role.BAD)
        ratio = self.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_SIGN * ratio))
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPointF(frame.right() - _SIGN - 8, frame.top() + 9), picture)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the words of both sides go, without their heights."""
        left = round((width - 3 * _PADDING) * 0.4)
        start = left + 2 * _PADDING
        room = width - start - _PADDING - (_SIGN + 8 if self._mark is not None else 0)
        return QRect(2, _PADDING, left - 2, 0), QRect(start, _PADDING, max(room, 40), 0)

    def _colours(self) -> tuple[Role, Role]:
        if self._mark is not None:
            is_right = self._mark.verdict is Verdict.RIGHT
            return (Role.GOOD_SOFT, Role.GOOD) if is_right else (Role.BAD_SOFT, Role.BAD)
        if self._is_target:
            return Role.ACCENT_SOFT, Role.ACCENT
        return Role.SURFACE, Role.ACCENT if self.hasFocus() else Role.LINE

    def _shown_right(self) -> PicturedWords:
        if self._right is not None:
            return self._right
        is_over = self._mark is not None
        return PicturedWords(self.tr("nothing") if is_over else self.tr("Put one of these here"))

    def _note(self) -> str:
        if self._mark is None or self._mark.verdict is Verdict.RIGHT:
            return ""
        return self.tr("Right is: {answer}").format(answer=without_pictures(self._mark.wanted))

    def _note_height(self, width: int) -> int:
        if not self._note():
            return 0
        metrics = QFontMetrics(scaled_font(self.font(), 0.9))
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, breakable(self._note()))
        return box.height() + 3

    def _tell(self) -> None:
        words = self.tr("nothing yet") if self._right is None else self._right.words
        verdict = ""
        if self._mark is not None:
            is_right = self._mark.verdict is Verdict.RIGHT
            verdict = self.tr("Right") if is_right else f"{self.tr('Wrong')}. {self._note()}"
        parts = (f"{self.left}: {words}", verdict)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()


class MatchChip(QPushButton):
    """Something that can be put into a row: clicked, dragged, or called by its number."""

    def __init__(self, theme: Theme, key: int, right: int, words: PicturedWords) -> None:
        super().__init__()
        self.right = right
        self._theme = theme
        self._key = key
        self._words = words
        self._is_used = False
        self._pressed_at: QPoint | None = None
        name = self.tr("{number}: {words}").format(number=key, words=words.words)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # Clicking must leave the focus with the row that is to be filled.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.changed.connect(self.update)

    def set_used(self, *, is_used: bool) -> None:
        """Show it fainter where it stands in a row already."""
        self._is_used = is_used
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words stand at ``width`` pixels."""
        return self._words.height(self.font(), max(width - 48, 60)) + 16

    def sizeHint(self) -> QSize:
        """Wide enough for most on one line."""
        return QSize(360, self.heightForWidth(self.width() or 360))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(160, 32)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has gone far enough."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        distance = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if distance < QApplication.startDragDistance():
            return
        self.setDown(False)
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, str(self.right).encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed_at)
        self._pressed_at = None
        drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = Role.WINDOW if self._is_used else Role.SURFACE
        painter.setBrush(self._theme.colour(ground))
        is_near = self.underMouse() and not self._is_used
        painter.setPen(QPen(self._theme.colour(Role.ACCENT if is_near else Role.LINE), 1))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, CORNER_RADIUS, CORNER_RADIUS)
        painter.setPen(self._theme.colour(Role.MUTED))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(12, 0, 20, self.height()), centre, str(self._key))
        if not self._is_used:
            painter.setPen(self._theme.colour(Role.TEXT))
        self._words.paint_centred(painter, self.rect().adjusted(36, 8, -12, -8))
