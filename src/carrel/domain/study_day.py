"""Which day of study a moment belongs to: where the student is, and after the night's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StudyDay:
    """How days of study are counted: from ``starts_at`` o'clock in ``zone``.

    Without a zone it is that of the computer. A night's work before that hour counts to the day
    before. Where clocks are put forward or back a day is an hour shorter or longer, and no moment
    is in two days or in none.
    """

    starts_at: int = 4
    zone: tzinfo | None = None

    def of(self, at: datetime) -> date:
        """The day of study that the aware time ``at`` belongs to."""
        day = at.astimezone(self.zone).date()
        while at < self.start(day):
            day -= _DAY
        while at >= self.start(day + _DAY):
            day += _DAY
        return day

    def start(self, day: date) -> datetime:
        """When a day of study begins, in UTC."""
        local = datetime.combine(day, time(self.starts_at), self.zone)
        return local.astimezone(UTC)

    def next_start(self, at: datetime) -> datetime:
        """When the day of study after the one of ``at`` begins, in UTC."""
        return self.start(self.of(at) + _DAY)
