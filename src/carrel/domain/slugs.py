"""Slugs: short readable names made from titles, unique among their neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MAX_LENGTH = 48
"""Code points of a slug made from a title, before a number is added to make it unique."""

_PACK_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GAPS = re.compile(r"[^\w]+|_+")


def is_slug(text: str) -> bool:
    """Whether ``text`` may be a slug that an author writes: ``a-z``, ``0-9``, single hyphens."""
    return _PACK_SLUG.fullmatch(text) is not None


def slug_of(title: str, *, fallback: str) -> str:
    """A slug for ``title``: its letters and digits in lower case without accents, hyphens between.

    Letters of other scripts stay. A title without any letter or digit gives ``fallback``.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", title.casefold().replace("'", ""))
        if not unicodedata.combining(letter)
    )
    words = unicodedata.normalize("NFC", _GAPS.sub("-", plain)).strip("-")
    if len(words) > MAX_LENGTH:
        words = words[:MAX_LENGTH].rpartition("-")[0] or words[:MAX_LENGTH]
    return words or fallback


def unique_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` ... whichever is first not taken."""
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
