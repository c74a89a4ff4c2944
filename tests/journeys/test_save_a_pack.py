"""A student gives what they made of a text to others, by the menu and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)

from carrel.domain.claims import Certainty
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.reading import TextRange
from carrel.domain.topics import TopicKind
from carrel.formats.pack.check import check_pack
from carrel.formats.pack.read import read_pack
from carrel.services.claim_editing import ClaimEditing
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.ui.export_dialog.view import ExportDialog
from carrel.ui.navigator import PageName, Place
from carrel.ui.pack_saving.view import PackDialog
from carrel.ui.question_editor.dialog import EditorDialog

TALKS = MaterialId("macron-putin")
QUIZ = """
::One:: Who? {=1,000 ~1 000 ~ten}

::Two:: Where? {=Here ~There}

::Three:: How many? {=2,000 ~2 000 ~ten}
"""
PICTURE = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAGElEQVR4nGNgYGD4TyEeNWDUgFEDhosBAOaJ/wHrI8"
    "0dAAAAAElFTkSuQmCC"
)


def action(journey) -> QAction:
    groups = [group for _, group in journey.window.menus.all_actions()]
    return next(one for group in groups for one in group if one.objectName() == "window.save_pack")


def shown(journey, kind):
    found = [one for one in journey.window.findChildren(kind) if one.isVisible()]
    return found[0] if found else None


def opened(journey, material: str = TALKS) -> PackDialog:
    journey.program.shell.go(Place(PageName.READ, material=MaterialId(material)))
    journey.settle()
    action(journey).trigger()
    journey.settle()
    return shown(journey, PackDialog)


def click(journey, dialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    journey.settle()


def choose_licence(dialog, row: int = 0) -> None:
    dialog.findChild(QComboBox, "packLicence").setCurrentIndex(row)


def save_to(journey, dialog, path) -> None:
    click(journey, dialog, "packSave")
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(path))
    asked.close()
    journey.settle()


@pytest.fixture
def quiz(journey, tmp_path) -> str:
    """An imported quiz of which two questions have faults."""
    file = tmp_path / "quiz.gift"
    file.write_text(QUIZ, encoding="utf-8")
    journey.import_files(file)
    return journey.program.desk.database.value("SELECT key FROM material ORDER BY id DESC LIMIT 1")


def test_that_a_material_is_saved_as_what_the_student_says(journey, tmp_path):
    dialog = opened(journey)
    dialog.findChild(QLineEdit, "packTitle").setText("Talks")
    dialog.findChild(QPlainTextEdit, "packAuthors").setPlainText("A. One\nB. Two\n")
    choose_licence(dialog, 1)
    dialog.findChild(QCheckBox, "packEvents").click()
    journey.settle()
    assert "nothing to mend" in dialog.findChild(QLabel, "packSummary").text()
    save_to(journey, dialog, tmp_path / "talks.carrel")
    assert shown(journey, PackDialog) is None
    assert "Saved “Talks”, edition 2" in journey.banner
    pack = read_pack(tmp_path / "talks.carrel")
    assert (pack.material.authors, pack.material.licence) == (("A. One", "B. Two"), "CC BY-SA 4.0")
    assert (pack.events, len(pack.questions)) == ((), 145)
    assert check_pack(tmp_path / "talks.carrel").is_clean

    again = opened(journey)
    assert again.findChild(QLineEdit, "packTitle").text() == "Talks"
    assert again.findChild(QSpinBox, "packEdition").value() == 3
    assert not again.findChild(QCheckBox, "packEvents").isChecked()
    again.close()


def test_that_a_licence_must_be_chosen_and_is_doubted_where_the_text_has_none(journey, quiz):
    dialog = opened(journey, quiz)
    save = dialog.findChild(QPushButton, "packSave")
    assert "Choose a licence" in dialog.findChild(QLabel, "packWhyNot").text()
    assert not save.isEnabled()
    choose_licence(dialog)
    doubt = dialog.findChild(QLabel, "packDoubt")
    assert doubt.isVisible()
    assert "if you did not write it, ask" in doubt.text()
    dialog.close()


def test_that_faults_block_until_they_are_left_out(journey, quiz, tmp_path):
    dialog = opened(journey, quiz)
    choose_licence(dialog)
    assert "2 things must be mended" in dialog.findChild(QLabel, "packSummary").text()
    problems = dialog.findChild(QListWidget, "packProblems")
    assert "Question “Who?”" in problems.item(0).text()
    assert not dialog.findChild(QPushButton, "packSave").isEnabled()
    click(journey, dialog, "packLeaveAllOut")
    assert dialog.findChild(QPushButton, "packSave").isEnabled()
    assert "(2)" in dialog.findChild(QPushButton, "packTakeBack").text()
    save_to(journey, dialog, tmp_path / "quiz.carrel")
    assert [one.prompt for one in read_pack(tmp_path / "quiz.carrel").questions] == ["Where?"]


def test_that_what_was_left_out_can_be_taken_back(journey, quiz):
    dialog = opened(journey, quiz)
    click(journey, dialog, "packLeaveOut")
    assert "One thing must be mended" in dialog.findChild(QLabel, "packSummary").text()
    click(journey, dialog, "packTakeBack")
    assert "2 things must be mended" in dialog.findChild(QLabel, "packSummary").text()
    dialog.close()


def test_that_a_fault_leads_to_its_question_and_the_banner_back(journey, quiz):
    dialog = opened(journey, quiz)
    dialog.findChild(QLineEdit, "packTitle").setText("My quiz")
    click(journey, dialog, "packMend")
    editor = shown(journey, EditorDialog)
    assert editor is not None
    editor.reject()
    journey.settle()
    QTest.mouseClick(journey.find(QPushButton, "bannerAction"), Qt.MouseButton.LeftButton)
    journey.settle()
    again = shown(journey, PackDialog)
    assert again.findChild(QLineEdit, "packTitle").text() == "My quiz"
    again.close()


def test_that_a_picture_is_described_in_place(journey, tmp_path):
    page = tmp_path / "page.html"
    image = f'<img src="{PICTURE + "A" * 400}">'
    page.write_text(
        f"<html><title>Map</title><body><p>Look here, reader.</p>{image}</html>",
        encoding="utf-8",
    )
    journey.import_files(page)
    dialog = opened(journey, "map")
    mend = dialog.findChild(QPushButton, "packMend")
    assert mend.text() == "Say what it shows …"
    click(journey, dialog, "packMend")
    QTest.keyClicks(dialog.findChild(QLineEdit, "pictureWordsField"), "A blue square")
    QTest.keyClick(dialog.findChild(QLineEdit, "pictureWordsField"), Qt.Key.Key_Return)
    journey.settle()
    assert "nothing to mend" in dialog.findChild(QLabel, "packSummary").text()
    dialog.close()


def test_that_a_place_that_cannot_be_written_is_told_and_another_can_be_tried(journey, tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    dialog = opened(journey)
    save_to(journey, dialog, tmp_path / "taken" / "a.carrel")
    assert "cannot be written" in dialog.findChild(QLabel, "packWhyNot").text()
    save_to(journey, dialog, tmp_path / "a.carrel")
    assert (tmp_path / "a.carrel").exists()


def test_that_the_export_window_leads_to_it_where_no_material_is_in_front(journey):
    action(journey).trigger()
    journey.settle()
    choice = shown(journey, ExportDialog)
    assert choice.format_name == "carrel"
    click(journey, choice, "exportButton")
    assert shown(journey, ExportDialog) is None
    dialog = shown(journey, PackDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def add_claim_of_nobody(journey) -> None:
    ClaimEditing(journey.program.desk).add(
        TextRange(SectionId("macron-putin/about"), 4, 20),
        "Somebody waits.",
        asserted_by=TopicId(""),
        ascribed_to=TopicId(""),
        certainty=Certainty.STATED,
    )


def add_topic_that_nothing_names(journey) -> None:
    draft = TopicDraft("Xyzzy", TopicKind.TERM, "", (), "")
    TopicEditing(journey.program.desk).add(TALKS, draft)


@pytest.mark.parametrize(
    ("add", "told", "page"),
    [
        (add_claim_of_nobody, "Could be better: Claim “Somebody waits.”", PageName.CLAIMS),
        (add_topic_that_nothing_names, "Could be better: Topic “Xyzzy”", PageName.TOPICS),
    ],
)
def test_that_a_problem_leads_to_the_thing_it_is_about(journey, add, told, page):
    add(journey)
    dialog = opened(journey)
    assert dialog.findChild(QListWidget, "packProblems").item(0).text().startswith(told)
    click(journey, dialog, "packMend")
    assert journey.program.shell.page_in_front.place().page is page
    assert "go on with the study pack" in journey.banner
