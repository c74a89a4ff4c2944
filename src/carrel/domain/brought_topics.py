"""Topics that come in with a document, before they are stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BroughtTopic:
    """A topic; ``kind`` is that of a topic in words, ``broader`` and ``related`` name others."""

    name: str
    kind: str = "concept"
    group: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
