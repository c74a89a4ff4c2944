"""Highlights and notes that come in from another program, before they have a place in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from carrel.domain.annotations import Colour, Style
from carrel.domain.ids import MaterialId


@dataclass(frozen=True, slots=True)
class BroughtAnnotation:
    """A highlight, a note or both, as another program tells of it.

    ``quote`` is empty for a note without words of the text. ``prefix`` and ``suffix`` are what
    stood around the words. ``section`` is the name or the title of the section that they are said
    to stand in, ``start`` their first code point there. ``order`` grows with the place in the text,
    whatever it counts. ``name`` is what the other program calls this annotation, the same each time
    that it tells of it; empty where it has no names. Times are UTC.
    """

    quote: str
    note: str = ""
    prefix: str = ""
    suffix: str = ""
    section: str = ""
    start: int | None = None
    order: float | None = None
    colour: Colour = Colour.IMPORTANT
    style: Style = Style.HIGHLIGHT
    tags: tuple[str, ...] = ()
    name: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """All that a file has to say of one text. ``material`` is its id where the file knows it."""

    title: str
    annotations: tuple[BroughtAnnotation, ...]
    authors: tuple[str, ...] = ()
    source: str = ""
    material: MaterialId | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Things of a file that did not come in: how many, what, and why, as in ``2, "drawings"``."""

    count: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what.capitalize()} left out: {self.count:,}; {self.why}."


@dataclass(frozen=True, slots=True)
class BroughtAnnotations:
    """A file of another program. ``kind`` is what it is called, as in “Kindle clippings”."""

    kind: str
    texts: tuple[AnnotatedText, ...]
    left_out: tuple[LeftOut, ...] = ()

    def __iter__(self) -> Iterator[AnnotatedText]:
        return iter(self.texts)

    @property
    def count(self) -> int:
        """How many annotations there are on all texts together."""
        return sum(len(text.annotations) for text in self.texts)
