"""Reads Word documents (DOCX): mammoth makes HTML of them by their styles, which is then read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from lzma import LZMAError
from typing import Any
from xml.parsers.expat import ExpatError

from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.archive import Archive
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.html.metadata import iso_day
from carrel.formats.reading.html.tree import parse_html
from carrel.formats.reading.office.equations import write_equations_as_text
from carrel.formats.reading.office.material import OfficeDetails, office_material
from carrel.formats.reading.office.protection import damaged, protected, refuse_compound_file
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.xml_elements import elements_of
from carrel.formats.reading.xml_tree import parse_xml

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = """
p[style-name='Title'] => h1.carrel-title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Author'] => p:fresh
p[style-name='Date'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
p[style-name='TOC Heading'] => !
p[style-name^='toc '] => !
p[style-name^='Contents '] => !
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
r[style-name='Source Text'] => code
"""
_UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OSError,
    zipfile.BadZipFile, NotImplementedError, AssertionError, ExpatError,
    zlib.error, EOFError, LZMAError, StopIteration,
)  # fmt: skip
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)


def read(source: SourceFile) -> DraftMaterial:
    """The material in a Word document; raises UnreadableFile if it is damaged or protected."""
    refuse_compound_file(source.name, source.data)
    archive = Archive(source.name, source.data)
    if archive.is_encrypted:
        raise protected(source.name)
    for part in archive.names:
        # Word never writes a document type; what has one is made to do harm.
        if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in (archive.read(part) or b""):
            raise damaged(source.name)
    source.progress(0.1)
    pictures = Pictures()
    html = _html(source.name, _prepared(source.data, archive), archive, pictures)
    source.progress(0.7)
    return office_material(source.name, parse_html(html), _details(archive), pictures)


def _html(name: str, data: bytes, archive: Archive, pictures: Pictures) -> str:
    import mammoth

    def convert(image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                return {"src": pictures.add(stream.read())}
        except _UNREADABLE:
            pictures.missing += 1
            return {"src": ""}

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map="\n".join([_STYLES, *_heading_styles(archive)]),
            convert_image=mammoth.images.img_element(convert),
        )
    except _UNREADABLE as error:
        raise damaged(name) from error
    return str(converted.value)


def _prepared(data: bytes, archive: Archive) -> bytes:
    """The document with its equations as text; mammoth leaves them out."""
    text = archive.read("word/document.xml") or b""
    if b"oMath" not in text:
        return data
    root = parse_xml(text)
    if root is None:
        return data
    from lxml import etree

    write_equations_as_text(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for name in archive.names:
            content = archive.read(name) or b""
            is_text = name == archive.find("word/document.xml")
            written.writestr(name, etree.tostring(root) if is_text else content)
    return target.getvalue()


def _heading_styles(archive: Archive) -> list[str]:
    """How styles of the author's own that are made from headings become headings."""
    data = archive.read("word/styles.xml")
    root = parse_xml(data) if data else None
    styles = {
        style.get(_WORD + "styleId") or "": style
        for style in (root.iter(_WORD + "style") if root is not None else ())
        if style.get(_WORD + "type") == "paragraph"
    }
    lines = []
    for id_ in styles:
        level = _level(id_, styles)
        if 1 <= level <= 6 and re.fullmatch(r"[\w-]+", id_):
            lines.append(f"p.{id_} => h{level}:fresh")
    return lines


def _level(id_: str, styles: dict[str, Any]) -> int:
    """The level of a heading style, 0 if it is none: by its name, its outline, or its parent's."""
    for _ in range(12):
        style = styles.get(id_)
        if style is None:
            return 0
        name = _value(style, "name")
        match = _HEADING_NAME.fullmatch(name)
        if match:
            return int(match[1])
        if name.lower() == "title":
            return 0
        outline = style.find(f"{_WORD}pPr/{_WORD}outlineLvl")
        if outline is not None:
            value = outline.get(_WORD + "val") or "9"
            return int(value) + 1 if value.isdigit() and int(value) < 6 else 0
        id_ = _value(style, "basedOn")
    return 0


def _value(style: Any, name: str) -> str:
    found = style.find(_WORD + name)
    return (found.get(_WORD + "val") or "") if found is not None else ""


def _details(archive: Archive) -> OfficeDetails:
    data = archive.read("docProps/core.xml")
    root = parse_xml(data) if data else None
    if root is None:
        return OfficeDetails()
    found = {one.tag: one.words for one in elements_of(root).elements}
    author = found.get("creator", "")
    return OfficeDetails(
        title=found.get("title", ""),
        authors=tuple(part.strip() for part in author.split(";") if part.strip()),
        published=iso_day(found.get("created", "")),
        language=found.get("language", ""),
        description=found.get("description", ""),
    )
