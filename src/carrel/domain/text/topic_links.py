"""Links from notes to topics: [[NATO]], or [[NATO|the alliance]] to show other words."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")


def linked_names(note: str) -> tuple[str, ...]:
    """The names of topics that a note links to, each once, in its order."""
    names = (" ".join(link[1].split()) for link in _LINK.finditer(note))
    return tuple(dict.fromkeys(name for name in names if name))


def without_topic_links(note: str) -> str:
    """The note with the words of its links in place of the links."""
    return _LINK.sub(lambda link: link[2] or link[1], note)
