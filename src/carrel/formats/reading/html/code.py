"""Code in HTML as Markdown: spans and blocks with their language."""

from __future__ import annotations

import re

from carrel.formats.reading.html.tree import Element

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|brush:\s*|sourceCode\s+)"
    r"([\w+#.-]+)"
)
_LINE_END = frozenset({"br", "div", "p", "li", "tr"})


def code_span(words: str) -> str:
    """Markdown of code within a line."""
    folded = " ".join(words.split())
    if not folded:
        return " " if words else ""
    fence = "`" * (_longest_run(folded) + 1)
    padding = " " if folded[0] == "`" or folded[-1] == "`" else ""
    return f"{fence}{padding}{folded}{padding}{fence}"


def code_block(element: Element) -> list[str]:
    """Markdown of a ``pre``: one block, or none if it is empty."""
    text = _verbatim(element).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return []
    fence = "`" * max(3, _longest_run("\n".join(lines)) + 1)
    return ["\n".join([fence + _language(element), *lines, fence])]


def _verbatim(element: Element) -> str:
    pieces = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "br":
            pieces.append("\n")
        else:
            inside = _verbatim(child)
            pieces.append(inside)
            if child.tag in _LINE_END and not inside.endswith("\n"):
                pieces.append("\n")
    return "".join(pieces)


def _language(element: Element) -> str:
    for one in (element, *element.elements, *list(element.ancestors())[:2]):
        match = _LANGUAGE.search(one.get("class"))
        if match:
            return match[1].lower()
    return ""


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
