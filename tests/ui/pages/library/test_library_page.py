"""The Library page shows the shelf and leads to reading, quizzing and back from removing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
)

from carrel.domain.changes import Change
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Section
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.desk import Desk
from carrel.services.reading import Reading
from carrel.storage.database import open_in_memory
from carrel.storage.material_intake import MaterialIntake, show_material
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.library.presenter import LibraryPresenter
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds


class LibraryPage:
    """The page on a library in memory, as a student sees it."""

    def __init__(self, desk: Desk, theme) -> None:
        self.desk = desk
        self.navigator = RecordingNavigator()
        self.chosen: list[str] = []
        context = PageContext(desk, self.navigator, ImmediateTasks(), theme)
        self.presenter = LibraryPresenter(
            context, lambda: self.chosen.append("files"), *[self.chosen.append] * 3
        )
        self.view = self.presenter.view
        self.desk.notice.listen(self.presenter.refresh)

    def words(self) -> list[str]:
        """All that can be read on the page."""
        QApplication.processEvents()
        labels = [label.text() for label in self.view.findChildren(QLabel) if label.isVisible()]
        buttons = [b.text() for b in self.view.findChildren(QAbstractButton) if b.isVisible()]
        return labels + buttons

    def choose(self, card: int, *words: str) -> None:
        """Choose an entry of a card's menu, through its sub-menus."""
        menu = self.menu(card)
        for word in words[:-1]:
            menu = entry(menu, word).menu()
        entry(menu, words[-1]).trigger()
        page_menu = self.view.findChild(QMenu, "cardMenu")
        page_menu.close()

    def menu(self, card: int) -> QMenu:
        self.view.cards[card].findChild(QToolButton, "moreButton").click()
        return self.view.findChildren(QMenu, "cardMenu")[-1]

    def titles(self) -> list[str]:
        return [card.entry.material.title for card in self.view.cards]

    def button(self, name: str) -> QPushButton:
        return self.view.cards[0].findChild(QPushButton, name)


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def put_in(desk: Desk, material: MaterialId, title: str, sections: int = 3) -> None:
    intake = MaterialIntake(
        desk.database,
        Material(material, title, authors=("A. Writer",)),
        content_hash=material,
        at=desk.clock(),
    )
    text = "word " * 440
    intake.add_sections(
        [
            Section(SectionId(f"{material}/{n}"), f"Part {n}", 1, text, text, 1, "hash")
            for n in range(sections)
        ],
        at=desk.clock(),
    )
    with desk.action("Import", Change.MATERIALS) as action:
        intake.finish()
        show_material(action, intake.row_id, at=desk.clock())


def add_question(desk: Desk) -> None:
    desk.database.write(
        "INSERT INTO question"
        " (key, material_id, kind, prompt, body, origin, created_at, updated_at)"
        " SELECT 'rome/q1', id, 'cloze', '', '{}', 'pack', '', '' FROM material"
    )
    desk.notice.publish([Change.QUESTIONS])


@pytest.fixture
def page(qtbot, theme):
    database = open_in_memory()
    page = LibraryPage(Desk(database, FrozenClock(), SequenceIds()), theme)
    qtbot.addWidget(page.view)
    page.view.resize(1100, 700)
    page.view.show()
    yield page
    database.close()


def test_that_an_empty_library_says_what_to_do_and_offers_it(qtbot, page) -> None:
    assert any("Add something to read" in words for words in page.words())
    page.presenter.entered()
    button = page.view.findChild(QPushButton, "importButton")
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.chosen == ["files"]


def test_that_a_new_material_is_shown_with_where_to_begin(page) -> None:
    put_in(page.desk, MaterialId("rome"), "A history of <Rome>")
    words = page.words()
    assert "A history of <Rome>" in words
    assert "A. Writer" in words
    assert "3 sections · 6 minutes of reading" in words
    assert "Begin with “Part 0”, 2 min." in words
    assert "Start reading" in words
    assert "Quiz" not in words


def test_that_a_single_section_is_counted_as_one(page) -> None:
    put_in(page.desk, MaterialId("pond"), "The pond", sections=1)
    assert "1 section · 2 minutes of reading" in page.words()
    Reading(page.desk).mark([SectionId("pond/0")], is_read=True)
    assert "The one section is read" in page.words()


def test_that_progress_is_told_in_words(page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    add_question(page.desk)
    Reading(page.desk).mark([SectionId("rome/0")], is_read=True)
    words = page.words()
    assert "1 of 3 sections read · 4 minutes left" in words
    assert "1 question, not tried yet" in words
    assert "Go on with “Part 1”, 2 min." in words


def test_that_reading_and_quizzing_are_one_click_away(qtbot, page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    add_question(page.desk)
    qtbot.mouseClick(page.button("stepButton"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.button("otherButton"), Qt.MouseButton.LeftButton)
    assert page.navigator.places == [
        Place(PageName.READ, material=MaterialId("rome")),
        Place(PageName.QUIZ, scope=Scope(ScopeKind.MATERIAL, "rome")),
    ]


def test_that_questions_are_proposed_when_all_is_read(qtbot, page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome", sections=1)
    add_question(page.desk)
    Reading(page.desk).mark([SectionId("rome/0")], is_read=True)
    assert page.button("stepButton").text() == "Try questions"
    qtbot.mouseClick(page.button("stepButton"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.button("otherButton"), Qt.MouseButton.LeftButton)
    assert [place.page for place in page.navigator.places] == [PageName.QUIZ, PageName.READ]


def test_that_a_removed_material_can_be_taken_back_from_the_banner(page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    page.choose(0, "Remove from the library")
    assert page.view.cards == []
    assert page.navigator.messages
    text, take_back = page.navigator.offered
    assert text == "Undo"
    take_back()
    assert len(page.view.cards) == 1


@pytest.mark.parametrize(("width", "columns"), [(520, 1), (1000, 2), (1600, 3)])
def test_that_cards_stand_in_as_many_columns_as_there_is_room_for(page, width, columns) -> None:
    for number in range(4):
        put_in(page.desk, MaterialId(f"book-{number}"), f"Book {number}")
    page.view.resize(width, 900)
    QApplication.processEvents()
    lefts = {card.mapTo(page.view, card.rect().topLeft()).x() for card in page.view.cards}
    assert len(lefts) == columns


def test_that_a_large_window_is_filled_with_cards_before_anything_is_scrolled(page) -> None:
    for number in range(70):
        put_in(page.desk, MaterialId(f"book-{number}"), f"Book {number}", sections=1)
    page.view.resize(2400, 1400)
    for _ in range(5):
        QApplication.processEvents()
    last = page.view.cards[-1]
    assert last.mapTo(page.view, last.rect().bottomLeft()).y() > page.view.height()
    assert len(page.view.cards) < 70


def test_that_every_control_has_a_name(page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    for button in filter(QAbstractButton.isVisible, page.view.findChildren(QAbstractButton)):
        assert button.accessibleName() or button.text()


def test_that_the_first_card_gets_the_focus(page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    page.presenter.entered()
    assert page.button("stepButton").hasFocus()


def test_that_building_the_page_opens_no_window_of_its_own(page, theme) -> None:
    context = PageContext(page.desk, page.navigator, ImmediateTasks(), theme)
    shown = {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}
    another = LibraryPresenter(context, lambda: None, *[lambda _: None] * 3)
    assert {w for w in QApplication.topLevelWidgets() if w.isVisible()} == shown
    another.view.deleteLater()


def test_that_only_the_card_that_changed_is_made_anew_and_keeps_the_focus(qtbot, page) -> None:
    put_in(page.desk, MaterialId("rome"), "Rome")
    put_in(page.desk, MaterialId("gaul"), "Gaul")
    gaul, rome = page.view.cards
    rome.findChild(QPushButton, "stepButton").setFocus()
    Reading(page.desk).mark([SectionId("rome/0")], is_read=True)
    assert page.view.cards[0] is gaul
    assert page.view.cards[1] is not rome
    assert page.view.cards[1].findChild(QPushButton, "stepButton").hasFocus()
