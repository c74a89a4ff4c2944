"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.claims import Certainty
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.text.snippets import Snippet


class HitKind(StrEnum):
    """What sort of thing was found."""

    SECTION = "section"
    NOTE = "note"
    TOPIC = "topic"
    CLAIM = "claim"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Speech:
    """Who makes a claim, by name, whose view it is, and how certain; names may be unknown."""

    asserter: str
    holder: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thing that was found, with the words that made it so marked in ``snippet``.

    ``id`` is the thing's own; ``title_marks`` count within ``title``. ``start`` and ``end`` are
    the words to open: code points of the plain text of ``section``, None where the thing has no
    words there. Claims have a ``speech``. With ``is_hidden`` the snippet is
    no part of the text, but what a picture or a formula stands for at that place.
    """

    kind: HitKind
    id: str
    title: str
    snippet: Snippet
    material: MaterialId
    material_title: str
    section: SectionId | None = None
    start: int | None = None
    end: int | None = None
    title_marks: tuple[tuple[int, int], ...] = ()
    speech: Speech | None = None
    is_hidden: bool = False
