"""A line to type an answer into, which later shows how near it came."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from carrel.domain.questions.grade import Mark, Verdict
from carrel.domain.questions.typed_answers import difference, fold
from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme, scaled_font

_SIGN = 18


class TypedLine(QWidget):
    """One line; ``name`` is its accessible name."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(self.tr("Type the missing words"))
        self._line.setFont(scaled_font(self.font(), 1.1))
        self._line.setMinimumHeight(self._line.sizeHint().height() + 8)
        self._line.textChanged.connect(self.changed)
        self._sign = QLabel()
        self._sign.setFixedSize(QSize(_SIGN, _SIGN))
        self._sign.hide()
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.RichText)
        self._note.setWordWrap(True)
        self._note.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._note)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.text()

    def set_placeholder(self, text: str) -> None:
        """Say what is to be typed."""
        self._line.setPlaceholderText(text)

    def focus_first(self) -> None:
        """Give the focus to the line."""
        self._line.setFocus()

    def show_mark(self, words: str, mark: Mark) -> None:
        """Show an answer that was given and how it was marked."""
        self._line.setText(words)
        self._line.setReadOnly(True)
        self._line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        is_right = mark.verdict is Verdict.RIGHT
        name, role = ("check", Role.GOOD) if is_right else ("wrong", Role.BAD)
        ratio = self.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_SIGN * ratio))
        picture.setDevicePixelRatio(ratio)
        self._sign.setPixmap(picture)
        self._sign.setAccessibleName(self.tr("Right") if is_right else self.tr("Wrong"))
        self._sign.show()
        note = self._note_for(words, mark)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _note_for(self, words: str, mark: Mark) -> str:
        """The right answer, with what was not typed of it set off, unless it was typed so."""
        wanted = mark.wanted or mark.text
        if mark.verdict is Verdict.RIGHT and fold(words) == fold(wanted):
            return ""
        if mark.verdict is Verdict.RIGHT:
            template = self.tr("Right, but for the spelling: {answer}")
        else:
            template = self.tr("Right is: {answer}")
        return template.format(answer=_set_off(words, wanted))


def _set_off(typed: str, wanted: str) -> str:
    """The right answer as HTML, the letters not typed in bold if it came near."""
    pieces = difference(typed, wanted)
    shared = sum(len(piece.text) for piece in pieces if piece.is_same)
    if shared < len(wanted) / 2:
        return f"<b>{escape(wanted)}</b>"
    return "".join(
        escape(piece.text) if piece.is_same else f"<b><u>{escape(piece.text)}</u></b>"
        for piece in pieces
    )
