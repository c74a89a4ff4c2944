"""Evidence: the words of the text that show something are to be selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from typing_extensions import override

from carrel.domain.questions.body import Asked, Body, Kind, Response, unfit
from carrel.domain.questions.fields import Fields
from carrel.domain.questions.grade import Grade, Mark, Verdict
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.text.passage import Passage

COVERED_FOR_FULL = 0.5
"""Share of an accepted passage that a selection must cover to be wholly right."""

LENGTH_FOR_FULL = 3
"""How many times as long as the accepted passage a selection may be without losing credit."""

ROOM_FOR_A_SENTENCE = 300
"""Code points that a selection may always have: the whole sentence around a short passage."""


@dataclass(frozen=True, slots=True)
class Evidence(Body):
    """The passages that answer the question are what is accepted; any one of them is enough.

    A response is ``{"section": ..., "start": ..., "end": ...}`` in code points of that section.
    """

    kind: ClassVar[Kind] = Kind.EVIDENCE

    @override
    @classmethod
    def read(cls, fields: Fields) -> Self:
        return cls()

    @override
    def to_dict(self) -> dict[str, Any]:
        return {}

    @override
    def grade(self, response: Response, asked: Asked) -> Grade:
        """Overlap with the accepted passage that the selection fits best; see :func:`overlap`."""
        if response is None:
            return Grade(
                0, tuple(Mark(Verdict.MISSED, accepted.quote) for accepted in asked.passages)
            )
        if not isinstance(response, dict):
            raise unfit(response, "a selection")
        section, start, end = (response.get(key) for key in ("section", "start", "end"))
        if not isinstance(start, int) or not isinstance(end, int) or not start <= end:
            raise unfit(response, "a selection")
        scores = [
            overlap(start, end, accepted) if accepted.section == section else 0.0
            for accepted in asked.passages
        ]
        best = max(scores, default=0.0)
        marks = tuple(
            Mark(Verdict.RIGHT if score and score == best else Verdict.MISSED, accepted.quote)
            for score, accepted in zip(scores, asked.passages, strict=True)
        )
        return Grade(best, marks)

    @override
    def solution(self, asked: Asked) -> Response:
        accepted = asked.passages[0]
        return {"section": accepted.section, "start": accepted.start, "end": accepted.end}

    @override
    def on_paper(self, asked: Asked, *, seed: str) -> OnPaper:
        return OnPaper(answers=tuple(f"“{accepted.quote}”" for accepted in asked.passages))


def overlap(start: int, end: int, accepted: Passage) -> float:
    """How well the selection ``start`` to ``end`` shows an accepted passage, from 0 to 1.

    Full when it covers :data:`COVERED_FOR_FULL` of the passage and is at most
    :data:`LENGTH_FOR_FULL` times as long or one sentence; less in proportion to what is not covered
    and to what is selected beyond that.
    """
    shared = min(end, accepted.end) - max(start, accepted.start)
    length = accepted.end - accepted.start
    if shared <= 0:
        return 0.0
    room = max(LENGTH_FOR_FULL * length, ROOM_FOR_A_SENTENCE)
    covered = min(1.0, shared / length / COVERED_FOR_FULL)
    return covered * min(1.0, room / (end - start))
