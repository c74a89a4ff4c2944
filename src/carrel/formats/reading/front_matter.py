"""The block of YAML that may stand before a Markdown text: title, authors, language, source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 64_000
# With this loader every value is text: no dates, no numbers, no objects of any kind.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says about itself; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    licence: str = ""
    description: str = ""
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a text with "\\n" line ends, and the text below it.

    A block that is no YAML mapping is a part of the text; if it was meant as one, a warning says
    so.
    """
    try:
        found, body = split_fields(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        warning = "The lines at the top that describe the document could not be understood."
        return FrontMatter(warnings=(warning,)), text
    return (FrontMatter() if found is None else _front_matter(found)), body


def split_fields(text: str) -> tuple[dict[object, object] | None, str]:
    """The fields of the front matter, all values as texts, lists and mappings; and what is below.

    None and the whole text where there is no such block. Raises what damaged YAML raises:
    YAMLError, RecursionError or ValueError.
    """
    match = _BLOCK.match(text)
    if match is None or len(match["yaml"]) > _LONGEST:
        return None, text
    found = yaml.load(match["yaml"], Loader=_LOADER)  # noqa: S506 # makes text only
    return (found, text[match.end() :]) if isinstance(found, dict) else (None, text)


def _front_matter(found: dict[object, object]) -> FrontMatter:
    values = {key.lower(): value for key, value in found.items() if isinstance(key, str)}

    def first(*keys: str) -> str:
        return next((text for key in keys for text in _texts(values.get(key))), "")

    language = first("language", "lang")
    source = [first("source", "url", "source_url", "link", "doi"), first("date", "published")]
    return FrontMatter(
        title=first("title"),
        authors=tuple(_texts(values.get("authors") or values.get("author"))),
        language=language.replace("_", "-") if _LANGUAGE.fullmatch(language) else "",
        source=", ".join(filter(None, source)),
        licence=first("licence", "license", "rights", "copyright"),
        description=first("description", "abstract", "summary", "subtitle"),
    )


def _texts(value: object) -> Iterator[str]:
    """The texts in a value: itself, those of a list, or the names in a list of mappings."""
    if isinstance(value, str):
        if folded := " ".join(value.split()):
            yield folded
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item.get("name") if isinstance(item, dict) else item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
