"""Reads books as EPUB 2 and 3: the table of contents becomes the sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial, DraftSection
from carrel.domain.text.language import guess_language
from carrel.domain.text.markdown import parse
from carrel.domain.text.sections import split_sections, title_of
from carrel.formats.reading.archive import Archive
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.epub.package import Entry, Package, read_package, resolved
from carrel.formats.reading.html.clutter import without_scripts
from carrel.formats.reading.html.footnotes import noted_sections, take_out_footnotes, types_of
from carrel.formats.reading.html.markdown_writer import PAGE, SPLIT, MarkdownWriter
from carrel.formats.reading.html.tree import Element
from carrel.formats.reading.outline import titled_sections, with_pages_carried
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.title_page import title_from_name
from carrel.formats.reading.xml_elements import parse_xhtml

_CUT = re.compile(r"(?:^|\n\n)\x03(\d+)\x03(?=\n\n|\Z)")
_STRAY_CUT = re.compile(r"\x03\d+\x03")
_HEADING = re.compile(r"#{1,6} (.*)")
_FLOW = frozenset({"div", "section", "article", "body", "main", "header", "footer", "aside"})
_TOO_LONG = 9_000
"""Words of a section from which on its own headings make sections too."""

TITLE_PAGE = "Title page"
"""Title of what stands before the first entry of the table of contents."""


def read(source: SourceFile) -> DraftMaterial:
    """The material in an EPUB; raises UnreadableFile if it is damaged, protected or empty."""
    archive = Archive(source.name, source.data)
    package = read_package(source.name, archive)
    pictures = Pictures()
    cover = _cover(package, archive, pictures)
    book = _joined(source, package, archive)
    entries = _cut(book, package.contents)
    notes = take_out_footnotes(book, key=lambda address: address)
    writer = MarkdownWriter(
        picture=lambda image: _picture(image, archive, pictures, cover),
        link=lambda address: address if address.startswith(("http", "mailto:")) else "",
    )
    markdown = writer.markdown(book)
    written = {label: writer.note(label, body) for label, body in notes.notes.items()}
    if not any(sign.isalpha() for sign in parse(_STRAY_CUT.sub("", markdown)).text):
        raise UnreadableFile(
            "“{name}” has no text: its pages hold no words, only pictures at the most.",
            name=source.name,
        )
    title, sections = _sections(markdown, entries, written, package, source.name)
    return DraftMaterial(
        title=title,
        sections=sections,
        authors=package.authors,
        language=package.language or guess_language(markdown),
        source=package.source,
        published=package.published,
        licence=package.licence,
        description=package.description,
        warnings=pictures.warnings + _warnings(package),
        assets=tuple(pictures.assets.values()),
        cover=cover,
    )


def _warnings(package: Package) -> tuple[str, ...]:
    if not package.has_fixed_layout:
        return ()
    return ("The pages of this book have a fixed layout; their words came in without it.",)


def _cover(package: Package, archive: Archive, pictures: Pictures) -> str:
    content = archive.read(package.cover) if package.cover else None
    return pictures.add(content, wish=package.cover) if content else ""


def _joined(source: SourceFile, package: Package, archive: Archive) -> Element:
    """All pages in one tree; ids and addresses within it are paths in the archive."""
    book = Element("body")
    for number, page in enumerate(package.pages):
        source.progress(0.8 * number / len(package.pages))
        data = archive.read(page)
        if page == package.navigation or not data:
            continue
        root = parse_xhtml(data)
        without_scripts(root)
        body = root.find("body") or root
        body.tag = "div"
        body.parent = None
        _rename(body, page)
        _mark_pages(body)
        body.attributes["id"] = page
        book.append(body)
    return book


def _rename(body: Element, page: str) -> None:
    for one in body.walk():
        for name in ("id", "name"):
            if one.get(name):
                one.attributes[name] = f"{page}#{one.get(name)}"
        for name in ("href", "src", "xlink:href"):
            address = one.get(name)
            if address and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
                one.attributes[name] = resolved(address, page)


def _mark_pages(body: Element) -> None:
    """Turn the marks of the pages of the printed book into our own."""
    for one in list(body.walk()):
        if {"pagebreak", "doc-pagebreak"} & types_of(one) and len(one.words) < 20:
            label = one.get("title") or one.get("aria-label") or one.words
            number = re.search(r"\d+\Z|\A[ivxlcdm]+\Z", label.strip().rstrip("."))
            one.tag, one.children = PAGE, []
            one.attributes = {"label": number[0] if number else "", "id": one.get("id")}


def _cut(book: Element, contents: list[Entry]) -> list[Entry]:
    """Mark the places where sections begin by the number of their entry.

    Returns the entries; those that lead nowhere have no target.
    """
    targets: dict[str, Element] = {}
    for one in book.walk():
        for id_ in (one.get("id"), one.get("name")):
            if id_:
                targets.setdefault(id_, one)
    entries: list[Entry] = []
    for entry in contents:
        target = targets.get(entry.target) or targets.get(entry.target.partition("#")[0])
        if target is None:
            entries.append(replace(entry, target=""))
            continue
        place = target
        for one in target.ancestors():
            place = place if one.tag in _FLOW else one
        place.replace_with(Element(SPLIT, {"number": str(len(entries))}), place)
        entries.append(entry)
    return entries


def _picture(image: Element, archive: Archive, pictures: Pictures, cover: str) -> str:
    address = image.get("src") or image.get("xlink:href")
    if address.startswith("data:"):
        return pictures.add_data_address(address)
    content = archive.read(address.partition("#")[0])
    if content is None:
        pictures.missing += 1
        return ""
    name = pictures.add(content, wish=address)
    return "" if name == cover else name


@dataclass(slots=True)
class _Piece:
    """The Markdown from one mark to the next, and the entry that it belongs to."""

    entry: Entry | None
    markdown: str


def _sections(
    markdown: str,
    entries: list[Entry],
    notes: dict[str, str],
    package: Package,
    name: str,
) -> tuple[str, tuple[DraftSection, ...]]:
    fallback = package.title or title_from_name(name)
    pieces = _pieces(markdown, entries)
    if sum(piece.entry is not None and bool(piece.markdown) for piece in pieces) < 2:
        whole = _STRAY_CUT.sub("", markdown)
        title, sections = titled_sections(whole, title=package.title, fallback=fallback)
        return title, noted_sections(sections, notes)
    sections = tuple(section for piece in pieces for section in _of_piece(piece))
    return fallback, noted_sections(with_pages_carried(sections), notes)


def _pieces(markdown: str, entries: list[Entry]) -> list[_Piece]:
    """The pieces in the order of the table of contents' marks in the text."""
    parts = _CUT.split(markdown)
    found = [_Piece(None, parts[0])]
    placed = set()
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        placed.add(int(number))
        found += [_Piece(entry, "") for entry in _unplaced_before(int(number), entries, placed)]
        found.append(_Piece(entries[int(number)], text))
    for piece in found:
        piece.markdown = _STRAY_CUT.sub("", piece.markdown).strip("\n")
    return found


def _unplaced_before(number: int, entries: list[Entry], placed: set[int]) -> Iterable[Entry]:
    """The entries that lead nowhere, as titles of parts do, right before this one."""
    waiting: list[Entry] = []
    for index in range(number - 1, -1, -1):
        entry = entries[index]
        if index in placed or entry.target:
            break
        placed.add(index)
        waiting.insert(0, entry)
    return waiting


def _of_piece(piece: _Piece) -> Iterable[DraftSection]:
    entry = piece.entry
    if entry is None:
        if any(sign.isalnum() for sign in parse(piece.markdown).text):
            yield DraftSection(TITLE_PAGE, 1, piece.markdown)
        return
    text = _without_title(piece.markdown, entry.title)
    if len(text.split()) <= _TOO_LONG:
        yield DraftSection(entry.title, entry.level, text)
        return
    levels = [len(match[0].split()[0]) for match in re.finditer(r"(?m)^#{1,6} .*", text)]
    parts = split_sections(text, depth=min(levels, default=1), opening_title=entry.title)
    if not parts or parts[0].title != entry.title:
        yield DraftSection(entry.title, entry.level, "")
    for part in parts:
        is_first = part is parts[0] and part.title == entry.title
        yield replace(part, level=entry.level if is_first else entry.level + 1)


def _without_title(markdown: str, title: str) -> str:
    """The text of a section without the headings and lines at its top that repeat its title."""
    left = _letters(title)
    blocks = markdown.split("\n\n")
    used = 0
    for index, block in enumerate(blocks[:5]):
        match = _HEADING.fullmatch(block)
        words = _letters(title_of(parse(block)))
        if not words and block.startswith("<a id="):
            continue
        if not words or not left or not (left.startswith(words) or (match and words in left)):
            if match and left and words.endswith(left):
                used = index + 1
            break
        if not match and words != left:
            break
        left = left.replace(words, "", 1)
        used = index + 1
    marks = "".join(re.findall(r'<a id="page-[^"]*"></a>', "".join(blocks[:used])))
    rest = "\n\n".join(blocks[used:])
    return marks + rest if marks and rest[:1].isalnum() else rest


def _letters(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
