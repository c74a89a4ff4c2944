"""Recognises the headings of a text that has no markup for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from carrel.formats.reading.lines import UNDERLINE, Group

_MOST_LETTERS = 90
_MOST_WORDS = 14
_LEAST_PROSE = 60

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth"
    "|eins|zwei|drei|vier|fünf|premier|première|deux|trois|primero|primera|primo|prima"
)
_NUMBER = rf"(?:[ivxlcdm]+|\d+|(?:the\s+)?(?:{_NUMBER_WORDS}))"
_UPPER_KINDS = "volume|book|part|act|band|buch|teil|tome|livre|partie|libro|parte|deel|том|часть"
_LOWER_KINDS = (
    "chapter|section|canto|scene|letter|lecture|lesson|unit|kapitel|abschnitt|chapitre|lettre"
    "|cap[ií]tulo|capitolo|hoofdstuk|глава|rozdział"
)
_KEYWORD = re.compile(
    rf"(?:(?P<upper>{_UPPER_KINDS})|(?P<lower>{_LOWER_KINDS}))\s+{_NUMBER}\b(?P<title>[\s.:—–-].*)?",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"(?:abstract|acknowledge?ments?|afterword|appendix|bibliography|conclusions?|contents|dedication"
    r"|discussion|epilogue|foreword|glossary|index|introduction|methods?|notes|preface|prologue"
    r"|references|results|summary|anhang|einleitung|inhalt|literatur|nachwort|schluss|vorwort"
    r"|zusammenfassung|avant-propos|conclusion|épilogue|préface|prólogo|conclusiones|indice)\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]{1,7}(?:\.(?:\s+\S.*)?)?")
_COUNT_OR_ADDRESS = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d+\s*(?:views?|shares?|comments?|reads?|min\b)|https?://|@\w|©",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its level from 1, and how many groups it takes up."""

    title: str
    level: int
    group_count: int = 1


class HeadingFinder:
    """Finds headings among the groups of one text.

    Headings that say so by a word ("Chapter 3") or a number make the upper levels; a line that only
    looks like one is on level 1 in a text that has no others, else a small heading of level 3.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        kinds = {
            match["upper"] is not None
            for group in groups
            if len(group.lines) <= 3 and (match := _KEYWORD.fullmatch(group.lines[0]))
        }
        self._has_named = bool(kinds)
        self._has_both = len(kinds) == 2

    def at(self, index: int) -> Heading | None:
        """The heading that begins with this group, if one does."""
        group = self._groups[index]
        if len(group.lines) > 3 or len(group.lines[0]) > _MOST_LETTERS:
            return None
        return (
            self._underlined(group)
            or self._named(index)
            or (self._plain(index) if len(group.lines) == 1 else None)
        )

    def _underlined(self, group: Group) -> Heading | None:
        if len(group.lines) != 2 or not (match := UNDERLINE.fullmatch(group.lines[1])):
            return None
        return Heading(group.lines[0], 1 if match["upper"] else 2)

    def _named(self, index: int) -> Heading | None:
        """A heading like "Chapter 3", whose title may be on the next line or in the next group."""
        group = self._groups[index]
        match = _KEYWORD.fullmatch(group.lines[0])
        if match is None:
            is_fixed = len(group.lines) == 1 and _FIXED.fullmatch(group.lines[0])
            has_text = self._is_followed_by_text(index + 1)
            return Heading(group.lines[0].rstrip("."), 1) if is_fixed and has_text else None
        level = 2 if self._has_both and match["lower"] else 1
        name = group.words.rstrip(" .:—–-")
        if len(group.lines) > 1 and not match["title"]:
            name = f"{group.lines[0].rstrip(' .:—–-')}. {' '.join(group.lines[1:])}"
        following = self._group(index + 1)
        has_title = len(name) > len(group.lines[0]) or (match["title"] or "").strip(" .:—–-")
        if (
            not has_title
            and following is not None
            and self._is_title(following)
            and self._is_followed_by_text(index + 2, below=match)
        ):
            return Heading(f"{name}. {following.words}", level, 2)
        return Heading(name, level) if self._is_followed_by_text(index + 1, below=match) else None

    def _plain(self, index: int) -> Heading | None:
        line = self._groups[index].lines[0]
        if self._is_in_a_list(index) or not self._is_followed_by_text(index + 1):
            return None
        if _ROMAN.fullmatch(line):
            return Heading(line.rstrip("."), 2 if self._has_named else 1)
        if not looks_like_heading(line):
            return None
        if number := _NUMBERED.match(line):
            return Heading(line, number["number"].count(".") + (2 if self._has_named else 1))
        is_prose_next = self._is_prose(index + 1, longer_than=len(line))
        if not is_prose_next and not line.isupper():
            return None
        return Heading(line, 3 if self._has_named else 1)

    def _group(self, index: int) -> Group | None:
        return self._groups[index] if index < len(self._groups) else None

    def _is_in_a_list(self, index: int) -> bool:
        """Whether the line hangs on to a short one before it."""
        group = self._groups[index]
        before = self._group(index - 1) if index else None
        return group.is_attached and before is not None and len(before.words) < _LEAST_PROSE

    def _is_title(self, group: Group) -> bool:
        return (
            len(group.lines) <= 2
            and looks_like_heading(group.words)
            and not _KEYWORD.match(group.words)
        )

    def _is_followed_by_text(self, index: int, *, below: re.Match[str] | None = None) -> bool:
        """Whether text follows, maybe below a lower heading; not so in a table of contents."""
        group = self._group(index)
        if group is None:
            return False
        match = _KEYWORD.fullmatch(group.lines[0])
        return match is None or bool(below and below["upper"] and match["lower"])

    def _is_prose(self, index: int, *, longer_than: int) -> bool:
        group = self._group(index)
        return group is not None and len(group.words) > max(_LEAST_PROSE, longer_than)


def names_itself(line: str) -> bool:
    """Whether the line says that it is a heading: "Chapter 3", "Preface"."""
    return bool(_KEYWORD.fullmatch(line) or _FIXED.fullmatch(line))


def looks_like_heading(line: str) -> bool:
    """Whether a line that stands alone may be a heading by its length, its letters and its end."""
    words = line.split()
    if not 0 < len(line) <= _MOST_LETTERS or len(words) > _MOST_WORDS:
        return False
    if not any(map(str.isalpha, line)) or _is_note(line):
        return False
    first = line.lstrip("\"'“‘«¿¡([")[:1]
    if not (first.isdigit() or (first.isalpha() and not first.islower())):
        return False
    last = line.rstrip("\"'”’»)]")[-1:]
    if last in ".,;:-—–…。，；：、":
        return False
    return last not in "?!？！" or _is_title_case(words)


def _is_note(line: str) -> bool:
    """Whether the line is a date, a counter or an address, as web pages have below their titles."""
    return bool(_COUNT_OR_ADDRESS.search(line)) or (len(line) < 40 and bool(_DATE.search(line)))


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[:1].isalpha()]
    capital = sum(not word[0].islower() for word in long)
    return bool(long) and capital >= 0.6 * len(long)
