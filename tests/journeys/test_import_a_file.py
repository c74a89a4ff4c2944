"""A student brings in a text of their own and studies it like the bundled material."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTextEdit

from carrel.domain.ids import MaterialId, TopicId
from carrel.services.reading import Reading
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo

RIVERS = "river-towns-how-they-grew"


def drop(journey, *files: Path) -> None:
    """Drag files onto the window and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where, copy = QPoint(400, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, data, buttons, keys)
    QApplication.sendEvent(journey.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(journey.window, QDropEvent(where.toPointF(), copy, data, buttons, keys))
    journey.settle()
    journey.accept_preview()


def titles(journey) -> list[str]:
    outline = Reading(journey.program.desk).outline(MaterialId(RIVERS))
    return [entry.title for entry in outline]


def test_that_a_dropped_text_comes_in_with_its_introduction_and_its_titled_sections(
    journey, seed_article, tmp_path
):
    drop(journey, seed_article(tmp_path))
    assert titles(journey)[0] == "Introduction"
    assert len(titles(journey)) == 6
    assert "River Towns: How They Grew" in journey.banner
    shown = [label.text() for label in journey.window.findChildren(QLabel)]
    assert any("River Towns" in text for text in shown)


def test_that_an_import_can_be_undone_and_done_again(journey, seed_article, tmp_path):
    drop(journey, seed_article(tmp_path))
    undo = Undo(journey.program.desk)
    undo.undo()
    assert len(Reading(journey.program.desk).materials()) == 1
    undo.redo()
    assert len(titles(journey)) == 6


def test_that_a_topic_of_the_bundled_material_is_found_in_an_imported_text(journey, tmp_path):
    file = tmp_path / "letter.md"
    file.write_text("# A letter\n\nOn Monday NATO met again.\n", encoding="utf-8")
    drop(journey, file)
    page = TopicBrowsing(journey.program.desk).page(TopicId("macron-putin/nato"))
    assert "letter" in repr(page)


def test_that_files_that_cannot_be_read_are_named_and_the_others_come_in(
    journey, seed_article, tmp_path
):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    drop(journey, empty, seed_article(tmp_path))
    assert "empty.txt" in journey.banner
    assert "River Towns" in journey.banner
    assert len(titles(journey)) == 6


def test_that_a_text_that_is_there_already_is_not_taken_twice(journey, seed_article, tmp_path):
    file = seed_article(tmp_path)
    drop(journey, file)
    drop(journey, file)
    assert "already" in journey.banner
    assert len(Reading(journey.program.desk).materials()) == 2


def test_that_the_menu_lets_files_be_chosen_and_the_banner_leads_to_the_text(
    journey, seed_article, tmp_path
):
    actions = [action for _, group in journey.window.menus.all_actions() for action in group]
    wanted: QAction = next(action for action in actions if "Import files" in action.text())
    wanted.trigger()
    dialog = journey.window.findChild(QFileDialog)
    dialog.filesSelected.emit([str(seed_article(tmp_path))])
    dialog.close()
    journey.settle()
    journey.accept_preview()
    journey.program.window.banner.findChild(object, "bannerAction").click()
    journey.settle()
    assert "This part of the article" in journey.find(QTextEdit, "sectionText").toPlainText()


@pytest.mark.parametrize("name", ["nothing.txt", "nothing.carrel"])
def test_that_a_missing_file_is_told_in_one_sentence(journey, tmp_path, name):
    journey.program.importing.take_in([tmp_path / name])
    journey.settle()
    assert name in journey.banner
    assert len(Reading(journey.program.desk).materials()) == 1


def test_that_files_dropped_while_others_come_in_are_imported_next(journey, seed_article, tmp_path):
    letter = tmp_path / "letter.md"
    letter.write_text("# A letter\n\nOn Monday NATO met again.\n", encoding="utf-8")
    journey.program.importing.take_in([seed_article(tmp_path)])
    journey.program.importing.take_in([letter])
    journey.settle()
    journey.accept_preview()
    journey.accept_preview()
    titles_there = {m.summary.material.title for m in Reading(journey.program.desk).materials()}
    assert {"River Towns: How They Grew", "A letter"} <= titles_there
    assert not journey.program.window.activity.isVisible()


def test_that_a_file_that_was_named_to_be_opened_is_read_once_it_is_in(
    journey, seed_article, tmp_path
):
    journey.program.importing.take_in_and_open(seed_article(tmp_path))
    journey.settle()
    journey.accept_preview()
    assert "This part of the article" in journey.find(QTextEdit, "sectionText").toPlainText()
    assert "River Towns" in journey.banner
