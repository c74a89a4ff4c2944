"""Flashcard: a front to think about and a back to compare with, in one or both directions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.questions.typed_answers import fold


class Recall(StrEnum):
    """What the student says of their own answer after the card was turned."""

    MISSED = "missed"
    PARTLY = "partly"
    KNEW = "knew"


_SCORES = {Recall.MISSED: 0.0, Recall.PARTLY: 0.5, Recall.KNEW: 1.0}


@dataclass(frozen=True, slots=True)
class Flashcard(Body):
    """Two sides in Markdown. A response is one of the words of :class:`Recall`.

    Part 0 asks from front to back; with ``both_ways`` part 1 asks from back to front.
    """

    kind: ClassVar[Kind] = Kind.FLASHCARD
    front: str
    back: str
    both_ways: bool = False

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        front, back = fields.text("front"), fields.text("back")
        if front and fold(front) == fold(back):
            fields.complain("says the same as the front", "back")
        return cls(front, back, fields.flag("both_ways", default=False))

    @override
    def to_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {"front": self.front, "back": self.back}
        if self.both_ways:
            body["both_ways"] = True
        return body

    @override
    @property
    def part_count(self) -> int:
        return 2 if self.both_ways else 1

    @override
    @property
    def is_self_judged(self) -> bool:
        return True

    @override
    @property
    def headline(self) -> str:
        return self.front

    def sides(self, part: int) -> tuple[str, str]:
        """What the card ``part`` shows and what it asks for."""
        return (self.back, self.front) if part == 1 else (self.front, self.back)

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """As the student says: nothing, half, all."""
        recall = Recall.MISSED if response is None else Recall(response)
        verdict = Verdict.RIGHT if recall is Recall.KNEW else Verdict.MISSED
        return Grade(_SCORES[recall], (Mark(verdict, self.sides(asked.part)[1]),))

    @override
    def solution(self, asked: Asked) -> Response:
        return Recall.KNEW.value

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        front, back = self.sides(asked.part)
        return OnPaper(answers=(back,), text=front)
