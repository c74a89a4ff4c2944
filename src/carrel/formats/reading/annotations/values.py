"""Takes words, numbers, times and colours out of what a file of another program holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from carrel.domain.annotations import Colour
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.decoding import decode

Json = Any
"""What ``json.loads`` gives: dictionaries, lists, strings, numbers, booleans, None."""

MOST_ANNOTATIONS = 100_000
"""In one file; a reader marks some dozens in a book."""

_HUES: Mapping[Colour, tuple[str, ...]] = {
    Colour.IMPORTANT: ("yellow", "orange", "amber", "gold", "gray", "grey"),
    Colour.QUESTION: ("blue", "cyan", "purple", "violet", "indigo"),
    Colour.EVIDENCE: ("green", "olive", "teal", "lime"),
    Colour.DISAGREE: ("red", "pink", "magenta", "rose"),
}
_COLOURS = {hue: colour for colour, hues in _HUES.items() for hue in hues}
_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:[0-9a-f]{2})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0\ufdd1]")


def json_of(name: str, data: bytes) -> Json:
    """The value of a JSON file; raises UnreadableFile."""
    try:
        return json.loads(decode(name, data).text)
    except (ValueError, RecursionError) as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(
            "“{name}” is no complete JSON file: it breaks off or is damaged{where}.",
            name=name,
            where=where,
        ) from error


def words(value: object) -> str:
    """The text of a value without signs that no text has; empty for anything but text."""
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def line(value: object) -> str:
    """The text of a value as one line."""
    return " ".join(words(value).split())


def lines(value: object) -> tuple[str, ...]:
    """The texts of a list, or of a single one, each as a line, without blanks and doubles."""
    found = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for one in found if (text := line(one))))


def number(value: object) -> int | None:
    """A whole number from 0 on that a value is or says."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = int(value)
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found < 2**53 else None


def time(value: object) -> datetime | None:
    """The UTC time that a text (ISO 8601) or a number (seconds since 1970) says."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            found = datetime.fromisoformat(value.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def colour(name: object) -> Colour:
    """The colour that looks most like one of another program, by its name or as ``#rrggbb``."""
    said = line(name).casefold()
    if match := _HEX.fullmatch(said):
        return _of_light(*(int(part, 16) for part in match.groups()))
    return _COLOURS.get(said, Colour.IMPORTANT)


def _of_light(red: int, green: int, blue: int) -> Colour:
    if blue >= max(red, green):
        return Colour.QUESTION
    if green > red:
        return Colour.EVIDENCE
    return Colour.IMPORTANT if green > 0.7 * red else Colour.DISAGREE


def authors(value: object) -> tuple[str, ...]:
    """The authors that a text or a list names, as ``A. Author and B. Author`` does."""
    found: Iterable[object] = value if isinstance(value, list) else [value]
    names = [
        " ".join(part.split())
        for one in found
        for part in re.split(r"\n|;|&| and | et | und ", words(one))
    ]
    return tuple(dict.fromkeys(name for name in names if name))
