"""Guesses the language of a text from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE_LENGTH = 40_000
_LEAST_WORDS = 20
_LEAST_SHARE = 0.08
"""Share of the words that must be common words of the language."""
_LEAST_LEAD = 1.4
"""How many times more of them there must be than of any other language's."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = {
    "en": "the of and to in is that it was for on are with as be at this have from not but they by",
    "de": "der die und das ist nicht zu den mit von ein eine dem des sich auf auch für im als es",
    "fr": "le la les des et est une dans que qui pour pas sur il au du par plus ce avec sont ne se",
    "es": "el la los las que y en del se por con una para es no lo como más su al pero sus este",
    "it": "il di che è la e per un non una del con sono della le si nel alla da dei gli come anche",
    "pt": "o que e do da em um para não uma os no se na por mais as dos como ao ele das são foi",
    "nl": "de het een en van is dat op te niet zijn met voor aan er die ook als bij door naar",
    "sv": "och att det som en på är av för med den till inte om ett han har de jag var från",
    "pl": "i w na się nie z do to że jest jak o po od przez dla są był co jego tym oraz",
    "ru": "и в не на что он как с по это но из у за от к его для так же было она мы быть",
    "uk": "і в не на що з як до та це у за від його для але був також які про є",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.5),
    ("he", re.compile("[\u05d0-\u05ea]"), 0.5),
    ("th", re.compile("[\u0e01-\u0e5b]"), 0.5),
    ("ka", re.compile("[\u10d0-\u10ff]"), 0.5),
    ("hy", re.compile("[\u0531-\u0587]"), 0.5),
)


def guess_language(text: str) -> str:
    """The BCP 47 tag of the language that most of the text is in, or empty if that is unsure.

    Only the beginning of a long text is looked at. A text of less than twenty words says too
    little, unless its script belongs to one language.
    """
    sample = text[:_SAMPLE_LENGTH]
    letters = sum(map(str.isalpha, sample))
    for language, sign, share in _SCRIPTS:
        if letters > 2 and len(sign.findall(sample)) > share * letters:
            return language
    words = Counter(match.group().lower() for match in _WORD.finditer(sample))
    return _by_words(words)


def common_words(language: str) -> frozenset[str]:
    """The commonest words of a language by its primary tag; none for a language not known here."""
    return _WORDS.get(language, frozenset())


def _by_words(words: Counter[str]) -> str:
    total = words.total()
    found = sorted(
        (sum(words[word] for word in common), language) for language, common in _WORDS.items()
    )
    (runner_up, _), (best, language) = found[-2:]
    is_sure = best >= _LEAST_SHARE * total and best >= _LEAST_LEAD * runner_up
    return language if total >= _LEAST_WORDS and is_sure else ""
