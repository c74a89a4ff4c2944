"""A book comes in with its contents as sections, its notes, pictures, pages and details."""

from __future__ import annotations

import re

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from formats.reading.books import PAGE, PNG, PNG_2, book_files, zipped

ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">
<EncryptionMethod Algorithm="{method}"/><CipherData><CipherReference URI="{path}"/></CipherData>
</EncryptedData></encryption>"""


def read(files: dict[str, bytes]):
    return read_document("lake.epub", zipped(files))


def outline(files: dict[str, bytes]) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in read(files).sections]


def text(files: dict[str, bytes]) -> str:
    return "\n".join(parse(section.markdown).text for section in read(files).sections)


def test_that_the_table_of_contents_makes_the_sections() -> None:
    assert outline(book_files()) == [(1, "Part One"), (2, "1. Water"), (3, "Ice"), (1, "2. Land")]


def test_that_a_book_of_the_old_kind_has_its_contents_in_an_ncx() -> None:
    files = book_files(without="OEBPS/nav.xhtml")

    assert outline(files) == [(1, "Water"), (2, "Ice"), (1, "Land")]


def test_that_sections_hold_their_text_without_their_heading() -> None:
    sections = {section.title: section.markdown for section in read(book_files()).sections}

    assert parse(sections["1. Water"]).text == "Lakes are deep\u00a0waters. They freeze.\nMostly."
    assert parse(sections["Ice"]).text == "Ice floats.\n\ufffc"
    assert parse(sections["2. Land"]).text == "Land is dry.\nsand\nclay\nIn summer."


def test_that_notes_of_another_page_stand_with_the_section_that_refers_to_them() -> None:
    sections = read(book_files()).sections

    assert [block.text for block in parse(sections[1].markdown).footnotes] == ["Mostly."]
    assert [block.text for block in parse(sections[3].markdown).footnotes] == ["In summer."]


def test_that_pages_of_the_printed_book_are_known() -> None:
    water = parse(read(book_files()).sections[1].markdown)

    assert water.page_at(water.text.index("deep")) == ""
    assert water.page_at(water.text.index("They")) == "7"
    ice = parse(read(book_files()).sections[2].markdown)
    assert ice.page_at(0) == "7"


def test_that_a_book_tells_title_authors_date_language_and_publisher() -> None:
    book = read(book_files())

    assert (book.title, book.authors, book.language) == ("The Lake", ("Ann Lee",), "en-GB")
    assert (book.published, book.source) == ("1911-03-04", "Desk Press")


def test_that_pictures_and_the_cover_are_kept_and_the_cover_is_no_text() -> None:
    book = read(book_files())

    assert {one.name: one.content for one in book.assets} == {
        "assets/cover.png": PNG,
        "assets/map.png": PNG_2,
    }
    assert book.cover == "assets/cover.png"
    assert book.sections[2].markdown.endswith("![A map](assets/map.png)")
    assert all("cover" not in section.markdown for section in book.sections)


@pytest.mark.parametrize(
    "missing", ["META-INF/container.xml", "mimetype", "OEBPS/pic/map.png", "OEBPS/text/front.xhtml"]
)
def test_that_a_book_with_something_missing_is_read(missing: str) -> None:
    assert "Land is dry." in text(book_files(without=missing))


def test_that_a_book_without_its_package_is_read_page_by_page() -> None:
    assert "Land is dry." in text(book_files(without="OEBPS/book.opf"))


def test_that_a_page_that_is_no_xml_is_read_as_html() -> None:
    files = book_files() | {"OEBPS/text/one.xhtml": b"<p>Lakes & <b>rivers<br>of the <i>north</p>"}

    assert "Lakes & rivers\nof the north" in text(files)


def test_that_a_missing_picture_is_told() -> None:
    book = read(book_files(without="OEBPS/pic/map.png"))

    assert book.warnings == ("One picture could not be taken in and is left out.",)


def test_that_entities_of_a_page_bring_in_nothing() -> None:
    page = PAGE.format(body="<p>Hidden: &steal; and &deep;.</p>").replace(
        "<!DOCTYPE html>",
        '<!DOCTYPE html [<!ENTITY steal SYSTEM "file:///etc/passwd"><!ENTITY deep "boom">]>',
    )

    found = text(book_files() | {"OEBPS/text/one.xhtml": page.encode()})

    assert "Hidden: steal and deep." in found


def test_that_a_protected_book_says_so() -> None:
    method = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    files = book_files() | {
        "META-INF/encryption.xml": ENCRYPTION.format(
            method=method, path="OEBPS/text/one.xhtml"
        ).encode()
    }

    with pytest.raises(UnreadableFile, match=r"“lake.epub” is protected against copying \(DRM\)"):
        read(files)


def test_that_hidden_fonts_are_no_protection() -> None:
    files = book_files() | {
        "META-INF/encryption.xml": ENCRYPTION.format(
            method="http://www.idpf.org/2008/embedding", path="OEBPS/font.otf"
        ).encode()
    }

    assert "Land is dry." in text(files)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_that_a_book_cut_short_says_that_it_is_damaged(share: float) -> None:
    data = zipped(book_files())

    with pytest.raises(UnreadableFile, match=r"“lake.epub” is damaged"):
        read_document("lake.epub", data[: int(share * len(data))])


def test_that_a_book_with_pictures_alone_says_so() -> None:
    pages = {
        name: PAGE.format(body="<img src='x.png'/>").encode()
        for name in book_files()
        if name.startswith("OEBPS/text/")
    }

    with pytest.raises(UnreadableFile, match=r"“lake.epub” has no text"):
        read(book_files() | pages)


def test_that_a_bomb_is_refused() -> None:
    files = book_files() | {"OEBPS/text/one.xhtml": b"<p>" + b"x " * 9_000_000}

    with pytest.raises(UnreadableFile, match=r"“lake.epub” unpacks to more"):
        read(files)


def test_that_names_that_lead_out_of_the_archive_are_not_read() -> None:
    two = PAGE.format(body="<p>Words.</p><img src='../../../../etc/passwd'/>").encode()
    files = book_files() | {"OEBPS/text/t wo.xhtml": two, "../../etc/passwd": PNG}

    assert not re.search("passwd", " ".join(one.name for one in read(files).assets))
