"""What a person typed into the search field, read so that nothing typed is ever an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice

from carrel.domain.search_filters import ALL_NEEDED, FILTER, Condition, filter_name
from carrel.domain.text.folding import is_unspaced

MOST_TERMS = 24
"""Terms of a query that are looked at; what is typed or pasted beyond them is left out."""

_PIECE = re.compile(rf'(-*)(?:{FILTER}|("[^"]*"?\*?|[^\s"]+))', re.IGNORECASE)
_WORD = re.compile(r"\w+")
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
    """Every one of ``wanted`` has to be found, by any of its terms, and none of ``unwanted``.

    Each of ``conditions`` has to hold as well; without wanted words they list what meets them.
    """

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if it asks for nothing: then nothing is found."""
        return not self.wanted and not self.conditions


def parse(text: str, *, is_unfinished: bool = False) -> Query:
    """Read words, "phrases", prefix*, -not, filters, and OR (in capitals, between two of a kind).

    With ``is_unfinished`` the last word, unless a space or a quotation mark follows it, may go on.
    Signs that are no part of a word ask for nothing, and so do filters without a value.
    """
    reading = _Reading()
    pieces = _PIECE.findall(_clean(text))[:MOST_TERMS]
    goes_on = is_unfinished and text[-1:].isalnum()
    for number, (minus, name, value, words) in enumerate(pieces):
        is_last = number == len(pieces) - 1
        if name:
            reading.take_condition(Condition(filter_name(name), (value.strip('"* '),), bool(minus)))
        elif words == _EITHER and not minus and not is_last and reading.has_any:
            reading.join_next()
        elif term := _term(words, goes_on=goes_on and is_last and not minus):
            reading.take_term(term, is_unwanted=bool(minus))
    return reading.query()


class _Reading:
    """Puts together what is read, piece by piece."""

    def __init__(self) -> None:
        self._wanted: list[tuple[Term, ...]] = []
        self._unwanted: list[Term] = []
        self._conditions: list[Condition] = []
        self._joins = False
        self._follows_words = False

    @property
    def has_any(self) -> bool:
        """Whether there is something that a next piece could be another choice to."""
        return bool(self._wanted or self._conditions)

    def join_next(self) -> None:
        """The next piece is another choice to the one before it."""
        self._joins = True

    def take_term(self, term: Term, *, is_unwanted: bool) -> None:
        """Take words."""
        if is_unwanted:
            self._unwanted.append(term)
        elif self._joins and self._wanted and self._follows_words:
            self._wanted[-1] = (*self._wanted[-1], term)
        else:
            self._wanted.append((term,))
        self._joins, self._follows_words = False, True

    def take_condition(self, condition: Condition) -> None:
        """Take a filter, unless it has no value yet."""
        if not condition.values[0]:
            return
        place = self._place_to_join(condition)
        if place is None:
            self._conditions.append(condition)
        else:
            values = (*self._conditions[place].values, *condition.values)
            self._conditions[place] = replace(condition, values=values)
        self._joins = self._follows_words = False

    def query(self) -> Query:
        """All that was read."""
        return Query(tuple(self._wanted), tuple(self._unwanted), tuple(self._conditions))

    def _place_to_join(self, condition: Condition) -> int | None:
        joins = self._joins and not self._follows_words
        is_either = joins or condition.is_unwanted or condition.name not in ALL_NEEDED
        for place in reversed(range(len(self._conditions))):
            other = self._conditions[place]
            if (other.name, other.is_unwanted) == (condition.name, condition.is_unwanted):
                return place if is_either else None
        return None


def words_asked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """``text`` as it is read, and where the wanted words stand in it, in code points."""
    cleaned = _clean(text)
    places = []
    for piece in islice(_PIECE.finditer(cleaned), MOST_TERMS):
        words = piece[4]
        if words and not piece[1] and words != _EITHER:
            first = piece.start(4)
            places += [(first + one.start(), first + one.end()) for one in _WORD.finditer(words)]
    return cleaned, tuple(places)


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
