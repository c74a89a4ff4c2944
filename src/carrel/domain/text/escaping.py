"""Writes plain words as Markdown that gives the same words back."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"[\\`*\[\]<$|]"
    r"|&(?=[#\w])"
    r"|~(?=~)|(?<=~)~"
    # Within a word an underscore marks nothing.
    r"|(?<![^\W_])_|_(?![^\W_])"
)
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+>=:~])")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_EDGES = re.compile(r"\A[^\S\n]+|[^\S\n]+\Z")
_WHITE = re.compile(r"[ \t]+")


def paragraph(words: str) -> str:
    """Markdown of one paragraph with exactly these words; its line ends become hard breaks.

    White space is folded as in every paragraph: runs of spaces and tabs are one space, none stands
    at the ends of a line, and blank lines leave nothing.
    """
    lines = (_WHITE.sub(" ", line).strip(" ") for line in words.split("\n"))
    escaped = "\\\n".join(_line(line) for line in lines if line)
    # The parser would take spaces of all kinds from the ends of a paragraph.
    return _EDGES.sub(lambda edge: "".join(f"&#{ord(sign)};" for sign in edge[0]), escaped)


def _line(words: str) -> str:
    words = _SIGNS.sub(r"\\\g<0>", words)
    words = _NUMBER.sub(r"\1\\\2", words, count=1) if _NUMBER.match(words) else words
    return "\\" + words if _LINE_START.match(words) else words
