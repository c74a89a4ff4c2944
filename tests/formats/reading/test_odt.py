"""An OpenDocument text comes in with its headings, lists, tables, notes and pictures."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.reader import read_document
from formats.reading.books import PNG, zipped

NAMES = """xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:svg"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" """
STYLES = """<style:style style:name="P1" style:parent-style-name="Quotations"/>
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"
 style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>"""
BODY = """<text:p text:style-name="Title">Water of the Lake</text:p>
<text:tracked-changes><text:p>deleted words</text:p></text:tracked-changes>
<text:h text:outline-level="1">Level</text:h>
<text:p>The <text:span text:style-name="T1">level</text:span> falls<text:s text:c="2"/>now<text:note
 text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Since
 1880.</text:p></text:note-body></text:note>.</text:p>
<text:p text:style-name="P1">The lake gives.</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>dredge</text:p><text:list><text:list-item>
<text:p>now</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h text:outline-level="1">Ice</text:h>
<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>
<table:table-cell><text:p>Level</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>2003</text:p></table:table-cell>
<table:table-cell><text:p>2.45</text:p></table:table-cell></table:table-row></table:table>
<text:p text:style-name="Preformatted_20_Text">a = 1</text:p>
<text:p text:style-name="Preformatted_20_Text">b = 2</text:p>
<text:p><draw:frame><draw:image xlink:href="Pictures/map.png"/><svg:desc>A map</svg:desc>
</draw:frame></text:p>"""
META = f"""<office:document-meta {NAMES}><office:meta><meta:initial-creator>Ann Lee
</meta:initial-creator><meta:creation-date>2026-03-04T01:02:03</meta:creation-date></office:meta>
</office:document-meta>"""


def files(body: str = BODY) -> dict[str, bytes]:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "meta.xml": META.encode(),
        "Pictures/map.png": PNG,
    }


def read(entries: dict[str, bytes], name: str = "letter.odt"):
    return read_document(name, zipped(entries))


@pytest.mark.parametrize("name", ["letter.odt", "letter"])
def test_that_a_text_is_read_with_all_its_structure(name: str) -> None:
    letter = read(files(), name)

    assert (letter.title, letter.authors, letter.published) == (
        "Water of the Lake",
        ("Ann Lee",),
        "2026-03-04",
    )
    assert [(one.title, one.markdown) for one in letter.sections] == [
        (
            "Level",
            (
                "The **level** falls now[^1].\n\n> The lake gives.\n\n1. dredge\n   - now\n\n"
                "[^1]: Since 1880."
            ),
        ),
        (
            "Ice",
            (
                "| Year | Level |\n| --- | --- |\n| 2003 | 2.45 |\n\n```\na = 1\nb = 2\n```\n\n"
                "![A map](assets/map.png)"
            ),
        ),
    ]
    assert [one.content for one in letter.assets] == [PNG]


def test_that_a_text_with_a_password_says_so() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"

    with pytest.raises(UnreadableFile, match=r"“letter.odt” is protected by a password"):
        read(files() | {"META-INF/manifest.xml": manifest})


@pytest.mark.parametrize("content", [b"", b"no XML", b"<a><b></a>"])
def test_that_a_damaged_text_says_so(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“letter.odt” is damaged"):
        read(files() | {"content.xml": content})


def test_that_lists_of_any_depth_are_read() -> None:
    body = "<text:list><text:list-item>" * 100 + "<text:p>deep</text:p>"
    body += "</text:list-item></text:list>" * 100

    assert "deep" in read(files(body)).sections[0].markdown
