"""A PDF comes in as text: columns in order, paragraphs whole, headings, numbers of pages."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from formats.reading.papers import Sheet, paper

PROSE = [
    "The level of the lake has fallen for three winters in a row and",
    "nobody who lives in one of the towns around it can remember any-",
    "thing like it. Ships that used to dock at the old quay now turn back",
    "before the harbour, and travellers walk the last part of their way.",
]
WHOLE = (
    "The level of the lake has fallen for three winters in a row and nobody who lives in one of the"
    " towns around it can remember anything like it. Ships that used to dock at the old quay now"
    " turn back before the harbour, and travellers walk the last part of their way."
)
NARROW = [
    f"the {word} line of a column that is full of words"
    for word in ["first", "second", "third", "fourth", "fifth", "last"]
]


def read(*sheets: Sheet, **more):
    return read_document("lake.pdf", paper(sheets, **more))


def texts(material) -> list[str]:
    return [parse(section.markdown).text for section in material.sections]


def test_that_lines_become_paragraphs_and_cut_words_whole() -> None:
    sheet = Sheet()
    below = sheet.column(PROSE, 60, 700)
    sheet.column(["Another paragraph stands below the first one, after a gap."], 60, below - 14)

    assert texts(read(sheet)) == [
        WHOLE + "\nAnother paragraph stands below the first one, after a gap."
    ]


def test_that_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.write("A title over both of the columns of this page, in large letters", 60, 780, size=16)
    for number, words in enumerate(NARROW):
        sheet.write(f"Left {words}", 60, 740 - 12 * number)
        sheet.write(f"Right {words}", 320, 740 - 12 * number)

    text = "\n".join(texts(read(sheet)))

    places = [text.index(f"{side} {words}") for side in ("Left", "Right") for words in NARROW]
    assert places == sorted(places)


def test_that_running_heads_and_page_numbers_are_left_out() -> None:
    sheets = []
    for number in range(1, 6):
        sheet = Sheet()
        sheet.write("Water of the Lake", 60, 810, size=8)
        sheet.column([f"Words of page {number} that stand on no other page."], 60, 700)
        sheet.write(f"- {number + 40} -", 290, 30, size=8)
        sheets.append(sheet)

    text = "\n".join(texts(read(*sheets)))

    assert "Water of the Lake" not in text
    assert "- 4" not in text
    assert [number for number in range(1, 6) if f"Words of page {number}" in text] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_that_words_know_the_printed_number_of_their_page() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet()
        sheet.column([*PROSE[:3], f"Sentence {number} goes on to the next page, where it"], 60, 700)
        sheet.write(str(number + 40), 290, 30, size=8)
        sheets.append(sheet)

    document = parse(read(*sheets).sections[0].markdown)

    for number in range(1, 5):
        assert document.page_at(document.text.index(f"Sentence {number}")) == str(number + 40)


def test_that_a_paragraph_over_two_pages_is_whole() -> None:
    first, second = Sheet(), Sheet()
    first.column(PROSE[:2], 60, 100)
    second.column(PROSE[2:], 60, 780)

    material = read(first, second)

    assert texts(material) == [WHOLE]
    document = parse(material.sections[0].markdown)
    assert document.page_at(document.text.index("remember")) == "1"
    assert document.page_at(document.text.index("like it")) == "2"


def test_that_large_and_bold_lines_are_headings() -> None:
    sheet = Sheet()
    sheet.write("The Level of the Lake", 60, 780, size=20)
    top = 740.0
    for heading in ("1 Water", "2 Ice"):
        sheet.write(heading, 60, top, size=14, font="bold")
        top = sheet.column(PROSE, 60, top - 20) - 24

    material = read(sheet)

    assert material.title == "The Level of the Lake"
    assert [section.title for section in material.sections] == ["1 Water", "2 Ice"]
    assert texts(material) == [WHOLE, WHOLE]


def test_that_the_outline_makes_the_headings_where_there_is_one() -> None:
    first, second = Sheet(), Sheet()
    first.write("Water", 60, 780)
    first.column(PROSE, 60, 760)
    second.write("Ice and snow", 60, 780)
    second.column(PROSE, 60, 760)

    material = read(first, second, outline=[("Water", 0), ("Ice and snow", 1)], title="Lakes")

    assert [section.title for section in material.sections] == ["Water", "Ice and snow"]


def test_that_lists_are_kept() -> None:
    sheet = Sheet()
    top = sheet.column(PROSE, 60, 700)
    sheet.column(["\u2022 dredge the channel", "\u2022 wait for the rain"], 70, top - 12)

    assert read(sheet).sections[0].markdown.endswith("- dredge the channel\n- wait for the rain")


def test_that_the_details_of_the_file_are_kept() -> None:
    sheet = Sheet()
    sheet.write("Water of the Lake", 60, 780, size=20)
    sheet.column(PROSE, 60, 740)

    material = read(sheet, title="Water of the Lake", author="Ann Lee; Bo Ek")

    assert (material.title, material.authors) == ("Water of the Lake", ("Ann Lee", "Bo Ek"))


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_that_a_page_shown_turned_is_read_as_it_is_shown(rotation: int) -> None:
    """The words lie on the sheet so that they are upright when it is turned."""
    sheet = Sheet(rotation=rotation)
    turn = {90: "0 1 -1 0 400 100", 180: "-1 0 0 -1 500 700", 270: "0 -1 1 0 100 700"}[rotation]
    for number, line in enumerate(PROSE):
        sheet.lines.append(f"q {turn} cm BT /plain 10 Tf 0 {-12 * number} Td ({line}) Tj ET Q")

    assert texts(read(sheet)) == [WHOLE]


def test_that_a_scan_says_that_it_is_one() -> None:
    with pytest.raises(UnreadableFile, match=r"“lake.pdf” is a scan: .* \(OCR\)"):
        read(Sheet(has_picture=True), Sheet(has_picture=True))


def test_that_scanned_pages_among_others_are_told() -> None:
    sheet = Sheet()
    sheet.column(PROSE, 60, 700)

    material = read(sheet, Sheet(has_picture=True))

    assert material.warnings == ("One page is a picture without text and could not be read.",)


def test_that_an_empty_paper_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"“lake.pdf” has no text"):
        read(Sheet())


def test_that_a_paper_with_a_password_says_so() -> None:
    sheet = Sheet()
    sheet.column(PROSE, 60, 700)

    with pytest.raises(UnreadableFile, match=r"“lake.pdf” is protected by a password"):
        read(sheet, password="secret")


def test_that_a_paper_locked_without_a_password_is_read() -> None:
    sheet = Sheet()
    sheet.column(PROSE, 60, 700)

    assert texts(read(sheet, password="")) == [WHOLE]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"%PDF-" + b"\0" * 500])
def test_that_a_paper_cut_short_says_that_it_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“lake.pdf” is damaged"):
        read_document("lake.pdf", data)
