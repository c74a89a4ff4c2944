"""Highlights of another program are looked at, sent onto their text, and taken in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from carrel.domain.annotations import AnnotationFilter
from carrel.domain.ids import MaterialId
from carrel.services.annotating import Annotating
from carrel.services.looking_up import LookingUp
from carrel.services.orphans import Orphans
from carrel.services.undo import Undo
from carrel.ui.highlights_import.dialog import HighlightsDialog
from formats.reading.annotations.highlight_files import BOOK, GATE, WALL, clippings, entry
from sweeping import cut_words, nameless

TOLD = "- Your {} on page 3 | location {} | Added on Monday, 4 March 2024 21:10:05"
SEA = "Nobody in the village had ever asked what lay behind the sea."


@pytest.fixture
def file(journey, tmp_path):
    """Clippings of a book in the library, of which one is lost, and of a book that is not."""
    book = tmp_path / "wall.md"
    book.write_text(f"# {BOOK}\n\n{WALL}\n\n{GATE}\n", encoding="utf-8")
    journey.import_files(book)
    path = tmp_path / "My Clippings.txt"
    by = f"{BOOK} (Wray, Ada)"
    path.write_bytes(
        clippings(
            entry(by, TOLD.format("Highlight", "40-42"), WALL),
            entry(by, TOLD.format("Note", "42"), "Who were they?"),
            entry(by, TOLD.format("Highlight", "90-92"), "These words are in no book at all."),
            entry(by, TOLD.format("Bookmark", "130"), ""),
            entry("Behind the Sea (Bo Lind)", TOLD.format("Highlight", "7-9"), SEA),
        )
    )
    return path


def opened(journey, file) -> HighlightsDialog:
    journey.program.importing.take_in([file])
    journey.settle()
    (dialog,) = (one for one in journey.window.findChildren(HighlightsDialog) if one.isVisible())
    return dialog


def labels(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(journey, dialog) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, "importButton"), Qt.MouseButton.LeftButton)
    journey.settle()


def notes(journey):
    listed = Annotating(journey.program.desk).listed(AnnotationFilter())
    return {one.annotation.passage.quote: one.annotation.note for one in listed}


def test_that_what_was_found_is_shown_before_anything_is_stored(journey, file):
    dialog = opened(journey, file)
    told = labels(dialog)
    assert "Kindle clippings from My Clippings.txt" in told
    assert "bookmarks: 1" in told
    assert "1 found, 1 not found" in told
    rows = [dialog.rows.index(row).data() for row in range(dialog.rows.rowCount())]
    assert rows[0].startswith("✕ Not found. “These words")
    assert rows[1].startswith("= Found. “The wall was built")
    assert dialog.texts.item(1).text() == "Behind the Sea\n1 highlight, stays outside"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert notes(journey) == {}


def test_that_highlights_come_in_as_one_step_and_the_lost_lead_to_their_tray(journey, file):
    press(journey, opened(journey, file))
    assert notes(journey)[WALL] == "Who were they?"
    assert [one.passage.quote for one in Orphans(journey.program.desk).orphans()] == [
        "These words are in no book at all."
    ]
    again = opened(journey, file)
    assert again.findChild(QPushButton, "importButton").text() == "Nothing to import"
    again.reject()
    Undo(journey.program.desk).undo()
    assert notes(journey) == {}


def test_that_a_text_can_be_made_by_keyboard_of_highlights_that_have_none(journey, file):
    dialog = opened(journey, file)
    QTest.keyClick(dialog.texts, Qt.Key.Key_Down)
    assert "No material of this name" in labels(dialog)
    dialog.target.setFocus()
    QTest.keyClick(dialog.target, Qt.Key.Key_Down)
    journey.settle()
    assert "A new material is made: “Behind the Sea”" in labels(dialog)
    press(journey, dialog)
    (section,) = LookingUp(journey.program.desk).sections(MaterialId("behind-the-sea"))
    assert section.text == SEA
    assert SEA in notes(journey)


def test_that_another_material_can_be_chosen_and_nothing(journey, file):
    dialog = opened(journey, file)
    names = [dialog.target.itemText(row) for row in range(dialog.target.count())]
    QTest.keyClick(dialog.target, Qt.Key.Key_Home)
    journey.settle()
    assert "These highlights stay outside." in labels(dialog)
    assert dialog.findChild(QPushButton, "importButton").text() == "Nothing to import"
    other = next(name for name in names if name.startswith("Macron"))
    dialog.target.setCurrentText(other)
    dialog.target.activated.emit(dialog.target.currentIndex())
    journey.settle()
    assert "0 found, 2 not found" in labels(dialog)
    dialog.reject()


def test_that_every_control_has_a_name_and_no_word_is_cut(large_letters, journey, file):
    dialog = opened(journey, file)
    found = nameless(dialog), cut_words(dialog)
    dialog.reject()
    assert found == ([], [])


def test_that_of_very_many_the_lost_are_shown_first_and_the_rest_is_counted(
    journey, tmp_path, file
):
    by = f"{BOOK} (Wray, Ada)"
    many = [entry(by, TOLD.format("Highlight", f"{n * 9}-{n * 9 + 1}"), WALL) for n in range(310)]
    lost = entry(by, TOLD.format("Highlight", "9000-9001"), "These words are in no book at all.")
    path = tmp_path / "many.txt"
    path.write_bytes(clippings(*many, lost))
    dialog = opened(journey, path)
    assert dialog.rows.rowCount() == 300
    assert dialog.rows.index(0).data().startswith("✕ Not found.")
    assert "310 found, 1 not found" in labels(dialog)
    assert "The first 300 are shown." in labels(dialog)
    dialog.reject()
