"""Listing questions, with what is remembered of each."""

from __future__ import annotations

from carrel.domain.questions.listing import ListedQuestion, QuestionFilter
from carrel.domain.scheduling import Memory, Scheduling, Strength
from carrel.services.desk import Desk
from carrel.services.study_rules import StudyRules
from carrel.storage.question_listing import ListedRow, listed_rows

_WEAKEST_FIRST = (Strength.MISSED, Strength.NEW, Strength.FADING, Strength.SECURE)


class QuestionList:
    """All questions of a library that a student can be asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = StudyRules(desk)

    def listed(self, wanted: QuestionFilter) -> tuple[ListedQuestion, ...]:
        """The questions that the filter lets through, by material, section and their author."""
        rules = self._rules.scheduling()
        found = (self._question(row, rules) for row in listed_rows(self._desk.database, wanted))
        return tuple(one for one in found if wanted.state is None or one.is_in(wanted.state))

    def _question(self, row: ListedRow, rules: Scheduling) -> ListedQuestion:
        return ListedQuestion(
            id=row.id,
            headline=row.headline,
            kind=row.kind,
            material=row.material,
            material_title=row.material_title,
            section=row.section,
            section_title=row.section_title,
            origin=row.origin,
            strength=self._weakest(row.memories, rules),
            is_marked=row.is_marked,
            is_suspended=row.is_suspended,
            is_changed=row.is_changed,
        )

    def _weakest(self, memories: tuple[Memory | None, ...], rules: Scheduling) -> Strength:
        at = self._desk.clock()
        strengths = {rules.strength(memory, at) for memory in memories}
        return next((one for one in _WEAKEST_FIRST if one in strengths), Strength.NEW)
