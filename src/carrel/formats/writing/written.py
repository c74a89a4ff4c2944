"""What a writer gives back: the files it made, and what the format had no room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Things that did not go out: how many, and of which sort, as in ``3, "orphaned notes"``."""

    count: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """One export. ``files`` are bytes by the paths that they are to have, with forward slashes.

    A writer of one file calls it ``""``. One that makes several beside each other gives each what
    is put behind the chosen name, as in ``"-questions"``; one that makes a folder gives paths.
    """

    files: Mapping[str, bytes]
    left_behind: tuple[LeftBehind, ...] = ()


def one_file(content: bytes, *left_behind: LeftBehind) -> Written:
    """The export of a format that is a single file."""
    return Written({"": content}, tuple(one for one in left_behind if one.count))
