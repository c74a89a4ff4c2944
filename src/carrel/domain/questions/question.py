"""A question: what is asked, what answers it, and which words of the text show that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import CardId, ClaimId, MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Asked, Body, Kind, Response
from carrel.domain.questions.grade import Grade
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.text.passage import Passage


class Level(StrEnum):
    """What a question demands; NONE where its author did not say."""

    NONE = ""
    RECALL = "recall"
    COMPREHENSION = "comprehension"
    ATTRIBUTION = "attribution"
    INFERENCE = "inference"


class Support(StrEnum):
    """Whether the cited words say the answer, or the answer must be concluded from them."""

    LITERAL = "literal"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``prompt`` and ``explanation`` are Markdown; ``passages`` are the words that
    answer it, the best first."""

    id: QuestionId
    material: MaterialId
    prompt: str
    body: Body
    explanation: str = ""
    support: Support = Support.LITERAL
    passages: tuple[Passage, ...] = ()
    topics: tuple[TopicId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    tags: tuple[str, ...] = ()
    level: Level = Level.NONE
    origin: Origin = Origin.PACK
    section: SectionId | None = None

    @property
    def kind(self) -> Kind:
        """Which kind of question it is."""
        return self.body.kind

    @property
    def headline(self) -> str:
        """What tells the question from others in a list."""
        return self.body.headline or self.prompt

    @property
    def cards(self) -> tuple[CardId, ...]:
        """What is scheduled: one card for each part of the question; they are siblings."""
        return tuple(card_of(self.id, part) for part in range(self.body.part_count))

    def grade(self, response: Response, *, part: int = 0) -> Grade:
        """How good an answer to one of its parts is (:meth:`Body.grade`)."""
        return self.body.grade(response, Asked(part, self.passages))

    def solution(self, *, part: int = 0) -> Response:
        """A response to one of its parts that is wholly right."""
        return self.body.solution(Asked(part, self.passages))

    def on_paper(self, *, part: int = 0) -> OnPaper:
        """How one of its parts is asked without a program. The same question gives the same."""
        return self.body.on_paper(Asked(part, self.passages), seed=self.id)

    @property
    def answer_in_words(self) -> str:
        """What is right, its parts joined by semicolons."""
        parts = (self.on_paper(part=part).answers for part in range(self.body.part_count))
        return "; ".join(dict.fromkeys(answer for answers in parts for answer in answers))


def card_of(question: QuestionId, part: int) -> CardId:
    """The card of a question's ``part``, counted from 0."""
    return CardId(f"{question}#{part}")
