"""How a long job tells how far it is: the share that is done, and what it does now."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[float, str], None]
"""Told the share done, 0 to 1, and what the job does now.

It raises :class:`~carrel.domain.errors.Cancelled` in the job once the student has stopped it, so a
job calls it often.
"""

ShareReport = Callable[[float], object]
"""Told the share done, 0 to 1; it raises as :data:`Report` does."""


def no_report(share: float, doing: str) -> None:
    """Tell nobody."""


def no_share_report(share: float) -> None:
    """Tell nobody."""


def part_of(report: Report, index: int, count: int) -> Report:
    """A report for one of ``count`` parts of equal length; ``index`` counts from 0."""
    return stretch_of(report, index / count, (index + 1) / count)


def stretch_of(report: Report, start: float, end: float) -> Report:
    """A report for the part of a job that begins and ends at these shares of the whole."""

    def part(share: float, doing: str) -> None:
        report(start + share * (end - start), doing)

    return part


def share_of(report: Report, whole: float = 1.0) -> ShareReport:
    """A report for a first part that is ``whole`` of the job and says no words."""

    def part(share: float) -> None:
        report(share * whole, "")

    return part
