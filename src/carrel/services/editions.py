"""What the student decides when both they and a pack's author have changed the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from carrel.domain.changes import Change
from carrel.domain.editions import EditedByBoth
from carrel.domain.ids import MaterialId
from carrel.services.desk import Desk
from carrel.storage.override_store import OverrideStore

_CHANGED = (
    Change.QUESTIONS,
    Change.TOPICS,
    Change.CLAIMS,
    Change.EVENTS,
    Change.MATERIALS,
)


class Editions:
    """The student's edits beside those of a pack's author. Each decision is one undoable step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._overrides = OverrideStore(desk.database)

    def edited_by_both(self, material: MaterialId) -> tuple[EditedByBoth, ...]:
        """The fields to decide about."""
        return self._overrides.edited_by_both(material)

    def keep_own(self, conflicts: Iterable[EditedByBoth]) -> None:
        """Keep the student's values; they are not asked again until the author changes more."""
        with self._desk.action("Keep own version", *_CHANGED) as action:
            for conflict in conflicts:
                self._overrides.keep_own(action, conflict, at=self._desk.clock())

    def take_authors(self, conflicts: Iterable[EditedByBoth]) -> None:
        """Take the author's values instead of the student's."""
        with self._desk.action("Take the author’s version", *_CHANGED) as action:
            for conflict in conflicts:
                self._overrides.take_authors(action, conflict, at=self._desk.clock())
