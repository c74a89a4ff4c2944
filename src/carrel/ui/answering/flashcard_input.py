"""Answering a flashcard: think, turn it, and say whether one knew."""

from __future__ import annotations

from typing import cast

from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.flashcard import Flashcard, Recall
from carrel.domain.questions.grade import Grade
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.option_list import OptionList
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import heading
from carrel.ui.widgets.line import thin_line

_RECALLS = tuple(Recall)


class FlashcardInput(AnswerInput):
    """The front; then, below a line, the back."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        body = cast(Flashcard, context.turn.question.body)
        front, back = body.sides(context.turn.part)
        self._is_revealed = False
        card = Card()
        self._front, self._back = (FlowingText(scaled_font(self.font(), 1.2)) for _ in range(2))
        self._front.show_markdown(front, context.picture)
        self._back.show_markdown(back, context.picture)
        self._line = thin_line()
        for widget in (self._front, self._line, self._back):
            card.column.addWidget(widget)
        self._question = heading(self.tr("Did you know it?"))
        words = [
            self.tr("No, I did not know it"),
            self.tr("Partly"),
            self.tr("Yes, I knew it"),
        ]
        self._recall = OptionList(context.theme, words, range(len(words)))
        self._recall.changed.connect(self.changed)
        for shown in (card, self._question, self._recall):
            self.column.addWidget(shown)
        self._show_back(is_shown=False)

    @property
    @override
    def response(self) -> Response:
        chosen = self._recall.chosen
        return _RECALLS[chosen[0]].value if chosen else None

    @property
    @override
    def is_complete(self) -> bool:
        return self._is_revealed and bool(self._recall.chosen)

    @property
    @override
    def needs_reveal(self) -> bool:
        return not self._is_revealed

    @override
    def reveal(self) -> None:
        self._show_back(is_shown=True)
        self._recall.focus_first()
        announce(self, self._back.plain_text)
        self.changed.emit()

    @override
    def press_digit(self, digit: int) -> bool:
        return self._is_revealed and self._recall.press(digit)

    @override
    def focus_first(self) -> None:
        if self._is_revealed:
            self._recall.focus_first()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        del grade
        if not self._is_revealed:
            self._show_back(is_shown=True)
        chosen = Recall.MISSED if response is None else Recall(response)
        # The choice tells all; what was not chosen would only ask for another press.
        self._question.hide()
        self._recall.show_only(_RECALLS.index(chosen))

    def _show_back(self, *, is_shown: bool) -> None:
        self._is_revealed = is_shown
        for widget in (self._line, self._back, self._question, self._recall):
            widget.setVisible(is_shown)
