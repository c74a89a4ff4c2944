"""True or false, with the reason chosen from several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.choice import (
    Option,
    chosen_index,
    options_on_paper,
    read_options,
)
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper

_WORDS = {True: "True", False: "False"}


@dataclass(frozen=True, slots=True)
class TrueFalse(Body):
    """A statement to judge, and why.

    A response is ``{"verdict": true|false|null, "reason": number from 0|null}``; the reason is left
    out where the question offers none.
    """

    kind: ClassVar[Kind] = Kind.TRUE_FALSE
    answer: bool
    reasons: tuple[Option, ...] = ()

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        answer = fields.flag("answer")
        reasons = read_options(fields, "reasons", at_least=0)
        if reasons:
            right = sum(option.is_right for option in reasons)
            if len(reasons) != 3:
                fields.complain("needs three reasons, not {count}", "reasons", count=len(reasons))
            if right != 1:
                fields.complain(
                    "needs exactly one reason that is correct, not {right}", "reasons", right=right
                )
        return cls(answer, reasons)

    @override
    def to_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {"answer": self.answer}
        if self.reasons:
            body["reasons"] = [reason.to_dict() for reason in self.reasons]
        return body

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """Half for the verdict, half for the reason; without reasons the verdict is all."""
        verdict, reason = self._read_response(response)
        verdict_mark = self._mark_verdict(verdict)
        score = float(verdict_mark.verdict is Verdict.RIGHT)
        if not self.reasons:
            return Grade(score, (verdict_mark,))
        marks = tuple(
            option.mark(is_chosen=number == reason) for number, option in enumerate(self.reasons)
        )
        is_reason_right = reason is not None and self.reasons[reason].is_right
        return Grade((score + is_reason_right) / 2, (verdict_mark, *marks))

    @override
    def solution(self, asked: Asked) -> Response:
        reason = next((n for n, option in enumerate(self.reasons) if option.is_right), None)
        return {"verdict": self.answer, "reason": reason}

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        reasons = options_on_paper(self.reasons, seed)
        return OnPaper(
            answers=(_WORDS[self.answer], *reasons.answers),
            choices=(_WORDS[True], _WORDS[False]),
            lines=reasons.choices,
            why=reasons.why,
        )

    def _read_response(self, response: Response) -> tuple[bool | None, int | None]:
        if response is None:
            return None, None
        if not isinstance(response, dict) or not isinstance(response.get("verdict"), bool | None):
            raise unfit(response, "a verdict and a reason")
        return response.get("verdict"), chosen_index(response.get("reason"), self.reasons)

    def _mark_verdict(self, given: bool | None) -> Mark:
        wanted = _WORDS[self.answer]
        if given is None:
            return Mark(Verdict.MISSED, wanted)
        if given is self.answer:
            return Mark(Verdict.RIGHT, wanted)
        return Mark(Verdict.WRONG, _WORDS[given], given=_WORDS[given], wanted=wanted)
