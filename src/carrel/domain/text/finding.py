"""Finds words in a text as a reader looks for them: without case and accents, over any blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from carrel.domain.text.folding import fold, fold_with_places


def find_words(
    text: str, words: str, *, are_whole: bool = False, is_exact: bool = False
) -> list[tuple[int, int]]:
    """Where ``words`` stand in a text: code points from and to, in order, without overlap.

    White space in them stands for any white space. With ``are_whole`` they must not be parts of
    longer words, with ``is_exact`` case and accents must be the same. Blank words stand nowhere.
    """
    if not words.strip():
        return []
    if is_exact:
        sought, searched, places = words, text, None
    else:
        sought = fold(words)
        searched, places = fold_with_places(text)
    pattern = r"\s+".join(re.escape(part) for part in sought.split())
    if not pattern:
        return []
    if are_whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    found = [match.span() for match in re.finditer(pattern, searched)]
    if places is None:
        return found
    return list(_apart((places[start], places[end - 1] + 1) for start, end in found))


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without those that share a letter with the one before: "ﬀ" is folded to two letters."""
    free = 0
    for start, end in places:
        if start >= free:
            yield start, end
            free = end
