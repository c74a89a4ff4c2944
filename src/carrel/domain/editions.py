"""What installing a pack, or a newer edition of one, has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import SectionId
from carrel.domain.materials import Material, MaterialSummary
from carrel.domain.text.locate import Outcome
from carrel.domain.text.passage import Passage


class Installation(StrEnum):
    """What became of a pack that was opened. OLDER: the library has a newer edition."""

    ADDED = "added"
    UPDATED = "updated"
    BROUGHT_BACK = "brought back"
    ALREADY_THERE = "already there"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class EditedByBoth:
    """A field that the student had changed and the author has changed too.

    The student's value stays in force until they decide. ``thing`` is "question", "topic" ...
    """

    thing: str
    key: str
    field: str
    own_value: str
    author_value: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that the student had marked or asked about, and what became of them.

    ``thing`` is "annotation", "question" ... and ``key`` names it; ``about`` are the student's own
    words on it: the note, the prompt. ``before`` is the passage in the earlier edition, ``after``
    the one in the new edition, None for an orphan.
    """

    thing: str
    key: str
    outcome: Outcome
    before: Passage
    after: Passage | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What a newer edition changed, and what of the student's was carried over.

    Counts of sections and questions are the author's. ``kept_questions`` are questions that the
    edition no longer has, kept because the student had edited them.
    """

    from_edition: int
    to_edition: int
    sections_added: int = 0
    sections_changed: int = 0
    sections_removed: int = 0
    questions_added: int = 0
    questions_changed: int = 0
    questions_removed: int = 0
    kept_questions: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    edited_by_both: tuple[EditedByBoth, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many of the student's passages had this outcome."""
        return sum(carried.outcome is outcome for carried in self.carried)

    @property
    def orphans(self) -> tuple[Carried, ...]:
        """Those whose words are gone."""
        return tuple(one for one in self.carried if one.outcome is Outcome.ORPHANED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a newer version would change in a material; nothing has been stored yet.

    ``titles`` are those of all sections that the passages stand in, before and after.
    """

    material: Material
    changes: EditionChanges
    titles: Mapping[SectionId, str]


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a pack; ``changes`` is set when a newer edition took the place of another."""

    outcome: Installation
    summary: MaterialSummary
    changes: EditionChanges | None = None
