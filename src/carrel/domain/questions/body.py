"""What every kind of question has in common: its parts, its grading, its form for storing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.text.passage import Passage

Response = Any
"""An answer as a JSON-able value, of a form that each kind documents; None is "no answer"."""


class Kind(StrEnum):
    """The kinds of question, by the names that study packs use."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    SHORT_ANSWER = "short_answer"
    MATCHING = "matching"
    ORDERING = "ordering"
    CERTAINTY = "certainty"
    EVIDENCE = "evidence"
    FLASHCARD = "flashcard"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question is asked: ``part`` counts its cards from 0; ``passages`` answer it."""

    part: int = 0
    passages: tuple[Passage, ...] = ()


class Body(ABC):
    """What a question asks and accepts. One frozen dataclass for each kind, in its own module."""

    __slots__ = ()

    kind: ClassVar[Kind]

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self:
        """Take this kind's keys from ``fields``, which collects the problems met."""

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        """The body that a mapping describes, as a study pack and the library write it.

        Raises :class:`~carrel.domain.errors.QuestionError` that names every problem.
        """
        fields = Fields(given)
        body = cls.read(fields)
        fields.finish()
        return body

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """The mapping that :meth:`from_dict` reads."""

    @abstractmethod
    def grade(self, response: Response, asked: Asked) -> Grade:
        """How good an answer is. Raises ValueError for a response of another form."""

    @abstractmethod
    def solution(self, asked: Asked) -> Response:
        """A response that is wholly right."""

    @abstractmethod
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        """How it is asked without a program; ``seed`` alone decides about orders."""

    @property
    def part_count(self) -> int:
        """How many cards the question makes; each is scheduled by itself."""
        return 1

    @property
    def is_self_judged(self) -> bool:
        """Whether the student sees the right answer first and then says how theirs compares."""
        return False

    @property
    def headline(self) -> str:
        """What is asked, in plain words, for a question that has no prompt of its own."""
        return ""


def unfit(response: Response, wanted: str) -> ValueError:
    """The error for a response that is not of the form ``wanted``."""
    return ValueError(f"not {wanted}: {response!r}")
