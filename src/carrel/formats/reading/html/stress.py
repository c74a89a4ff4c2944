"""Stressed words in Markdown, also where its own signs for them would not be understood."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\x01", "\x02"
_MARK = re.compile(r"[\x01\x02][esdup]")
_SIGNS = {"e": "*", "s": "**"}
_AMBIGUOUS = frozenset("*_\x01\x02\n")
_TAGS = {"e": "em", "s": "strong", "d": "del", "u": "sup", "p": "sub"}
KINDS = {
    "em": "e", "i": "e", "cite": "e", "dfn": "e", "var": "e", "strong": "s", "b": "s",
    "del": "d", "s": "d", "strike": "d", "sup": "u", "sub": "p",
}  # fmt: skip
"""The letter of each tag that stresses words."""


def stressed(words: str, kind: str) -> str:
    """The inline Markdown stressed, each line of it alone, with marks for :func:`resolved`."""
    return "\n".join(_line(line, kind) for line in words.split("\n"))


def resolved(markdown: str) -> str:
    """Inline Markdown with its marks replaced by stars, or by tags where stars would not do.

    Stars are certain to be signs where white space or a sign of punctuation is on their outer side.
    """
    marks = list(_MARK.finditer(markdown))
    if not marks:
        return markdown
    written: dict[int, str] = {}
    opened: list[re.Match[str]] = []
    for mark in marks:
        if mark[0][0] == _OPEN:
            opened.append(mark)
        elif opened:
            first = opened.pop()
            kind = first[0][1]
            has_stars = kind in _SIGNS and _is_starred(markdown, first, mark)
            written[first.start()] = _SIGNS[kind] if has_stars else f"<{_TAGS[kind]}>"
            written[mark.start()] = _SIGNS[kind] if has_stars else f"</{_TAGS[kind]}>"
    return _MARK.sub(lambda mark: written.get(mark.start(), ""), markdown)


def _is_starred(markdown: str, first: re.Match[str], last: re.Match[str]) -> bool:
    before = markdown[first.start() - 1 : first.start()] if first.start() else ""
    inside = markdown[first.end() : last.start()]
    after = markdown[last.end() : last.end() + 1]
    return (
        inside[:1] not in _AMBIGUOUS
        and inside[-1:] not in _AMBIGUOUS
        and (not before or before.isspace() or before in '("“‘—–')
        and (not after or after.isspace() or after in '.,;:!?)"”’—–')
    )


def _line(words: str, kind: str) -> str:
    inner = words.strip(" ")
    if not inner:
        return words
    before = words[: len(words) - len(words.lstrip(" "))]
    after = words[len(words.rstrip(" ")) :]
    return f"{before}{_OPEN}{kind}{inner}{_CLOSE}{kind}{after}"
