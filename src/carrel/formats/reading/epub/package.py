"""What an EPUB says of itself: its package document, its protection, its table of contents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.archive import Archive
from carrel.formats.reading.html.footnotes import types_of
from carrel.formats.reading.html.metadata import iso_day, language_tag
from carrel.formats.reading.html.tree import Element, parse_html
from carrel.formats.reading.xml_elements import elements_of, parse_xhtml
from carrel.formats.reading.xml_tree import parse_xml

_FONT_HIDING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_DEEPEST_CONTENTS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: ``target`` is a path in the archive, with ``#id`` or not."""

    title: str
    level: int
    target: str


@dataclass(slots=True)
class Package:
    """A book: its details, its pages in reading order, its contents; paths are in the archive."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: str = ""
    source: str = ""
    licence: str = ""
    description: str = ""
    pages: list[str] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    cover: str = ""
    navigation: str = ""
    has_fixed_layout: bool = False


def read_package(name: str, archive: Archive) -> Package:
    """The package of a book; raises UnreadableFile if it is protected or holds no pages."""
    path = _package_path(archive)
    data = archive.read(path) if path else None
    root = parse_xml(data) if data else None
    if root is None:
        package = Package(pages=[one for one in archive.names if one.lower().endswith(_PAGES[:3])])
    else:
        package = _package(elements_of(root), path, archive)
    _refuse_protected(name, archive, package.pages)
    if not package.pages:
        raise UnreadableFile(
            "“{name}” is not a book that can be read: there are no pages in it.", name=name
        )
    return package


def resolved(address: str, page: str) -> str:
    """The path in the archive that an address on a page means, with its ``#id``."""
    path, mark, part = address.partition("#")
    if not path:
        return f"{page}{mark}{unquote(part)}"
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return f"{joined.lstrip('/')}{mark}{unquote(part)}"


def _package_path(archive: Archive) -> str:
    container = archive.read("META-INF/container.xml")
    root = parse_xml(container) if container else None
    if root is not None:
        for one in elements_of(root).all("rootfile"):
            if found := archive.find(unquote(one.get("full-path"))):
                return found
    return next((one for one in archive.names if one.lower().endswith(".opf")), "")


def _refuse_protected(name: str, archive: Archive, pages: list[str]) -> None:
    data = archive.read("META-INF/encryption.xml")
    root = parse_xml(data) if data else None
    hidden = set()
    for one in elements_of(root).all("encrypteddata") if root is not None else ():
        method = one.find("encryptionmethod")
        reference = one.find("cipherreference")
        if reference is not None and (
            method is None or method.get("algorithm") not in _FONT_HIDING
        ):
            hidden.add(archive.find(unquote(reference.get("uri"))))
    if hidden & set(pages) or archive.is_encrypted or archive.find("META-INF/license.lcpl"):
        raise UnreadableFile(
            "“{name}” is protected against copying (DRM), so that only the shop’s own program can"
            " read it; ask the shop for a book without protection.",
            name=name,
        )


def _package(root: Element, path: str, archive: Archive) -> Package:
    items: dict[str, Element] = {}
    for one in root.all("item"):
        items.setdefault(one.get("id"), one)
    package = Package(
        pages=_spine(root, path, items, archive),
        cover=_cover(root, path, items, archive),
        has_fixed_layout=any(
            one.get("property") == "rendition:layout" and "pre-paginated" in one.text
            for one in root.all("meta")
        ),
    )
    _fill_details(package, root)
    _fill_contents(package, root, path, items, archive)
    return package


def _spine(root: Element, path: str, items: dict[str, Element], archive: Archive) -> list[str]:
    """The pages in reading order; those that are only opened from others come last."""
    first: list[str] = []
    last: list[str] = []
    for one in root.all("itemref"):
        item = items.get(one.get("idref"))
        page = archive.find(resolved(item.get("href"), path)) if item is not None else ""
        if page and page not in first and page not in last and _is_page(item, page):
            (last if one.get("linear") == "no" else first).append(page)
    if first or last:
        return first + last
    found = (archive.find(resolved(one.get("href"), path)) for one in items.values())
    listed = [page for page in found if page and page.lower().endswith(_PAGES[:3])]
    return listed or [one for one in archive.names if one.lower().endswith(_PAGES[:3])]


def _is_page(item: Element | None, page: str) -> bool:
    kind = item.get("media-type") if item is not None else ""
    return "html" in kind or "dtbook" in kind or page.lower().endswith(_PAGES)


def _cover(root: Element, path: str, items: dict[str, Element], archive: Archive) -> str:
    named = {one.get("content") for one in root.all("meta") if one.get("name") == "cover"}
    for id_, item in items.items():
        is_cover = "cover-image" in item.get("properties").split() or id_ in named
        if is_cover and item.get("media-type").startswith("image/"):
            return archive.find(resolved(item.get("href"), path))
    return ""


def _fill_details(package: Package, root: Element) -> None:
    metadata = root.find("metadata") or root
    refined: dict[str, dict[str, str]] = {}
    for one in metadata.all("meta"):
        if one.get("refines").startswith("#"):
            refined.setdefault(one.get("refines")[1:], {})[one.get("property")] = one.words
    texts: dict[str, list[Element]] = {}
    for one in metadata.walk():
        if one.words:
            texts.setdefault(one.tag, []).append(one)

    def first(*names: str) -> str:
        return next((texts[name][0].words for name in names if name in texts), "")

    titles = texts.get("title", [])
    main = [one for one in titles if refined.get(one.get("id"), {}).get("title-type") == "main"]
    package.title = (main or titles)[0].words if titles else ""
    package.authors = _authors(texts.get("creator", []), refined)
    package.language = language_tag(first("language"))
    package.published = _date(texts.get("date", []))
    package.source = first("source") or first("publisher")
    package.licence = first("rights")
    package.description = parse_html(first("description")).words[:2_000]


def _authors(creators: list[Element], refined: dict[str, dict[str, str]]) -> tuple[str, ...]:
    def role(one: Element) -> str:
        return one.get("role") or refined.get(one.get("id"), {}).get("role", "")

    authors = [one for one in creators if role(one) in ("", "aut")] or creators
    return tuple(dict.fromkeys(one.words for one in authors))


def _date(dates: list[Element]) -> str:
    def rank(one: Element) -> int:
        return ("original-publication", "publication", "").index(one.get("event"))

    known = [
        one for one in dates if one.get("event") in ("original-publication", "publication", "")
    ]
    for one in sorted(known, key=rank):
        words = one.words
        if found := iso_day(words) or (words[:4] if words[:4].isdigit() else ""):
            return found
    return ""


def _fill_contents(
    package: Package, root: Element, path: str, items: dict[str, Element], archive: Archive
) -> None:
    for item in items.values():
        if "nav" in item.get("properties").split():
            page = archive.find(resolved(item.get("href"), path))
            data = archive.read(page) if page else None
            if data:
                package.navigation = page
                package.contents = list(_from_navigation(parse_xhtml(data), page))
    if package.contents:
        return
    spine = root.find("spine")
    wanted = items.get(spine.get("toc")) if spine is not None else None
    others = [one for one in items.values() if one.get("media-type") == "application/x-dtbncx+xml"]
    for item in ([wanted] if wanted is not None else []) + others:
        page = archive.find(resolved(item.get("href"), path))
        data = archive.read(page) if page else None
        tree = parse_xml(data) if data else None
        if tree is not None:
            package.contents = list(_from_ncx(elements_of(tree), page))
            return


def _from_navigation(root: Element, page: str) -> Iterator[Entry]:
    lists = [one for one in root.all("nav") if {"toc", "doc-toc"} & types_of(one)] or root.all(
        "nav"
    )
    if lists:
        yield from _from_list(lists[0].find("ol", "ul"), page, 1)


def _from_list(entries: Element | None, page: str, level: int) -> Iterator[Entry]:
    if entries is None or level > _DEEPEST_CONTENTS:
        return
    for item in entries.elements:
        inside = [one for one in item.elements if one.tag in ("ol", "ul")]
        label = next((one for one in item.walk() if one.tag in ("a", "span")), None)
        title = label.words if label is not None else ""
        target = label.get("href") if label is not None else ""
        if title:
            yield Entry(title, level, resolved(target, page) if target else "")
        for one in inside:
            yield from _from_list(one, page, level + 1)


def _from_ncx(root: Element, page: str) -> Iterator[Entry]:
    top = root.find("navmap")
    if top is not None:
        yield from _from_points(top, page, 1)


def _from_points(parent: Element, page: str, level: int) -> Iterator[Entry]:
    if level > _DEEPEST_CONTENTS:
        return
    for point in parent.elements:
        if point.tag != "navpoint":
            continue
        label = next((one for one in point.elements if one.tag == "navlabel"), None)
        content = next((one for one in point.elements if one.tag == "content"), None)
        title = label.words if label is not None else ""
        if title:
            target = content.get("src") if content is not None else ""
            yield Entry(title, level, resolved(target, page) if target else "")
        yield from _from_points(point, page, level + 1)
