"""What every service works with: the open library, the clock, new names, and who wants to hear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from carrel.domain.changes import Change
from carrel.services.text_renewing import renew_old_texts
from carrel.storage.database import Database, open_database
from carrel.storage.journal import Action, Journal
from carrel.storage.material_intake import sweep_abandoned
from carrel.system.file_systems import is_on_network

if TYPE_CHECKING:
    from carrel.domain.backup_plan import Occasion

Listener = Callable[[frozenset[Change]], None]
KeepCopy = Callable[["Occasion"], object]


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


def keep_no_copy(_occasion: Occasion) -> None:
    """For libraries that nobody would miss, such as those of trials."""


@dataclass(frozen=True, eq=False)
class Desk:
    """The surroundings of a service. ``clock`` gives the time in UTC, ``new_id`` a fresh UUID.

    ``keep_copy`` makes a backup before something that touches much of the library; it raises what
    making a backup raises, and then that thing is not done.
    """

    database: Database
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    device: str = ""
    notice: ChangeNotice = field(default_factory=ChangeNotice)
    keep_copy: KeepCopy = keep_no_copy

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
            self.database.path,
            clock=self.clock,
            new_id=self.new_id,
            device=self.device,
            keep_copy=self.keep_copy,
        )
        try:
            yield desk
        finally:
            desk.database.close()


def open_desk(
    library: Path,
    *,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    device: str = "",
    keep_copy: KeepCopy = keep_no_copy,
) -> Desk:
    """A desk on the library file ``library``; raises what opening a library raises.

    ``keep_copy`` is called before an old library is brought up to date: its tables, and the plain
    texts in it. Imports that were cut short are swept away.
    """
    database = open_database(
        library,
        before_migration=lambda _path: _keep_old_schema(keep_copy),
        is_on_network=is_on_network(library),
    )
    try:
        sweep_abandoned(database, now=clock())
        renew_old_texts(database, lambda: _keep_old_schema(keep_copy))
    except BaseException:
        database.close()
        raise
    return Desk(database, clock, new_id, device, keep_copy=keep_copy)


def _keep_old_schema(keep_copy: KeepCopy) -> None:
    # What backups are for is not needed at every start.
    from carrel.domain.backup_plan import Occasion

    keep_copy(Occasion.MIGRATION)
