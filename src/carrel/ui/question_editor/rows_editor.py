"""Rows of fields to which rows can be added and from which they can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from carrel.ui.widgets.buttons import LinkButton, icon_button

Cell = str | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A field of each row: a line of text, or a check box if ``is_check``.

    ``name`` is what stands in an empty line and is told to those who hear it; ``stretch`` is the
    share of the width.
    """

    name: str
    is_check: bool = False
    stretch: int = 1


class RowsEditor(QWidget):
    """A list of rows; a row without any words counts as none."""

    changed = Signal()

    def __init__(
        self, columns: Sequence[Column], add_text: str = "", *, keeps_blank: bool = False
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._keeps_blank = keeps_blank
        self._rows: list[_Row] = []
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(4)
        self._add = LinkButton(add_text)
        self._add.setVisible(bool(add_text))
        self._add.clicked.connect(self._add_and_focus)
        self._place.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """What the rows hold, from the top."""
        held = [row.cells for row in self._rows]
        if self._keeps_blank:
            return held
        return [cells for cells in held if any(isinstance(cell, str) and cell for cell in cells)]

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows instead of those there are."""
        for row in self._rows:
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for cells in rows:
            self._append(cells)

    def focus_first(self) -> None:
        """Give the focus to the first empty line, else to the first of all."""
        lines = [line for row in self._rows for line in row.lines]
        empty = next((line for line in lines if not line.text()), None)
        target = empty or (lines[0] if lines else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, cells: Sequence[Cell]) -> _Row:
        row = _Row(self._columns, cells, can_go=self._add.isVisibleTo(self))
        row.changed.connect(self.changed)
        row.gone.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._place.insertWidget(self._place.count() - 1, row)
        row.show()
        return row

    def _add_and_focus(self) -> None:
        blank: list[Cell] = [False if column.is_check else "" for column in self._columns]
        row = self._append(blank)
        row.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._place.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class _Row(QWidget):
    changed = Signal()
    gone = Signal()

    def __init__(self, columns: Sequence[Column], cells: Sequence[Cell], *, can_go: bool) -> None:
        super().__init__()
        self._fields: list[QLineEdit | QCheckBox] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for column, cell in zip(columns, cells, strict=True):
            field = self._field(column, cell)
            self._fields.append(field)
            line.addWidget(field, 0 if column.is_check else column.stretch)
        remove = icon_button("close", self.tr("Take this line away"))
        remove.clicked.connect(self.gone)
        remove.setVisible(can_go)
        line.addWidget(remove)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What the fields hold."""
        return tuple(
            field.isChecked() if isinstance(field, QCheckBox) else field.text().strip()
            for field in self._fields
        )

    @property
    def lines(self) -> list[QLineEdit]:
        """The fields for text."""
        return [field for field in self._fields if isinstance(field, QLineEdit)]

    def _field(self, column: Column, cell: Cell) -> QLineEdit | QCheckBox:
        if column.is_check:
            box = QCheckBox(column.name)
            box.setChecked(cell is True)
            box.toggled.connect(self.changed)
            return box
        field = QLineEdit(str(cell))
        # A long text is read from its beginning.
        field.setCursorPosition(0)
        field.setPlaceholderText(column.name)
        field.setToolTip(column.name)
        field.setAccessibleName(column.name)
        field.textChanged.connect(self.changed)
        return field
