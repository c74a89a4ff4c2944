"""Strict YAML: only text, numbers, true/false and null, with the line of every value.

Refused are duplicate keys, anchors, aliases and tags, so that a file means what it looks like:
``no`` is text, a date is text, and nothing is included from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 20
MAX_VALUES = 500_000

Path = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the outermost in."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class StrictYamlError(Exception):
    """The text is not YAML of this kind. ``line`` counts from 1."""

    def __init__(self, line: int, what: str, hint: str = "") -> None:
        super().__init__(line, what, hint)
        self.line, self.what, self.hint = line, what, hint


@dataclass(slots=True)
class Marked:
    """A value with the line, counted from 1, on which each of its parts begins."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the value at ``path``, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str) -> Marked:
    """The value that ``text`` stands for; raises :class:`StrictYamlError`."""
    try:
        return _Builder(text).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is missing at the end is told for the line after the last.
        last = text.rstrip().count("\n")
        line = 1 if mark is None else min(mark.line, last) + 1
        problem = str(error.problem or error.context)
        raise StrictYamlError(line, f"is not YAML: {problem}.", _hint(problem)) from error
    except yaml.YAMLError as error:
        raise StrictYamlError(1, f"is not YAML: {error}.") from error


class _Builder:
    """Builds one value from the parser's events."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._lines: dict[Path, int] = {}

    def build(self) -> Marked:
        value: Any = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise StrictYamlError(_line(event), "has a second document after “---”.")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
        return Marked(value, self._lines)

    def _value(self, event: yaml.Event, path: Path) -> Any:
        _refuse_references(event)
        if len(path) > MAX_DEPTH:
            raise StrictYamlError(_line(event), "is nested too deeply.")
        if len(self._lines) > MAX_VALUES:
            raise StrictYamlError(_line(event), "holds too many values.")
        self._lines[path] = _line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            _refuse_references(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise StrictYamlError(_line(event), "has a list or mapping as a key.")
            key = event.value
            if key in found:
                raise StrictYamlError(_line(event), f"has the key “{key}” a second time.")
            found[key] = self._value(next(self._events), (*path, key))
            self._lines[(*path, key)] = _line(event)
        return found

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, (*path, len(found))))
        return found


def _hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "Put text that holds a colon and a space in quotation marks."
    if "cannot start any token" in problem:
        return "Indent with spaces, and put text that begins with a sign in quotation marks."
    return ""


def _line(event: yaml.Event) -> int:
    mark: Any = event.start_mark
    return int(mark.line) + 1


def _refuse_references(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise StrictYamlError(
            _line(event),
            f"has the alias “*{event.anchor}”, which packs do not have.",
            "Write the value out, or put it in quotation marks if the * belongs to it.",
        )
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        raise StrictYamlError(
            _line(event),
            f"has the anchor “&{anchor}”, which packs do not have.",
            "Put the value in quotation marks if the & belongs to it.",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise StrictYamlError(
            _line(event),
            f"has the tag “{tag}”, which packs do not have.",
            "Put the value in quotation marks if the ! belongs to it.",
        )


def _scalar(event: yaml.Event) -> str | int | float | bool | None:
    assert isinstance(event, yaml.ScalarEvent)
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
