"""Pictures within short Markdown texts, such as options and prompts of questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture: what it shows in words (may be empty), and the name of its asset."""

    words: str
    name: str


def pictures_in(markdown: str) -> tuple[NamedPicture, ...]:
    """The pictures that a text has, in order."""
    return tuple(NamedPicture(*found) for found in _PICTURE.findall(markdown))


def without_pictures(markdown: str) -> str:
    """The text alone; of a text that is only pictures, what they show in words."""
    text = " ".join(_PICTURE.sub(" ", markdown).split()) if "![" in markdown else markdown
    return text or ", ".join(picture.words for picture in pictures_in(markdown))


def pictures_replaced(markdown: str, by: Callable[[NamedPicture], str]) -> str:
    """The text with each picture replaced by what ``by`` gives for it."""
    return _PICTURE.sub(lambda found: by(NamedPicture(found[1], found[2])), markdown)
