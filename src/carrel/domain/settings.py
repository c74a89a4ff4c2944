"""What a student sets: how texts look, when to ask, what colours mean, which keys do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carrel.domain.annotations import Colour

LONGEST_COLOUR_NAME = 24


class Face(StrEnum):
    """The kind of typeface that texts are set in."""

    SERIF = "serif"
    SANS = "sans"
    PLAIN = "plain"
    """Letters that are hard to mistake for each other, set wide, for readers with dyslexia."""


class Ground(StrEnum):
    """The colours of the page that is read."""

    WINDOW = "window"
    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"


class ShelfOrder(StrEnum):
    """What the materials of the library are sorted by."""

    RECENT = "recent"
    TITLE = "title"
    PROGRESS = "progress"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a library. ``size`` is in points, ``line_height`` in percent of the font's
    own height, ``measure`` in characters a line; the bounds of each stand in :data:`BOUNDS`.

    ``asks_confidence`` and ``asks_for_sentence`` are what a quiz begins with: whether it asks how
    sure the student is, and for the sentence that answers what was missed.

    The fields from ``desired_retention`` on say when Carrel asks. ``desired_retention`` is the
    recall, 0 to 1, at which a question is worth asking again; ``new_per_day`` is how many new
    questions it proposes on a day; a day of study begins at the hour ``day_starts_at`` in the zone
    ``time_zone`` (a name such as "Europe/Paris"; empty: that of the computer). The steps are the
    minutes after which a question comes back while it is learnt, or learnt again after a miss.
    ``is_fuzzed`` spreads what was learnt together over several days.

    ``colour_names`` holds the names that the student gave, ``shortcuts`` the keys by the name of
    the action; what is not in them is as it comes.
    """

    face: Face = Face.SERIF
    size: float = 13.0
    line_height: int = 150
    measure: int = 66
    is_justified: bool = False
    ground: Ground = Ground.WINDOW
    has_paragraph_numbers: bool = False
    shelf_order: ShelfOrder = ShelfOrder.RECENT
    asks_confidence: bool = True
    asks_for_sentence: bool = False
    desired_retention: float = 0.9
    new_per_day: int = 10
    day_starts_at: int = 4
    time_zone: str = ""
    learning_steps: tuple[float, ...] = (1, 10)
    relearning_steps: tuple[float, ...] = (10,)
    longest_interval_days: int = 3_650
    is_fuzzed: bool = True
    colour_names: Mapping[Colour, str] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)


BOUNDS: Mapping[str, tuple[float, float]] = {
    "size": (8, 40),
    "line_height": (110, 220),
    "measure": (40, 100),
    "desired_retention": (0.7, 0.97),
    "new_per_day": (0, 500),
    "day_starts_at": (0, 12),
    "longest_interval_days": (7, 36_500),
}
"""The least and the greatest value of the settings that are numbers."""

MOST_STEPS = 6
LONGEST_STEP_MINUTES = 12 * 60
"""A step is within a day: from then on FSRS itself says when to ask."""

COLOUR_PREFIX = "colour."
SHORTCUT_PREFIX = "shortcut."


def changed(settings: Settings, **values: Any) -> Settings:
    """The settings with other values; numbers beyond their bounds become the nearest bound."""
    for name, (least, most) in BOUNDS.items():
        if name in values:
            kind = type(getattr(settings, name))
            values[name] = kind(min(max(values[name], least), most))
    return replace(settings, **values)


def steps_words(steps: tuple[float, ...]) -> str:
    """Learning steps as they are written in a field: minutes with blanks between them."""
    return " ".join(f"{step:g}" for step in steps)


def steps_of(text: str) -> tuple[float, ...]:
    """The learning steps that :func:`steps_words` wrote; none for an empty text.

    Raises ValueError unless they are at most :data:`MOST_STEPS` numbers of minutes, above 0 and up
    to :data:`LONGEST_STEP_MINUTES`, none shorter than the one before it.
    """
    steps = tuple(float(word) for word in text.replace(",", " ").split())
    is_within = all(0 < step <= LONGEST_STEP_MINUTES for step in steps)
    if len(steps) > MOST_STEPS or not is_within or list(steps) != sorted(steps):
        raise ValueError(text)
    return steps


def stored(settings: Settings) -> dict[str, str]:
    """The settings as names and texts; those that are as they come are left out."""
    plain = Settings()
    values = {
        name: _text(getattr(settings, name))
        for name in _READERS
        if getattr(settings, name) != getattr(plain, name)
    }
    values |= {f"{COLOUR_PREFIX}{one}": name for one, name in settings.colour_names.items() if name}
    values |= {f"{SHORTCUT_PREFIX}{name}": keys for name, keys in settings.shortcuts.items()}
    return values


def read(values: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """The settings that are stored as ``values``, and the names of those that cannot be used.

    Each is read on its own: a bad one is as it comes. Unknown names, of a newer Carrel, are left.
    """
    good: dict[str, Any] = {}
    bad = []
    for name, reader in _READERS.items():
        if name in values:
            try:
                good[name] = reader(values[name])
            except ValueError:
                bad.append(name)
    shortcuts = {
        name.removeprefix(SHORTCUT_PREFIX): keys
        for name, keys in values.items()
        if name.startswith(SHORTCUT_PREFIX)
    }
    return Settings(colour_names=_colour_names(values), shortcuts=shortcuts, **good), tuple(bad)


def _colour_names(values: Mapping[str, str]) -> dict[Colour, str]:
    if not any(name.startswith(COLOUR_PREFIX) for name in values):
        return {}
    # All that annotations are loads slowly, and every start reads the settings.
    from carrel.domain.annotations import Colour

    return {one: values[key] for one in Colour if values.get(key := f"{COLOUR_PREFIX}{one}")}


def _number(name: str, kind: type[int] | type[float]) -> Callable[[str], float]:
    least, most = BOUNDS[name]

    def value_of(text: str) -> float:
        value = kind(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return value_of


def _text(value: object) -> str:
    return steps_words(value) if isinstance(value, tuple) else str(value)


def _truth(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError(text)
    return text == "True"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "face": Face,
    "size": _number("size", float),
    "line_height": _number("line_height", int),
    "measure": _number("measure", int),
    "is_justified": _truth,
    "ground": Ground,
    "has_paragraph_numbers": _truth,
    "shelf_order": ShelfOrder,
    "asks_confidence": _truth,
    "asks_for_sentence": _truth,
    "desired_retention": _number("desired_retention", float),
    "new_per_day": _number("new_per_day", int),
    "day_starts_at": _number("day_starts_at", int),
    "time_zone": str,
    "learning_steps": steps_of,
    "relearning_steps": steps_of,
    "longest_interval_days": _number("longest_interval_days", int),
    "is_fuzzed": _truth,
}
