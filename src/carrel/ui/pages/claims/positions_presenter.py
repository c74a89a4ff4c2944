"""Decides what the positions table shows, and what a cell of it leads to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QModelIndex

from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.positions import Positions, compared
from carrel.domain.topics import SectionSpan
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.ui.dialogs import choose_place
from carrel.ui.navigator import Navigator
from carrel.ui.pages.claims.positions_model import told_by
from carrel.ui.pages.claims.positions_view import PositionsView
from carrel.ui.pages.claims.rows import claim_row, span_of


class PositionsPresenter:
    """The tab with the positions table."""

    def __init__(self, view: PositionsView, browsing: ClaimBrowsing, navigator: Navigator) -> None:
        self._view = view
        self._browsing = browsing
        self._navigator = navigator
        self._positions: Positions | None = None
        view.cell_requested.connect(self._choose)
        view.opened.connect(self._open)
        view.words_requested.connect(self._open_words)
        view.comparison_requested.connect(self._compare)
        view.export_requested.connect(self._ask_where)

    def show(self, material: MaterialId) -> None:
        """Show the table of a material; raises :class:`NotFound`."""
        self._positions = self._browsing.positions(material)
        self._view.show_holders([holder.name for holder in self._positions.holders])
        self._view.show_positions(self._positions)
        self._view.export.setEnabled(bool(self._positions.rows))
        if not self._positions.rows:
            self._view.show_cell("", _tr("This material has no table of positions."), ())

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        model = self._view.model
        cell = model.cell(index)
        rows = [claim_row(one, span_of(one.claim)) for one in cell.entries] if cell else []
        if index.column() == 0:
            hint = _tr("Choose a cell to see the claims behind it.")
        elif cell is None:
            hint = _tr("The text gives no position here.")
        elif not rows:
            hint = _tr("{text}. No claim of the text stands behind this.").format(text=cell.text)
        else:
            parts = (told_by(cell), cell.note[:1].upper() + cell.note[1:])
            hint = " · ".join(part for part in parts if part)
        self._view.show_cell(model.heading(index), hint, rows)

    def _open(self, index: QModelIndex) -> None:
        """Open the words of a cell with one claim; go to the list of one with several."""
        cell = self._view.model.cell(index)
        if cell is None or not cell.entries:
            return
        if len(cell.entries) == 1:
            self._open_words(span_of(cell.entries[0].claim))
        else:
            self._view.claims.setFocus()

    def _open_words(self, target: object) -> None:
        if isinstance(target, SectionSpan):
            self._navigator.open_passage(target.section, target.start, target.end)
        else:
            self._navigator.show_message(_tr("The words of this claim are no longer in the text."))

    def _compare(self, first: int, second: int) -> None:
        if self._positions is None:
            return
        shown = self._positions
        if first >= 0 and second >= 0 and first != second:
            shown = compared(self._positions, first, second)
        self._view.show_positions(shown)

    def _ask_where(self, suffix: str) -> None:
        if self._positions is not None:
            material = self._positions.material
            choose_place(
                self._view,
                _tr("Export the positions table"),
                f"{material}-positions.{suffix}",
                partial(self.export, material),
            )

    def export(self, material: MaterialId, path: Path) -> None:
        """Write the whole table to a file."""
        try:
            self._browsing.export_positions(material, path)
        except CarrelError as error:
            self._navigator.show_error(error)
        else:
            self._navigator.show_message(_tr("Exported to {file}.").format(file=path.name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Positions", text)
