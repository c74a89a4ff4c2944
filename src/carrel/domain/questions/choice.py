"""Single and multiple choice: options of which one or several are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper, mixed
from carrel.domain.questions.typed_answers import fold


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; ``why`` tells why a wrong one is wrong."""

    text: str
    is_right: bool = False
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The mapping of a study pack."""
        if self.is_right:
            return {"text": self.text, "correct": True}
        return {"text": self.text, "why": self.why} if self.why else {"text": self.text}

    def mark(self, *, is_chosen: bool) -> Mark:
        """How choosing or leaving it stands."""
        if self.is_right:
            verdict = Verdict.RIGHT if is_chosen else Verdict.MISSED
        else:
            verdict = Verdict.WRONG if is_chosen else Verdict.AVOIDED
        return Mark(verdict, self.text, why=self.why)


def read_options(fields: Fields, name: str, *, at_least: int) -> tuple[Option, ...]:
    """The options under the key ``name``; two that read the same are a problem."""
    options = tuple(_read_option(entry) for entry in fields.entries(name, at_least=at_least))
    seen: dict[str, int] = {}
    for number, option in enumerate(options):
        first = seen.setdefault(fold(option.text), number)
        if option.text and first != number:
            fields.complain("says the same as number {first}", name, number, first=first + 1)
    return options


def _read_option(entry: Fields) -> Option:
    option = Option(
        entry.text("text"),
        is_right=entry.flag("correct", default=False),
        why=entry.text("why", optional=True),
    )
    if option.is_right and option.why:
        entry.complain("is right, so it needs no “why” (the explanation says it)", "why")
    return option


def chosen_index(response: Response, options: Sequence[Option]) -> int | None:
    """The number of the chosen option in the author's order, counted from 0."""
    if response is None:
        return None
    if isinstance(response, bool) or not isinstance(response, int):
        raise unfit(response, "the number of an option")
    if not 0 <= response < len(options):
        raise ValueError(f"there is no option number {response}")
    return response


def options_on_paper(options: Sequence[Option], seed: str) -> OnPaper:
    """Options to choose from with letters."""
    return OnPaper(
        answers=tuple(option.text for option in options if option.is_right),
        choices=mixed([option.text for option in options], seed),
        why=tuple((option.text, option.why) for option in options if option.why),
    )


@dataclass(frozen=True, slots=True)
class SingleChoice(Body):
    """One right option among several. A response is the option's number from 0."""

    kind: ClassVar[Kind] = Kind.SINGLE_CHOICE
    options: tuple[Option, ...]

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        options = read_options(fields, "options", at_least=2)
        right = sum(option.is_right for option in options)
        if options and right != 1:
            fields.complain(
                "needs exactly one option that is correct, not {right}", "options", right=right
            )
        return cls(options)

    @override
    def to_dict(self) -> dict[str, Any]:
        return {"options": [option.to_dict() for option in self.options]}

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """Full or nothing."""
        chosen = chosen_index(response, self.options)
        marks = tuple(
            option.mark(is_chosen=number == chosen) for number, option in enumerate(self.options)
        )
        return Grade(float(chosen is not None and self.options[chosen].is_right), marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return next(number for number, option in enumerate(self.options) if option.is_right)

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return options_on_paper(self.options, seed)


@dataclass(frozen=True, slots=True)
class MultipleChoice(Body):
    """Several right options. A response is the list of chosen numbers, counted from 0."""

    kind: ClassVar[Kind] = Kind.MULTIPLE_CHOICE
    options: tuple[Option, ...]

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        options = read_options(fields, "options", at_least=2)
        if options and not any(option.is_right for option in options):
            fields.complain("needs an option that is correct", "options")
        return cls(options)

    @override
    def to_dict(self) -> dict[str, Any]:
        return {"options": [option.to_dict() for option in self.options]}

    @property
    def right_count(self) -> int:
        """How many options are right; the student is told."""
        return sum(option.is_right for option in self.options)

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """One credit for each right choice, one off for each wrong one, never below zero."""
        if response is not None and not isinstance(response, list):
            raise unfit(response, "a list of option numbers")
        chosen = {chosen_index(number, self.options) for number in response or ()}
        marks = tuple(
            option.mark(is_chosen=number in chosen) for number, option in enumerate(self.options)
        )
        verdicts = [mark.verdict for mark in marks]
        credit = verdicts.count(Verdict.RIGHT) - verdicts.count(Verdict.WRONG)
        return Grade(max(0, credit) / self.right_count, marks)

    @override
    def solution(self, asked: Asked) -> Response:
        return [number for number, option in enumerate(self.options) if option.is_right]

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return options_on_paper(self.options, seed)
