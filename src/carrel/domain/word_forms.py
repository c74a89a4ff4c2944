"""Other forms of a word, so that "negotiate" also finds "negotiation"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import Any

SHORTEST = 4
"""Letters that a word has at least for its other forms to be looked for."""

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "pl": "polish", "nn": "norwegian", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def root(word: str, language: str) -> str:
    """Letters with which the forms of ``word`` begin; empty if it has no other forms.

    ``language`` is a BCP 47 tag; the stems are those of Snowball (snowballstem.org).
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    stem = _stem(word, _code(language))
    if not stem:
        return ""
    pairs = zip(stem, word, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return word[: max(SHORTEST - 1, shared - 1)]


def forms(word: str, candidates: Iterable[str], language: str) -> tuple[str, ...]:
    """Those of ``candidates`` that are forms of ``word``, which is among them or not."""
    code = _code(language)
    stem = _stem(word, code)
    return tuple(each for each in candidates if each != word and _stem(each, code) == stem)


def stem_of(word: str, language: str) -> str:
    """What the forms of ``word`` (in small letters) share; the word where that is not known."""
    return _stem(word, _code(language)) or word


def _code(language: str) -> str:
    return language.lower().split("-")[0]


@lru_cache(maxsize=20_000)
def _stem(word: str, code: str) -> str:
    """The stem of ``word``; empty for a language without a stemmer."""
    stemmer = _stemmer(code)
    return "" if stemmer is None else str(stemmer.stemWord(word))


@lru_cache
def _stemmer(code: str) -> Any:
    if code not in _STEMMERS:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[code])
