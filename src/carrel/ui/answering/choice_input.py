"""Answering single choice, multiple choice and how certain: options below each other."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from carrel.domain.claims import Certainty
from carrel.domain.questions.body import Response
from carrel.domain.questions.certainty import SCALE, HowCertain
from carrel.domain.questions.choice import MultipleChoice, SingleChoice
from carrel.domain.questions.grade import Grade
from carrel.domain.questions.shuffling import shuffled
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.option_list import OptionList
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import muted


class _OptionsInput(AnswerInput):
    """An input that is one list of options."""

    _options: OptionList

    def _add_options(self, options: OptionList) -> None:
        self._options = options
        options.changed.connect(self.changed)
        self.column.addWidget(options)

    @property
    @override
    def is_complete(self) -> bool:
        return bool(self._options.chosen)

    @override
    def press_digit(self, digit: int) -> bool:
        return self._options.press(digit)

    @override
    def focus_first(self) -> None:
        self._options.focus_first()


class SingleChoiceInput(_OptionsInput):
    """One of several options."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        body = cast(SingleChoice, context.turn.question.body)
        texts = [option.text for option in body.options]
        order = shuffled(len(texts), context.turn.seed)
        self._add_options(OptionList(context.theme, texts, order, picture=context.picture))

    @property
    @override
    def response(self) -> Response:
        return next(iter(self._options.chosen), None)

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        self._options.choose([] if response is None else [response])
        self._options.show_marks(grade.marks)


class MultipleChoiceInput(_OptionsInput):
    """Several options; how many are right is told."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        body = cast(MultipleChoice, context.turn.question.body)
        texts = [option.text for option in body.options]
        self.column.addWidget(muted(self._count_text(body.right_count)))
        self._add_options(
            OptionList(
                context.theme,
                texts,
                shuffled(len(texts), context.turn.seed),
                is_several=True,
                picture=context.picture,
            )
        )

    @property
    @override
    def response(self) -> Response:
        return self._options.chosen

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        self._options.choose(response or [])
        self._options.show_marks(grade.marks)

    def _count_text(self, count: int) -> str:
        if count == 1:
            return self.tr("One is right. A wrong choice takes a point away.")
        return self.tr("{count} are right. A wrong choice takes a point away.").format(count=count)


class CertaintyInput(_OptionsInput):
    """The scale from stated to speculative, always in its order."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        body = cast(HowCertain, context.turn.question.body)
        statement = FlowingText()
        statement.show_markdown(body.statement, context.picture)
        card = Card()
        card.column.addWidget(statement)
        self.column.addWidget(card)
        texts = [certainty_text(degree) for degree in SCALE]
        self._add_options(OptionList(context.theme, texts, range(len(SCALE))))

    @property
    @override
    def response(self) -> Response:
        chosen = self._options.chosen
        return SCALE[chosen[0]].value if chosen else None

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        if response is not None:
            self._options.choose([SCALE.index(Certainty(response))])
        self._options.show_marks(grade.marks)


def certainty_text(degree: Certainty) -> str:
    """What a degree of certainty means, in words."""
    return {
        Certainty.STATED: _tr("Stated: the text says it as a fact"),
        Certainty.REPORTED: _tr("Reported: the text passes on what somebody says"),
        Certainty.INFERRED: _tr("Inferred: the text concludes it, with words such as “seems”"),
        Certainty.SPECULATIVE: _tr("Speculative: the text holds it possible, as with “could”"),
    }[degree]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertaintyInput", text)
