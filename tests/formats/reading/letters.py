"""Small Word documents that tests build, whole or with something wrong."""

from __future__ import annotations

from formats.reading.books import PNG

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/></Types>"""
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}
</Relationships>"""
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DOCUMENT = """<?xml version="1.0"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{body}</w:body>
</w:document>"""
_STYLES = """<?xml version="1.0"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Ueberschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My chapter"/>
<w:basedOn w:val="Ueberschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style></w:styles>"""
_CORE = """<?xml version="1.0"?>
<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
<dc:title>Microsoft Word - draft.docx</dc:title><dc:creator>Ann Lee; Bo Ek</dc:creator>
<dcterms:created>2026-03-04T05:06:07Z</dcterms:created></cp:coreProperties>"""
_NOTES = """<?xml version="1.0"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Since 1880.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
_NUMBERS = """<?xml version="1.0"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
_PICTURE = """<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A map"/><a:graphic>
<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId3"/></pic:blipFill></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def paragraph(words: str, style: str = "", *, more: str = "") -> str:
    """A paragraph of the style of that id; ``more`` is XML after its words."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{words}</w:t></w:r>{more}</w:p>'


def item(words: str, level: int) -> str:
    """An item of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of words."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


LETTER = "".join(
    [
        paragraph("Water of the Lake", "Titel"),
        paragraph("Content 1", "Verz1"),
        paragraph("Level", "Ueberschrift1"),
        paragraph(
            "The level falls every winter",
            more='<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>',
        ),
        paragraph("The lake gives.", "Zitat"),
        item("dredge", 0),
        item("now", 1),
        item("wait", 0),
        paragraph("Ice", "Mine"),
        table(("Year", "Level"), ("2003", "2.45")),
        (
            "<w:p><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
            "</m:sup></m:sSup></m:oMath></w:p>"
        ),
        _PICTURE,
        (
            "<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>inserted"
            "</w:t></w:r></w:ins></w:p>"
        ),
    ]
)


def letter_files(body: str = LETTER) -> dict[str, bytes]:
    """The entries of a Word document with this body, by name."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [
                ("styles", "styles.xml"),
                ("footnotes", "footnotes.xml"),
                ("image", "media/map.png"),
                ("numbering", "numbering.xml"),
            ],
            start=1,
        )
    )
    top = f'<Relationship Id="r" Type="{_KIND}officeDocument" Target="word/document.xml"/>'
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(inside=top),
        "word/_rels/document.xml.rels": _RELATIONS.format(inside=relations),
        "word/document.xml": _DOCUMENT.format(body=body),
        "word/styles.xml": _STYLES,
        "word/footnotes.xml": _NOTES,
        "word/numbering.xml": _NUMBERS,
        "docProps/core.xml": _CORE,
    }
    return {name: text.encode() for name, text in texts.items()} | {"word/media/map.png": PNG}
