"""What the YAML files of a pack must look like, and in which words a deviation is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level, Support
from carrel.domain.timeline import EventKind
from carrel.domain.topics import TopicKind
from carrel.formats.pack.strict_yaml import Marked, Path

if TYPE_CHECKING:
    from jsonschema import ValidationError

FORMAT = 1
"""The number of the pack format that this program reads."""

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_MAYBE_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_SLUG_SIGN = r"[^\x00-/:-`{-\x7f\s]"
"""What a slug is made of: small letters, digits, and letters and marks of other scripts."""

_SLUG: Schema = {"type": "string", "pattern": rf"^{_SLUG_SIGN}+(-{_SLUG_SIGN}+)*$"}
_ID: Schema = {"type": "string", "pattern": r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}
_DATE: Schema = {
    "type": "string",
    "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
}
_COUNT: Schema = {"type": "integer", "minimum": 1}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _choice(of: Any) -> Schema:
    return {"enum": [member.value for member in of if member.value]}


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


_CITE = _object({"section": _SLUG, "quote": _TEXT}, {"nth": _COUNT})
_NAMED = {
    "group": _SLUG,
    "aliases": _list(_TEXT),
    "definition": _MAYBE_TEXT,
    "broader": _list(_SLUG),
    "related": _list(_SLUG),
    "links_by_name": _FLAG,
    "background": _FLAG,
}
_KIND = _choice(TopicKind)
_TOPIC = _object({"slug": _SLUG, "name": _TEXT, "kind": _KIND}, _NAMED)
_TERM = _object({"slug": _SLUG, "name": _TEXT}, {"kind": _KIND, **_NAMED})

_PACK = _object(
    {
        "format": {"type": "integer"},
        "id": _SLUG,
        "edition": _COUNT,
        "title": _TEXT,
        "language": _TEXT,
    },
    {
        "authors": _list(_TEXT),
        "licence": _MAYBE_TEXT,
        "source": _object({}, {"title": _MAYBE_TEXT, "author": _MAYBE_TEXT, "note": _MAYBE_TEXT}),
        "description": _MAYBE_TEXT,
        "section_depth": {"type": "integer", "minimum": 1, "maximum": 6},
    },
)
_TOPICS = _object(
    {},
    {
        "groups": _list(_object({"slug": _SLUG, "name": _TEXT})),
        "topics": _list(_TOPIC),
        "people": _list(_TOPIC),
        "glossary": _list(_TERM),
        "mentions": _list(
            _object({"topic": _SLUG, "section": _SLUG, "quote": _TEXT}, {"nth": _COUNT})
        ),
    },
)
_CLAIMS = _object(
    {},
    {
        "claims": _list(
            _object(
                {
                    "id": _ID,
                    "statement": _TEXT,
                    "section": _SLUG,
                    "quote": _TEXT,
                    "asserted_by": _SLUG,
                    "ascribed_to": _SLUG,
                    "certainty": _choice(Certainty),
                },
                {"nth": _COUNT, "hedge": _MAYBE_TEXT, "topics": _list(_SLUG)},
            )
        ),
        "links": _list(
            _object({"from": _ID, "relation": _choice(LinkKind), "to": _ID}, {"why": _MAYBE_TEXT})
        ),
    },
)
_POSITIONS = _object(
    {},
    {
        "holders": _list(_object({"slug": _SLUG, "name": _TEXT}, {"topics": _list(_SLUG)})),
        "issues": _list(
            _object(
                {"slug": _SLUG, "title": _TEXT},
                {
                    "cells": _list(
                        _object(
                            {"holder": _SLUG, "text": _TEXT},
                            {"claims": _list(_ID), "note": _MAYBE_TEXT},
                        )
                    )
                },
            )
        ),
    },
)
_TIMELINE = _object(
    {},
    {
        "events": _list(
            _object(
                {"id": _ID, "date": _DATE, "title": _TEXT},
                {
                    "until": _DATE,
                    "description": _MAYBE_TEXT,
                    "sources": _list(_TEXT),
                    "in_source": _FLAG,
                    "kind": _choice(EventKind),
                    "key": _FLAG,
                    "topics": _list(_SLUG),
                    "section": _SLUG,
                    "quote": _TEXT,
                    "nth": _COUNT,
                },
            )
        )
    },
)

QUESTION_KEYS: Schema = {
    "id": _ID,
    "kind": _choice(Kind),
    "prompt": _MAYBE_TEXT,
    "level": _choice(Level),
    "section": _SLUG,
    "topics": _list(_SLUG),
    "claims": _list(_ID),
    "tags": _list(_TEXT),
    "cites": _list(_CITE),
    "support": _choice(Support),
    "explanation": _MAYBE_TEXT,
}
"""What questions of all kinds have; other keys belong to the kind and are read by its class."""

_QUESTIONS = _object(
    {
        "questions": _list(
            {"type": "object", "properties": QUESTION_KEYS, "required": ["id", "kind"]}
        )
    }
)

SCHEMAS: dict[str, Schema] = {
    "pack.yaml": _PACK,
    "topics.yaml": _TOPICS,
    "claims.yaml": _CLAIMS,
    "positions.yaml": _POSITIONS,
    "timeline.yaml": _TIMELINE,
}

_SHAPES = {
    "object": "keys with values",
    "array": "a list",
    "string": "text (put it in quotation marks)",
    "integer": "a whole number",
    "boolean": "true or false",
}
_WHY_NEEDED = {
    "asserted_by": "Every claim has a holder: say who asserts it in the text.",
    "ascribed_to": "Every claim has a holder: say whose view it describes.",
}


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where a file is not as it must be, and what that is called."""

    line: int
    what: str
    hint: str = ""


def is_slug(text: str) -> bool:
    """Whether ``text`` may be a slug in a pack."""
    return re.fullmatch(_SLUG["pattern"], text) is not None


def schema_of(name: str) -> Schema:
    """The schema of a file of a pack, by its path in it."""
    return SCHEMAS.get(name, _QUESTIONS)


def deviations(name: str, marked: Marked) -> Iterator[Deviation]:
    """Where the file ``name`` of a pack is not as the format wants it."""
    return deviations_from(schema_of(name), marked)


def deviations_from(schema: Schema, marked: Marked) -> Iterator[Deviation]:
    """Where what a file holds is not as ``schema`` wants it."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema)
    # An empty file has nothing to say, which only pack.yaml may not.
    value = {} if marked.value is None else marked.value
    for error in validator.iter_errors(value):
        yield from _told(error, marked)


def _told(error: ValidationError, marked: Marked) -> Iterator[Deviation]:
    path: Path = tuple(error.absolute_path)
    line = marked.line(path)
    name = _name_of(path)
    wanted: Any = error.validator_value
    given: Any = error.instance
    match error.validator:
        case "required":
            # There is one deviation for each missing key; only its message says which.
            missing = next(key for key in wanted if error.message.startswith(repr(key)))
            yield Deviation(line, f"{name} needs “{missing}”.", _WHY_NEEDED.get(missing, ""))
        case "additionalProperties":
            schema: Any = error.schema
            known = list(schema["properties"])
            for key in given:
                if key not in known:
                    what = f"{name} has no key “{key}”."
                    yield Deviation(marked.line((*path, key)), what, nearest_hint(key, known))
        case "type":
            yield Deviation(line, f"{name} must be {_SHAPES[wanted]}.")
        case "enum":
            what = f"{name} must be one of {', '.join(wanted)}, not “{given}”."
            yield Deviation(line, what, nearest_hint(str(given), wanted))
        case "pattern":
            yield Deviation(line, f"{name} is “{given}”.", _pattern_hint(wanted))
        case "minLength":
            yield Deviation(line, f"{name} must not be empty.")
        case "uniqueItems":
            double = next(each for at, each in enumerate(given) if each in given[:at])
            yield Deviation(line, f"{name} has “{double}” more than once.")
        case _:
            yield Deviation(line, f"{name}: {error.message}.")


def nearest_hint(word: str, known: list[str]) -> str:
    """Which of the known words may be meant, if one is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


def _name_of(path: Path) -> str:
    """A value in words: ``claims 3, topics 1``, lists counted from 1."""
    if not path:
        return "The file"
    pieces: list[str] = []
    for step in path:
        if isinstance(step, int) and pieces:
            pieces[-1] += f" {step + 1}"
        else:
            pieces.append(str(step))
    return ", ".join(pieces)


def _pattern_hint(pattern: str) -> str:
    if pattern == _DATE["pattern"]:
        return 'A date is a year, a month or a day: "2017", "2017-05" or "2017-05-29".'
    return "Use letters a to z, digits and single hyphens, without spaces."
