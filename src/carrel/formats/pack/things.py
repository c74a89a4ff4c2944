"""Which thing of a pack a problem is about, found by the file and the line that it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from carrel.domain.packs import PackProblem, PackThing
from carrel.formats.pack.read import Reading

_LISTS = {
    "topics.yaml": (
        ("topics", PackThing.TOPIC, "slug"),
        ("people", PackThing.TOPIC, "slug"),
        ("glossary", PackThing.TOPIC, "slug"),
        ("mentions", PackThing.TOPIC, "topic"),
    ),
    "claims.yaml": (("claims", PackThing.CLAIM, "id"), ("links", PackThing.CLAIM, "from")),
    "positions.yaml": (("holders", PackThing.PACK, "slug"), ("issues", PackThing.ISSUE, "slug")),
    "timeline.yaml": (("events", PackThing.EVENT, "id"),),
}
_QUESTIONS = (("questions", PackThing.QUESTION, "id"),)
_HEADING = re.compile(r"^#{1,6} .*\{#([^\s}]+)", re.MULTILINE)
_PICTURE = re.compile(r"^the picture “(.+?)”")

_Place = tuple[int, PackThing, str]


class ThingsByPlace:
    """The things of a pack that has been read, by where they begin."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places: dict[str, list[_Place]] = {}

    def of(self, problem: PackProblem) -> tuple[PackThing, str]:
        """What a problem is about: the thing, and its slug in the pack, empty for the pack."""
        if problem.file not in self._places:
            self._places[problem.file] = sorted(self._listed(problem.file))
        places = self._places[problem.file]
        index = bisect_right([line for line, _, _ in places], problem.line or 0) - 1
        if problem.line is None or index < 0:
            return PackThing.PACK, ""
        _, thing, slug = places[index]
        return thing, slug

    def _listed(self, file: str) -> Iterator[_Place]:
        if file.startswith("sections/"):
            text = self._reading.section_texts.get(file, "")
            for heading in _HEADING.finditer(text):
                line = text.count("\n", 0, heading.start()) + 1
                yield line, PackThing.SECTION, heading[1]
            return
        marked = self._reading.marked.get(file)
        if marked is None or not isinstance(marked.value, dict):
            return
        for key, thing, name in _LISTS.get(file, _QUESTIONS):
            for number, one in enumerate(marked.value.get(key) or ()):
                slug = str(one.get(name, "")) if isinstance(one, dict) else ""
                yield marked.line((key, number)), thing, slug


def picture_of(problem: PackProblem) -> str:
    """The name of the picture that a problem is about; empty where it is about none."""
    found = _PICTURE.match(problem.what)
    return found[1] if found else ""
