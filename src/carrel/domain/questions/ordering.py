"""Ordering: steps or events to be put into their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper, mixed
from carrel.domain.questions.typed_answers import fold


@dataclass(frozen=True, slots=True)
class Ordering(Body):
    """Items in their right order. A response lists the items' numbers, from 0, as the student
    put them."""

    kind: ClassVar[Kind] = Kind.ORDERING
    items: tuple[str, ...]

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        items = fields.texts("items", at_least=2)
        folded = [fold(item) for item in items]
        for number, item in enumerate(folded):
            if item and item in folded[:number]:
                fields.complain("is in the list twice", "items", number)
        return cls(items)

    @override
    def to_dict(self) -> dict[str, Any]:
        return {"items": list(self.items)}

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """One credit for each right neighbour pair: an item directly followed by its successor.

        There is a mark for each item in the order given; an item is right if it follows the one
        that it should follow, the first if it is the first.
        """
        if response is None:
            return Grade(0, tuple(Mark(Verdict.MISSED, item) for item in self.items))
        if not isinstance(response, list) or sorted(response) != list(range(len(self.items))):
            raise unfit(response, f"an order of {len(self.items)} items")
        before = [-1, *response]
        follows = [number == before[place] + 1 for place, number in enumerate(response)]
        marks = tuple(
            Mark(Verdict.RIGHT if is_right else Verdict.WRONG, self.items[number])
            for number, is_right in zip(response, follows, strict=True)
        )
        return Grade(sum(follows[1:]) / (len(self.items) - 1), marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return list(range(len(self.items)))

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return OnPaper(answers=self.items, lines=mixed(self.items, seed))
