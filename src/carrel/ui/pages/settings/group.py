"""A group of settings: its title, what it is about, and its rows one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.ui.pages.settings.rows import SettingRow
from carrel.ui.widgets.labels import muted, page_title
from carrel.ui.widgets.line import thin_line


class SettingGroup(QWidget):
    """Passes on what its rows tell. More may be put into :attr:`column` below the rows."""

    changed = Signal(str, object)
    reset_requested = Signal(list)
    """The names of the settings that are to be as they come."""

    def __init__(self, title: str, intro: str, rows: Sequence[SettingRow] = ()) -> None:
        super().__init__()
        self.title = title
        self.rows = {row.name: row for row in rows}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(page_title(title))
        words = muted(intro)
        words.setContentsMargins(0, 2, 0, 10)
        self.column.addWidget(words)
        for row in rows:
            self.column.addWidget(thin_line())
            self.column.addWidget(row)
            row.changed.connect(self.changed)
            row.reset_requested.connect(lambda name: self.reset_requested.emit([name]))
        self._plain_button: QPushButton | None = None
        if rows:
            self._plain_button = self._add_reset()

    def show_values(self, values: Mapping[str, object], plain: Mapping[str, object]) -> None:
        """Show the values in force; ``plain`` are those that settings come with."""
        for name, row in self.rows.items():
            row.show_value(values[name], is_plain=values[name] == plain[name])
        if self._plain_button is not None:
            self._plain_button.setEnabled(any(values[name] != plain[name] for name in self.rows))

    def _add_reset(self) -> QPushButton:
        button = QPushButton(self.tr("Put this group back as it comes"))
        button.clicked.connect(lambda: self.reset_requested.emit(list(self.rows)))
        last = QHBoxLayout()
        last.setContentsMargins(0, 14, 0, 0)
        last.addStretch(1)
        last.addWidget(button)
        self.column.addWidget(thin_line())
        self.column.addLayout(last)
        return button
