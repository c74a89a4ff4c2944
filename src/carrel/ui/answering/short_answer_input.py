"""Answering in one's own words: compared with what is accepted, or judged against a model."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade, Verdict
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.option_list import OptionList
from carrel.ui.answering.typed_line import TypedLine
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import heading, muted

_LINES = 4


class TypedAnswerInput(AnswerInput):
    """One line, compared with what is accepted."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._line = TypedLine(context.theme, self.tr("Your answer"))
        self._line.set_placeholder(self.tr("Type your answer"))
        self._line.changed.connect(self.changed)
        self.column.addWidget(self._line)

    @property
    @override
    def response(self) -> Response:
        return {"text": self._line.text}

    @property
    @override
    def is_complete(self) -> bool:
        return bool(self._line.text.strip())

    @override
    def focus_first(self) -> None:
        self._line.focus_first()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        self._line.show_mark((response or {}).get("text", ""), grade.marks[0])


class JudgedAnswerInput(AnswerInput):
    """Some lines; then the model answer, and a list of points to be found in one's own."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._body = cast(ShortAnswer, context.turn.question.body)
        self._is_revealed = False
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(self.tr("Your answer"))
        self._text.setPlaceholderText(self.tr("Write your answer, then compare it with the model"))
        self._text.setFont(scaled_font(self.font(), 1.05))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * _LINES + 24)
        self._text.textChanged.connect(self.changed)
        self._text.installEventFilter(self)
        self._model = Card()
        self._model.column.addWidget(muted(self.tr("Model answer")))
        self._shown_model = FlowingText()
        self._shown_model.show_markdown(self._body.model, context.picture)
        self._model.column.addWidget(self._shown_model)
        self._question = heading(self.tr("What of this does your answer say?"))
        points = self._body.checklist
        self._points = OptionList(context.theme, points, range(len(points)), is_several=True)
        self._points.changed.connect(self.changed)
        self.column.addWidget(self._text)
        for widget in (self._model, self._question, self._points):
            self.column.addWidget(widget)
            widget.hide()

    @property
    @override
    def response(self) -> Response:
        return {"text": self._text.toPlainText(), "met": self._points.chosen}

    @property
    @override
    def is_complete(self) -> bool:
        return self._is_revealed

    @property
    @override
    def needs_reveal(self) -> bool:
        return not self._is_revealed

    @property
    @override
    def writes_lines(self) -> bool:
        return not self._is_revealed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Enter go on: Enter alone begins a new line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submitted.emit()
            return True
        return super().eventFilter(watched, event)

    @override
    def reveal(self) -> None:
        self._is_revealed = True
        self._text.setReadOnly(True)
        for widget in (self._model, self._question, self._points):
            widget.show()
        self._points.focus_first()
        announce(self, self._shown_model.plain_text)
        self.changed.emit()

    @override
    def press_digit(self, digit: int) -> bool:
        return self._is_revealed and self._points.press(digit)

    @override
    def focus_first(self) -> None:
        self._text.setFocus()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        given = response or {}
        if not self._is_revealed:
            self._text.setPlainText(given.get("text", ""))
            self.reveal()
            self._points.choose(given.get("met") or [])
        self._points.show_marks(
            grade.marks,
            {
                Verdict.RIGHT: self.tr("In your answer"),
                Verdict.MISSED: self.tr("Not in your answer"),
            },
        )


def short_answer_input(context: InputContext) -> AnswerInput:
    """The input that fits how the question is graded."""
    if context.turn.question.body.is_self_judged:
        return JudgedAnswerInput(context)
    return TypedAnswerInput(context)
