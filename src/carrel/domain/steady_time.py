"""The times between answers when the computer's clock was wrong for some of them.

Answers count in the order in which they were given, whatever the clock said. The rule for times:

- A clock that was ahead shows when it is put right: answers that lie after a later one are taken to
  have been given together with that one.
- A clock that is behind all answers so far adds nothing when it falls back, runs on from there, and
  once it has caught up the whole time since the latest answer before counts, no part of it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def steady(times: Sequence[datetime]) -> list[datetime]:
    """Times that never go back, one for each answer, for the times that a clock told.

    Where the clock was right they are the same.
    """
    told: list[datetime] = []
    taken: list[datetime] = []
    for time in times:
        if told and time < told[-1]:
            _put_back(told, taken, time)
        told.append(time)
        taken.append(_taken(told, taken))
    return taken


def _put_back(told: list[datetime], taken: list[datetime], time: datetime) -> None:
    """Take answers that lie ahead of a later one to be given with it, if some lie before it."""
    first = len(told)
    while first and told[first - 1] > time:
        first -= 1
    if not first:
        return
    together = taken[first - 1] + (time - told[first - 1])
    for place in range(first, len(told)):
        told[place], taken[place] = time, together


def _taken(told: Sequence[datetime], taken: Sequence[datetime]) -> datetime:
    """The time to take for the last of ``told``, all but which have one in ``taken``."""
    time = told[-1]
    if len(told) == 1:
        return time
    last = told[-2]
    if time < last:
        return taken[-1]
    place = max(range(len(taken)), key=lambda number: (told[number], number))
    if last < told[place] <= time:
        return max(taken[-1], taken[place] + (time - told[place]))
    return taken[-1] + (time - last)
