"""A Word document comes in with its headings, lists, tables, notes, pictures and equations."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from formats.reading.books import PNG, zipped
from formats.reading.letters import letter_files, paragraph


def read(files: dict[str, bytes]):
    return read_document("letter.docx", zipped(files))


def test_that_styles_make_the_title_and_the_sections() -> None:
    letter = read(letter_files())

    assert letter.title == "Water of the Lake"
    assert [(one.level, one.title) for one in letter.sections] == [(1, "Level"), (1, "Ice")]


def test_that_authors_and_date_are_those_of_the_document() -> None:
    letter = read(letter_files())

    assert (letter.authors, letter.published) == (("Ann Lee", "Bo Ek"), "2026-03-04")


def test_that_quotations_lists_and_footnotes_are_kept() -> None:
    markdown = read(letter_files()).sections[0].markdown

    assert markdown == (
        "The level falls every winter[^1].\n\n> The lake gives.\n\n1. dredge\n   - now\n2. wait\n\n"
        "[^1]: Since 1880."
    )


def test_that_tables_equations_pictures_and_insertions_are_kept() -> None:
    letter = read(letter_files())

    assert letter.sections[1].markdown == (
        "| Year | Level |\n| --- | --- |\n| 2003 | 2.45 |\n\n$x^{2}$\n\n"
        "![A map](assets/picture-1.png)\n\ninserted"
    )
    assert [one.content for one in letter.assets] == [PNG]


def test_that_a_document_without_headings_is_one_section() -> None:
    letter = read(letter_files(paragraph("Only * words.")))

    assert letter.title == "Letter"
    assert [parse(one.markdown).text for one in letter.sections] == ["Only * words."]


def test_that_a_document_with_a_password_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(UnreadableFile, match=r"“a.docx” is protected by a password"):
        read_document("a.docx", data)


def test_that_an_old_document_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=r"“a.doc” is of an old kind .* save it as DOCX"):
        read_document("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<w:document",
        b"no XML",
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w/>',
        b"<other/>",
    ],
)
def test_that_a_document_that_is_no_document_says_so(document: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“letter.docx” (is damaged|has no text)"):
        read(letter_files() | {"word/document.xml": document})


def test_that_a_document_without_words_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"“letter.docx” has no text"):
        read(letter_files("<w:p/>"))


def test_that_a_bomb_is_refused() -> None:
    body = paragraph("x" * 15_000_000)

    with pytest.raises(UnreadableFile, match=r"“letter.docx” unpacks to more"):
        read(letter_files(body))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_that_a_document_cut_short_says_that_it_is_damaged(share: float) -> None:
    data = zipped(letter_files())

    with pytest.raises(UnreadableFile, match=r"“letter.docx” is damaged"):
        read_document("letter.docx", data[: int(share * len(data))])
