"""Answering a cloze: the text with its gaps, and below it what goes into each of them."""

from __future__ import annotations

from typing import cast

from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.cloze import GAP, Cloze, Gap
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.shuffling import shuffled
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.option_list import OptionList
from carrel.ui.answering.typed_line import TypedLine
from carrel.ui.theme import scaled_font
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import muted

_BLANK = "\u2009\\_\\_\\_\\_\\_\\_\\_\u2009"
_ESCAPED = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_{}[]<>#|~$"})


class ClozeInput(AnswerInput):
    """The text shows what is filled in so far; gaps with choices are chosen, others typed."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._body = cast(Cloze, context.turn.question.body)
        self._asked = self._body.asked_gaps(context.turn.part)
        self._text = FlowingText(scaled_font(self.font(), 1.12))
        card = Card()
        card.column.addWidget(self._text)
        self.column.addWidget(card)
        self._fields: list[OptionList | TypedLine] = []
        self._choices: list[tuple[str, ...]] = []
        first_key = 1
        for place, number in enumerate(self._asked):
            first_key += self._add_gap(place, self._body.gaps[number], first_key)
        self._show_text()

    @property
    @override
    def response(self) -> Response:
        return [self._filled(place) for place in range(len(self._asked))]

    @property
    @override
    def is_complete(self) -> bool:
        return all(words.strip() for words in self.response)

    @override
    def press_digit(self, digit: int) -> bool:
        return any(field.press(digit) for field in self._fields if isinstance(field, OptionList))

    @override
    def focus_first(self) -> None:
        for place, field in enumerate(self._fields):
            if not self._filled(place):
                field.focus_first()
                return
        self._fields[0].focus_first()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        given = response or [""] * len(self._asked)
        for place, (words, mark) in enumerate(zip(given, grade.marks, strict=True)):
            self._show_gap(place, words, mark)
        self._show_text()

    def _add_gap(self, place: int, gap: Gap, first_key: int) -> int:
        """Add what fills a gap; returns how many keys it takes."""
        if len(self._asked) > 1:
            self.column.addWidget(muted(self.tr("Gap {number}").format(number=place + 1)))
        choices = gap.choices
        field: OptionList | TypedLine
        if choices:
            order = shuffled(len(choices), f"{self.context.turn.seed} {place}")
            field = OptionList(self.context.theme, choices, order, first_key=first_key)
        else:
            name = self.tr("Gap {number}").format(number=place + 1)
            field = TypedLine(self.context.theme, name)
        field.changed.connect(self._take)
        self._fields.append(field)
        self._choices.append(choices)
        self.column.addWidget(field)
        return len(choices)

    def _take(self) -> None:
        self._show_text()
        self.changed.emit()

    def _filled(self, place: int) -> str:
        field = self._fields[place]
        if isinstance(field, TypedLine):
            return field.text
        chosen = field.chosen
        return self._choices[place][chosen[0]] if chosen else ""

    def _show_gap(self, place: int, words: str, mark: Mark) -> None:
        field = self._fields[place]
        if isinstance(field, TypedLine):
            field.show_mark(words, mark)
            return
        choices = self._choices[place]
        if words in choices:
            field.choose([choices.index(words)])
        field.show_marks(
            [_choice_mark(choice, words, place_is_right=n == 0) for n, choice in enumerate(choices)]
        )

    def _show_text(self) -> None:
        filled = dict(zip(self._asked, self.response, strict=True))
        parts, end = [], 0
        for found in GAP.finditer(self._body.text):
            number = int(found[1]) - 1
            words = filled.get(number, self._body.gaps[number].answer).strip()
            parts.append(self._body.text[end : found.start()])
            shown = f"**{words.translate(_ESCAPED)}**" if words else _BLANK
            parts.append(shown)
            end = found.end()
        parts.append(self._body.text[end:])
        self._text.show_markdown("".join(parts), self.context.picture)


def _choice_mark(choice: str, given: str, *, place_is_right: bool) -> Mark:
    if place_is_right:
        return Mark(Verdict.RIGHT if choice == given else Verdict.MISSED, choice)
    return Mark(Verdict.WRONG if choice == given else Verdict.AVOIDED, choice)
