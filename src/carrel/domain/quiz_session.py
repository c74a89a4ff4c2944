"""What a quiz is about: everything, or one material, section or topic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ScopeKind(StrEnum):
    """What sort of thing a quiz is confined to."""

    EVERYTHING = "everything"
    MATERIAL = "material"
    SECTION = "section"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Scope:
    """The questions that a quiz asks from. ``key`` is the id of the thing; empty for everything."""

    kind: ScopeKind = ScopeKind.EVERYTHING
    key: str = ""
