"""Turns XML into the small tree of elements that HTML is parsed into."""

from __future__ import annotations

from typing import Any

from carrel.formats.reading.html.tree import MAX_DEPTH, Element, parse_html
from carrel.formats.reading.xml_tree import parse_xml

_PREFIXES = {
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


def parse_xhtml(data: bytes) -> Element:
    """The ``html`` element of an XHTML document; one that is no XML is read as HTML."""
    root = parse_xml(data)
    if root is None:
        from carrel.formats.reading.html.encoding import decode_html

        return parse_html(decode_html("", data).text) if data.strip() else Element("html")
    return elements_of(root)


def elements_of(root: Any) -> Element:
    """The tree below an element of lxml; names lose their namespace, and their case."""
    top = Element(_name(root.tag).lower(), _attributes(root))
    waiting = [(root, top, 0)]
    while waiting:
        node, element, depth = waiting.pop()
        if node.text:
            element.children.append(node.text)
        inside = []
        for child in node:
            if isinstance(child.tag, str):
                twin = Element(_name(child.tag).lower(), _attributes(child))
                element.append(twin)
                if depth < MAX_DEPTH:
                    inside.append((child, twin, depth + 1))
            if child.tail:
                element.children.append(child.tail)
        waiting += inside
    return top


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attributes(node: Any) -> dict[str, str]:
    found = {}
    for name, value in node.attrib.items():
        space, _, plain = name.rpartition("}")
        found[_PREFIXES.get(space[1:], "") + plain.lower()] = value
    return found
