"""Which languages Carrel has words for, and those words."""

from __future__ import annotations

from functools import lru_cache

from carrel.domain.text.language_words import LanguageWords
from carrel.formats.language_file import read_language
from carrel.system.resources import language_file, language_files


def words_of(language: str) -> LanguageWords:
    """The words of a language by its BCP 47 tag; empty ones where Carrel has no file for it.

    Raises :class:`UnreadableFile` for a file that is not as it must be.
    """
    return _words_of(language.lower().replace("_", "-").split("-")[0])


def known_languages() -> tuple[str, ...]:
    """The primary tags of the languages that Carrel has words for."""
    return tuple(path.stem for path in language_files())


@lru_cache(maxsize=8)
def _words_of(code: str) -> LanguageWords:
    path = language_file(code)
    if path is None:
        return LanguageWords(code)
    return read_language(path.read_bytes(), name=path.name)
