"""Every claim, link, issue and event of the bundled material leads to words, by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from bundled_ideas import CLAIMS, EVENT_COUNT, ISSUES, LINKS
from carrel.domain.claim_ledger import Tie
from carrel.domain.ids import SectionId
from carrel.storage.material_store import MaterialStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.words_list import WordsRow


def words_opened(page, desk) -> str:
    """The words that the last step has led to."""
    place = page.navigator.places.pop()
    assert page.navigator.places == []
    assert place.page is PageName.READ
    text = MaterialStore(desk.database).section(SectionId(place.section)).text
    return text[place.start : place.end]


def shown_claim(page) -> str:
    return page.presenter.ledger.page.entry.claim.id.partition("/")[2]


def quote_of_shown(page) -> str:
    return page.presenter.ledger.page.entry.claim.passage.quote


def test_that_every_claim_leads_to_its_words_by_keyboard(page, desk):
    page.go_to(page.ledger)
    table = page.ledger.table
    reached = []
    for _ in CLAIMS:
        table.setFocus()
        page.press(table, Qt.Key.Key_Down if reached else Qt.Key.Key_Home)
        page.press(table, Qt.Key.Key_Return)
        assert page.ledger.detail.words.hasFocus()
        page.press(page.ledger.detail.words, Qt.Key.Key_Space)
        assert words_opened(page, desk) == quote_of_shown(page)
        reached.append(shown_claim(page))
    assert sorted(reached) == sorted(CLAIMS)


def test_that_every_claim_leads_to_its_words_by_mouse(page, desk, qtbot):
    page.go_to(page.ledger)
    table, model = page.ledger.table, page.ledger.model
    reached = []
    for row in range(model.rowCount()):
        table.scrollTo(model.index(row, 0))
        at = table.visualRect(model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseClick(page.ledger.detail.words, Qt.MouseButton.LeftButton)
        assert words_opened(page, desk) == quote_of_shown(page)
        reached.append(shown_claim(page))
    assert sorted(reached) == sorted(CLAIMS)


def test_that_every_link_leads_from_claim_to_claim_by_keyboard_and_by_mouse(page, qtbot):
    page.go_to(page.ledger)
    detail = page.ledger.detail
    detail.tabs.setCurrentIndex(1)
    found = set()
    for name in sorted({end for source, _kind, target in LINKS for end in (source, target)}):
        page.open_claim(name)
        words = detail.list.words
        for row in range(words.rowCount()):
            item = words.item(words.index(row, 0))
            if not isinstance(item, WordsRow) or not isinstance(item.target, Tie):
                continue
            link = item.target.link
            other = Place(PageName.CLAIMS, claim=item.target.other.claim.id)
            detail.list.setCurrentIndex(words.index(row, 0))
            page.press(detail.list, Qt.Key.Key_Return)
            at = detail.list.visualRect(words.index(row, 0)).center()
            qtbot.mouseClick(detail.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
            assert page.navigator.places == [other, other]
            page.navigator.places.clear()
            ends = (end.partition("/")[2] for end in (link.source, link.target))
            found.add((*ends, link.kind.value))
    assert found == {(source, target, kind) for source, kind, target in LINKS}


def test_that_every_filled_cell_of_every_issue_leads_to_words_by_keyboard(page, desk):
    page.go_to(page.positions)
    table, model = page.positions.table, page.positions.model
    assert tuple(model.index(row, 0).data() for row in range(model.rowCount())) == ISSUES
    for row in range(len(ISSUES)):
        for column in range(1, model.columnCount()):
            table.setFocus()
            table.setCurrentIndex(model.index(row, column))
            cell = model.cell(model.index(row, column))
            page.press(table, Qt.Key.Key_Return)
            if cell is None or not cell.entries:
                assert page.navigator.places == []
                continue
            quotes = {entry.claim.passage.quote for entry in cell.entries}
            for _ in cell.entries[1:]:
                page.press(page.positions.claims, Qt.Key.Key_Return)
                quotes.remove(words_opened(page, desk))
                page.press(page.positions.claims, Qt.Key.Key_Down)
            if len(cell.entries) > 1:
                page.press(page.positions.claims, Qt.Key.Key_Return)
            assert {words_opened(page, desk)} == quotes


def test_that_every_filled_cell_is_shown_with_its_claims_by_mouse(page, desk, qtbot):
    page.go_to(page.positions)
    table, model = page.positions.table, page.positions.model
    for row in range(len(ISSUES)):
        for column in range(1, model.columnCount()):
            index = model.index(row, column)
            table.scrollTo(index)
            at = table.visualRect(index).center()
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
            cell = model.cell(index)
            assert page.positions.claims.words.rowCount() == (len(cell.entries) if cell else 0)
            if cell is None or not cell.entries:
                continue
            QApplication.processEvents()
            first = page.positions.claims.words.index(0, 0)
            spot = page.positions.claims.visualRect(first).topLeft() + QPoint(20, 10)
            claims = page.positions.claims.viewport()
            qtbot.mouseClick(claims, Qt.MouseButton.LeftButton, pos=spot)
            assert words_opened(page, desk) == cell.entries[0].claim.passage.quote


def test_that_every_event_leads_to_its_words_and_topics_by_keyboard(page, desk):
    page.go_to(page.timeline)
    dates = set()
    for _ in range(EVENT_COUNT):
        page.timeline.line.setFocus()
        page.press(page.timeline.line, Qt.Key.Key_Right)
        dates.add(page.timeline.line.accessibleName())
        page.press(page.timeline.words, Qt.Key.Key_Space)
        assert words_opened(page, desk).strip()
    assert len(dates) == EVENT_COUNT


def test_that_every_event_leads_to_its_words_by_mouse(page, desk, qtbot):
    page.go_to(page.timeline)
    words = page.timeline.list
    for row in range(EVENT_COUNT):
        index = words.words.index(row, 0)
        words.scrollTo(index)
        at = words.visualRect(index).center()
        qtbot.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseClick(page.timeline.words, Qt.MouseButton.LeftButton)
        assert words_opened(page, desk).strip()
        assert words.currentIndex().row() == row
