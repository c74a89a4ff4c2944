"""The Claims page leads from positions, claims and events to the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId
from carrel.services.desk import Desk
from carrel.storage.database import open_in_memory
from carrel.ui.navigator import PageName
from carrel.ui.pages.claims.argument_map import ClaimCard
from carrel.ui.pages.claims.event_words import one_date
from claims_page import AUTHOR, ClaimsPage, rows
from fakes import FrozenClock, SequenceIds


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
    page.press(page.timeline.line, Qt.Key.Key_Plus)
    page.press(page.timeline.line, Qt.Key.Key_Plus)
    page.press(page.timeline.line, Qt.Key.Key_0)
    assert page.timeline.line.width() == width


def test_that_the_chosen_event_stays_in_view_while_the_line_is_stretched(page):
    page.go_to(page.timeline)
    page.press(page.timeline.line, Qt.Key.Key_End)
    for _ in range(4):
        page.press(page.timeline.line, Qt.Key.Key_Plus)
    chosen = page.timeline.list.currentIndex().row()
    assert chosen == 33
    assert (
        page.timeline.line.visibleRegion()
        .boundingRect()
        .contains(page.timeline.line.place_of(chosen))
    )
    page.press(page.timeline.line, Qt.Key.Key_Home)
    assert page.timeline.list.currentIndex().row() == 0


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("en_GB", "29 May 2017", "February 2026"),
        ("en_US", "May 29, 2017", "February 2026"),
        ("de_DE", "29. Mai 2017", "Februar 2026"),
        ("fr_FR", "29 mai 2017", "février 2026"),
        ("ja_JP", "2017年5月29日", "2月 2026"),
    ],
)
def test_that_dates_are_written_as_the_locale_does(locale, day, month):
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert (one_date("2017-05-29"), one_date("2026-02"), one_date("2026")) == (
            day,
            month,
            "2026",
        )
    finally:
        QLocale.setDefault(before)


def test_that_the_page_keeps_the_claim_when_claims_have_changed(page):
    page.open_claim("CX07")
    page.presenter.refresh(frozenset({Change.CLAIMS}))
    assert page.presenter.place().claim == "macron-putin/CX07"


def test_that_without_claims_the_page_says_what_to_do(theme, qtbot):
    database = open_in_memory()
    empty = ClaimsPage(Desk(database, FrozenClock(), SequenceIds()), theme, qtbot)
    assert "No claims yet" in empty.labels()
    database.close()
