"""Taking the last step back and doing it again, for the window and the command line alike."""

from __future__ import annotations

from carrel.services.desk import Desk
from carrel.storage.journal import Journal, Step


class Undo:
    """Undo and redo over the library's journal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._journal = Journal(desk.database)

    def next_undo(self) -> Step | None:
        """The step that :meth:`undo` would take back."""
        return self._journal.next_undo()

    def next_redo(self) -> Step | None:
        """The step that :meth:`redo` would do again."""
        return self._journal.next_redo()

    def undo(self) -> Step | None:
        """Take the newest step back; None if there is none. Raises :class:`UndoRefused`."""
        return self._told(self._journal.undo())

    def redo(self) -> Step | None:
        """Do the step undone last again; None if there is none. Raises :class:`UndoRefused`."""
        return self._told(self._journal.redo())

    def _told(self, step: Step | None) -> Step | None:
        if step is not None:
            self._desk.notice.publish(step.changed)
        return step
