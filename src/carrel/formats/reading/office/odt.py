"""Reads OpenDocument texts (ODT): styles become headings, lists, tables, notes, pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.archive import Archive
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.html.metadata import iso_day
from carrel.formats.reading.html.tree import MAX_DEPTH, Element
from carrel.formats.reading.office.material import TITLE_CLASS, OfficeDetails, office_material
from carrel.formats.reading.office.odt_styles import Styles
from carrel.formats.reading.office.protection import damaged, protected
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.xml_elements import elements_of
from carrel.formats.reading.xml_tree import parse_xml

_LEFT_OUT = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "table-of-content", "alphabetical-index",
     "illustration-index", "table-index", "sequence-decls", "variable-decls", "note-citation",
     "forms", "user-index", "object-index"}
)  # fmt: skip
_SAME = {
    "section": "div", "table": "table", "table-row": "tr", "table-cell": "td",
    "covered-table-cell": "", "table-header-rows": "thead", "list-item": "li",
    "list-header": "li", "a": "a", "bibliography": "div", "index-body": "div", "text-box": "div",
    "table-rows": "tbody",
}  # fmt: skip


def read(source: SourceFile) -> DraftMaterial:
    """The material in an OpenDocument text; raises UnreadableFile if it is damaged or protected."""
    archive = Archive(source.name, source.data)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise protected(source.name)
    root = parse_xml(archive.required("content.xml"))
    if root is None:
        raise damaged(source.name)
    styles = Styles([root, parse_xml(archive.read("styles.xml") or b"<x/>")])
    pictures = Pictures()
    body = _Reading(archive, styles, pictures).body(root)
    return office_material(source.name, body, _details(archive), pictures)


class _Reading:
    """Turns the elements of a document into those of HTML."""

    def __init__(self, archive: Archive, styles: Styles, pictures: Pictures) -> None:
        self._archive = archive
        self._styles = styles
        self._pictures = pictures
        self._notes: list[Element] = []
        self._depth = 0

    def body(self, root: Any) -> Element:
        """The whole text with its notes at the end."""
        found = Element("body")
        for node in root.iter():
            if isinstance(node.tag, str) and _name(node) == "text" and "office" in node.tag:
                self._fill(found, node)
        found.extend([*self._notes])
        return found

    def _fill(self, element: Element, node: Any) -> None:
        """Add the text and the elements in ``node`` to ``element``."""
        if self._depth > MAX_DEPTH:
            element.append("".join(node.itertext()))
            return
        self._depth += 1
        if node.text:
            element.append(node.text)
        for child in node:
            if isinstance(child.tag, str):
                self._add(element, child)
            if child.tail:
                element.append(child.tail)
        self._depth -= 1

    def _add(self, element: Element, node: Any) -> None:
        name = _name(node)
        make = _MAKERS.get(name)
        if name in _LEFT_OUT:
            return
        if make is not None:
            make(self, element, node)
        elif _SAME.get(name):
            made = Element(_SAME[name], _cell_attributes(node) if name == "table-cell" else {})
            if name == "a":
                made.attributes["href"] = _attribute(node, "href")
            element.append(made)
            self._fill(made, node)
        elif name != "covered-table-cell":
            self._fill(element, node)

    def heading(self, element: Element, node: Any) -> None:
        """A heading, or a paragraph whose heading style has no level."""
        level = _attribute(node, "outline-level")
        made = Element(f"h{min(6, max(1, int(level)))}" if level.isdigit() else "p")
        element.append(made)
        self._fill(made, node)

    def paragraph(self, element: Element, node: Any) -> None:
        """A paragraph by its style: title, heading, quotation, code."""
        look = self._styles.paragraph(_attribute(node, "style-name"))
        if look.is_contents:
            return
        made = Element(look.tag, {"class": TITLE_CLASS} if look.is_title else {})
        if look.tag == "blockquote":
            inner = Element("p")
            made.append(inner)
            element.append(made)
            self._fill(inner, node)
        elif look.tag == "pre":
            last = _last(element)
            if last is not None and last.tag == "pre":
                last.append("\n")
                made = last
            else:
                element.append(made)
            self._fill(made, node)
        else:
            element.append(made)
            self._fill(made, node)

    def span(self, element: Element, node: Any) -> None:
        """Words with a look of their own."""
        for tag in self._styles.words(_attribute(node, "style-name")):
            made = Element(tag)
            element.append(made)
            element = made
        self._fill(element, node)

    def list(self, element: Element, node: Any) -> None:
        """A list, numbered or not by its style or that of the list around it."""
        outer = sum(one.tag in ("ul", "ol") for one in (element, *element.ancestors()))
        name = _attribute(node, "style-name")
        if not name:
            name = next(
                (one.get("list") for one in (element, *element.ancestors()) if one.get("list")), ""
            )
        tag = "ol" if self._styles.is_numbered(name, outer + 1) else "ul"
        made = Element(tag, {"list": name})
        last = _last(element)
        self._fill(made, node)
        inner = [one for item in made.elements for one in item.elements]
        only_lists = all(one.tag in ("ul", "ol") for one in inner)
        if inner and only_lists and last is not None and last.tag in ("ul", "ol") and last.elements:
            # Word processors write a list within a list as one that follows it.
            last.elements[-1].extend([*inner])
        else:
            element.append(made)

    def note(self, element: Element, node: Any) -> None:
        """A footnote or endnote: its mark here, its text at the end."""
        body = next((child for child in node if _name(child) == "note-body"), None)
        if body is None:
            return
        id_ = f"note-{len(self._notes) + 1}"
        text = Element("aside", {"id": id_, "role": "doc-footnote"})
        self._notes.append(text)
        self._fill(text, body)
        mark = Element("a", {"href": f"#{id_}", "role": "doc-noteref"})
        mark.append("*")
        element.append(mark)

    def frame(self, element: Element, node: Any) -> None:
        """A picture with its description, or a box of text."""
        words = " ".join(
            "".join(child.itertext()) for child in node if _name(child) in ("title", "desc")
        )
        for child in node:
            if _name(child) == "image":
                address = _attribute(child, "href")
                content = self._archive.read(address.removeprefix("./"))
                name = self._pictures.add(content, wish=address) if content else ""
                if name:
                    element.append(Element("img", {"src": name, "alt": words}))
                    return
            elif _name(child) == "object" and (formula := self._formula(child)) is not None:
                element.append(formula)
                return
            elif _name(child) == "text-box":
                box = Element("div")
                element.append(box)
                self._fill(box, child)

    def _formula(self, node: Any) -> Element | None:
        data = self._archive.read(_attribute(node, "href").removeprefix("./") + "/content.xml")
        root = parse_xml(data) if data else None
        return elements_of(root) if root is not None and _name(root) == "math" else None

    def spaces(self, element: Element, node: Any) -> None:
        """Several spaces."""
        count = _attribute(node, "c")
        element.append(" " * (min(int(count), 500) if count.isdigit() else 1))

    def tab(self, element: Element, _: Any) -> None:
        """A tab stop."""
        element.append(" ")

    def line_break(self, element: Element, _: Any) -> None:
        """A line that ends on purpose."""
        element.append(Element("br"))


_MAKERS: dict[str, Callable[[_Reading, Element, Any], None]] = {
    "h": _Reading.heading,
    "p": _Reading.paragraph,
    "span": _Reading.span,
    "list": _Reading.list,
    "note": _Reading.note,
    "frame": _Reading.frame,
    "s": _Reading.spaces,
    "tab": _Reading.tab,
    "line-break": _Reading.line_break,
}


def _last(element: Element) -> Element | None:
    """The last element in another, if there are no words after it."""
    for child in reversed(element.children):
        if isinstance(child, Element):
            return child
        if child.strip():
            return None
    return None


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Any, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _cell_attributes(node: Any) -> dict[str, str]:
    return {
        "colspan": _attribute(node, "number-columns-spanned"),
        "rowspan": _attribute(node, "number-rows-spanned"),
    }


def _details(archive: Archive) -> OfficeDetails:
    data = archive.read("meta.xml")
    root = parse_xml(data) if data else None
    if root is None:
        return OfficeDetails()
    found = {one.tag: one.words for one in elements_of(root).walk()}
    author = found.get("initial-creator") or found.get("creator", "")
    return OfficeDetails(
        title=found.get("title", ""),
        authors=tuple(part.strip() for part in author.split(";") if part.strip()),
        published=iso_day(found.get("creation-date", "") or found.get("date", "")),
        language=found.get("language", ""),
        description=found.get("description", ""),
    )
