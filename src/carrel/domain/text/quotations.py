"""Finds quoted words in a text, with whatever white space and signs they were typed."""

from __future__ import annotations

import re
import unicodedata

_DOUBLE_QUOTES = '"“”„‟«»″＂'
_SINGLE_QUOTES = "'‘’‚‛‹›′ʼ`´"
_DASHES = "-‐‑‒–—―−"
_ELLIPSIS = r"(?:…|\.[ \u00a0]?\.[ \u00a0]?\.)"
_TYPOGRAPHY = re.compile(
    rf"(?P<dash>\s*[{_DASHES}]+\s*)|(?P<space>\s+)|(?P<double>[{_DOUBLE_QUOTES}])"
    rf"|(?P<single>[{_SINGLE_QUOTES}])|(?P<ellipsis>{_ELLIPSIS})"
)
_WAYS_OF_WRITING = {
    "space": r"\s+",
    "dash": rf"\s{{0,2}}[{_DASHES}]{{1,3}}\s{{0,2}}",
    "double": f"[{_DOUBLE_QUOTES}]",
    "single": f"[{_SINGLE_QUOTES}]",
    "ellipsis": _ELLIPSIS,
}


def find_quotation(text: str, quote: str, *, any_typography: bool = False) -> list[tuple[int, int]]:
    """Where the quoted words stand in a text: start and end in code points, in order.

    Any white space in the quotation stands for any in the text; so do, with ``any_typography``,
    quotation marks, dashes and ellipses for others of their kind. Letters must be the same,
    composed or not. Occurrences do not overlap. A blank quotation is found nowhere.
    """
    words = unicodedata.normalize("NFC", quote).strip()
    if not words:
        return []
    plain = _verbatim(text, words)
    if plain and not any_typography:
        return plain
    pattern = _typographic(words) if any_typography else _spaced(words)
    return [_trimmed(text, *match.span()) for match in pattern.finditer(text)]


def _verbatim(text: str, words: str) -> list[tuple[int, int]]:
    if any(sign.isspace() for sign in words):
        return []
    found = []
    start = text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + len(words))
    return found


def _spaced(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _typographic(words: str) -> re.Pattern[str]:
    pieces = []
    position = 0
    for match in _TYPOGRAPHY.finditer(words):
        pieces.append(re.escape(words[position : match.start()]))
        pieces.append(_WAYS_OF_WRITING[str(match.lastgroup)])
        position = match.end()
    pieces.append(re.escape(words[position:]))
    return re.compile("".join(pieces))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space at its ends, which a dash at an end of the quotation may have taken."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())
