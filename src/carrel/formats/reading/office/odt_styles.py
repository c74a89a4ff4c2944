"""What the styles of an OpenDocument text mean: headings, quotations, code, stressed words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_DEEPEST = 12
_HEADING = re.compile(r"Heading(?:_20_| )(\d+)")
_NAMES = {
    "quotations": "blockquote", "quote": "blockquote", "block_20_text": "blockquote",
    "block_20_quotation": "blockquote", "preformatted_20_text": "pre", "source_20_code": "pre",
}  # fmt: skip
_CODE = frozenset({"source_20_text", "source_5f_text", "verbatim_20_char", "teletype"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is: the HTML tag for it, whether it is the title, or a line of contents."""

    tag: str = "p"
    is_title: bool = False
    is_contents: bool = False


class Styles:
    """The styles of a document by name; ``roots`` are the XML of its text and of its styles."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        for root in roots:
            for node in root.iter() if root is not None else ():
                kind = _name(node)
                if kind == "style":
                    self._styles.setdefault(_attribute(node, "name"), node)
                elif kind == "list-style":
                    self._lists.setdefault(_attribute(node, "name"), node)

    def paragraph(self, name: str) -> Look:
        """What a paragraph of this style is."""
        for one in self._line(name):
            if one == "Title":
                return Look("h1", is_title=True)
            match = _HEADING.fullmatch(one)
            if match:
                return Look(f"h{min(6, int(match[1]))}")
            if one.startswith("Contents_20_"):
                return Look(is_contents=True)
            if one.lower() in _NAMES:
                return Look(_NAMES[one.lower()])
        return Look()

    def words(self, name: str) -> tuple[str, ...]:
        """The HTML tags for words of this style, outer ones first."""
        if any(one.lower() in _CODE for one in self._line(name)):
            return ("code",)
        if name in ("Emphasis", "Strong_20_Emphasis"):
            return ("em",) if name == "Emphasis" else ("strong",)
        values = self._text_values(name)
        found = []
        if values.get("font-weight") in ("bold", "600", "700", "800", "900"):
            found.append("strong")
        if values.get("font-style") in ("italic", "oblique"):
            found.append("em")
        if values.get("text-line-through-style", "none") != "none":
            found.append("del")
        position = values.get("text-position", "")
        if position.startswith(("super", "33%")):
            found.append("sup")
        elif position.startswith(("sub", "-")):
            found.append("sub")
        return tuple(found)

    def _text_values(self, name: str) -> dict[str, str]:
        """How words of a style look, by the names of the format."""
        values: dict[str, str] = {}
        for one in self._line(name):
            style = self._styles.get(one)
            for part in style if style is not None else ():
                if _name(part) == "text-properties":
                    for key, value in part.attrib.items():
                        values.setdefault(key.rpartition("}")[2], value)
        return values

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether the items of a list of this style are numbered at a level, from 1."""
        style = self._lists.get(name)
        for one in style if style is not None else ():
            if _attribute(one, "level") == str(level):
                return _name(one) == "list-level-style-number" and bool(
                    _attribute(one, "num-format")
                )
        return False

    def _line(self, name: str) -> Iterable[str]:
        """A style's name and those of the styles that it is made from."""
        for _ in range(_DEEPEST):
            if not name:
                return
            yield name
            style = self._styles.get(name)
            name = _attribute(style, "parent-style-name") if style is not None else ""


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
