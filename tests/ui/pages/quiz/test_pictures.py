"""Pictures are seen in prompts, options and explanations, and told where they cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from carrel.domain.ids import MaterialId
from carrel.domain.materials import Asset
from carrel.storage.material_intake import write_assets
from carrel.storage.material_store import MaterialStore
from carrel.ui.answering.matching_rows import MatchChip, MatchRow
from carrel.ui.widgets.flowing_text import FlowingText
from question_samples import question

TEAL, WINE = QColor("#007070"), QColor("#800030")


def png(colour: QColor, width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def area_of(widget: QWidget, colour: QColor) -> QRect:
    """The smallest rectangle that has all dots of a colour in what the widget shows."""
    image = widget.grab().toImage()
    dots = [
        (x, y)
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y) == colour
    ]
    if not dots:
        return QRect()
    left, right = min(x for x, _ in dots), max(x for x, _ in dots)
    top, bottom = min(y for _, y in dots), max(y for _, y in dots)
    return QRect(left, top, right - left + 2, bottom - top + 2)


def bring_pictures(student) -> None:
    desk = student.shelf.desk
    row = MaterialStore(desk.database).row_id(MaterialId("book"))
    write_assets(
        desk.database,
        row,
        [
            Asset("assets/map.png", "image/png", png(TEAL, 2400, 1200)),
            Asset("assets/flag.png", "image/png", png(WINE, 60, 40)),
        ],
    )


@pytest.fixture
def asked(student):
    """The page at a question whose prompt, second option and explanation have pictures."""
    bring_pictures(student)
    body = {
        "options": [
            {"text": "A war", "correct": True},
            {"text": "![A flag](assets/flag.png)"},
            {"text": "![Nothing](assets/gone.png)"},
        ]
    }
    student.shelf.add(
        question(
            body=body,
            prompt="Where?\n\n![A map of the river](assets/map.png)",
            explanation="Here: ![A flag](assets/flag.png)",
        )
    )
    view = student.quiz_on()
    QApplication.processEvents()
    return view


def rows(view) -> dict[str, QWidget]:
    found = [row for row in view.findChildren(QWidget) if hasattr(row, "look") and row.isVisible()]
    return {row.look.words: row for row in found}


def test_that_a_large_picture_of_the_prompt_is_shown_whole(asked) -> None:
    prompt = asked.findChild(FlowingText, "quizPrompt")
    shown = area_of(prompt, TEAL)
    assert 300 < shown.width() <= prompt.width()
    assert shown.height() == pytest.approx(shown.width() / 2, abs=4)
    assert prompt.accessibleName() == "Where?\nA map of the river"


def test_that_a_picture_of_an_option_is_shown_in_its_row_and_told_in_words(asked) -> None:
    row = rows(asked)["A flag"]
    assert area_of(row, WINE).height() == pytest.approx(40, abs=3)
    assert row.accessibleName() == "A flag"


def test_that_a_picture_that_is_missing_is_told_in_words(asked) -> None:
    assert "Nothing" in rows(asked)


def test_that_a_picture_of_the_explanation_is_shown(asked) -> None:
    asked.answer_requested.emit(1, None)
    QApplication.processEvents()
    assert area_of(asked.feedback, WINE).width() == pytest.approx(60, abs=3)
    assert area_of(rows(asked)["A flag"], WINE).height() == pytest.approx(40, abs=3)


def test_that_a_prompt_without_its_picture_says_what_it_would_show(qtbot) -> None:
    text = FlowingText()
    qtbot.addWidget(text)
    text.show_markdown("Where? ![A map](assets/map.png)", lambda _name: None)
    assert text.plain_text == "Where? A map"


FLAG = "![A flag](assets/flag.png)"


@pytest.mark.parametrize(
    ("kind", "body", "widget"),
    [
        (
            "matching",
            {"pairs": [{"left": FLAG, "right": "A country"}, {"left": "A map", "right": "All"}]},
            MatchRow,
        ),
        (
            "matching",
            {"pairs": [{"left": "Here", "right": FLAG}, {"left": "There", "right": "All"}]},
            MatchChip,
        ),
        ("ordering", {"items": ["First", f"Then {FLAG}", "Last"]}, QListWidget),
    ],
)
def test_that_pictures_are_seen_where_things_are_matched_or_put_in_order(
    student, kind, body, widget
) -> None:
    bring_pictures(student)
    student.shelf.add(question(kind, body=body))
    view = student.quiz_on()
    QApplication.processEvents()
    shown = [area_of(one, WINE) for one in view.findChildren(widget)]
    (flag,) = (area for area in shown if not area.isNull())
    assert flag.height() == pytest.approx(40, abs=3)
    assert not [one for one in view.findChildren(widget) if "![" in one.accessibleName()]


def test_that_what_was_put_beside_a_thing_shows_its_picture(student) -> None:
    bring_pictures(student)
    pairs = [{"left": "Here", "right": FLAG}, {"left": "There", "right": "All"}]
    student.shelf.add(question("matching", body={"pairs": pairs}))
    view = student.quiz_on()
    view.answer_requested.emit([1, 0], None)
    QApplication.processEvents()
    rows = {row.left: row for row in view.findChildren(MatchRow)}
    assert area_of(rows["There"], WINE).height() == pytest.approx(40, abs=3)
    assert "Right is: A flag" in rows["Here"].accessibleName()
