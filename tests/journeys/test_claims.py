"""A student goes from a cell of the positions table to the words, and back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from carrel.ui.navigator import PageName
from carrel.ui.pages.claims.positions_view import PositionsTable


def test_that_a_cell_of_the_positions_table_leads_to_the_words_and_back(journey, qtbot):
    qtbot.keyClick(journey.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    journey.settle()
    table = journey.find(PositionsTable, "positionsTable")
    assert table.hasFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    journey.settle()
    place = journey.program.shell.page_in_front.place()
    assert place.page is PageName.READ
    assert place.section is not None
    journey.program.window.menus.back.trigger()
    journey.settle()
    assert journey.program.shell.page_in_front.place().page is PageName.CLAIMS
