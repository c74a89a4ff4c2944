"""What stands below the last line of a page: where it goes on, and a quiz on what was read."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from carrel.ui.theme import scaled_font
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.labels import muted

_ABOVE = 30
"""Pixels between the last line and the line that is drawn over this."""

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class WrappedLink(QAbstractButton):
    """Words that lead somewhere, on as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words are at ``width`` pixels, with room for the line of the focus."""
        room = QRect(0, 0, max(width, 20), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self.text()).height() + 6

    def sizeHint(self) -> QSize:
        """All words on one line."""
        return self.fontMetrics().size(0, self.text()) + QSize(2, 6)

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, self.fontMetrics().height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, underlined under the pointer, with a bar below when they have focus."""
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        painter.drawText(self.rect().adjusted(0, 1, 0, -5), _WRAPPED, self.text())
        if self.hasFocus():
            width = min(self.fontMetrics().horizontalAdvance(self.text()), self.width())
            painter.fillRect(QRect(0, self.height() - 3, width, 2), painter.pen().color())


class PageEnd(QWidget):
    """In the colours of the page that is read."""

    next_requested = Signal()
    quiz_requested = Signal()
    proposals_requested = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageEnd")
        self._look = look
        self._above = muted()
        self._next = WrappedLink()
        self._next.setObjectName("goOn")
        self._next.setFont(scaled_font(self._next.font(), 1.3, is_bold=True))
        self._hint = muted(self.tr("Space, Page Down or scrolling on leads there."))
        self._hint.setFont(scaled_font(self._hint.font(), 0.9))
        self._quiz = WrappedLink()
        self._quiz.setObjectName("quizPage")
        self._propose = WrappedLink()
        self._propose.setObjectName("proposeQuestions")
        self._propose.setText(
            self.tr("No question asks about this section yet: see what rules propose")
        )
        self._propose.clicked.connect(self.proposals_requested)
        self._next.clicked.connect(self.next_requested)
        self._quiz.clicked.connect(self.quiz_requested)
        self._column = column = QVBoxLayout(self)
        self.set_indent(0)
        column.setSpacing(4)
        for widget in (self._above, self._next, self._hint):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(self._quiz)
        column.addWidget(self._propose)
        look.changed.connect(self._show_look)
        self._show_look()

    def show_next(self, title: str) -> None:
        """Name the page that follows."""
        self._above.setText(self.tr("Next"))
        self._next.setText(self.tr("{title} →").format(title=title))
        self._next.setAccessibleName(self.tr("Next page: {title}").format(title=title))
        self._next.show()
        self._hint.show()

    def show_last(self, material: str) -> None:
        """Say that nothing follows."""
        self._above.setText(self.tr("This is the end of “{title}”.").format(title=material))
        self._next.hide()
        self._hint.hide()

    def show_quiz(self, count: int) -> None:
        """Offer a quiz of so many questions on what was read; of none, to have some proposed."""
        self._quiz.setVisible(count > 0)
        self._propose.setVisible(count == 0)
        told = self.tr("Quiz yourself on this section: 1 question")
        if count != 1:
            told = self.tr("Quiz yourself on this section: {count} questions").format(count=count)
        self._quiz.setText(told)

    def set_indent(self, pixels: int) -> None:
        """Begin as far from the left as the text does."""
        self._indent = pixels
        self._column.setContentsMargins(pixels, _ABOVE + 14, 0, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line between the text and this."""
        painter = QPainter(self)
        painter.setPen(self._look.palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(self._indent, _ABOVE, self.width(), _ABOVE)

    def _show_look(self) -> None:
        for widget in (self, self._above, self._next, self._hint, self._quiz, self._propose):
            # Polishing under the style sheet takes a palette away that was set before.
            widget.ensurePolished()
            widget.setPalette(self._look.palette)
        self.setCursor(Qt.CursorShape.ArrowCursor)
