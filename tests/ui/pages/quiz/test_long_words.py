"""Words that are longer than a line are broken within it, wherever they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QListWidget

from carrel.ui.answering.matching_rows import MatchRow
from carrel.ui.answering.option_row import RadioRow
from carrel.ui.widgets.text_lines import breakable
from question_samples import question

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 3
WRAP = Qt.TextFlag.TextWordWrap


@pytest.mark.parametrize(
    ("text", "is_same"), [("a few words", True), ("x" * 23, True), ("x" * 24, False), (LONG, False)]
)
def test_that_only_long_words_get_places_to_be_broken_at(text, is_same) -> None:
    drawn = breakable(f"so {text} so")
    assert (drawn == f"so {text} so") is is_same
    assert drawn.replace("\u200b", "") == f"so {text} so"


def test_that_a_long_word_fits_into_a_narrow_place(qapp) -> None:
    metrics = QFontMetrics(qapp.font())
    box = metrics.boundingRect(QRect(0, 0, 200, 10_000), WRAP, breakable(LONG))
    assert box.width() <= 200


@pytest.mark.parametrize(
    ("kind", "body", "widget"),
    [
        ("single_choice", {"options": [{"text": LONG, "correct": True}, {"text": "b"}]}, RadioRow),
        (
            "matching",
            {"pairs": [{"left": LONG, "right": "a"}, {"left": "b", "right": "c"}]},
            MatchRow,
        ),
        ("ordering", {"items": [LONG, "b", "c"]}, QListWidget),
    ],
)
def test_that_a_row_with_a_long_word_is_higher_than_one_with_a_short_one(
    student, kind, body, widget
) -> None:
    student.shelf.add(question(kind, body=body))
    view = student.quiz_on()
    QApplication.processEvents()
    if widget is QListWidget:
        (listed,) = view.findChildren(widget)
        heights = [listed.visualItemRect(listed.item(row)).height() for row in range(3)]
    else:
        heights = [row.height() for row in view.findChildren(widget) if row.isVisible()]
    assert max(heights) > 1.3 * min(heights)


def test_that_the_items_of_an_order_have_room_when_the_list_becomes_narrower(student) -> None:
    student.shelf.add(question("ordering", body={"items": ["some words " * 30, "b", "c"]}))
    view = student.quiz_on()
    (listed,) = view.findChildren(QListWidget)

    def height() -> int:
        QApplication.processEvents()
        return max(listed.visualItemRect(listed.item(row)).height() for row in range(3))

    before = height()
    student.page.view.resize(520, 760)
    assert height() > before
