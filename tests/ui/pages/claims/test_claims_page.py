"""The Claims page leads from positions, claims and events to the words."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPushButton

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import ClaimId, MaterialId
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.claims.argument_map import ClaimCard
from carrel.ui.pages.claims.presenter import ClaimsPresenter
from carrel.ui.widgets.buttons import LinkButton
from carrel.ui.widgets.words_list import WordsHeading
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds

AUTHOR = "The author of the article"


class ClaimsPage:
    """The page on the bundled material, as a student sees it."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = ClaimsPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1200, 760)
        self.view.show()
        self.presenter.open(Place(PageName.CLAIMS))
        self.positions, self.ledger = self.view.positions, self.view.ledger
        self.timeline = self.view.timeline
        self._qtbot = qtbot

    def go_to(self, tab) -> None:
        self.view.tabs.setCurrentWidget(tab)
        self.presenter.entered()
        QApplication.processEvents()

    def open_claim(self, name: str) -> None:
        self.presenter.open(Place(PageName.CLAIMS, claim=ClaimId(f"macron-putin/{name}")))
        QApplication.processEvents()

    def cell(self, row: int, column: int):
        return self.positions.model.index(row, column)

    def press(self, widget, key: Qt.Key) -> None:
        self._qtbot.keyClick(widget, key)
        QApplication.processEvents()

    def labels(self) -> list[str]:
        return [label.text() for label in self.view.findChildren(QLabel) if label.isVisible()]

    def listed(self) -> list[str]:
        model = self.ledger.model
        return [
            model.entry(model.index(row, 0)).claim.id.partition("/")[2]
            for row in range(model.rowCount())
        ]

    def choose(self, combo, text: str) -> None:
        combo.setCurrentIndex(combo.findText(text))


def rows(words) -> list[tuple[str, str]]:
    model = words.words
    items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [(item.title, "" if isinstance(item, WordsHeading) else item.text) for item in items]


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def page(desk, theme, qtbot):
    page = ClaimsPage(desk, theme, qtbot)
    stop_listening = desk.notice.listen(page.presenter.refresh)
    yield page
    stop_listening()


def test_that_the_models_keep_to_the_rules_of_qt(page):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (page.positions.model, page.ledger.model):
        QAbstractItemModelTester(model, fatal, page.view)
    page.ledger.text.setText("sanction")
    page.choose(page.positions.first, "Macron")
    page.choose(page.positions.second, "Putin")
    assert page.positions.model.columnCount() == 3


def test_that_a_cell_without_a_position_is_a_dash_and_says_so(page):
    dash = page.cell(1, 3)
    assert dash.data() == "—"
    assert dash.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "What talking is for · Critics: no position given"
    )
    page.positions.table.setCurrentIndex(dash)
    assert "The text gives no position here." in page.labels()


def test_that_a_cell_shows_its_claims_and_who_says_them(page):
    page.positions.table.setCurrentIndex(page.cell(3, 2))
    assert rows(page.positions.claims) == [
        (
            f"{AUTHOR}, about the view of Vladimir Putin · stated",
            page.positions.model.cell(page.cell(3, 2)).entries[0].claim.statement,
        ),
        (
            "Vladimir Putin · reported",
            page.positions.model.cell(page.cell(3, 2)).entries[1].claim.statement,
        ),
    ]


def test_that_a_cell_that_only_the_author_fills_says_so_when_read_out(page):
    told = page.cell(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith(f"stated. Only in the words of: {AUTHOR}")
    partly = page.cell(3, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert partly.endswith(f"stated, reported. Partly in the words of: {AUTHOR}")


def test_that_enter_on_a_cell_opens_its_words(page):
    page.go_to(page.positions)
    page.positions.table.setCurrentIndex(page.cell(0, 1))
    page.press(page.positions.table, Qt.Key.Key_Return)
    place = page.navigator.places[-1]
    assert place.page is PageName.READ
    assert place.end > place.start


def test_that_enter_on_a_cell_of_several_claims_leads_to_their_list_and_on_to_the_words(page):
    page.go_to(page.positions)
    page.positions.table.setCurrentIndex(page.cell(1, 1))
    page.press(page.positions.table, Qt.Key.Key_Return)
    assert page.positions.claims.hasFocus()
    page.press(page.positions.claims, Qt.Key.Key_Down)
    page.press(page.positions.claims, Qt.Key.Key_Return)
    assert page.navigator.places[-1].section is not None


def test_that_two_holders_stand_side_by_side_and_all_come_back(page):
    page.choose(page.positions.first, "Critics")
    page.choose(page.positions.second, "Supporters")
    assert [page.cell(row, 0).data() for row in range(page.positions.model.rowCount())] == [
        "Whether to talk",
        "What talking is for",
        "Influence on events",
    ]
    page.choose(page.positions.first, "All holders")
    assert page.positions.model.columnCount() == 6


def test_that_the_table_is_exported_and_the_student_told(page, tmp_path):
    page.presenter.positions.export(MaterialId("macron-putin"), tmp_path / "table.csv")
    assert (tmp_path / "table.csv").exists()
    assert page.navigator.messages == ["Exported to table.csv."]
    page.presenter.positions.export(MaterialId("macron-putin"), tmp_path / "none" / "table.csv")
    assert len(page.navigator.errors) == 1


def test_that_filters_narrow_the_ledger_and_say_how_far(page):
    page.go_to(page.ledger)
    page.choose(page.ledger.asserted_by, "Vladimir Putin")
    assert page.listed() == ["PP05"]
    assert "1 of 137 claims" in page.labels()
    page.choose(page.ledger.certainty, "speculative")
    assert page.listed() == []
    assert "No claim fits all of these. Loosen one of the filters." in page.labels()


def test_that_a_claim_says_whose_view_it_is_and_that_it_is_not_their_word(page):
    page.open_claim("PP07")
    labels = page.labels()
    assert f"Said by: {AUTHOR}" in labels
    assert f"Whose view: Vladimir Putin – as {AUTHOR} has it, not in words of their own" in labels


def test_that_a_claim_shows_what_bears_on_it_as_list_and_as_map(page):
    page.open_claim("CX07")
    titles = [title for title, _text in rows(page.ledger.detail.list)]
    assert titles[0] == "What bears on it"
    assert f"supports · {AUTHOR} · stated" in titles
    cards = [card for card in page.view.findChildren(ClaimCard) if card.isVisible()]
    assert len(cards) == 3
    cards[0].click()
    assert page.navigator.places[-1].claim is not None


def test_that_a_claim_opens_its_words(page, qtbot):
    page.open_claim("CX07")
    qtbot.mouseClick(page.view.findChild(QPushButton, "showClaimWords"), Qt.MouseButton.LeftButton)
    assert page.navigator.places[-1].end > page.navigator.places[-1].start


def test_that_a_claim_that_the_filters_hide_is_shown_when_it_is_asked_for(page):
    page.go_to(page.ledger)
    page.choose(page.ledger.asserted_by, "Vladimir Putin")
    page.open_claim("CX07")
    assert "CX07" in page.listed()
    assert page.presenter.place().claim == "macron-putin/CX07"


def test_that_an_unknown_claim_is_not_found(page):
    with pytest.raises(NotFound):
        page.open_claim("none")


def test_that_arrow_keys_walk_along_the_line_of_time(page):
    page.go_to(page.timeline)
    page.press(page.timeline.line, Qt.Key.Key_Right)
    page.press(page.timeline.line, Qt.Key.Key_Right)
    labels = page.labels()
    assert "Working breakfast at the G20 in Hamburg" in labels
    assert "8 July 2017 · contact · not from the article" in labels
    assert page.timeline.line.accessibleName().startswith("Line of time: 8 July 2017, contact")
    assert page.timeline.list.currentIndex().row() == 1


def test_that_a_click_on_a_gap_says_how_long_it_was(page, qtbot):
    page.go_to(page.timeline)
    row = next(row for row in range(34) if rows(page.timeline.list)[row][1] == "No call known")
    qtbot.mouseClick(
        page.timeline.line,
        Qt.MouseButton.LeftButton,
        pos=page.timeline.line.place_of(row) + QPoint(0, 4),
    )
    assert (
        "11 September 2022 to 1 July 2025 · gap · 2 years 9 months · not from the article"
        in page.labels()
    )


def test_that_an_event_of_a_month_is_given_no_day(page):
    assert len(rows(page.timeline.list)) == 34
    assert ("February 2026", "The call of July 2025 still the latest") in rows(page.timeline.list)


def test_that_an_event_leads_to_its_words_and_topics(page, qtbot):
    page.go_to(page.timeline)
    page.press(page.timeline.line, Qt.Key.Key_Right)
    button = page.view.findChild(QPushButton, "showEventWords")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.navigator.places[-1].section == "macron-putin/meetings-2017-to-2019"
    links = [one for one in page.view.findChildren(QPushButton) if one.text() == "Emmanuel Macron"]
    links[0].click()
    assert page.navigator.places[-1].topic == "macron-putin/macron"


def test_that_the_line_is_stretched_by_keys_and_buttons(page):
    page.go_to(page.timeline)
    width = page.timeline.line.width()
    page.timeline.closer.click()
    assert page.timeline.line.width() > width
    page.press(page.timeline.line, Qt.Key.Key_Minus)
    assert page.timeline.line.width() == width


def test_that_the_page_keeps_the_claim_when_claims_have_changed(page):
    page.open_claim("CX07")
    page.presenter.refresh(frozenset({Change.CLAIMS}))
    assert page.presenter.place().claim == "macron-putin/CX07"


def test_that_without_claims_the_page_says_what_to_do(theme, qtbot):
    database = open_in_memory()
    empty = ClaimsPage(Desk(database, FrozenClock(), SequenceIds()), theme, qtbot)
    assert "No claims yet" in empty.labels()
    database.close()


def press_ok(page, qtbot, name: str, **texts: str):
    """Fill in the dialog of this name and confirm it."""
    dialog = page.view.findChild(QDialog, name)
    for field, text in texts.items():
        getattr(dialog, field).setCurrentIndex(getattr(dialog, field).findText(text))
    buttons = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return dialog


def test_that_a_claim_is_corrected_and_the_correction_undone(page, qtbot, desk):
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "correctClaim").click()
    press_ok(page, qtbot, "claimDialog", asserted_by="Vladimir Putin", certainty="reported")
    labels = page.labels()
    assert "Said by: Vladimir Putin" in labels
    assert "Certainty: reported (hedged by “often”)" in labels
    Undo(desk).undo()
    assert f"Said by: {AUTHOR}" in page.labels()


def test_that_a_claim_is_linked_with_another_once(page, qtbot, desk):
    page.open_claim("PP07")
    before = len(page.presenter.ledger.page.ties)
    page.view.findChild(QPushButton, "linkClaim").click()
    page.view.findChild(QDialog, "linkDialog").field.setText("direct touch more often")
    press_ok(page, qtbot, "linkDialog", kind="qualifies")
    assert len(page.presenter.ledger.page.ties) == before + 1
    page.view.findChild(QPushButton, "linkClaim").click()
    page.view.findChild(QDialog, "linkDialog").field.setText("direct touch more often")
    dialog = press_ok(page, qtbot, "linkDialog", kind="qualifies")
    assert "These two claims are linked in this way already." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    dialog.reject()
    Undo(desk).undo()
    assert len(page.presenter.ledger.page.ties) == before


def test_that_only_claims_of_ones_own_offer_to_be_deleted(page):
    page.open_claim("PP07")
    assert not page.view.findChild(QPushButton, "deleteClaim").isVisible()


def test_that_a_claim_is_hidden_listed_as_hidden_and_brought_back(page, desk):
    desk.clock.advance(timedelta(minutes=1))
    page.go_to(page.ledger)
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "hideClaim").click()
    assert "PP07" not in page.listed()
    assert "You have hidden this claim." in page.labels()
    page.choose(page.ledger.standing, "Hidden by you")
    assert page.listed() == ["PP07"]
    page.view.findChild(QPushButton, "bringBackClaim").click()
    page.ledger.clear.click()
    assert "PP07" in page.listed()
    Undo(desk).undo()
    Undo(desk).undo()


def test_that_a_banner_takes_the_hiding_back(page, desk):
    desk.clock.advance(timedelta(minutes=1))
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "hideClaim").click()
    text, undo = page.navigator.offered
    assert text == "Undo"
    undo()
    assert "PP07" in page.listed()


def test_that_a_link_is_taken_away_by_menu_and_by_key(page, desk):
    page.open_claim("CX07")
    page.go_to(page.ledger)
    button = page.view.findChild(QPushButton, "unlinkClaim")
    button.menu().aboutToShow.emit()
    actions = button.menu().actions()
    assert actions[0].text().endswith(" supports this")
    actions[0].trigger()
    assert len(page.presenter.ledger.page.ties) == 1
    detail = page.ledger.detail
    detail.tabs.setCurrentIndex(1)
    detail.list.setFocus()
    page.press(detail.list, Qt.Key.Key_Delete)
    assert page.presenter.ledger.page.ties == ()
    assert not button.isVisible()
    Undo(desk).undo()
    Undo(desk).undo()
    assert len(page.presenter.ledger.page.ties) == 2


def test_that_a_claim_leads_to_its_topics_and_to_who_says_and_holds_it(page):
    page.open_claim("PP07")
    names = [
        link.text() for link in page.ledger.detail.findChildren(LinkButton) if link.isVisible()
    ]
    assert names[-2:] == [AUTHOR, "Vladimir Putin"]
    link = next(
        link for link in page.ledger.detail.findChildren(LinkButton) if link.text() == names[0]
    )
    link.click()
    assert page.navigator.places[-1].page is PageName.TOPICS


def test_that_columns_sort_the_ledger_and_the_chosen_claim_stays_chosen(page):
    page.go_to(page.ledger)
    page.open_claim("PP05")
    page.choose(page.ledger.order, "By who says it")
    assert page.listed()[-1] == "PP05"
    header = page.ledger.table.horizontalHeader()
    header.sectionClicked.emit(1)
    assert page.listed()[0] == "PP05"
    assert page.ledger.table.currentIndex().row() == 0
    header.sectionClicked.emit(4)
    assert page.ledger.order.currentText() == "Most linked first"
    links = [page.ledger.model.entry(page.ledger.model.index(row, 0)).links for row in range(137)]
    assert links == sorted(links, reverse=True)
    page.choose(page.ledger.order, "As in the text")
    assert page.listed()[0] == "IN01"


def test_that_all_filters_are_cleared_at_once(page):
    page.go_to(page.ledger)
    assert not page.ledger.clear.isEnabled()
    page.choose(page.ledger.certainty, "speculative")
    page.choose(page.ledger.standing, "In tension or opposed")
    assert 0 < len(page.listed()) < 137
    page.ledger.clear.click()
    assert len(page.listed()) == 137
    assert not page.ledger.clear.isEnabled()
