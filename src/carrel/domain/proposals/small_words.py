"""The small words of a language without data, guessed from how often the text has them."""

from __future__ import annotations

from dataclasses import replace

from carrel.domain.proposals.name_runs import Spelling
from carrel.domain.text.language import common_words
from carrel.domain.text.language_words import LanguageWords

_SHARE = 0.004
"""Share of all words from which on a short word is a small one."""
_LONGEST = 5
_FEWEST_WORDS = 200


def with_own_stop_words(words: LanguageWords, spelling: Spelling) -> LanguageWords:
    """The words of a language, with stop words of the text's own where it has none.

    Short words that are frequent are small words. Texts of less than two hundred words say too
    little.
    """
    if words.has_data:
        return words
    counts = spelling.small
    total = counts.total()
    found = set(common_words(words.language))
    if total >= _FEWEST_WORDS:
        found |= {
            word
            for word, count in counts.items()
            if count > _SHARE * total and len(word) <= _LONGEST
        }
    return replace(words, stop_words=frozenset(found))
