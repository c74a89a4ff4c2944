"""Questions as a list shows them, and what of them a student wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.scheduling import Strength


class QuestionState(StrEnum):
    """What a list can be narrowed to, besides what the question is about."""

    NEW = "new"
    MISSED = "missed"
    FADING = "fading"
    SECURE = "secure"
    MARKED = "marked"
    SUSPENDED = "suspended"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """What is wanted; what is empty or None does not narrow the list."""

    text: str = ""
    kind: Kind | None = None
    material: MaterialId | None = None
    section: SectionId | None = None
    topic: TopicId | None = None
    origin: Origin | None = None
    state: QuestionState | None = None


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question in a list. ``strength`` is that of its weakest card."""

    id: QuestionId
    headline: str
    kind: Kind
    material: MaterialId
    material_title: str
    section: SectionId | None
    section_title: str
    origin: Origin
    strength: Strength
    is_marked: bool
    is_suspended: bool
    is_changed: bool

    def is_in(self, state: QuestionState) -> bool:
        """Whether the question is in a state."""
        match state:
            case QuestionState.MARKED:
                return self.is_marked
            case QuestionState.SUSPENDED:
                return self.is_suspended
            case QuestionState.CHANGED:
                return self.is_changed
            case _:
                return self.strength.value == state.value
