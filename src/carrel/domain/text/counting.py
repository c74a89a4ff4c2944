"""How many words a text has, also in scripts that put no space between them."""

from __future__ import annotations

import re

_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SIGNS_A_WORD = 2
_LETTERS_A_WORD = 5


def count_words(text: str) -> int:
    """Words by white space; without it, two Han or kana signs or five letters of Thai count as one.

    Most words of Chinese and Japanese have two signs; Lao, Burmese and Khmer count as Thai does.
    """
    count = len(text.split())
    if text.isascii():
        return count
    signs, letters = len(_SIGNS.findall(text)), len(_LETTERS.findall(text))
    if not signs and not letters:
        return count
    spaced = len(_LETTERS.sub(" ", _SIGNS.sub(" ", text)).split())
    return spaced + -(-signs // _SIGNS_A_WORD) + -(-letters // _LETTERS_A_WORD)
