"""Cuts a section's plain text into sentences, by rules for European languages and Han script."""

from __future__ import annotations

import re

_END = re.compile(
    r"""
    (?P<wide>[。！？｡]+[”’」』）】]*)
    | (?<![.!?…؟۔])(?P<mark>[.!?…؟۔]++)(?P<closers>["'”’“»«)\]]*+)(?=[ \t\u00a0]|$)
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]+")
_LAST_WORD = re.compile(r"[\w.&-]*$")
_NEXT_WORD = re.compile(r"[\s\"'“”‘’«»(\[¿¡—–-]*(\w[\w'’]*)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The sentence goes on after a title with a capital, after these whatever comes, and after the last
# if a number comes.
_TITLES = _words(
    "mr mrs ms dr prof st sr mx messrs gen col lt sgt capt cmdr adm maj rev hon pres gov sen rep "
    "mme mlle mgr hr fr frl ing dipl sra dra"
)
_GOING_ON = _words("e.g i.e z.b d.h u.a p.ex cf vgl vs viz ca approx al eds trans sog bzw gegr geb")
_BEFORE_NUMBERS = _words(
    "no nos nr p pp vol vols fig figs art par ch sec eq tab bd abb s ed ps chap cap "
    "jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc"
)
# After these it ends if a word that often begins a sentence comes.
_EITHER = _words(
    "etc usw etc. inc ltd co corp jr bros dept est a.m p.m u.s u.k u.n e.u ph.d b.c a.d"
)
_STARTERS = _words(
    "the a an in on at he she it they we i you this that these those but and so yet if when while "
    "as for after before since although however his her its their our my there here what who why "
    "how where not no one some many most all both each even still then thus now today later "
    "der die das ein eine er sie es wir ihr und aber doch im am le la les un une il elle ils nous"
)
_MONTHS = _words(
    "januar jänner februar märz april mai juni juli august september oktober november dezember"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text: start and end of each in code points, in order.

    Every sign that is not white space is in exactly one; none begins or ends with white space, and
    none reaches over a line end.
    """
    return tuple(
        sentence
        for line in _LINE.finditer(text)
        for sentence in _of_line(text, line.start(), line.end())
    )


def _of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for match in _END.finditer(text, start, end):
        if match["wide"] or _is_end(text, match, start, end):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, end))
    return [(first, last) for first, last in found if first < last]


def _is_end(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence that began at ``start`` ends with this mark."""
    following = _NEXT_WORD.match(text, match.end(), end)
    word = following[1] if following and following[1] else ""
    if word[:1].islower():
        return False
    if match["mark"] != "." or match["closers"]:
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    return _ends_after(before[0] if before else "", word)


def _ends_after(last: str, following: str) -> bool:
    """Whether a full stop after the word ``last`` and before ``following`` ends a sentence."""
    folded = last.lower().lstrip("-&.")
    if folded in _GOING_ON or (folded in _TITLES and last[0].isupper()):
        return False
    if folded in _BEFORE_NUMBERS and following[:1].isdigit():
        return False
    if last.isdigit():
        return len(last) > 2 or following.lower() not in _MONTHS
    if len(last) == 1 and last.isalpha() and last.isupper():
        return not following or (last == "I" and following.lower() in _STARTERS)
    if folded in _EITHER or _ACRONYM.fullmatch(last):
        return not following or following.lower() in _STARTERS
    return True


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())
