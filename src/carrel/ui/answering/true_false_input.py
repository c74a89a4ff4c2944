"""Answering true or false, and then why."""

from __future__ import annotations

from typing import cast

from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.shuffling import shuffled
from carrel.domain.questions.true_false import TrueFalse
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.option_list import OptionList
from carrel.ui.widgets.labels import heading

_VERDICTS = (True, False)


class TrueFalseInput(AnswerInput):
    """The reasons come up once there is a verdict: they would give it away."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._body = cast(TrueFalse, context.turn.question.body)
        self._verdicts = OptionList(context.theme, [self.tr("True"), self.tr("False")], (0, 1))
        self._verdicts.changed.connect(self._take_verdict)
        self.column.addWidget(self._verdicts)
        self._why = heading(self.tr("Why?"))
        self._reasons = OptionList(
            context.theme,
            [reason.text for reason in self._body.reasons],
            shuffled(len(self._body.reasons), context.turn.seed),
            first_key=3,
            picture=context.picture,
        )
        self._reasons.changed.connect(self.changed)
        for widget in (self._why, self._reasons):
            self.column.addWidget(widget)
            widget.hide()

    @property
    @override
    def response(self) -> Response:
        chosen = self._verdicts.chosen
        return {
            "verdict": _VERDICTS[chosen[0]] if chosen else None,
            "reason": next(iter(self._reasons.chosen), None),
        }

    @property
    @override
    def is_complete(self) -> bool:
        has_reason = bool(self._reasons.chosen) or not self._body.reasons
        return bool(self._verdicts.chosen) and has_reason

    @override
    def press_digit(self, digit: int) -> bool:
        if self._verdicts.press(digit):
            return True
        return bool(self._verdicts.chosen) and self._reasons.press(digit)

    @override
    def focus_first(self) -> None:
        self._verdicts.focus_first()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        given = response or {}
        if given.get("verdict") is not None:
            self._verdicts.choose([_VERDICTS.index(given["verdict"])])
        if given.get("reason") is not None:
            self._reasons.choose([given["reason"]])
        self._show_reasons()
        self._verdicts.show_marks(self._verdict_marks(given.get("verdict")))
        self._reasons.show_marks(grade.marks[1:])

    def _take_verdict(self) -> None:
        self._show_reasons()
        self.changed.emit()

    def _show_reasons(self) -> None:
        is_shown = bool(self._body.reasons)
        self._why.setVisible(is_shown)
        self._reasons.setVisible(is_shown)

    def _verdict_marks(self, given: bool | None) -> list[Mark]:
        marks = []
        for verdict, row in zip(_VERDICTS, self._verdicts.rows, strict=True):
            is_chosen, is_right = verdict is given, verdict is self._body.answer
            if is_right:
                kind = Verdict.RIGHT if is_chosen else Verdict.MISSED
            else:
                kind = Verdict.WRONG if is_chosen else Verdict.AVOIDED
            marks.append(Mark(kind, row.look.words))
        return marks
