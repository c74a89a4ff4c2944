"""Which backups are worth keeping: many of the last days, fewer of the months before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAILY = timedelta(days=7)
WEEKLY = timedelta(weeks=8)
MONTHLY = timedelta(days=365)

ALWAYS_KEPT = 2
"""How many of the newest backups stay in any case."""


class Occasion(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"
    EDITION = "edition"
    RESTORE = "restore"
    REPAIR = "repair"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its file name and size tell it. ``size`` is in bytes, ``made_at`` in UTC."""

    name: str
    made_at: datetime
    occasion: Occasion
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a library file holds of what a student would miss."""

    materials: int
    annotations: int
    questions: int
    reviews: int

    @property
    def is_nothing(self) -> bool:
        """Whether all counts are zero."""
        return not (self.materials or self.annotations or self.questions or self.reviews)


def surplus(backups: Iterable[BackupFile], *, now: datetime, most_bytes: int) -> list[BackupFile]:
    """The backups that may go, oldest first.

    Kept are: everything of the last day; the newest of each day for a week, of each week for eight
    weeks, of each month for a year and of each year before that; and of these, newest first, as
    many as fit into ``most_bytes``, but never fewer than :data:`ALWAYS_KEPT`. A backup from the
    future (the clock was set back) counts as new.
    """
    newest_first = sorted(backups, key=lambda backup: (backup.made_at, backup.name), reverse=True)
    kept: list[BackupFile] = []
    seen: set[tuple[str, ...]] = set()
    total = 0
    for backup in newest_first:
        slot = _slot(backup, now)
        is_superfluous = slot in seen or total + backup.size > most_bytes
        if is_superfluous and len(kept) >= ALWAYS_KEPT:
            continue
        seen.add(slot)
        kept.append(backup)
        total += backup.size
    return [backup for backup in reversed(newest_first) if backup not in kept]


def is_due(
    backups: Iterable[BackupFile], *, now: datetime, day_of: Callable[[datetime], str]
) -> bool:
    """Whether no backup was made on the student's day ``day_of(now)`` yet."""
    today = day_of(now)
    return all(day_of(backup.made_at) != today for backup in backups)


def _slot(backup: BackupFile, now: datetime) -> tuple[str, ...]:
    """What a backup stands for; only the newest of a slot is kept."""
    age = now - backup.made_at
    moment = backup.made_at
    if age <= timedelta(days=1):
        return ("each", backup.name)
    if age <= DAILY:
        return ("day", moment.strftime("%Y-%m-%d"))
    if age <= WEEKLY:
        return ("week", moment.strftime("%G-%V"))
    if age <= MONTHLY:
        return ("month", moment.strftime("%Y-%m"))
    return ("year", moment.strftime("%Y"))
