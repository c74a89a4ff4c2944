"""Reads XML of documents without entities, document types, networks or files."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rb"&([a-zA-Z][a-zA-Z0-9]*);")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def parse_xml(data: bytes) -> Any | None:
    """The root of an XML document as lxml has it, None if it is none; never raises.

    The document type is taken away with all entities it defines; entities that HTML knows become
    their letters, others their names.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(_plain(data), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def without_namespace(tag: str) -> str:
    """``"p"`` for ``"{http://...}p"``."""
    return tag.rpartition("}")[2]


def _plain(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8")
        data = re.sub(rb"^(<\?xml[^>]*?)encoding=[\"'][^\"']*[\"']", rb"\1", data)
    data = _DOCTYPE.sub(b"", data, count=1)
    return _ENTITY.sub(_letters, data.lstrip())


def _letters(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name in _XML_ENTITIES:
        return match[0]
    letters = html5.get(name.decode("ascii") + ";", name.decode("ascii"))
    return "".join(f"&#{ord(sign)};" for sign in letters).encode("ascii")
