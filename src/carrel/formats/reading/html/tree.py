"""A small tree of elements and texts: what HTML is parsed into and other formats are built as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_DEPTH = 200
"""Elements within elements; of what is nested deeper only the words are kept."""

_DEEPEST_FOR_LEXBOR = 1_000
"""It takes time with the square of the depth: a minute for 100,000."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*?(/?)>")


def tag_set(names: str) -> frozenset[str]:
    """The names in a line of them."""
    return frozenset(names.split())


VOID = tag_set(
    "area base br col embed hr img input link meta param source track wbr basefont frame"
)
_XHTML = re.compile(r"<\?xml|XHTML|xmlns=", re.IGNORECASE)
_SELF_ENDED = re.compile(
    r"<(a|span|div|p|i|b|em|strong|td|th|li|title|script|iframe|sup|sub|small|h[1-6])"
    r"(\s[^<>]*?)?/>",
    re.IGNORECASE,
)
# A next one of these ends the one before it.
_ENDED_BY_NEXT = tag_set("p li td th tr dt dd option thead tbody tfoot rt rp")
_WITHOUT_CONTENT = frozenset({"script", "style"})


class Element:
    """An element with its attributes and its children: elements, and texts as plain strings."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attributes: dict[str, str] = attributes or {}
        self.children: list[Element | str] = []
        self.parent: Element | None = None

    def append(self, child: Element | str) -> None:
        """Add a child at the end."""
        if isinstance(child, Element):
            child.parent = self
        self.children.append(child)

    def extend(self, children: list[Element | str]) -> None:
        """Add children at the end."""
        for child in children:
            self.append(child)

    def get(self, name: str) -> str:
        """An attribute, empty if there is none."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> list[Element]:
        """Its children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """All elements below it, in document order; children added meanwhile are met too."""
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, Element):
                yield child
                waiting.append(iter(child.children))

    def find(self, *tags: str) -> Element | None:
        """The first element below it with one of these tags."""
        return next((one for one in self.walk() if one.tag in tags), None)

    def all(self, *tags: str) -> list[Element]:
        """Every element below it with one of these tags."""
        return [one for one in self.walk() if one.tag in tags]

    @property
    def text(self) -> str:
        """All text in it, as it stands."""
        pieces: list[str] = []
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, str):
                pieces.append(child)
            else:
                waiting.append(iter(child.children))
        return "".join(pieces)

    @property
    def words(self) -> str:
        """All text in it with single spaces."""
        return " ".join(self.text.split())

    def remove(self) -> None:
        """Take it out of its parent."""
        if self.parent is not None:
            siblings = self.parent.children
            siblings[:] = [one for one in siblings if one is not self]
            self.parent = None

    def prune(self, removed: set[int]) -> None:
        """Take every element below it out whose ``id()`` is in ``removed``, in one pass."""
        waiting = [self]
        while waiting:
            current = waiting.pop()
            kept = [one for one in current.children if id(one) not in removed]
            if len(kept) < len(current.children):
                for one in current.elements:
                    if id(one) in removed:
                        one.parent = None
                current.children = kept
            waiting += current.elements

    def replace_with(self, *others: Element | str) -> None:
        """Put others in its place."""
        parent = self.parent
        if parent is None:
            return
        at = next(index for index, one in enumerate(parent.children) if one is self)
        for other in others:
            if isinstance(other, Element):
                other.parent = parent
        parent.children[at : at + 1] = others
        self.parent = None

    def ancestors(self) -> Iterator[Element]:
        """Its parent, the parent of that, and so on."""
        current = self.parent
        while current is not None:
            yield current
            current = current.parent


def parse_html(text: str) -> Element:
    """The ``html`` element of a document, or of a piece of one; never raises.

    Comments, scripts other than of type JSON-LD or TeX, and styles are left out.
    """
    if _XHTML.search(text[:600]):
        # To HTML an empty element that ends itself is open, and takes in what follows.
        text = _SELF_ENDED.sub(r"<\1\2></\1>", text)
    if _depth(text) > _DEEPEST_FOR_LEXBOR:
        parser = _LinearParser()
        parser.feed(text)
        parser.close()
        return parser.root
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    return _from_lexbor(root) if root is not None else Element("html")


def _from_lexbor(node: LexborNode) -> Element:
    top = Element("html", _attributes(node))
    waiting: list[tuple[Any, Element, int]] = [(node.child, top, 0)]
    while waiting:
        current, parent, depth = waiting.pop()
        while current is not None:
            tag = current.tag
            if tag == "-text":
                parent.children.append(current.text_content or "")
            elif tag and tag[0] not in "-!" and _is_kept(tag, current):
                element = Element(tag, _attributes(current))
                parent.append(element)
                if current.child is not None:
                    # The siblings go on when what is below this one is done.
                    waiting.append((current.next, parent, depth))
                    waiting.append(
                        (current.child, element if depth < MAX_DEPTH else parent, depth + 1)
                    )
                    break
            current = current.next
    return top


def _is_kept(tag: str, node: LexborNode) -> bool:
    if tag == "style":
        return False
    if tag == "script":
        return is_data_script(node.attributes.get("type") or "")
    return True


def is_data_script(kind: str) -> bool:
    """Whether a script of this media type holds data about the page, or a formula."""
    return kind == "application/ld+json" or kind.startswith("math/tex")


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _depth(text: str) -> int:
    """How deep tags may be nested at the most, without looking at what ends what."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        closing, tag, self_closing = match.groups()
        if self_closing or (tag := tag.lower()) in VOID or tag in _ENDED_BY_NEXT:
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


class _LinearParser(HTMLParser):
    """Makes a tree in time that grows with the length only, for pages of absurd depth."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("html")
        self._open = [self.root]
        self._skipped_depth = 0
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _WITHOUT_CONTENT:
            self._silent = tag
            return
        if tag in ("html", "body", "head"):
            return
        if tag in _ENDED_BY_NEXT and self._open[-1].tag == tag:
            self._open.pop()
        if tag not in VOID and len(self._open) >= MAX_DEPTH:
            if self._open[-1].children[-1:] != [" "]:
                self._open[-1].append(" ")
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of this tag, and those in it."""
        if tag == self._silent:
            self._silent = ""
        for index in range(len(self._open) - 1, max(0, len(self._open) - 20), -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Add text."""
        if not self._silent:
            self._open[-1].append(data)
