"""The reading column: its measure, what it marks, and what it never shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTextDocument

from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.domain.text.markdown import parse
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, typeset
from carrel.ui.widgets.text_marks import TextMark
from carrel.ui.widgets.typography import Inks, Typography

ONE = SectionId("m/one")
LONG = "\n\n".join(f"Paragraph {n} has some words that go on for a while." for n in range(80))


def show(qtbot, markdown: str, *, width: int = 900) -> DocumentView:
    typography = Typography()
    view = DocumentView(typography)
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.show()
    made = typeset(
        [Part(ONE, "A title", 1, parse(markdown))],
        typography=typography,
        inks=Inks.of(QGuiApplication.palette()),
        pictures=lambda _section, _span: QImage(8, 8, QImage.Format.Format_RGB32),
    )
    view.show_text(made, typography)
    return view


def drag(qtbot, view: DocumentView, section: SectionId, start: int, end: int) -> None:
    """Select with the mouse from one code point to another."""
    span = view.positions.span(TextRange(section, start, end))
    box = view.word_box(*span)
    qtbot.mousePress(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left(), box.center().y())
    )
    qtbot.mouseMove(view.viewport(), QPoint(box.right() + 1, box.center().y()))
    qtbot.mouseRelease(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() + 1, box.center().y())
    )


@pytest.mark.parametrize("width", [900, 1300, 1900])
def test_that_lines_keep_their_measure_at_any_width(qtbot, width):
    view = show(qtbot, LONG, width=width)
    assert view.viewport().width() == Typography().column_width


def test_that_a_second_text_is_laid_out_whole_for_the_width_it_has(qtbot):
    view = show(qtbot, "Short.")
    before = view.verticalScrollBar().maximum()
    made = typeset(
        [Part(ONE, "A title", 1, parse(LONG))],
        typography=Typography(),
        inks=Inks.of(QGuiApplication.palette()),
        pictures=lambda _section, _span: QImage(8, 8, QImage.Format.Format_RGB32),
    )
    view.show_text(made, Typography())
    document = view.document()
    assert document.isLayoutEnabled()
    assert document.pageSize().width() == view.viewport().width()
    assert document.documentLayout().documentSize().height() > 80 * Typography().em
    assert view.verticalScrollBar().maximum() > before


def test_that_lines_get_shorter_where_there_is_no_room(qtbot):
    view = show(qtbot, LONG, width=400)
    assert view.viewport().width() < 400


def test_that_words_after_an_emoji_are_selected_by_the_mouse(qtbot):
    view = show(qtbot, "The 🦊 and 🇫🇷 wait for words.")
    start = parse("The 🦊 and 🇫🇷 wait for words.").text.index("wait")
    with qtbot.waitSignal(view.selection_settled):
        drag(qtbot, view, ONE, start, start + 4)
    assert view.selected_ranges() == (TextRange(ONE, start, start + 4),)


def test_that_a_click_on_marked_words_names_the_shortest_mark_there(qtbot):
    view = show(qtbot, "One word after another.")
    inner = view.positions.span(TextRange(ONE, 4, 8))
    outer = view.positions.span(TextRange(ONE, 0, 14))
    view.set_marks("notes", [TextMark("outer", *outer), TextMark("inner", *inner)])
    with qtbot.waitSignal(view.mark_clicked, check_params_cb=lambda name: name == "inner"):
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.word_box(*inner).center()
        )
    assert view.marks_at(QPoint(5, 590)) == ()


def test_that_marked_words_get_their_ground_and_others_do_not(qtbot):
    view = show(qtbot, "One word after another.")
    span = view.positions.span(TextRange(ONE, 4, 8))
    before = view.viewport().grab().toImage()
    view.set_marks("notes", [TextMark("a", *span, ground=QColor("#00ff00"))])
    after = view.viewport().grab().toImage()
    inside = view.word_box(*span)
    outside = view.word_box(*view.positions.span(TextRange(ONE, 9, 14)))
    corner = inside.topLeft() + QPoint(3, 1)
    assert after.pixelColor(corner) != before.pixelColor(corner)
    assert after.copy(outside) == before.copy(outside)


def test_that_a_line_is_found_again_at_the_top(qtbot):
    view = show(qtbot, LONG)
    position = view.positions.position(ONE, 2000)
    view.scroll_to(position)
    line = view.positions.place(view.top_position())
    assert line.offset <= 2000
    view.verticalScrollBar().setValue(0)
    view.scroll_to(view.positions.position(ONE, line.offset))
    assert view.positions.place(view.top_position()) == line


def test_that_the_first_line_stays_when_the_width_changes(qtbot):
    view = show(qtbot, LONG)
    view.scroll_to(view.positions.position(ONE, 2000))
    before = view.positions.place(view.top_position()).offset
    view.resize(500, 600)
    after = view.positions.place(view.top_position()).offset
    assert abs(after - before) < 80


def test_that_no_file_is_ever_read_for_a_picture(qtbot, tmp_path):
    secret = QImage(40, 40, QImage.Format.Format_RGB32)
    secret.fill(QColor("red"))
    path = tmp_path / "secret.png"
    assert secret.save(str(path))
    view = show(qtbot, "text")
    kind = QTextDocument.ResourceType.ImageResource.value
    for name in (QUrl.fromLocalFile(str(path)), QUrl(str(path)), QUrl("https://a.example/b.png")):
        assert view.loadResource(kind, name).width() == 1


def test_that_flashed_words_are_marked_for_a_moment(qtbot):
    view = show(qtbot, "One word after another.")
    plain = view.viewport().grab().toImage()
    view.flash(*view.positions.span(TextRange(ONE, 4, 8)))
    assert view.viewport().grab().toImage() != plain
    view._flash_timer.timeout.emit()
    assert view.viewport().grab().toImage() == plain


def test_that_words_are_selected_by_keyboard_in_caret_browsing(qtbot):
    view = show(qtbot, "One word after another.")
    view.set_caret_browsing(is_on=True)
    start = view.positions.position(ONE, 4)
    view.select(start, start)
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_ranges() == (TextRange(ONE, 4, 8),)
