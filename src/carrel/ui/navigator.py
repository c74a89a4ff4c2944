"""The places a student can be in, and how a page leads to another one without knowing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from carrel.domain.errors import CarrelError
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, SectionId, TopicId

if TYPE_CHECKING:
    from carrel.domain.orphans import OrphanId
    from carrel.domain.questions.drafts import Draft
    from carrel.domain.quiz_session import Scope


class PageName(StrEnum):
    """The pages of the window, in the order of the navigation."""

    LIBRARY = "library"
    READ = "read"
    TOPICS = "topics"
    CLAIMS = "claims"
    NOTES = "notes"
    QUIZ = "quiz"
    PROGRESS = "progress"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student is or wants to go: a page, and what it shows.

    A page without anything named shows what it showed last. ``start`` and ``end`` count code points
    of the section's plain text; ``end`` greater than ``start`` means a passage, which is brought
    into view and marked for a moment, else ``start`` is a reading position. ``orphans`` are the
    notes whose words an edition lost, ``placing`` one of them that is to be given new words;
    ``group`` is one of the Settings page.
    """

    page: PageName
    material: MaterialId | None = None
    section: SectionId | None = None
    start: int = 0
    end: int = 0
    topic: TopicId | None = None
    claim: ClaimId | None = None
    scope: Scope | None = None
    orphans: bool = False
    group: str = ""
    placing: OrphanId | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb. A click goes to ``place``; None is text only."""

    text: str
    place: Place | None = None


class Navigator(Protocol):
    """How pages reach other places and speak to the student. Each opening can be gone back from."""

    def go(self, place: Place) -> None:
        """Open any place; what cannot be opened is told in a banner."""

    def open_library(self) -> None:
        """Open the Library page."""

    def open_material(self, material: MaterialId) -> None:
        """Read a material where it was left, or at its beginning."""

    def open_section(self, section: SectionId, offset: int = 0) -> None:
        """Read a section from ``offset``, in code points of its plain text."""

    def open_passage(self, section: SectionId, start: int, end: int) -> None:
        """Show words of a section: code points of its plain text, end exclusive."""

    def open_topic(self, topic: TopicId) -> None:
        """Open a topic's page."""

    def open_notes(self) -> None:
        """Open the Notes page."""

    def start_quiz(self, scope: Scope) -> None:
        """Begin a quiz on ``scope``."""

    def return_to_page(self) -> None:
        """Give the keyboard back to the page in front."""

    def write_question(self, section: SectionId, start: int, end: int) -> None:
        """Begin a question on words of a section: code points of its plain text, end exclusive."""

    def write_draft(self, draft: Draft, store: Callable[[Draft], object]) -> None:
        """Begin a question with what ``draft`` says; ``store`` keeps what came of it.

        It raises :class:`CarrelError` for what cannot be kept.
        """

    def edit_question(self, question: QuestionId) -> None:
        """Change a question."""

    def moved(self) -> None:
        """Tell that the page in front has itself gone elsewhere: its breadcrumb is asked anew."""

    def show_message(
        self, text: str, *, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something in the banner, with one thing to do about it if there is one."""

    def show_error(self, error: CarrelError) -> None:
        """Say in the banner what went wrong."""
