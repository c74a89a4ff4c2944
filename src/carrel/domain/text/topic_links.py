"""Links from notes to topics: [[NATO]], or [[NATO|the alliance]] to show other words."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")


def linked_names(note: str) -> tuple[str, ...]:
    """The names of topics that a note links to, each once, in its order."""
    names = (" ".join(name.split()) for name in _LINK.findall(note))
    return tuple(dict.fromkeys(name for name in names if name))
