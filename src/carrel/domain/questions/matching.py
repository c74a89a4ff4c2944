"""Matching: pairs to put together, or things to sort into categories."""

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
class Pair:
    """What is on the left, and what belongs to it on the right."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Matching(Body):
    """Pairs; several lefts may share a right, which makes it a category.

    A response is a list with, for each left, the number of one of :attr:`rights` from 0, or None.
    """

    kind: ClassVar[Kind] = Kind.MATCHING
    pairs: tuple[Pair, ...]
    spare: tuple[str, ...] = ()

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        entries = fields.entries("pairs", at_least=2)
        pairs = tuple(Pair(entry.text("left"), entry.text("right")) for entry in entries)
        spare = fields.texts("spare")
        lefts = [fold(pair.left) for pair in pairs]
        for number, left in enumerate(lefts):
            if left and left in lefts[:number]:
                fields.complain("stands on the left twice", "pairs", number, "left")
        rights = {fold(pair.right) for pair in pairs}
        for number, text in enumerate(spare):
            if text and fold(text) in rights:
                fields.complain("is also the right side of a pair", "spare", number)
        return cls(pairs, spare)

    @override
    def to_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "pairs": [{"left": pair.left, "right": pair.right} for pair in self.pairs]
        }
        if self.spare:
            body["spare"] = list(self.spare)
        return body

    @property
    def rights(self) -> tuple[str, ...]:
        """All that is offered on the right, each once, the spare ones last."""
        return tuple(dict.fromkeys((*(pair.right for pair in self.pairs), *self.spare)))

    @property
    def has_categories(self) -> bool:
        """Whether several lefts share a right."""
        return len({pair.right for pair in self.pairs}) < len(self.pairs)

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """One credit for each pair."""
        chosen = [None] * len(self.pairs) if response is None else response
        if not isinstance(chosen, list) or len(chosen) != len(self.pairs):
            raise unfit(response, f"a choice for each of {len(self.pairs)} pairs")
        marks = tuple(
            self._mark(pair, number) for pair, number in zip(self.pairs, chosen, strict=True)
        )
        right = sum(mark.verdict is Verdict.RIGHT for mark in marks)
        return Grade(right / len(marks), marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return [self.rights.index(pair.right) for pair in self.pairs]

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return OnPaper(
            answers=tuple(f"{pair.left} → {pair.right}" for pair in self.pairs),
            choices=mixed(self.rights, seed),
            lines=tuple(pair.left for pair in self.pairs),
        )

    def _mark(self, pair: Pair, number: int | None) -> Mark:
        if number is None:
            return Mark(Verdict.MISSED, pair.left, wanted=pair.right)
        if number not in range(len(self.rights)):
            raise ValueError(f"there is no right side number {number}")
        given = self.rights[number]
        verdict = Verdict.RIGHT if given == pair.right else Verdict.WRONG
        return Mark(verdict, pair.left, given=given, wanted=pair.right)
