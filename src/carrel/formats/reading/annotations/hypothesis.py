"""Reads what Hypothesis exports: its own JSON, as of its programming interface."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from carrel.domain.annotations import Style
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.annotations.selectors import ELSEWHERE, Place
from carrel.formats.reading.annotations.values import Json, json_of, line, lines, time, words

_LISTS = ("annotations", "rows")


def is_hypothesis(value: Json) -> bool:
    """Whether a JSON value is a list of annotations with the keys that Hypothesis gives them."""
    return any(
        isinstance(one, dict) and "uri" in one and ("target" in one or "text" in one)
        for one in _rows(value)[:20]
    )


def read(name: str, data: bytes) -> BroughtAnnotations:
    """The annotations of a file; raises UnreadableFile."""
    left: Counter[tuple[str, str]] = Counter()
    titles: dict[str, str] = {}
    found: dict[str, list[BroughtAnnotation]] = {}
    for row in _rows(json_of(name, data)):
        if not isinstance(row, dict):
            left[("entries", "they are no annotations")] += 1
        elif row.get("references"):
            left[("replies", "they answer a note of somebody and stand on no words")] += 1
        else:
            one = _annotation(row, left)
            if one is not None:
                uri = line(row.get("uri"))
                titles.setdefault(uri, _title(row))
                found.setdefault(uri, []).append(one)
    if not found and not left:
        raise UnreadableFile("“{name}” holds no annotations.", name=name)
    return BroughtAnnotations(
        "Hypothesis annotations",
        tuple(
            AnnotatedText(titles[uri] or uri, tuple(own), source=uri) for uri, own in found.items()
        ),
        tuple(LeftOut(count, *told) for told, count in left.items()),
    )


def _rows(value: Json) -> list[Json]:
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    return value if isinstance(value, list) else []


def _annotation(
    row: Mapping[str, Json], left: Counter[tuple[str, str]]
) -> BroughtAnnotation | None:
    place = Place()
    targets = row.get("target")
    for target in targets if isinstance(targets, list) else [targets]:
        if isinstance(target, dict):
            place.take(target.get("selector"))
    note, tags = words(row.get("text")).strip(), tuple(sorted(lines(row.get("tags"))))
    if place.is_elsewhere and not place.quote:
        left[ELSEWHERE] += 1
    if not place.quote and not note and not tags:
        if not place.is_elsewhere:
            left[("annotations", "they have neither words nor a note")] += 1
        return None
    created = time(row.get("created"))
    return BroughtAnnotation(
        quote=place.quote,
        note=note,
        prefix=place.prefix,
        suffix=place.suffix,
        order=None if place.start is None else float(place.start),
        style=Style.HIGHLIGHT if place.quote else Style.NOTE,
        tags=tags,
        name=line(row.get("id")),
        created_at=created,
        updated_at=time(row.get("updated")) or created,
    )


def _title(row: Mapping[str, Json]) -> str:
    document = row.get("document")
    return next(iter(lines(document.get("title"))), "") if isinstance(document, dict) else ""
