"""Reads the selectors of Web Annotations: what they say of where an annotation stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carrel.formats.reading.annotations.values import Json, lines, number, words

ELSEWHERE = ("places", "only the program that made them can find them")
"""What is said of selectors by paths, pages or positions in a page that is not here."""

_DEEPEST = 10


@dataclass(slots=True)
class Place:
    """What the selectors of one target say.

    ``start`` counts the code points of the whole source. ``is_elsewhere`` if a selector was met
    that says nothing by words.
    """

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    is_elsewhere: bool = False

    def take(self, selector: Json, depth: int = 0) -> None:
        """Add what a selector says, or each of a list."""
        if isinstance(selector, list):
            for one in selector:
                self.take(one, depth)
        if not isinstance(selector, dict) or depth > _DEEPEST:
            return
        types = types_of(selector)
        if "Choice" in types:
            self.take(selector.get("items"), depth + 1)
        elif "TextQuoteSelector" in types:
            if not self.quote:
                self.quote = words(selector.get("exact"))
                self.prefix = words(selector.get("prefix"))
                self.suffix = words(selector.get("suffix"))
        elif "TextPositionSelector" in types:
            self.start = number(selector.get("start"))
            self.is_elsewhere = True
        else:
            self.is_elsewhere = True
        self.take(selector.get("refinedBy"), depth + 1)


def types_of(value: Mapping[str, Json]) -> tuple[str, ...]:
    """The classes of a JSON-LD value."""
    return lines(value.get("type"))
