"""What is worth doing next with a material, and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from carrel.domain.ids import SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.reading_pages import minutes_for, pages_of

SECONDS_PER_QUESTION = 30
"""How long a question takes, for plans made before the student has answered any."""

SITTING_MINUTES = 10
"""No step proposes more than this many minutes of questions."""

SITTING_QUESTIONS = 20
"""Nor more questions than a quiz asks by itself."""

PRESSING_QUESTIONS = 3
"""So many fading questions come before reading on: one or two can wait for the next sitting."""


class StepKind(StrEnum):
    """What sort of thing is worth doing."""

    BEGIN = "begin"
    GO_ON = "go on"
    TRY_QUESTIONS = "try questions"
    REFRESH = "refresh"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """The questions of a material by how they stand. Each is in one of the four groups.

    ``untried`` were never answered, ``fading`` are due, ``known`` are learnt and not due,
    ``learning`` were answered lately and are not learnt yet.
    """

    untried: int = 0
    fading: int = 0
    known: int = 0
    learning: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.untried + self.fading + self.known + self.learning


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. ``questions`` are for a quiz; the others are for reading.

    ``title`` names the page to be read, ``section`` where on it reading goes on.
    """

    kind: StepKind
    minutes: int = 0
    section: SectionId | None = None
    title: str = ""
    questions: int = 0


def next_step(
    outline: Sequence[OutlineEntry],
    place: SectionId | None,
    questions: QuestionCounts,
    *,
    seconds_each: float = SECONDS_PER_QUESTION,
) -> NextStep:
    """What to do next with a material that was last read at ``place``.

    What fades is saved before it is lost, then reading goes on, then untried questions come.
    ``seconds_each`` is how long the student takes for a question.
    """
    if questions.fading >= PRESSING_QUESTIONS:
        return _quiz(StepKind.REFRESH, questions.fading, seconds_each)
    section = _unread(outline, place)
    if section is not None:
        return _reading(outline, place, section)
    if questions.fading:
        return _quiz(StepKind.REFRESH, questions.fading, seconds_each)
    if questions.untried:
        return _quiz(StepKind.TRY_QUESTIONS, questions.untried, seconds_each)
    return NextStep(StepKind.NOTHING)


def _reading(
    outline: Sequence[OutlineEntry], place: SectionId | None, section: OutlineEntry
) -> NextStep:
    """Reading what is not read yet of the page that ``section`` stands on."""
    has_begun = place is not None or any(entry.is_read for entry in outline)
    page = next(page for page in pages_of(outline) if section in page)
    return NextStep(
        StepKind.GO_ON if has_begun else StepKind.BEGIN,
        minutes=minutes_for(sum(entry.words for entry in page if not entry.is_read)),
        section=section.id,
        title=page[0].title,
    )


def _quiz(kind: StepKind, waiting: int, seconds_each: float) -> NextStep:
    fitting = max(1, int(SITTING_MINUTES * 60 / seconds_each))
    questions = min(waiting, fitting, SITTING_QUESTIONS)
    return NextStep(kind, minutes=ceil(questions * seconds_each / 60), questions=questions)


def _unread(outline: Sequence[OutlineEntry], place: SectionId | None) -> OutlineEntry | None:
    """The section to read: from the place left onwards, else the first that was passed over."""
    index = next((i for i, entry in enumerate(outline) if entry.id == place), 0)
    ordered = [*outline[index:], *outline[:index]]
    return next((entry for entry in ordered if entry.words and not entry.is_read), None)
