"""Tables are set so that no word is cut where there is room for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPalette, QTextLength, QTextTable

from carrel.domain.ids import SectionId
from carrel.domain.text.markdown import parse
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, typeset
from carrel.ui.widgets.table_format import table_look
from carrel.ui.widgets.typography import Inks, Typography

NARROW = "| A | B |\n|---|---|\n| 1 | 2 |"
LONG_CELL = "It goes on for so long that it has to be broken into lines somewhere. "
WIDE = f"| Place | What was said |\n|---|---|\n| Brégançon | {LONG_CELL * 4} |"
MANY = (
    "| Year | Place | What was said | Who was there | What came of it | Remarks |\n"
    "|---|---|---|---|---|---|\n"
    f"| 2017 | Versailles | {LONG_CELL} | Macron, Putin | A conference of societies | None |"
)


def look(markdown: str, typography: Typography):
    rows = [block for block in parse(markdown).blocks if block.row is not None]
    return table_look(rows, typography, QPalette().text().color(), typography.column_width)


def test_that_a_table_that_fits_is_as_wide_as_its_words(qapp):
    found = look(NARROW, Typography())
    assert found.form.columnWidthConstraints() == []
    assert found.point_size == Typography().point_size


@pytest.mark.parametrize("markdown", [WIDE, MANY], ids=["a long cell", "many columns"])
def test_that_each_column_of_a_wide_table_holds_its_longest_word(qapp, markdown):
    typography = Typography()
    found = look(markdown, typography)
    font = QFont(typography.font)
    font.setPointSizeF(found.point_size)
    constraints = found.form.columnWidthConstraints()
    assert {one.type() for one in constraints} == {QTextLength.Type.PercentageLength}
    assert sum(one.rawValue() for one in constraints) == pytest.approx(100)
    rows = [line.strip("|").split("|") for line in markdown.splitlines()]
    for number, constraint in enumerate(constraints):
        words = [word for row in (rows[0], rows[2]) for word in row[number].split()]
        longest = max(QFontMetricsF(font).horizontalAdvance(word) for word in words)
        assert constraint.rawValue() / 100 * typography.column_width > longest


def test_that_a_table_with_no_room_for_its_words_still_fits_the_column(qtbot):
    typography = Typography()
    words = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    markdown = f"| {words} | {words} |\n|---|---|\n| {words} | a |"
    view = DocumentView(typography)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    made = typeset(
        [Part(SectionId("m/one"), "", 1, parse(markdown))],
        typography=typography,
        inks=Inks.of(view.palette()),
        pictures=lambda _section, _span: QImage(),
    )
    view.show_text(made, typography)
    (table,) = [
        frame
        for frame in view.document().rootFrame().childFrames()
        if isinstance(frame, QTextTable)
    ]
    box = view.document().documentLayout().frameBoundingRect(table)
    assert box.right() <= view.viewport().width() + 1
