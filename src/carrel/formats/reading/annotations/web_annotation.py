"""Reads W3C Web Annotations (https://www.w3.org/TR/annotation-model/), those of Carrel too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from carrel.domain.annotations import Colour, Style
from carrel.domain.brought_annotations import (
    AnnotatedText,
    BroughtAnnotation,
    BroughtAnnotations,
    LeftOut,
)
from carrel.domain.errors import UnreadableFile
from carrel.domain.ids import MaterialId
from carrel.formats.reading.annotations.selectors import ELSEWHERE, Place, types_of
from carrel.formats.reading.annotations.values import (
    MOST_ANNOTATIONS,
    Json,
    json_of,
    line,
    lines,
    time,
    words,
)

SCHEME = "carrel:"
"""What the addresses of Carrel's own materials and sections begin with."""

_COLLECTIONS = ("AnnotationCollection", "AnnotationPage")
_UNFOLLOWED = ("further pages", "they are elsewhere, and Carrel does not go online")
_NO_ANNOTATION = ("entries", "they are no annotations")


def is_web_annotation(value: Json) -> bool:
    """Whether a JSON value is an annotation, or a collection, page or list of annotations."""
    if isinstance(value, list):
        return bool(value) and all(is_web_annotation(one) for one in value[:20])
    if not isinstance(value, dict):
        return False
    types = types_of(value)
    if any(kind in _COLLECTIONS for kind in types):
        return True
    return "Annotation" in types and ("target" in value or "body" in value)


def read(name: str, data: bytes) -> BroughtAnnotations:
    """The annotations of a file; raises UnreadableFile."""
    reading = _Reading()
    for one in _items(json_of(name, data), reading):
        reading.take(one)
    if not reading.texts and not reading.left:
        raise UnreadableFile("“{name}” holds no annotations.", name=name)
    return BroughtAnnotations(
        "Web annotations",
        tuple(
            AnnotatedText(
                title or reading.labels.get(source, ""),
                tuple(found),
                source=source,
                material=material,
            )
            for (source, title, material), found in reading.texts.items()
        ),
        tuple(LeftOut(count, what, why) for (what, why), count in reading.left.items()),
    )


_Text = tuple[str, str, MaterialId | None]


@dataclass(slots=True)
class _Reading:
    """What was read so far: the annotations by text, and what had to be left."""

    texts: dict[_Text, list[BroughtAnnotation]] = field(default_factory=dict)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: dict[str, str] = field(default_factory=dict)

    def leave(self, what: str, why: str) -> None:
        self.left[(what, why)] += 1

    def take(self, one: Mapping[str, Json]) -> None:
        targets = one.get("target")
        every = targets if isinstance(targets, list) else [targets]
        for place, target in enumerate(every):
            self._take_target(one, target, f"/{place}" if place else "")

    def _take_target(self, one: Mapping[str, Json], target: Json, suffix: str) -> None:
        source, title = _source(target)
        found = _annotation(one, target, source, suffix, self)
        if found is not None:
            text = (*_text_of(source, title), _material(source))
            self.texts.setdefault(text, []).append(found)


def _items(value: Json, reading: _Reading) -> Iterator[Mapping[str, Json]]:
    """The annotations of collections, pages and lists, the nested ones in their order."""
    waiting: list[Json] = [value]
    seen = 0
    while waiting:
        one = waiting.pop()
        seen += 1
        if seen > 2 * MOST_ANNOTATIONS:
            raise UnreadableFile(
                "The file holds more than {most} annotations, which is no one’s reading.",
                most=f"{MOST_ANNOTATIONS:,}",
            )
        if isinstance(one, list):
            waiting += reversed(one)
        elif not isinstance(one, dict):
            reading.leave(*_NO_ANNOTATION)
        elif any(kind in _COLLECTIONS for kind in types_of(one)):
            reading.labels.setdefault(line(one.get("id")).partition("#")[0], line(one.get("label")))
            for key in ("next", "first", "items"):
                if isinstance(one.get(key), str):
                    reading.leave(*_UNFOLLOWED)
                elif key in one:
                    waiting.append(one[key])
        elif "Annotation" in types_of(one):
            yield one
        else:
            reading.leave(*_NO_ANNOTATION)


def _annotation(
    one: Mapping[str, Json], target: Json, source: str, suffix: str, reading: _Reading
) -> BroughtAnnotation | None:
    place = Place()
    if isinstance(target, dict):
        place.take(target.get("selector"))
    note, tags = _bodies(one, reading)
    if place.is_elsewhere and not place.quote:
        reading.leave(*ELSEWHERE)
    if not place.quote and not note and not tags:
        if not place.is_elsewhere:
            reading.leave("annotations", "they have neither words nor a note")
        return None
    classes = lines(target.get("styleClass")) if isinstance(target, dict) else ()
    is_of_ours = source.startswith(SCHEME)
    created = time(one.get("created"))
    return BroughtAnnotation(
        quote=place.quote,
        note=note,
        prefix=place.prefix,
        suffix=place.suffix,
        section=_address(source) if is_of_ours else "",
        # Elsewhere positions count the signs of a whole page, which are not those of a section.
        start=place.start if is_of_ours else None,
        order=None if place.start is None else float(place.start),
        colour=next((Colour(word) for word in classes if word in set(Colour)), Colour.IMPORTANT),
        style=_style(classes, lines(one.get("motivation")), has_words=bool(place.quote)),
        tags=tags,
        name=_name(one, suffix),
        created_at=created,
        updated_at=time(one.get("modified")) or created,
    )


def _bodies(one: Mapping[str, Json], reading: _Reading) -> tuple[str, tuple[str, ...]]:
    """The notes, one below the other, and the tags."""
    notes = [words(one.get("bodyValue")).strip()]
    tags: list[str] = []
    given = one.get("body")
    waiting = list(given) if isinstance(given, list) else [given]
    for body in waiting:
        if isinstance(body, dict) and "Choice" in types_of(body):
            items = body.get("items")
            body = items[0] if isinstance(items, list) and items else None
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            if "tagging" in lines(body.get("purpose")):
                tags += lines(body["value"])
            else:
                notes.append(_plain(body))
        elif isinstance(body, str):
            notes.append(words(body).strip())
        elif body is not None:
            reading.leave("attachments", "they are pictures, sounds or pages of their own")
    return "\n\n".join(filter(None, notes)), tuple(sorted(set(tags)))


def _plain(body: Mapping[str, Json]) -> str:
    text = words(body["value"])
    if "html" not in line(body.get("format")):
        return text.strip()
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).body
    return "" if root is None else root.text(separator=" ", strip=True)


def _style(classes: Sequence[str], motivations: Sequence[str], *, has_words: bool) -> Style:
    named = next((Style(word) for word in classes if word in set(Style)), None)
    if named is not None:
        return named
    if "bookmarking" in motivations and has_words:
        return Style.BOOKMARK
    return Style.HIGHLIGHT if has_words else Style.NOTE


def _source(target: Json) -> tuple[str, str]:
    """The address of what an annotation is on, and its title where that is told."""
    if isinstance(target, str):
        return line(target), ""
    if not isinstance(target, dict):
        return "", ""
    source = target.get("source", target.get("id"))
    if isinstance(source, dict):
        return line(source.get("id")), line(source.get("title") or source.get("label"))
    return line(source), line(target.get("title"))


def _text_of(source: str, title: str) -> tuple[str, str]:
    material = _material(source)
    if material is not None:
        return SCHEME + material, title
    return source.partition("#")[0], title


def _material(source: str) -> MaterialId | None:
    if not source.startswith(SCHEME):
        return None
    return MaterialId(_address(source).partition("/")[0])


def _address(source: str) -> str:
    return unquote(source.removeprefix(SCHEME)).partition("#")[0]


def _name(one: Mapping[str, Json], suffix: str) -> str:
    given = unquote(line(one.get("id")).removeprefix(f"{SCHEME}annotation/"))
    return given.removeprefix("urn:uuid:") + suffix if given else ""
