"""Short answer: typed and compared, or written and judged by the student against a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.questions.typed_answers import Closeness, compare


@dataclass(frozen=True, slots=True)
class ShortAnswer(Body):
    """An answer in the student's own words.

    With ``accept`` a response is ``{"text": ...}``; else ``{"text": ..., "met": [numbers]}``, where
    ``met`` are the points of the check list, from 0, that the student finds in their answer.
    """

    kind: ClassVar[Kind] = Kind.SHORT_ANSWER
    model: str = ""
    checklist: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        if fields.has("accept"):
            for name in ("model", "checklist"):
                if fields.has(name):
                    fields.complain("has “accept”, so it takes no “{name}”", name, name=name)
                    fields.drop(name)
            return cls(accept=fields.texts("accept", at_least=1))
        if not fields.has("model") and not fields.has("checklist"):
            fields.complain("needs “accept”, or “model” with “checklist”")
            return cls()
        return cls(fields.text("model"), fields.texts("checklist", at_least=1))

    @override
    def to_dict(self) -> dict[str, Any]:
        if self.accept:
            return {"accept": list(self.accept)}
        return {"model": self.model, "checklist": list(self.checklist)}

    @override
    @property
    def is_self_judged(self) -> bool:
        return not self.accept

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """Typed: full or nothing, slips forgiven. Judged: a credit for each point that is met."""
        if response is not None and not isinstance(response, dict):
            raise unfit(response, "a written answer")
        given = response or {}
        if self.accept:
            return self._grade_typed(str(given.get("text", "")))
        return self._grade_judged(given.get("met") or [])

    @override
    def solution(self, asked: Asked) -> Response:
        if self.accept:
            return {"text": self.accept[0]}
        return {"text": self.model, "met": list(range(len(self.checklist)))}

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return OnPaper(answers=self.accept or (self.model, *self.checklist))

    def _grade_typed(self, text: str) -> Grade:
        if not text.strip():
            return Grade(0, (Mark(Verdict.MISSED, self.accept[0], wanted=self.accept[0]),))
        outcome = compare(text, self.accept, forgives_slips=True)
        is_right = outcome.closeness is not Closeness.OTHER
        wanted = outcome.nearest if is_right else self.accept[0]
        verdict = Verdict.RIGHT if is_right else Verdict.WRONG
        return Grade(float(is_right), (Mark(verdict, wanted, given=text.strip(), wanted=wanted),))

    def _grade_judged(self, met: list[int]) -> Grade:
        unknown = [number for number in met if number not in range(len(self.checklist))]
        if unknown:
            raise ValueError(f"there are no points {unknown}")
        marks = tuple(
            Mark(Verdict.RIGHT if number in met else Verdict.MISSED, point)
            for number, point in enumerate(self.checklist)
        )
        return Grade(len(set(met)) / len(self.checklist), marks)
