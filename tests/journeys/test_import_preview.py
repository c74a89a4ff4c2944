"""A student looks at what was read before it is stored, and mends what the reader got wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
)

from carrel.domain.ids import MaterialId
from carrel.services.looking_up import LookingUp
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from carrel.ui.import_preview.dialog import PreviewDialog
from carrel.ui.import_preview.outline_tree import OutlineTree
from carrel.ui.widgets.document_view import DocumentView

TEXT = """# Upstream

Opening words.

## The bank

The mill stands by the water.

Its wheel has not turned since the flood.

## The bridge

Two stone piers carry it.

# Downstream

Last words.
"""


START = [("Upstream", 1), ("The bank", 2), ("The bridge", 2), ("Downstream", 1)]


@pytest.fixture
def river(journey, tmp_path) -> Path:
    path = tmp_path / "river.md"
    path.write_text(TEXT, encoding="utf-8")
    journey.program.importing.take_in([path])
    journey.settle()
    return path


def dialog(journey) -> PreviewDialog:
    (found,) = [one for one in journey.window.findChildren(PreviewDialog) if one.isVisible()]
    return found


def outline(journey) -> list[tuple[str, int]]:
    """Titles with their depths as the tree shows them."""
    tree = dialog(journey).findChild(OutlineTree)
    found: list[tuple[str, int]] = []

    def walk(item, depth: int) -> None:
        for number in range(item.childCount()):
            found.append((item.child(number).text(0), depth))
            walk(item.child(number), depth + 1)

    walk(tree.invisibleRootItem(), 1)
    return found


def choose(journey, title: str) -> OutlineTree:
    tree = dialog(journey).findChild(OutlineTree)
    (item,) = tree.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    tree.setCurrentItem(item)
    tree.setFocus()
    return tree


def press(journey, name: str) -> None:
    button = dialog(journey).findChild(QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    journey.settle()


def stored(journey, material: str = "river") -> list[tuple[str, int]]:
    entries = Reading(journey.program.desk).outline(MaterialId(material))
    return [(entry.title, entry.level) for entry in entries]


def materials(journey) -> int:
    return len(Reading(journey.program.desk).materials())


def test_that_nothing_is_stored_before_the_student_says_so(journey, river):
    assert outline(journey) == START
    assert materials(journey) == 1
    QTest.keyClick(dialog(journey), Qt.Key.Key_Escape)
    journey.settle()
    assert materials(journey) == 1


def test_that_the_text_of_the_chosen_section_is_shown(journey, river):
    choose(journey, "The bridge")
    text = dialog(journey).findChild(DocumentView, "importText").toPlainText()
    assert "Two stone piers carry it." in text


def test_that_title_authors_and_language_are_mended(journey, river):
    shown = dialog(journey)
    shown.findChild(QLineEdit, "importTitle").setText("The River")
    shown.findChild(QLineEdit, "importAuthors").setText("Ann Ash;  Ben  Beech ;")
    shown.language.setEditText("fr-CA")
    press(journey, "importButton")
    (made,) = [
        one.summary.material
        for one in Reading(journey.program.desk).materials()
        if one.summary.material.title == "The River"
    ]
    assert made.authors == ("Ann Ash", "Ben Beech")
    assert made.language == "fr-CA"


def test_that_sections_are_mended_by_keys_alone(journey, river):
    tree = choose(journey, "The bridge")
    QTest.keyClick(tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert outline(journey) == [
        ("Upstream", 1),
        ("The bank", 2),
        ("The bridge", 1),
        ("Downstream", 1),
    ]

    choose(journey, "The bank")
    shown = dialog(journey)
    QTest.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    second = ("Its wheel has not turned since the flood.", 2)
    before, last = START[:2], [("The bridge", 1), ("Downstream", 1)]
    assert outline(journey) == [*before, second, *last]

    QTest.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert outline(journey) == [
        ("Upstream", 1),
        ("The bank", 2),
        ("The bridge", 1),
        ("Downstream", 1),
    ]

    choose(journey, "The bank")
    QTest.keyClick(shown, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    press(journey, "importButton")
    assert stored(journey) == [("Upstream", 1), ("The bridge", 1), ("Downstream", 1)]


def test_that_a_section_left_out_is_not_stored_and_can_come_back(journey, river):
    tree = choose(journey, "The bank")
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert outline(journey) == [("Upstream", 1), ("The bridge", 2), ("Downstream", 1)]
    undo = dialog(journey).undo
    undo.trigger()
    dialog(journey).redo.trigger()
    press(journey, "importButton")
    assert stored(journey) == [("Upstream", 1), ("The bridge", 2), ("Downstream", 1)]


def test_that_a_title_is_written_over_in_the_tree(journey, river):
    tree = choose(journey, "The bank")
    QTest.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    editor.setText("On the bank")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    journey.settle()
    assert outline(journey)[1] == ("On the bank", 2)


def test_that_a_click_on_a_paragraph_says_where_to_split(journey, river):
    choose(journey, "The bank")
    shown = dialog(journey)
    text = shown.findChild(DocumentView, "importText")
    block = text.document().findBlockByNumber(2)
    box = text.document().documentLayout().blockBoundingRect(block)
    point = box.center().toPoint()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert shown.preview.block == 1
    buttons = {one.text(): one for one in shown.findChildren(QToolButton)}
    QTest.mouseClick(buttons["Split"], Qt.MouseButton.LeftButton)
    assert len(outline(journey)) == 5


def test_that_documents_that_are_not_ticked_stay_out(journey, tmp_path):
    paths = [tmp_path / f"text{number}.md" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(f"# Text {number}\n\nWords of text {number}.\n", encoding="utf-8")
    journey.program.importing.take_in(paths)
    journey.settle()
    files = dialog(journey).findChild(QListWidget, "importDocuments")
    files.item(1).setCheckState(Qt.CheckState.Unchecked)
    press(journey, "importButton")
    names = {one.summary.material.id for one in Reading(journey.program.desk).materials()}
    assert names == {"macron-putin", "text-0", "text-2"}
    assert "Imported 2 materials." in journey.banner


def test_that_several_documents_can_be_one_material(journey, tmp_path):
    folder = tmp_path / "Course"
    folder.mkdir()
    paths = [folder / f"text{number}.md" for number in range(2)]
    for number, path in enumerate(paths):
        path.write_text(f"# Text {number}\n\nWords.\n\n## Part\n\nMore.\n", encoding="utf-8")
    journey.program.importing.take_in(paths)
    journey.settle()
    dialog(journey).findChild(QCheckBox, "importAsOne").click()
    assert outline(journey)[0] == ("Text 0", 1)
    press(journey, "importButton")
    assert [title for title, _ in stored(journey, "course")].count("Part") == 2
    assert materials(journey) == 2
    Undo(journey.program.desk).undo()
    assert materials(journey) == 1


@pytest.fixture(autouse=True)
def _clipboard(qapp):
    """What a test leaves on the clipboard would outlive Python, and Qt would ask for it."""
    yield
    QGuiApplication.clipboard().clear()


def paste(journey, *, text: str = "", html: str = "") -> None:
    copied = QMimeData()
    if text:
        copied.setText(text)
    if html:
        copied.setHtml(html)
    QGuiApplication.clipboard().setMimeData(copied)
    actions = [action for _, group in journey.window.menus.all_actions() for action in group]
    wanted: QAction = next(one for one in actions if "clipboard" in one.text())
    wanted.trigger()
    journey.settle()


def test_that_copied_words_are_imported(journey):
    paste(journey, text="# Copied\n\nSome words.\n\n## Second\n\nMore words.\n")
    assert outline(journey) == [("Introduction", 1), ("Second", 1)]
    press(journey, "importButton")
    assert stored(journey, "copied") == [("Introduction", 1), ("Second", 1)]


def test_that_a_copied_part_of_a_page_keeps_its_headings(journey):
    words = (f"<p>Sentence number {n} of a part of a page, with words.</p>" for n in range(9))
    body = "".join(words)
    paste(journey, text="x", html=f"<h1>From the web</h1>{body}<h2>Second</h2>{body}")
    assert ("Second", 1) in outline(journey)


def test_that_an_empty_clipboard_says_what_to_do(journey):
    paste(journey, text="  ")
    assert "no text on the clipboard" in journey.banner


def test_that_a_copied_part_of_a_page_without_words_says_what_to_do(journey):
    paste(journey, text=" ", html="<p></p>")
    assert "no text on the clipboard" in journey.banner


def test_that_what_failed_beside_a_document_is_told_with_it_and_never_again(journey, river):
    QTest.keyClick(dialog(journey), Qt.Key.Key_Escape)
    journey.settle()
    empty = river.with_name("empty.txt")
    empty.write_text("", encoding="utf-8")
    importing = journey.program.importing
    importing.take_in([river, empty])
    journey.settle()
    QTest.keyClick(dialog(journey), Qt.Key.Key_Escape)
    journey.settle()
    assert "empty.txt" in journey.banner

    importing.take_in([river])
    journey.settle()
    press(journey, "importButton")
    journey.settle()
    assert journey.banner == "Imported “River”."


def test_that_a_folder_of_pages_comes_in_from_the_menu(journey, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(f"# Page {name}\n\nWords of {name}.\n", encoding="utf-8")
    journey.program.importing.folder_action.trigger()
    (chooser,) = journey.window.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(folder))
    journey.settle()
    journey.accept_preview()
    journey.settle()
    found = LookingUp(journey.program.desk).sections(MaterialId("pages"))
    assert [one.title for one in found] == ["Page one", "Page two"]
