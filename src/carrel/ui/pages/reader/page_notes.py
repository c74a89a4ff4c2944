"""Which annotations of a page stand in its margin and as what, and which one a selection means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.annotations import Annotation, Style
from carrel.domain.ids import AnnotationId
from carrel.domain.reading import TextRange
from carrel.ui.pages.reader.note_card import MarginNote


def stands_in_margin(one: Annotation) -> bool:
    """Whether an annotation says more than its mark on the words does."""
    return bool(one.note or one.tags or one.passage is None or one.style is Style.BOOKMARK)


def margin_note(one: Annotation, anchor: int) -> MarginNote:
    """An annotation as the margin shows it, beside the pixel ``anchor`` of the document."""
    return MarginNote(
        name=one.id,
        text=one.note,
        colour=one.colour,
        anchor=anchor,
        tags=one.tags,
        label=_label(one),
    )


def section_label() -> str:
    """What stands over a note that belongs to no words."""
    return QCoreApplication.translate("PageNotes", "On the section")


def fitting(
    annotations: Iterable[Annotation], ranges: Iterable[TextRange]
) -> tuple[AnnotationId, TextRange] | None:
    """The annotation that selected words overlap the most without being its own, and its range."""
    found = [
        (min(place.end, passage.end) - max(place.start, passage.start), one.id, place)
        for place in ranges
        for one in annotations
        if (passage := one.passage) is not None
        and passage.section == place.section
        and (place.start, place.end) != (passage.start, passage.end)
    ]
    best = max(found, key=lambda pair: pair[0], default=None)
    return None if best is None or best[0] <= 0 else best[1:]


def following(names: Sequence[str], name: str) -> str:
    """The name after ``name``, around the end; the first if it is not among them, "" of none."""
    if name not in names:
        return names[0] if names else ""
    return names[(names.index(name) + 1) % len(names)]


def _label(one: Annotation) -> str:
    if one.passage is None:
        return section_label()
    if one.style is not Style.BOOKMARK:
        return ""
    words = " ".join(one.passage.quote.split())
    return QCoreApplication.translate("PageNotes", "Bookmark: {words}").format(words=words)
