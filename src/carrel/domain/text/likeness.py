"""Finds the words in a text that are most like given ones: the fuzzy half of locating a passage."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

_PIECE_LENGTH = 160
_MOST_PIECES = 8
_LEAST_PIECE_SCORE = 60
_STRAYS = 6
_EDGE_WORDS = 4
# Of many words, letters say less than words: all English has the same letters.
_MANY_WORDS = 30
# Han, kana and Hangul are written without spaces, so each sign is taken as a word.
_WORD = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u2e80-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_PLAIN_SIGNS = (
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛‹›′ʼ`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\t\n\u00a0\u202f\u2009", " ")
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words like the sought ones: where they stand, and how like they are from 0 to 1."""

    start: int
    end: int
    score: float


def plain_signs(text: str) -> str:
    """The text in one way of writing, of the same length: no case, no typographic signs."""
    plain = text
    # Replacing sign by sign is many times faster than str.translate on a long text.
    for sign, plain_sign in _PLAIN_SIGNS.items():
        plain = plain.replace(sign, plain_sign)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else plain


def similarity(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same but for case and typographic signs."""
    return Indel.normalized_similarity(plain_signs(one), plain_signs(other))


def weight(words: str) -> int:
    """How much the words say, in letters; a Han sign or the like says about as much as three."""
    return sum(3 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def most_alike(words: str, text: str) -> Likeness | None:
    """The stretch of ``text`` most like ``words``, from the beginning of a word to the end of one.

    None where nothing is half as like. The time grows with the length of the text and, beyond
    some hundred letters, hardly with that of the words.
    """
    sought, searched = plain_signs(words), plain_signs(text)
    window = _window(sought, searched)
    if window is None:
        return None
    start, end = window
    found = _aligned(sought, searched[start:end])
    if found is None:
        return None
    first, last = found[0] + start, found[1] + start
    score = Indel.normalized_similarity(sought, searched[first:last])
    return Likeness(first, last, score) if score >= _LEAST_PIECE_SCORE / 100 - 0.1 else None


def _window(sought: str, searched: str) -> tuple[int, int] | None:
    """Roughly where the words are: the place that most of their pieces speak for."""
    votes = []
    for offset in _piece_offsets(len(sought)):
        piece = sought[offset : offset + _PIECE_LENGTH]
        found = fuzz.partial_ratio_alignment(piece, searched, score_cutoff=_LEAST_PIECE_SCORE)
        if found is not None:
            votes.append((found.dest_start - offset, found.score))
    if not votes:
        return None
    slack = len(sought) // 2 + 60
    best = max(
        (place for place, _ in votes),
        key=lambda place: sum(s for other, s in votes if abs(other - place) <= slack),
    )
    near = [place for place, _ in votes if abs(place - best) <= slack]
    return max(0, min(near) - slack // 2), max(near) + len(sought) + slack


def _piece_offsets(length: int) -> list[int]:
    """Where the pieces that are searched for begin, with the first and the last among them."""
    last = max(0, length - _PIECE_LENGTH)
    count = min(_MOST_PIECES, -(-length // _PIECE_LENGTH)) or 1
    return [last * index // max(1, count - 1) for index in range(count)]


def _aligned(sought: str, window: str) -> tuple[int, int] | None:
    """Start and end in the window of what stands for the sought words, by whole words."""
    wanted = [match.group() for match in _WORD.finditer(sought)]
    places = [match.span() for match in _WORD.finditer(window)]
    given = [window[start:end] for start, end in places]
    runs = [
        (opcode.dest_start, opcode.dest_end - 1)
        for opcode in Levenshtein.opcodes(wanted, given)
        if opcode.tag == "equal"
    ]
    if not runs:
        return None

    def score(first: int, last: int) -> float:
        if first > last:
            return 0.0
        if len(wanted) >= _MANY_WORDS:
            return Indel.normalized_similarity(wanted, given[first : last + 1])
        return Indel.normalized_similarity(sought, window[places[first][0] : places[last][1]])

    # A word of the window may equal a sought one by chance, far from the others.
    first = max((run[0] for run in runs[:_STRAYS]), key=lambda place: score(place, runs[-1][1]))
    last = max((run[1] for run in runs[-_STRAYS:]), key=lambda place: score(first, place))
    # A changed word at an edge stands for a sought one although it equals none.
    before = range(max(0, first - _EDGE_WORDS), min(len(places), first + _EDGE_WORDS + 1))
    first = max(before, key=lambda place: (score(place, last), place))
    after = range(max(0, last - _EDGE_WORDS), min(len(places), last + _EDGE_WORDS + 1))
    last = max(after, key=lambda place: (score(first, place), -place))
    return _with_signs(sought, window, places[first][0], places[last][1])


def _with_signs(sought: str, window: str, start: int, end: int) -> tuple[int, int]:
    """Takes in the marks around the words as far as the sought words had some there."""
    words = [match.span() for match in _WORD.finditer(sought)]
    leading, trailing = words[0][0], len(sought) - words[-1][1]
    while leading and start and _is_mark(window[start - 1]):
        start, leading = start - 1, leading - 1
    while trailing and end < len(window) and _is_mark(window[end]):
        end, trailing = end + 1, trailing - 1
    return start, end


def _is_mark(sign: str) -> bool:
    return not sign.isspace() and not _WORD.match(sign)
