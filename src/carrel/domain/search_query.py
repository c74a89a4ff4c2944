"""What a person typed into the search field, read so that nothing typed is ever an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from carrel.domain.text.folding import is_unspaced

MOST_TERMS = 24
"""Terms of a query that are looked at; what is typed or pasted beyond them is left out."""

_PIECE = re.compile(r'(-*)("[^"]*"?\*?|[^\s"]+)')
_EITHER = "OR"


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found next to each other; with ``is_prefix`` the last one may go on.

    ``is_literal`` asks for the words as they are, without their other forms.
    """

    words: str
    is_prefix: bool = False
    is_literal: bool = False

    @property
    def is_unspaced(self) -> bool:
        """True if it is of a script that puts no space between words."""
        return is_unspaced(self.words)


@dataclass(frozen=True, slots=True)
class Query:
    """Every one of ``wanted`` has to be found, by any of its terms, and none of ``unwanted``."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if it asks for nothing: then nothing is found."""
        return not self.wanted


def parse(text: str, *, is_unfinished: bool = False) -> Query:
    """Read words, "phrases", prefix*, -not and OR (in capitals, between two terms).

    With ``is_unfinished`` the last word, unless a space or a quotation mark follows it, may go on.
    Signs that are no part of a word ask for nothing.
    """
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joins_last = False
    pieces = _PIECE.findall(_clean(text))
    goes_on = is_unfinished and text[-1:].isalnum()
    for number, (minus, piece) in enumerate(pieces[:MOST_TERMS]):
        if piece == _EITHER and not minus and wanted and number + 1 < len(pieces):
            joins_last = True
            continue
        term = _term(piece, goes_on=goes_on and number == len(pieces) - 1 and not minus)
        if term is None:
            continue
        if minus:
            unwanted.append(term)
        elif joins_last:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joins_last = False
    return Query(tuple(wanted), tuple(unwanted))


def _clean(text: str) -> str:
    """``text`` without what no text can contain: control characters and halves of characters."""
    return "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text).replace("“", '"').replace("”", '"')
        if character.isspace() or (ord(character) >= 32 and not "\ud800" <= character <= "\udfff")
    )


def _term(piece: str, *, goes_on: bool) -> Term | None:
    is_prefix = piece.endswith("*") or goes_on
    is_literal = piece.startswith('"')
    words = piece.strip('"*').strip() if is_literal else piece.strip("*")
    words = words.replace('"', " ").strip()
    if not any(character.isalnum() for character in words):
        return None
    return Term(words, is_prefix, is_literal)
