"""Folding: the form of a text in which case, accents and ways of writing no longer differ."""

from __future__ import annotations

import re
import unicodedata

UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff"
)
"""Thai to Khmer, kana, Han, Hangul: no space between words. For a character class."""

_UNSPACED = re.compile(f"[{UNSPACED_RANGES}]")

# Letters that Unicode does not decompose although readers look for them under the plain ones.
_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_PUNCTUATION = dict.fromkeys("‐‑‒–—−-", " ") | dict.fromkeys("’‘ʼ`´", "'")
# Marks that a reader may leave out: Latin, Greek and Cyrillic accents, Hebrew and Arabic vowels.
# Marks of other scripts change the letter (か, が) and stay.
_LEFT_OUT = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F))


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.resized: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _fold_character(character)
        self[code] = folded
        if len(folded) != 1:
            self.resized.add(character)
        return folded


def _fold_character(character: str) -> str:
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    if unicodedata.category(character) == "Cf":
        return ""
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    kept = "".join(_PLAIN.get(each, each) for each in decomposed if not _is_left_out(each))
    return unicodedata.normalize("NFC", kept)


def _is_left_out(mark: str) -> bool:
    code = ord(mark)
    return any(first <= code <= last for first, last in _LEFT_OUT)


_FOLDS = _Folds()


def is_unspaced(text: str) -> bool:
    """True if there is a character of a script that puts no space between words."""
    return _UNSPACED.search(text) is not None


def fold(text: str) -> str:
    """``text`` without case, accents, soft hyphens; hyphens and blanks are spaces.

    "Élysée-Palast" and "elysee palast" fold to the same. Line ends stay line ends.
    """
    return text.translate(_FOLDS)


def fold_with_places(text: str) -> tuple[str, list[int] | None]:
    """The folded text and, for each of its code points, the place in ``text`` it comes from.

    The list has one entry more, for the end. None stands for "every place is the same", which is
    so for nearly all texts.
    """
    folded = text.translate(_FOLDS)
    if _FOLDS.resized.isdisjoint(text):
        return folded, None
    places = [place for place, character in enumerate(text) for _ in _FOLDS[ord(character)]]
    return folded, [*places, len(text)]
