"""The list of blind spots leads to a question, and follows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.quiz_session import ScopeKind
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.question_states import QuestionStates
from carrel.ui.navigator import PageName
from carrel.ui.pages.progress.blind_spots_view import SpotKind
from carrel.ui.widgets.words_list import WordsHeading
from quiz_shelf import REASON, TEXT
from sample_library import add_material
from topic_shelf import TopicShelf

TWO = SectionId("book/two")


@pytest.fixture
def spots(shelf):
    """The tab, on a book of three paragraphs, the first of which has a question."""
    shelf.ask("single_choice", section="one")
    return opened(shelf)


def opened(shelf):
    view = shelf.open()
    view.tabs.setCurrentWidget(view.blind_spots)
    QApplication.processEvents()
    return view.blind_spots


def rows(spots) -> list[str]:
    model = spots.list.words
    items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [
        f"[{one.title}]" if isinstance(one, WordsHeading) else f"{one.title}|{one.detail}"
        for one in items
    ]


def click(shelf, spots, row: int) -> None:
    box = spots.list.visualRect(spots.list.words.index(row, 0))
    shelf.qtbot.mouseClick(spots.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_that_paragraphs_without_a_question_stand_below_their_sections(spots) -> None:
    assert rows(spots) == ["[One a]", "|", "[Two]", "|"]
    assert spots.sentence.text() == "2 of 3 paragraphs have no question."


def test_that_one_click_makes_a_question_there(shelf, spots) -> None:
    click(shelf, spots, 3)
    assert shelf.navigator.written == [(TWO, 0, len(TEXT))]


def test_that_the_keyboard_does_the_same_and_shows_the_words(shelf, spots) -> None:
    spots.list.setFocus()
    shelf.qtbot.keyClick(spots.list, Qt.Key.Key_Down)
    shelf.qtbot.keyClick(spots.list, Qt.Key.Key_Return)
    assert shelf.navigator.written == [(TWO, 0, len(TEXT))]
    shelf.qtbot.keyClick(spots.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    place = shelf.navigator.places[-1]
    assert (place.page, place.section, place.end) == (PageName.READ, TWO, len(TEXT))
    shelf.qtbot.mouseClick(spots.ask, Qt.MouseButton.LeftButton)
    shelf.qtbot.mouseClick(spots.show_place, Qt.MouseButton.LeftButton)
    assert len(shelf.navigator.written) == 2
    assert shelf.navigator.places[-1] == place


def test_that_the_buttons_wait_for_a_choice(spots) -> None:
    assert not spots.ask.isEnabled()
    assert not spots.show_place.isEnabled()


def test_that_a_spot_goes_with_its_question_and_the_next_row_is_chosen(shelf, spots) -> None:
    spots.list.setFocus()
    shelf.ask("flashcard", section="one-a")
    QuestionStates(shelf.desk).mark(["book/q001"], is_marked=True)
    assert rows(spots) == ["[Two]", "|"]
    assert spots.list.chosen_target().section == TWO


def test_that_what_was_marked_comes_first(shelf, spots) -> None:
    marking = Annotating(shelf.desk)
    marking.mark([TextRange(TWO, 0, 5)])
    marking.mark([TextRange(TWO, 6, 9)])
    assert rows(spots) == [
        "[Marked by you, and no question asks about it]",
        "Two|2 marks",
        "[One a]",
        "|",
    ]
    assert spots.sentence.text() == "2 of 3 paragraphs have no question; 1 of them you marked."
    spots.choose_kind(SpotKind.MARKED)
    assert rows(spots)[1:] == ["Two|2 marks"]
    assert spots.sentence.text() == "1 paragraph in which you marked words has no question."


def test_that_a_section_marked_much_and_failed_leads_to_a_quiz(shelf) -> None:
    shelf.ask(*["true_false"] * 5, section="two")
    for start in (0, 10, 20):
        Annotating(shelf.desk).mark([TextRange(TWO, start, start + 5)])
    shelf.study(*[False] * 5)
    spots = opened(shelf)
    spots.choose_kind(SpotKind.STRUGGLES)
    assert rows(spots) == ["[Marked much, and failed all the same]", "Two|"]
    click(shelf, spots, 1)
    scope = shelf.navigator.places[-1].scope
    assert (scope.kind, scope.key) == (ScopeKind.SECTION, TWO)
    shelf.qtbot.mouseClick(spots.show_place, Qt.MouseButton.LeftButton)
    assert shelf.navigator.places[-1].section == TWO


def test_that_claims_without_a_question_are_listed(shelf) -> None:
    topics = TopicShelf(shelf.desk.database)
    topics.material("talks", context=TEXT)
    topics.topic("talks/author", "The author")
    topics.claim("talks/C1", "talks/context", REASON, "talks/author", by="talks/author")
    spots = opened(shelf)
    spots.choose_kind(SpotKind.CLAIMS)
    assert rows(spots)[0] == "[Talks ▸ Claims that no question asks about]"
    assert spots.sentence.text() == "1 claim is asked by no question."
    click(shelf, spots, 1)
    start = TEXT.index(REASON)
    expected = ("talks/context", start, start + len(REASON))
    assert shelf.navigator.written == [expected]


def test_that_several_materials_name_theirs_and_one_can_be_chosen(shelf) -> None:
    add_material(shelf.desk, "other", [("a", 1, TEXT)], title="Other")
    spots = opened(shelf)
    assert rows(spots)[0] == "[The book ▸ One]"
    assert rows(spots)[-2] == "[Other ▸ A]"
    shelf.open(MaterialId("other"))
    assert rows(spots) == ["[A]", "|"]


def test_that_without_blind_spots_the_page_says_so(shelf) -> None:
    for section in ("one", "one-a", "two"):
        shelf.ask("single_choice", section=section)
    spots = opened(shelf)
    assert spots.sentence.text() == (
        "No blind spots: a question asks about every paragraph and every claim."
    )
    assert not spots.list.isVisible()


@pytest.mark.parametrize("kind", [SpotKind.MARKED, SpotKind.CLAIMS, SpotKind.STRUGGLES])
def test_that_a_kind_without_spots_has_a_sentence(spots, kind) -> None:
    spots.choose_kind(kind)
    assert rows(spots) == []
    assert spots.sentence.text().startswith(("Every ", "A question asks", "No section"))
