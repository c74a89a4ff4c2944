"""How certain? A statement to be placed on the scale from stated to speculative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.claims import Certainty
from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper

SCALE: tuple[Certainty, ...] = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class HowCertain(Body):
    """A statement and how the text marks it. A response is one of the four words of the scale.

    ``hedge`` is the word of the text that shows it, empty for what is simply stated.
    """

    kind: ClassVar[Kind] = Kind.CERTAINTY
    statement: str
    answer: Certainty
    hedge: str = ""

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls(
            fields.text("statement"),
            fields.word("answer", Certainty),
            fields.text("hedge", optional=True),
        )

    @override
    def to_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {"statement": self.statement, "answer": self.answer.value}
        if self.hedge:
            body["hedge"] = self.hedge
        return body

    @override
    @property
    def headline(self) -> str:
        return self.statement

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """One key out of four."""
        if response is not None and response not in SCALE:
            raise unfit(response, "a degree of certainty")
        marks = tuple(self._mark(degree, is_chosen=degree == response) for degree in SCALE)
        return Grade(float(response == self.answer), marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return self.answer.value

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        shown_by = f" (“{self.hedge}”)" if self.hedge else ""
        return OnPaper(
            answers=(f"{self.answer.value}{shown_by}",),
            text=self.statement,
            choices=tuple(degree.value for degree in SCALE),
        )

    def _mark(self, degree: Certainty, *, is_chosen: bool) -> Mark:
        if degree is self.answer:
            return Mark(Verdict.RIGHT if is_chosen else Verdict.MISSED, degree.value)
        return Mark(Verdict.WRONG if is_chosen else Verdict.AVOIDED, degree.value)
