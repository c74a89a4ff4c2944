"""Questions that come in with a document of another program, before they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carrel.domain.questions.body import Kind


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer that was given elsewhere. ``rating`` is FSRS's, 1 (again) to 4 (easy); UTC."""

    part: int
    at: datetime
    rating: int
    seconds: float


@dataclass(frozen=True, slots=True)
class BroughtQuestion:
    """A question and where its answer stands in the text that it came with.

    ``section`` counts the document's sections from 0; ``first`` and ``last`` are blocks of that
    section's text, from 0. ``body`` holds the keys of its kind, as a study pack does.
    """

    section: int
    first: int
    last: int
    kind: Kind
    body: Mapping[str, Any]
    prompt: str = ""
    explanation: str = ""
    tags: tuple[str, ...] = ()
    past: tuple[PastAnswer, ...] = ()
