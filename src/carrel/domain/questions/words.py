"""Words of a text compared roughly: without case, accents, endings and little words."""

from __future__ import annotations

import re

from carrel.domain.text.folding import fold

WORD = re.compile(r"\w+(?:['’]\w+)*")

_STEM_LENGTH = 5
_LITTLE_WORDS = frozenset(
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


def content_words(text: str) -> set[str]:
    """The beginnings of those words of a text that tell something.

    Forms of a word mostly share their first letters ("exploited", "exploit").
    """
    words = (word for word in folded_words(text) if word not in _LITTLE_WORDS)
    return {(word.rstrip("s") or word)[:_STEM_LENGTH] for word in words}


def has_words(text: str, wanted: str) -> bool:
    """Whether ``text`` has the words of ``wanted`` in a row; False if there are none."""
    words = folded_words(wanted)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(folded_words(text))} "
