"""The text that raw HTML leaves when its tags are taken away."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>")
_SILENT = frozenset({"script", "style", "template"})
_BREAKING = re.compile(
    r"address|article|aside|blockquote|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|option|p|pre"
    r"|section|summary|table|tbody|tfoot|thead|title|tr|ul"
)
_CELLS = frozenset({"td", "th"})


def tag_name(tag: str) -> str:
    """``"sup"`` for ``<sup>``, ``"/sup"`` for its end, empty for a comment and the like."""
    match = _TAG.match(tag)
    return match[1] + match[2].lower() if match else ""


def is_silent(name: str) -> bool:
    """Whether the content of this element is not text for a reader: scripts, styles."""
    return name in _SILENT


def lines_of_html(html: str) -> list[str]:
    """What a browser would show as text, one entry for each line that block tags make.

    Lines are not empty; white space within them is as it was. Scripts, styles and comments leave
    nothing. Never raises; time grows with the length only.
    """
    pieces: list[str] = []
    position = 0
    while (tag := html.find("<", position)) >= 0:
        pieces.append(unescape(html[position:tag]))
        left, position = _after_tag(html, tag)
        pieces.append(left)
    pieces.append(unescape(html[position:]))
    lines = "".join(pieces).split("\0")
    return [line for line in lines if line.strip()]


def _after_tag(html: str, tag: int) -> tuple[str, int]:
    """What the ``<`` at ``tag`` leaves in the text, and where to go on."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
        if html.startswith(opening, tag):
            return "", _find_end(html, closing, tag + len(opening))
    match = _TAG.match(html, tag)
    if match is None:
        return "<", tag + 1
    name = match[2].lower()
    if name in _SILENT and not match[1]:
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, match.end())
        return "", end.end() if end else len(html)
    return ("\0" if _BREAKING.fullmatch(name) else " " if name in _CELLS else ""), match.end()


def _find_end(html: str, closing: str, start: int) -> int:
    """Where ``closing`` ends; without one the rest of the text belongs to what was opened."""
    found = html.find(closing, start)
    return len(html) if found < 0 else found + len(closing)
