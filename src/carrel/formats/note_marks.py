"""What a note in an exported Markdown folder says of itself where no reader sees it.

A comment of HTML below the note holds, as JSON, what its words cannot tell: its name, which code
points of its section it marks, when it was written, and how it looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from carrel.domain.annotations import Annotation

NOTE_MARK = re.compile(r"^<!-- carrel (\{.*\}) -->$", re.MULTILINE)


def mark_of(one: Annotation) -> str:
    """The comment for an annotation; that of an orphan keeps its words and its section too."""
    told: dict[str, object] = {
        "id": one.id,
        "colour": one.colour.value,
        "style": one.style.value,
        "tags": list(one.tags),
        "created": one.created_at.isoformat(),
        "changed": one.updated_at.isoformat(),
    }
    if one.is_orphan:
        told["section"] = one.section
    if one.passage is not None and one.is_orphan:
        told |= {"quote": one.passage.quote}
        told |= {"prefix": one.passage.prefix, "suffix": one.passage.suffix}
    if one.passage is not None:
        told["words"] = [one.passage.start, one.passage.end]
    # Two hyphens would end the comment in some readers.
    text = json.dumps(told, ensure_ascii=False).replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"<!-- carrel {text} -->"


def told_by(mark: str) -> Mapping[str, Any]:
    """What the JSON of a comment says; empty if it was damaged."""
    try:
        found = json.loads(mark)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def time_of(value: object) -> datetime | None:
    """A time with its zone, as a comment holds it."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def tag_of(words: str) -> str:
    """A tag as Markdown editors take it: without spaces and signs."""
    return re.sub(r"[^\w/-]+", "-", words).strip("-") or "tag"
