"""Words of a text compared roughly: without case, accents, endings and little words."""

from __future__ import annotations

import re

from carrel.domain.text.folding import fold, is_unspaced
from carrel.domain.text.language import common_words

WORD = re.compile(r"\w+(?:['’]\w+)*")

_STEM_LENGTH = 5
_ENGLISH = frozenset(
    WORD.findall(
        "a an and are as at be been being but by can could did do does for from had has have he"
        " her his how if in into is it its may might more most no not of on one or other our she"
        " should so some such than that the their them then there these they this those to too"
        " under was we were what when where which while who whom whose why will with would you"
    )
)


def folded_words(text: str) -> list[str]:
    """The words of a text in order, folded."""
    return WORD.findall(fold(text))


def content_words(text: str, language: str = "en") -> set[str]:
    """The beginnings of those words of a text that tell something.

    Forms of a word mostly share their first letters ("exploited", "exploit"). ``language`` is a
    BCP 47 tag; in one whose little words are not known all words tell something. Where words are
    not parted by spaces, each two signs in a row stand for a word.
    """
    primary = language.partition("-")[0].lower()
    little = _ENGLISH if primary == "en" else frozenset(map(fold, common_words(primary)))
    found: set[str] = set()
    for word in folded_words(text):
        if is_unspaced(word):
            found |= {word[place : place + 2] for place in range(max(1, len(word) - 1))}
        elif word not in little:
            found.add((word.rstrip("s") or word)[:_STEM_LENGTH])
    return found


def has_words(text: str, wanted: str) -> bool:
    """Whether ``text`` has the words of ``wanted`` in a row; False if there are none."""
    words = folded_words(wanted)
    if any(map(is_unspaced, words)):
        return fold(wanted).strip() in fold(text)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(folded_words(text))} "
