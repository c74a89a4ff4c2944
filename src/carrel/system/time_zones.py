"""Time zones by their names ("Europe/Paris"), from the system or else from tzdata."""

from __future__ import annotations

import logging
from datetime import tzinfo
from functools import lru_cache

_log = logging.getLogger(__name__)


@lru_cache
def time_zone(name: str) -> tzinfo | None:
    """The zone of this name; None, which stands for the computer's own, without a name.

    A name that nobody knows is logged once and stands for the computer's own zone as well.
    """
    if not name:
        return None
    # Loaded only where a zone was chosen: most students have the computer's.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _log.warning("the time zone %s is not known; the computer's own is used", name)
        return None


def time_zone_names() -> tuple[str, ...]:
    """All names that can be chosen, those of places first, in their order."""
    from zoneinfo import available_timezones

    names = {name for name in available_timezones() if name.split("/")[0] in _REGIONS}
    return (*sorted(names), "UTC")


_REGIONS = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
