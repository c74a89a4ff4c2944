"""Patterns that find the words of a language in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from carrel.domain.text.folding import fold

_NEVER = re.compile(r"(?!)")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these phrases as whole words, the longest first; nothing if there are none.

    One that ends with an apostrophe belongs to the word after it.
    """
    choices = _choices(phrases)
    return re.compile(rf"(?<!\w)(?:{choices})(?:(?<=')|(?!\w))") if choices else _NEVER


def joined_by(joining: Iterable[str]) -> re.Pattern[str]:
    """Matches what stands between two things that are put in a row."""
    choices = _choices(joining)
    middle = rf"(?:(?:{choices})[\s,]*)?" if choices else ""
    return re.compile(rf"[\s,;/&]*{middle}")


def _choices(phrases: Iterable[str]) -> str:
    folded = {" ".join(fold(phrase).split()) for phrase in phrases} - {""}
    return "|".join(map(re.escape, sorted(folded, key=lambda each: (-len(each), each))))
