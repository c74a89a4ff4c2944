"""Cloze: a text with gaps to fill, typed or from choices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper, mixed
from carrel.domain.questions.typed_answers import Closeness, compare, fold

GAP = re.compile(r"\{\{(\d+)\}\}")
"""Where a gap stands in the text: ``{{1}}`` is the first one of ``gaps``."""

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: the answer, other answers accepted, and wrong ones to choose among."""

    answer: str
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every answer that counts as right, the author's own first."""
        return (self.answer, *self.accept)

    @property
    def choices(self) -> tuple[str, ...]:
        """What is offered to choose from; empty where the answer must be typed."""
        return (self.answer, *self.distractors) if self.distractors else ()

    def to_dict(self) -> dict[str, Any]:
        """The mapping of a study pack."""
        body: dict[str, Any] = {"answer": self.answer}
        if self.accept:
            body["accept"] = list(self.accept)
        if self.distractors:
            body["distractors"] = list(self.distractors)
        return body

    def mark(self, typed: str) -> Mark:
        """How what was typed into it stands."""
        if not typed.strip():
            return Mark(Verdict.MISSED, self.answer, wanted=self.answer)
        outcome = compare(typed, self.accepted, forgives_slips=False)
        verdict = Verdict.RIGHT if outcome.closeness is Closeness.SAME else Verdict.WRONG
        return Mark(verdict, self.answer, given=typed.strip(), wanted=outcome.nearest)


@dataclass(frozen=True, slots=True)
class Cloze(Body):
    """A text with gaps. A response is the list of what was filled in, in the order of the gaps.

    All gaps are asked together and make one card, because a gap is often only clear when the others
    are open; with ``one_by_one`` each gap is a card of its own and the others are shown filled in.
    """

    kind: ClassVar[Kind] = Kind.CLOZE
    text: str
    gaps: tuple[Gap, ...]
    one_by_one: bool = False

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        text = fields.text("text")
        gaps = tuple(_read_gap(entry) for entry in fields.entries("gaps", at_least=1))
        _check_places(fields, text, len(gaps))
        return cls(text, gaps, fields.flag("one_by_one", default=False))

    @override
    def to_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {"text": self.text, "gaps": [gap.to_dict() for gap in self.gaps]}
        if self.one_by_one:
            body["one_by_one"] = True
        return body

    @override
    @property
    def part_count(self) -> int:
        return len(self.gaps) if self.one_by_one else 1

    @override
    @property
    def headline(self) -> str:
        return GAP.sub(BLANK, self.text)

    def asked_gaps(self, part: int) -> tuple[int, ...]:
        """The numbers, from 0, of the gaps that the card ``part`` leaves open."""
        return (part,) if self.one_by_one else tuple(range(len(self.gaps)))

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """An equal credit for each gap; case and accents do not count."""
        numbers = self.asked_gaps(asked.part)
        typed = [""] * len(numbers) if response is None else response
        if not isinstance(typed, list) or len(typed) != len(numbers):
            raise unfit(response, f"an answer for each of {len(numbers)} gaps")
        marks = tuple(
            self.gaps[number].mark(str(words)) for number, words in zip(numbers, typed, strict=True)
        )
        right = sum(mark.verdict is Verdict.RIGHT for mark in marks)
        return Grade(right / len(marks), marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return [self.gaps[number].answer for number in self.asked_gaps(asked.part)]

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        """Gaps that are not asked are filled in; what can be chosen stands below, gap by gap."""
        numbers = self.asked_gaps(asked.part)
        gaps = [self.gaps[number] for number in numbers]
        offered = (" / ".join(mixed(gap.choices, seed)) for gap in gaps if gap.choices)

        def shown(place: re.Match[str]) -> str:
            number = int(place[1]) - 1
            return BLANK if number in numbers else self.gaps[number].answer

        return OnPaper(
            answers=tuple(gap.answer for gap in gaps),
            text=GAP.sub(shown, self.text),
            lines=tuple(offered),
        )


def _read_gap(entry: Fields) -> Gap:
    gap = Gap(entry.text("answer"), entry.texts("accept"), entry.texts("distractors"))
    accepted = {fold(answer) for answer in gap.accepted}
    for number, distractor in enumerate(gap.distractors):
        if distractor and fold(distractor) in accepted:
            entry.complain("is also an accepted answer", "distractors", number)
    return gap


def _check_places(fields: Fields, text: str, count: int) -> None:
    places = [int(number) for number in GAP.findall(text)]
    for number in sorted(set(places)):
        if places.count(number) > 1:
            fields.complain("has the gap {gap} more than once", "text", gap=_sign(number))
        if not 1 <= number <= count:
            fields.complain(
                "has the gap {gap}, but there are {count} gaps",
                "text",
                gap=_sign(number),
                count=count,
            )
    for number in range(1, count + 1):
        if text and number not in places:
            fields.complain(
                "has no place {gap} for this gap", "gaps", number - 1, gap=_sign(number)
            )


def _sign(number: int) -> str:
    """The place of a gap in a text, by its number from 1."""
    return f"{{{{{number}}}}}"
