"""Code points and cursor positions are translated both ways without losing a place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor

from carrel.domain.ids import SectionId
from carrel.domain.reading import ReadingPlace, TextRange
from carrel.domain.text.document import OBJECT
from carrel.domain.text.markdown import parse
from carrel.ui.widgets.document_writer import Part, Typeset, typeset
from carrel.ui.widgets.text_positions import TextPositions
from carrel.ui.widgets.typography import Inks, Typography

ONE = SectionId("m/one")
TWO = SectionId("m/two")

TEXTS = {
    "plain": "One word after another.",
    "an emoji before": "🦊 the fox 🇫🇷 waits",
    "combining marks": "Ame\u0301lie a\u0323\u0302 क्षि",
    "right to left": "שלום עולם, מה שלומך\n\nمرحبا 🦊 بالعالم",
    "CJK beyond the first plane": "漢字𠮷野家で𩸽を食べる",
    "a picture": "before ![a map](assets/map.png) after",
    "a formula": "so $a^2 + b^2$ holds",
    "footnote marks": "One[^1] and two[^2].\n\n[^1]: First 🦊.\n\n[^2]: Second.",
    "a table": "| A | B |\n|---|--:|\n| 🦊 one | two |\n| | four |\n\nafter",
    "two tables": "| A |\n|---|\n| 1 |\n\n| B |\n|---|\n| 2 |",
    "code": "```\nfor 🦊 in x:\n    pass\n```\n\nafter",
    "a hard break": "one  \ntwo 🦊",
    "lists and quotations": "- one\n- two\n  1. three\n\n> said 🦊 he\n> > and she",
    "no-break spaces": "10\u00a0000 men",
    "nothing": "",
}


def shown(*texts: str) -> Typeset:
    parts = [
        Part(SectionId(f"m/{name}"), f"Title 🦉 {name}", 1, parse(text))
        for name, text in zip(("one", "two", "three"), texts, strict=False)
    ]
    return typeset(
        parts,
        typography=Typography(),
        inks=Inks.of(QGuiApplication.palette()),
        pictures=lambda _section, _span: QImage(8, 8, QImage.Format.Format_RGB32),
    )


def selected(made: Typeset, section: SectionId, start: int, end: int) -> str:
    """What the document holds between two code points, written as the plain text has it."""
    span = made.positions.span(TextRange(section, start, end))
    assert span is not None
    cursor = QTextCursor(made.document)
    cursor.setPosition(span[0])
    cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2028", "\n").replace("\u2029", "\n")


@pytest.mark.parametrize("markdown", TEXTS.values(), ids=TEXTS.keys())
def test_that_every_range_comes_back_from_the_document(qapp, markdown):
    made = shown(markdown)
    text = parse(markdown).text
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            wanted = text[start:end].strip("\t\n")
            span = made.positions.span(TextRange(ONE, start, end))
            found = made.positions.ranges(*span)
            words = [text[one.start : one.end].strip("\t\n") for one in found]
            assert "".join(words) == wanted
            assert len(words) <= 1


@pytest.mark.parametrize("markdown", TEXTS.values(), ids=TEXTS.keys())
def test_that_every_code_point_stands_where_the_document_has_it(qapp, markdown):
    made = shown("Before 🦊.", markdown)
    text = parse(markdown).text
    for offset, letter in enumerate(text):
        if letter not in ("\n", "\t", OBJECT):
            assert selected(made, TWO, offset, offset + 1) == letter


@pytest.mark.parametrize("markdown", TEXTS.values(), ids=TEXTS.keys())
def test_that_the_place_at_a_code_points_position_is_that_code_point(qapp, markdown):
    made = shown(markdown)
    text = parse(markdown).text
    for offset, letter in enumerate(text):
        position = made.positions.position(ONE, offset)
        if letter not in ("\n", "\t"):
            assert made.positions.place(position) == ReadingPlace(ONE, offset)


LETTERS = st.text(st.sampled_from("ab e\u0301🦊𠮷ש漢"), min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_that_a_selection_of_any_words_is_found_again_in_its_section(qapp, paragraphs, data):
    made = shown("first", "\n\n".join(paragraphs))
    text = parse("\n\n".join(paragraphs)).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = text[start:end].strip("\n")
    assert selected(made, TWO, start, end).strip("\n") == wanted
    span = made.positions.span(TextRange(TWO, start, end))
    (found,) = made.positions.ranges(*span) or (TextRange(TWO, start, start),)
    assert text[found.start : found.end].strip("\n") == wanted


def test_that_half_of_a_pair_of_units_is_taken_whole(qapp):
    made = shown("a🦊b")
    fox = made.positions.position(ONE, 1)
    assert made.positions.place(fox + 1) == ReadingPlace(ONE, 1)
    assert made.positions.ranges(fox + 1, fox + 2) == (TextRange(ONE, 1, 2),)
    assert made.positions.ranges(fox, fox + 1) == (TextRange(ONE, 1, 2),)


def test_that_a_formula_written_out_is_one_code_point(qapp):
    made = shown(r"so $\frac{a$ holds")
    formula = made.positions.position(ONE, 3)
    assert selected(made, ONE, 3, 4) == r"\frac{a"
    assert made.positions.ranges(formula + 1, formula + 2) == (TextRange(ONE, 3, 4),)
    assert made.positions.place(formula + 2) == ReadingPlace(ONE, 3)


def test_that_a_selection_over_a_title_gives_a_range_in_each_section(qapp):
    made = shown("first text", "second text")
    start = made.positions.position(ONE, 6)
    end = made.positions.position(TWO, 6, is_end=True)
    assert made.positions.ranges(start, end) == (TextRange(ONE, 6, 10), TextRange(TWO, 0, 6))


def test_that_a_selection_within_a_title_or_a_footnote_mark_holds_no_text(qapp):
    made = shown("one[^1] two\n\n[^1]: Note.")
    assert made.positions.ranges(0, 5) == ()
    before = made.positions.position(ONE, 3, is_end=True)
    after = made.positions.position(ONE, 3)
    assert after == before + 1
    assert made.positions.ranges(before, after) == ()


def test_that_a_place_in_a_title_is_the_beginning_of_its_section(qapp):
    made = shown("first", "second")
    assert made.positions.place(made.titles[TWO] + 2) == ReadingPlace(TWO, 0)


def test_that_a_section_that_is_not_shown_has_no_position(qapp):
    assert shown("first").positions.position(SectionId("m/other"), 0) is None
    assert shown("first").positions.span(TextRange(SectionId("m/other"), 0, 1)) is None


def test_that_a_section_without_text_stands_at_its_title(qapp):
    made = shown("", "second")
    end_of_title = made.titles[ONE] + len("Title 🦉 one") + 1
    assert made.positions.position(ONE, 0) == end_of_title
    assert made.positions.ranges(0, end_of_title) == ()


def test_that_a_document_without_text_has_no_places():
    assert TextPositions().place(0) is None
    assert TextPositions().ranges(0, 9) == ()
