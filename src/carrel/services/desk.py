"""What every service works with: the open library, the clock, new names, and who wants to hear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from carrel.domain.changes import Change
from carrel.storage.database import Database, open_database
from carrel.storage.journal import Action, Journal
from carrel.storage.material_intake import sweep_abandoned

Listener = Callable[[frozenset[Change]], None]


class ChangeNotice:
    """Tells listeners what kind of thing has changed, after it is on disk."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` at every change from now on; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changed: Iterable[Change]) -> None:
        """Tell every listener."""
        kinds = frozenset(changed)
        for listener in tuple(self._listeners):
            listener(kinds)


@dataclass(frozen=True)
class Desk:
    """The surroundings of a service. ``clock`` gives the time in UTC, ``new_id`` a fresh UUID."""

    database: Database
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    device: str = ""
    notice: ChangeNotice = field(default_factory=ChangeNotice)

    @contextmanager
    def action(self, label: str, *changed: Change, **details: object) -> Iterator[Action]:
        """One undoable step in one transaction; listeners hear of it once it is on disk."""
        with Journal(self.database).action(label, changed, at=self.clock(), **details) as action:
            yield action
        self.notice.publish(changed)

    @contextmanager
    def quiet_change(self, *changed: Change) -> Iterator[Database]:
        """A transaction that is no step to undo (a place read to, an import's batch)."""
        with self.database.transaction():
            yield self.database
        self.notice.publish(changed)

    @contextmanager
    def reopened(self) -> Iterator[Desk]:
        """The same library on a connection of its own, for work on another thread.

        Nobody listens to the notice of that desk: who has this one publishes what has changed.
        """
        desk = open_desk(
            self.database.path, clock=self.clock, new_id=self.new_id, device=self.device
        )
        try:
            yield desk
        finally:
            desk.database.close()


def open_desk(
    library: Path, *, clock: Callable[[], datetime], new_id: Callable[[], str], device: str = ""
) -> Desk:
    """A desk on the library file ``library``; raises what opening a library raises.

    Imports that were cut short are swept away.
    """
    database = open_database(library)
    sweep_abandoned(database, now=clock())
    return Desk(database, clock, new_id, device)
