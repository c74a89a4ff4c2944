"""A text comes out anew: what was made in it goes along, and what was lost is placed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
    QTextEdit,
)

from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.changes import Change
from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.quiz_session import SessionPlan
from carrel.services.annotating import Annotating
from carrel.services.orphans import Orphans
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.storage.override_store import OverrideStore
from carrel.storage.question_store import QuestionStore
from carrel.ui.editions.dialog import EditionDialog
from packs import changed, zip_pack
from question_samples import question

FIRST = """\
# The bank

The old mill stands by the water. Its wheel has not turned since the flood.

# The bridge

Of the wooden bridge nothing is left but two stone piers that stand in the current.
"""
SECOND = """\
# The bank

A new paragraph greets the reader. The old mill stands near the water. Its wheel has not turned
since the flood.

# The ferry

Where the bridge was, a ferry crosses twice a day. Its landing is built of stone.
"""
BANK, BRIDGE = SectionId("river/the-bank"), SectionId("river/the-bridge")


@pytest.fixture
def river(journey, tmp_path) -> Path:
    """A text that was imported, marked in three places, and has come out anew."""
    path = tmp_path / "river.md"
    path.write_text(FIRST, encoding="utf-8")
    take_in(journey, path)
    for section, quote, note in (
        (BANK, "stands by the water", ""),
        (BANK, "has not turned since the flood", "Which flood?"),
        (BRIDGE, "two stone piers", "Go and see them."),
    ):
        Annotating(journey.program.desk).annotate_quotation(
            section, quote, nth=None, colour=Colour.EVIDENCE, note=note
        )
    path.write_text(SECOND, encoding="utf-8")
    return path


def take_in(journey, path: Path) -> None:
    journey.import_files(path)


def dialog(journey) -> EditionDialog:
    (found,) = [one for one in journey.window.findChildren(EditionDialog) if one.isVisible()]
    return found


def press(journey, name: str) -> None:
    QTest.mouseClick(dialog(journey).findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    journey.settle()
    journey.settle()


def titles(journey) -> list[str]:
    return [one.summary.material.title for one in Reading(journey.program.desk).materials()]


def rows(journey) -> list[str]:
    model = dialog(journey).findChild(QListView, "editionPassages").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_old_and_new_words_are_shown_before_the_text_is_updated(journey, river):
    take_in(journey, river)
    lost, changed = rows(journey)
    assert "words gone" in lost
    assert "two stone piers" in lost
    assert "“stands by the water”. “stands near the water”" in changed
    assert [one.title for one in Reading(journey.program.desk).outline(MaterialId("river"))] == [
        "The bank",
        "The bridge",
    ]

    press(journey, "editionUpdate")

    found = Annotating(journey.program.desk).listed(
        AnnotationFilter(materials=frozenset({MaterialId("river")}))
    )
    quotes = {one.annotation.passage.quote: one.annotation.is_orphan for one in found}
    assert quotes == {
        "stands near the water": False,
        "has not turned since the flood": False,
        "two stone piers": True,
    }
    assert "1 lost theirs" in journey.banner


def test_that_an_update_tells_the_way_back_and_leads_to_the_backups(journey, tmp_path):
    file = tmp_path / "plain.md"
    file.write_text("# Plain\n\nThe first words of it.\n", encoding="utf-8")
    journey.import_files(file)
    file.write_text("# Plain\n\nOther words, all of them.\n", encoding="utf-8")
    take_in(journey, file)
    press(journey, "editionUpdate")
    assert "as it was before is the newest of the backups" in journey.banner
    back = journey.find(QPushButton, "bannerAction")
    assert back.text() == "Go back …"
    back.click()
    journey.settle()
    dialogs = [one for one in journey.window.findChildren(QDialog) if one.isVisible()]
    assert [one.windowTitle() for one in dialogs] == ["Restore a backup"]
    dialogs[0].reject()


def test_that_both_versions_can_be_kept(journey, river):
    take_in(journey, river)
    press(journey, "editionKeepBoth")
    assert titles(journey).count("River") == 2
    assert "twice" in journey.banner


def test_that_a_file_that_failed_beside_a_new_version_is_still_told_of(journey, river):
    empty = river.with_name("empty.txt")
    empty.write_text("", encoding="utf-8")
    journey.program.importing.take_in([river, empty])
    journey.settle()
    press(journey, "editionKeepBoth")
    assert "twice" in journey.banner
    assert "“empty.txt” is empty" in journey.banner


def test_that_an_update_of_what_was_never_marked_says_nothing_of_marks(journey, tmp_path):
    path = tmp_path / "pond.md"
    path.write_text(FIRST, encoding="utf-8")
    take_in(journey, path)
    path.write_text(SECOND, encoding="utf-8")
    take_in(journey, path)
    press(journey, "editionUpdate")
    assert "has the new text. The library as it was" in journey.banner


def test_that_the_one_in_the_library_can_be_opened_and_nothing_changes(journey, river):
    take_in(journey, river)
    press(journey, "editionOpen")
    assert titles(journey).count("River") == 1
    assert "The bank" in journey.window.windowTitle()


def test_that_closing_the_dialog_changes_nothing(journey, river):
    take_in(journey, river)
    QTest.keyClick(dialog(journey), Qt.Key.Key_Escape)
    journey.settle()
    outline = Reading(journey.program.desk).outline(MaterialId("river"))
    assert [one.title for one in outline] == ["The bank", "The bridge"]


def test_that_the_same_file_once_more_is_opened_or_kept_twice(journey, river):
    river.write_text(FIRST, encoding="utf-8")
    take_in(journey, river)
    (box,) = [one for one in journey.window.findChildren(QMessageBox) if one.isVisible()]
    both = next(button for button in box.buttons() if "both" in button.text())
    QTest.mouseClick(both, Qt.MouseButton.LeftButton)
    journey.settle()
    journey.settle()
    assert titles(journey).count("River") == 2


def place_by_hand(journey, select) -> None:
    """From the message after the update, by way of the tray, to new words in the text."""
    journey.program.window.banner.findChild(QPushButton, "bannerAction").click()
    journey.settle()
    tray = journey.find(QListView, "orphanList")
    assert "Stood in River › The bridge, which is gone" in tray.model().index(0, 0).data()
    QTest.keyClick(tray, Qt.Key.Key_Return)
    journey.settle()
    text = journey.find(QTextEdit, "sectionText")
    assert "two stone piers" in journey.find(QLabel, "placingWords").text()
    assert not journey.find(QPushButton, "placeHere").isEnabled()
    journey.program.shell.open_section(SectionId("river/the-ferry"))
    journey.settle()
    select(text)
    assert journey.find(QPushButton, "placeHere").isEnabled()


def use(journey, keys: str) -> None:
    """Do what the keys do on the page in front; its window need not be the active one."""
    actions = [a for group in journey.program.shell.page_in_front.actions.values() for a in group]
    (action,) = [one for one in actions if one.shortcut().toString() == keys]
    assert action.isEnabled()
    action.trigger()


def words_of_the_placed(journey) -> str:
    (found,) = Annotating(journey.program.desk).in_sections([SectionId("river/the-ferry")])
    assert (found.note, found.is_orphan) == ("Go and see them.", False)
    return found.passage.quote


def test_that_what_lost_its_words_is_placed_by_keyboard_and_undo_takes_it_back(journey, river):
    take_in(journey, river)
    press(journey, "editionUpdate")

    def select(text: QTextEdit) -> None:
        use(journey, "F7")
        cursor = text.document().find("landing is built of stone")
        start = cursor.selectionStart()
        cursor.setPosition(start)
        text.setTextCursor(cursor)
        for _ in range(len("landing")):
            QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    place_by_hand(journey, select)
    use(journey, "P")
    journey.settle()

    assert words_of_the_placed(journey) == "landing"
    assert "stands on these words now" in journey.banner
    journey.window.menus.undo.trigger()
    journey.settle()
    assert Orphans(journey.program.desk).count() == 1


def test_that_what_lost_its_words_is_placed_by_mouse(journey, river):
    take_in(journey, river)
    press(journey, "editionUpdate")

    def select(text: QTextEdit) -> None:
        cursor = text.document().find("landing")
        at = text.cursorRect(cursor).center()
        at.setX(at.x() - 6)
        QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at)

    place_by_hand(journey, select)
    QTest.mouseClick(journey.find(QPushButton, "placeHere"), Qt.MouseButton.LeftButton)
    journey.settle()
    assert words_of_the_placed(journey) == "landing"


def test_that_questions_and_what_is_remembered_of_them_go_to_the_new_edition(journey, river):
    desk = journey.program.desk
    passage = Annotating(desk).in_sections([BANK])[0].passage
    own = question(
        "short_answer",
        "mine",
        material="river",
        section="the-bank",
        passages=(passage,),
        origin=Origin.OWN,
    )
    QuestionStore(desk.database).add_question(own, at=desk.clock())
    quizzing = Quizzing(desk)
    session = quizzing.start(SessionPlan(size=1))
    turn = quizzing.standing(session).turn
    quizzing.answer(turn, turn.question.solution(part=turn.part), confidence=None, seconds=4)
    remembered = [tuple(row) for row in desk.database.rows("SELECT * FROM memory")]
    assert remembered

    take_in(journey, river)
    assert any(row.startswith("Question, words changed.") for row in rows(journey))
    press(journey, "editionUpdate")

    kept = QuestionStore(desk.database).get(own.id)
    assert kept.passages[0].quote == "stands near the water"
    assert [tuple(row) for row in desk.database.rows("SELECT * FROM memory")] == remembered


def test_that_a_file_of_another_name_is_chosen_for_a_material(journey, river, tmp_path):
    other = tmp_path / "second-edition.md"
    other.write_text(SECOND, encoding="utf-8")
    journey.program.importing.choose_version(MaterialId("river"))
    chooser = journey.window.findChild(QFileDialog)
    chooser.filesSelected.emit([str(other)])
    chooser.close()
    journey.settle()
    journey.settle()
    assert "words gone" in rows(journey)[0]
    press(journey, "editionUpdate")
    assert titles(journey).count("River") == 1
    assert "River" in journey.banner


def test_that_a_file_that_says_the_same_is_told_of_and_changes_nothing(journey, river, tmp_path):
    same = tmp_path / "same.md"
    same.write_text(FIRST, encoding="utf-8")
    journey.program.importing.choose_version(MaterialId("river"))
    chooser = journey.window.findChild(QFileDialog)
    chooser.filesSelected.emit([str(same)])
    chooser.close()
    journey.settle()
    journey.settle()
    assert "Nothing has changed in “River”" in journey.banner


def test_that_a_file_that_cannot_be_read_is_told_and_changes_nothing(journey, river, tmp_path):
    empty = tmp_path / "empty.md"
    empty.write_text("", encoding="utf-8")
    journey.program.importing.choose_version(MaterialId("river"))
    chooser = journey.window.findChild(QFileDialog)
    chooser.filesSelected.emit([str(empty)])
    chooser.close()
    journey.settle()
    assert "empty.md" in journey.banner


def test_that_nothing_but_the_sections_is_told_where_nothing_was_marked(journey, tmp_path):
    path = tmp_path / "river.md"
    path.write_text(FIRST, encoding="utf-8")
    take_in(journey, path)
    path.write_text(SECOND, encoding="utf-8")
    take_in(journey, path)
    shown = dialog(journey)
    told = shown.findChild(QLabel, "editionTold").text()
    assert told.endswith("You have marked and written nothing in it yet.")
    assert not shown.findChild(QListView, "editionPassages").isVisible()
    assert shown.height() < 400


def test_that_an_edit_that_meets_the_authors_can_give_way_to_it(journey, tmp_path):
    desk, asked = journey.program.desk, "What is the main cause of the tides?"
    take_in(journey, zip_pack(tmp_path / "1.carrel"))
    with desk.action("Edit question", Change.QUESTIONS) as action:
        OverrideStore(desk.database).change(
            action, "question", "tides/q1", "prompt", "Why are there tides?", at=desk.clock()
        )
    second = changed("pack.yaml", "edition: 1", "edition: 2")
    second |= changed("questions/tides.yaml", asked, "What mainly causes the tides?")
    take_in(journey, zip_pack(tmp_path / "2.carrel", second))
    press(journey, "editionUpdate")

    def prompt() -> str:
        return QuestionStore(desk.database).get(QuestionId("tides/q1")).prompt

    assert "One of your edits meets a change of the author’s; yours stays." in journey.banner
    assert prompt() == "Why are there tides?"
    action_button = journey.program.window.banner.findChild(QPushButton, "bannerAction")
    action_button.click()
    assert prompt() == "What mainly causes the tides?"
    action_button.click()
    assert prompt() == "Why are there tides?"
