"""Annotations as W3C Web Annotation JSON-LD (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.written import Written, one_file

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SCHEME = "carrel:"
"""Addresses of materials and sections: ``carrel:macron-putin/context``."""

_INKS = {
    Colour.IMPORTANT: "#f5d76e",
    Colour.QUESTION: "#8fbbe8",
    Colour.EVIDENCE: "#9fd3a4",
    Colour.DISAGREE: "#eda6a0",
}
_MOTIVATIONS = {Style.BOOKMARK: "bookmarking"}

Json = dict[str, Any]


def write_web_annotations(works: Sequence[StudyWork]) -> Written:
    """One AnnotationCollection for a material; a list of them for several."""
    made = [_collection(work) for work in works]
    value = made[0] if len(made) == 1 else made
    return one_file(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def address_of(thing: MaterialId | SectionId) -> str:
    """The IRI of a material or section."""
    return SCHEME + quote(thing, safe="/-._~")


def _collection(work: StudyWork) -> Json:
    material = work.contents.material
    name = address_of(material.id)
    return {
        "@context": CONTEXT,
        "id": f"{name}#annotations",
        "type": "AnnotationCollection",
        "label": material.title,
        "total": len(work.annotations),
        "first": {
            "id": f"{name}#annotations-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [_annotation(one) for one in work.annotations],
        },
    }


def _annotation(one: Annotation) -> Json:
    made: Json = {
        "id": _name(one.id),
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(one.style, "commenting" if one.note else "highlighting"),
        "created": _time(one.created_at),
        "modified": _time(one.updated_at),
        "stylesheet": {"type": "CssStylesheet", "value": _stylesheet(one)},
        "target": _target(one),
    }
    if bodies := _bodies(one):
        made["body"] = bodies
    return made


def _name(id_: str) -> str:
    try:
        return UUID(id_).urn
    except ValueError:
        return f"{SCHEME}annotation/{quote(id_)}"


def _bodies(one: Annotation) -> list[Json]:
    bodies: list[Json] = []
    if one.note:
        bodies.append(
            {
                "type": "TextualBody",
                "value": one.note,
                "format": "text/markdown",
                "purpose": "commenting",
            }
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in one.tags]
    return bodies


def _target(one: Annotation) -> Json:
    target: Json = {
        "type": "SpecificResource",
        "source": address_of(one.section),
        "styleClass": [one.colour.value, one.style.value],
    }
    if one.passage is not None:
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": one.passage.quote,
                "prefix": one.passage.prefix,
                "suffix": one.passage.suffix,
            },
            {
                "type": "TextPositionSelector",
                "start": one.passage.start,
                "end": one.passage.end,
            },
        ]
    return target


def _stylesheet(one: Annotation) -> str:
    ink = _INKS[one.colour]
    line = f"text-decoration: underline {ink}" if one.style is Style.UNDERLINE else ""
    return f".{one.colour.value} {{ {line or f'background: {ink}'} }}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
