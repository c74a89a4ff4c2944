"""Patterns that find the words of a language in a text in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEVER = re.compile(r"(?!)")


def lowered(text: str) -> str:
    """Small letters and straight apostrophes; accents stay, they tell words apart ("là", "la").

    As long as ``text``, so that places in both are the same.
    """
    low = text.lower().replace("’", "'").replace("\u00a0", " ")
    return low if len(low) == len(text) else text.replace("’", "'").replace("\u00a0", " ")


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
    words = {" ".join(lowered(phrase).split()) for phrase in phrases} - {""}
    return "|".join(map(re.escape, sorted(words, key=lambda each: (-len(each), each))))
