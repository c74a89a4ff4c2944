"""Slugs: short names for sections and materials, made from their titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

MAX_LENGTH = 60
"""Code points of a slug made from a title; the number of a repeated one comes on top."""

_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_LATIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slugify(title: str) -> str:
    """A slug for a title: ``"Macron's Approach: a Gamble?"`` gives ``"macrons-approach-a-gamble"``.

    Latin letters lose their accents; letters of other scripts stay, so that those titles can be
    told apart. Empty if the title has neither letters nor digits.
    """
    folded = unicodedata.normalize("NFKD", title.translate(_APOSTROPHES)).casefold()
    letters = _without_latin_accents(folded).translate(_LATIN)
    signs = (sign if _is_part_of_a_word(sign) else " " for sign in letters)
    return _shortened(unicodedata.normalize("NFC", "".join(signs)).split())


def unique_slugs(wanted: Iterable[str], *, taken: Collection[str] = ()) -> tuple[str, ...]:
    """A slug for each wanted slug or title, in order, none equal to another or to a taken one.

    The second of a name gets ``-2`` and so on; one with nothing to name it by is ``section``.
    """
    used = set(taken)
    next_number: dict[str, int] = {}
    slugs = []
    for name in wanted:
        plain = slugify(name) or "section"
        slug = plain
        while slug in used:
            number = next_number.get(plain, 2)
            next_number[plain] = number + 1
            slug = f"{plain}-{number}"
        used.add(slug)
        slugs.append(slug)
    return tuple(slugs)


def _is_part_of_a_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def _without_latin_accents(decomposed: str) -> str:
    """Marks change the word in many scripts; only on Latin letters are they an accent."""
    kept = []
    is_latin = False
    for sign in decomposed:
        if unicodedata.combining(sign) and is_latin:
            continue
        is_latin = sign < "\u0250" and sign.isalpha()
        kept.append(sign)
    return "".join(kept)


def _shortened(words: list[str]) -> str:
    """As many words as fit; at least a part of the first."""
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_LENGTH]
        if len(longer) > MAX_LENGTH:
            break
        slug = longer
    return slug
