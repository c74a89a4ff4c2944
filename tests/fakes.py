"""Small real stand-ins for what a test must decide itself: the time, new ids, where pages lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.questions.drafts import Draft
from carrel.domain.quiz_session import Scope
from carrel.ui.navigator import PageName, Place


class FrozenClock:
    """A clock that shows the same UTC time until a test advances it; call it for the time."""

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now or datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> datetime:
        self._now += by
        return self._now


class SequenceIds:
    """Ids in a known order: ``id-0001``, ``id-0002`` ...; call it for the next one."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._count = 0

    def __call__(self) -> str:
        self._count += 1
        return f"{self._prefix}-{self._count:04d}"


class ImmediateTasks:
    """Does background work at once and in place, and calls back before ``run`` returns."""

    def run(
        self,
        owner: object,  # noqa: ARG002 - it outlives what is done at once
        work: Callable[[Callable[[float, str], None]], Any],
        done: Callable[[Any], None],
        failed: Callable[[CarrelError], None],
        progress: Callable[[float, str], None] | None = None,
        *,
        is_long: bool = False,  # noqa: ARG002 - nothing waits for anything
    ) -> ImmediateTasks:
        try:
            result = work(progress or (lambda _share, _doing: None))
        except CarrelError as error:
            failed(error)
        else:
            done(result)
        return self

    def cancel(self) -> None:
        """Too late: the work is done."""


class RecordingNavigator:
    """A navigator that goes nowhere: ``places`` and ``messages`` hold what it was asked for."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.messages: list[str] = []
        self.errors: list[CarrelError] = []
        self.offered: tuple[str, Callable[[], None]] | None = None
        self.moves = 0
        self.written: list[tuple[SectionId, int, int]] = []
        self.drafts: list[tuple[Draft, Callable[[Draft], object]]] = []
        self.edited: list[QuestionId] = []
        self.returns = 0

    def go(self, place: Place) -> None:
        self.places.append(place)

    def open_library(self) -> None:
        self.go(Place(PageName.LIBRARY))

    def open_material(self, material: MaterialId) -> None:
        self.go(Place(PageName.READ, material=material))

    def open_section(self, section: SectionId, offset: int = 0) -> None:
        self.go(Place(PageName.READ, section=section, start=offset))

    def open_passage(self, section: SectionId, start: int, end: int) -> None:
        self.go(Place(PageName.READ, section=section, start=start, end=end))

    def open_topic(self, topic: TopicId) -> None:
        self.go(Place(PageName.TOPICS, topic=topic))

    def open_notes(self) -> None:
        self.go(Place(PageName.NOTES))

    def start_quiz(self, scope: Scope) -> None:
        self.go(Place(PageName.QUIZ, scope=scope))

    def return_to_page(self) -> None:
        self.returns += 1

    def write_question(self, section: SectionId, start: int, end: int) -> None:
        self.written.append((section, start, end))

    def write_draft(self, draft: Draft, store: Callable[[Draft], object]) -> None:
        self.drafts.append((draft, store))

    def edit_question(self, question: QuestionId) -> None:
        self.edited.append(question)

    def moved(self) -> None:
        self.moves += 1

    def show_message(
        self, text: str, *, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        self.messages.append(text)
        self.offered = (action_text, action) if action else None

    def show_error(self, error: CarrelError) -> None:
        self.errors.append(error)


def stopped(_share: float) -> None:
    """A report of a job that the student has stopped."""
    raise Cancelled
