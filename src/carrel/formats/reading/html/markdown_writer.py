"""Writes a tree of elements as Markdown: blocks, and the words in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from carrel.domain.text.escaping import inline as escaped
from carrel.domain.text.escaping import line_start
from carrel.formats.reading.html.code import code_block, code_span
from carrel.formats.reading.html.formulas import formula_of, is_formula, with_formulas
from carrel.formats.reading.html.stress import KINDS, resolved, stressed
from carrel.formats.reading.html.tables import is_data_table, table_markdown
from carrel.formats.reading.html.tree import Element, tag_set

PAGE, NOTE, SPLIT = "carrel-page", "carrel-note", "carrel-split"
"""Elements of our own: where a page begins, the mark of a footnote, a place to cut at."""

DEEPEST_LIST = 12
"""Lists and quotations within each other; deeper ones are written as if they were not nested."""

BLOCKS = tag_set(
    "address article aside blockquote body center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html"
    " legend li main menu nav ol p pre section summary table tbody tfoot thead tr td th ul"
    " caption"
)
_SILENT = tag_set("head script style template noscript title iframe object button")
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f]")
_BREAKS = re.compile(r"[ ]*\n[ ]*")
_SPACES = re.compile(r" {2,}")
_LIST_MARK = re.compile(r"(?:\d+)?([-*.)]) (?!\* \*)")
_NO_TITLE = re.compile(r"\[\^[^\]\s]+\]|<a id=\"page-[\w.-]*\"></a>")
_LABEL = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class MarkdownWriter:
    """Turns elements into Markdown blocks.

    ``picture`` gives the name of an ``img``'s asset, empty if there is none; ``link`` the address
    that a link leads to, empty if it leads nowhere. ``top_level`` is that of an ``h1``.
    """

    picture: Callable[[Element], str] = lambda _: ""
    link: Callable[[str], str] = lambda address: address
    top_level: int = 1
    _depth: int = field(default=0, init=False)
    _waiting: str = field(default="", init=False)

    def markdown(self, element: Element) -> str:
        """The Markdown of what is in an element."""
        return "\n\n".join(self.blocks(element.children))

    def note(self, label: str, element: Element) -> str:
        """The definition of a footnote."""
        blocks = self.blocks(element.children) or ["–"]
        return f"[^{label}]: " + _indented("\n\n".join(blocks).lstrip(), 4)

    def blocks(self, children: Sequence[Element | str]) -> list[str]:
        """The Markdown blocks of these siblings."""
        found: list[str] = []
        waiting: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and _is_block(child):
                found += self._paragraphs(waiting)
                waiting = []
                found += self._block(child)
            else:
                waiting.append(child)
        return _separated(found + self._paragraphs(waiting))

    def words(self, children: Iterable[Element | str]) -> str:
        """The inline Markdown of these siblings on one line."""
        return " ".join(self._lines(children)).strip()

    def _paragraphs(self, children: list[Element | str]) -> list[str]:
        if not children:
            return []
        text = self._inline(children)
        parts = re.split(r"\n[ \n]*\n", text) if "\n" in text else [text]
        return [block for part in parts if (block := self._paragraph(_lines_of(part)))]

    def _paragraph(self, lines: list[str]) -> str:
        if not lines:
            return ""
        lines[0] = self._after_waiting(lines[0])
        return "\\\n".join(line_start(line) for line in lines)

    def _after_waiting(self, line: str) -> str:
        """The line after what could not stand before it: marks of notes to the heading above."""
        waiting, self._waiting = self._waiting, ""
        return waiting + line

    def _lines(self, children: Iterable[Element | str]) -> list[str]:
        return _lines_of(self._inline(children))

    def _block(self, element: Element) -> list[str]:
        tag = element.tag
        if tag in _SILENT:
            return []
        if tag in _HEADINGS:
            return self._heading(element)
        if tag in ("ul", "ol", "menu", "dir"):
            return self._list(element)
        if tag == "pre":
            return self._code(element)
        if tag == "blockquote":
            return self._quotation(element)
        if tag == "table":
            return self._table(element)
        if tag == "hr":
            return ["* * *"]
        if tag == SPLIT:
            return [f"\x03{element.get('number')}\x03"]
        if tag == "dt":
            words = self._lines([_strong(element)])
            return [self._paragraph(words)] if words else []
        return self.blocks(element.children)

    def _heading(self, element: Element) -> list[str]:
        if any(_is_block(child) and child.tag not in _HEADINGS for child in element.elements):
            blocks = self.blocks(element.children)
            if len(blocks) != 1:
                return blocks
        words = self.words(element.children)
        if not words:
            return []
        if not any(sign.isalnum() for sign in words) and "![" not in words:
            return ["* * *"]
        level = min(6, max(1, _HEADINGS[element.tag] + self.top_level - 1))
        closing = re.sub(r"(?<!\\)(#+)$", r"\\\1", words).replace("{", "\\{")
        title = _NO_TITLE.sub("", closing).strip()
        self._waiting += "".join(_NO_TITLE.findall(closing))
        return ["#" * level + " " + title]

    def _list(self, element: Element) -> list[str]:
        if self._depth >= DEEPEST_LIST:
            return self.blocks(element.children)
        is_ordered = element.tag == "ol"
        number = _number(element.get("start"), 1)
        entries = []
        self._depth += 1
        for item in _items(element):
            number = _number(item.get("value"), number)
            mark = f"{number}. " if is_ordered else "- "
            blocks = self.blocks(item.children if item.tag == "li" else [item])
            if blocks:
                entries.append(mark + _indented(_item(blocks), len(mark)))
                number += 1
        self._depth -= 1
        is_loose = any("\n\n" in entry for entry in entries)
        return [("\n\n" if is_loose else "\n").join(entries)] if entries else []

    def _quotation(self, element: Element) -> list[str]:
        if self._depth >= DEEPEST_LIST:
            return self.blocks(element.children)
        self._depth += 1
        blocks = self.blocks(element.children)
        self._depth -= 1
        text = "\n\n".join(blocks)
        return [re.sub(r"(?m)^(.*)$", _quoted_line, text)] if text else []

    def _code(self, element: Element) -> list[str]:
        if element.find("p", "h1", "h2", "h3", "table", "ul", "ol"):
            return self.blocks(element.children)
        return code_block(element)

    def _table(self, element: Element) -> list[str]:
        if not is_data_table(element) or self._depth >= DEEPEST_LIST:
            return [block for part in element.elements for block in self._block(part)]
        caption = element.find("caption")
        before = self.blocks(caption.children) if caption else []
        self._depth += 1
        written = table_markdown(element, self._cell)
        self._depth -= 1
        return [*before, written] if written else before

    def _cell(self, element: Element) -> str:
        blocks = self.blocks(element.children)
        lines = [line.removesuffix("\\") for block in blocks for line in block.split("\n")]
        return "<br>".join(re.sub(r"^ +|^#+ ", "", line) for line in lines if line.strip())

    def _inline(self, children: Iterable[Element | str]) -> str:
        pieces = []
        for child in children:
            if isinstance(child, str):
                pieces.append(with_formulas(_INVISIBLE.sub("", _WHITE.sub(" ", child))))
            else:
                pieces.append(self._inline_element(child))
        return "".join(pieces)

    def _inline_element(self, element: Element) -> str:
        tag = element.tag
        if tag in KINDS:
            return stressed(self._inline(element.children), KINDS[tag])
        if is_formula(element):
            return formula_of(element)
        if tag in _CODE:
            return code_span(element.text)
        inside = self._special(element)
        if inside is not None:
            return inside
        if tag in _SILENT:
            return ""
        inside = self._inline(element.children)
        return f" {inside} " if tag in BLOCKS else inside

    def _link(self, element: Element) -> str:
        inside = self._inline(element.children)
        address = self.link(element.get("href").strip()) if element.get("href") else ""
        words = inside.strip(" \n")
        if not address or not words or "![" in words or "](" in words or "[^" in words:
            return inside
        before, after = inside[: inside.index(words)], inside[inside.index(words) + len(words) :]
        return f"{before}[{words}]({_address(address)}){after}".replace("\n", " ")

    def _picture(self, element: Element) -> str:
        name = self.picture(element)
        if not name:
            return ""
        words = escaped(" ".join(element.get("alt").split()))
        return f"![{words}]({_address(name)})"

    def _mark_page(self, element: Element) -> str:
        label = _LABEL.sub("-", element.get("label"))
        return f'<a id="page-{label}"></a>' if label else ""

    def _special(self, element: Element) -> str | None:
        """What stands for an element that is not just its words; None for all others."""
        match element.tag:
            case "a":
                return self._link(element)
            case "img":
                return self._picture(element)
            case "br":
                return "\n"
            case "q":
                return f"“{self._inline(element.children)}”"
            case "rt":
                return f"({self._inline(element.children)})"
            case "rp":
                return ""
            case _:
                return self._own(element)

    def _own(self, element: Element) -> str | None:
        if element.tag == PAGE:
            return self._mark_page(element)
        return f"[^{element.get('label')}]" if element.tag == NOTE else None


def _is_block(element: Element) -> bool:
    if element.tag in BLOCKS or element.tag == SPLIT:
        return True
    return any(one.tag in BLOCKS or one.tag == SPLIT for one in element.walk()) and not is_formula(
        element
    )


def _items(element: Element) -> list[Element]:
    """The items of a list; what stands between them makes an item of its own."""
    found = []
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                loose = Element("li")
                loose.children.append(child)
                found.append(loose)
        elif child.tag in ("ul", "ol") and found:
            # A list within a list belongs to the item before it.
            found[-1].append(child)
        elif child.tag not in _SILENT:
            found.append(child)
    return found


def _strong(element: Element) -> Element:
    strong = Element("strong")
    strong.children = list(element.children)
    return strong


def _lines_of(text: str) -> list[str]:
    """The lines of inline Markdown, without those that hold nothing."""
    joined = _SPACES.sub(" ", resolved(text))
    return [line for line in _BREAKS.split(joined.strip(" \n")) if line]


def _separated(blocks: list[str]) -> list[str]:
    """The blocks, with the marks of a list changed that would go on with the list before it."""
    for index in range(1, len(blocks)):
        mark = _list_mark(blocks[index])
        if mark and mark == _list_mark(blocks[index - 1]):
            blocks[index] = (
                re.sub(r"(?m)^- ", "* ", blocks[index])
                if mark == "-"
                else re.sub(r"(?m)^(\d+)\. ", r"\1) ", blocks[index])
            )
    return [block for index, block in enumerate(blocks) if not _is_idle_rule(blocks, index)]


def _list_mark(block: str) -> str:
    match = _LIST_MARK.match(block)
    return match[1] if match else ""


def _item(blocks: list[str]) -> str:
    """The blocks of a list item; a list within it needs no blank line before it."""
    text = blocks[0]
    for block in blocks[1:]:
        is_list = block.startswith(("- ", "1. ")) and not text.endswith("```")
        text += ("\n" if is_list and "\n\n" not in text else "\n\n") + block
    return text


def _is_idle_rule(blocks: list[str], index: int) -> bool:
    """Whether a rule has nothing before it or after it to keep apart."""
    is_rule = blocks[index] == "* * *"
    return is_rule and (index in (0, len(blocks) - 1) or blocks[index - 1] == "* * *")


def _indented(text: str, width: int) -> str:
    lines = text.split("\n")
    return "\n".join([lines[0], *(" " * width + line if line else "" for line in lines[1:])])


def _quoted_line(match: re.Match[str]) -> str:
    return f"> {match[1]}" if match[1] else ">"


def _number(value: str, otherwise: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def _address(address: str) -> str:
    """An address as a link's target in Markdown."""
    plain = re.sub(r"[\x00-\x20<>\\]", lambda sign: f"%{ord(sign[0]):02X}", address)
    return f"<{plain}>" if re.search(r"[()*_\[\]&$`~|]", plain) else plain
