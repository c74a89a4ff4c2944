"""Writes plain words as Markdown that gives the same words back."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*\[\]<$|&~_]")
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+>=:~])")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_EDGES = re.compile(r"\A[^\S\n]+|[^\S\n]+\Z")
_CLOSING = re.compile(r"(?<!\\)#+$")
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


def heading(words: str, level: int) -> str:
    """Markdown of a heading of this level, 1 to 6, with exactly these words on one line."""
    title = paragraph(" ".join(words.split())).replace("{", "\\{")
    return "#" * level + " " + _CLOSING.sub(r"\\\g<0>", title)


def inline(words: str) -> str:
    """Markdown of these words within a line, wherever in it they stand."""
    return _SIGNS.sub(_escaped, words)


def line_start(markdown: str) -> str:
    """A line of inline Markdown so that its first signs begin no list, heading or quotation."""
    numbered = _NUMBER.sub(r"\1\\\2", markdown, count=1) if _NUMBER.match(markdown) else markdown
    return "\\" + numbered if _LINE_START.match(numbered) else numbered


def _line(words: str) -> str:
    return line_start(inline(words))


def _escaped(sign: re.Match[str]) -> str:
    words, at = sign.string, sign.start()
    before, after = words[at - 1 : at] if at else "", words[at + 1 : at + 2]
    match sign[0]:
        case "&":
            is_markup = after == "#" or after.isalnum()
        case "~":
            is_markup = "~" in (before, after)
        case "_":
            is_markup = not (before.isalnum() and after.isalnum())
        case _:
            is_markup = True
    return "\\" + sign[0] if is_markup else sign[0]
