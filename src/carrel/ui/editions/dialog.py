"""The dialog that shows what a newer version changes, before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.editions import Comparison
from carrel.domain.text.locate import Outcome
from carrel.ui.editions.rows import PassageRows, SideBySide
from carrel.ui.editions.words import counted, sections_told
from carrel.ui.theme import Role, Theme
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted, strong

_SIGNS = {
    Outcome.EXACT: ("=", Role.MUTED),
    Outcome.MOVED: ("→", Role.MUTED),
    Outcome.ALTERED: ("≈", Role.WARNING),
    Outcome.ORPHANED: ("✕", Role.BAD),
}
_CHANGED = (Outcome.ALTERED, Outcome.ORPHANED)

_ALONE = (640, 240)
"""Pixels of the dialog while there is nothing to compare side by side, at least."""

_WITH_PASSAGES = (900, 600)


class EditionDialog(QDialog):
    """Offers to update a material, to keep both versions, or to open the one that is there."""

    update_requested = Signal()
    keep_both_requested = Signal()
    open_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        file_name: str,
        parent: QWidget | None,
        *,
        can_keep_both: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("editionDialog")
        self.setWindowTitle(self.tr("Another version of a text"))
        self.resize(*_ALONE)
        self._theme = theme
        self._comparison: Comparison | None = None
        found = self.tr("“{file}” seems to be another version of “{title}”")
        if not can_keep_both:
            found = self.tr("“{file}” is a newer edition of “{title}”")
        self._title = heading(found.format(file=file_name, title=title))
        self._told = body(self.tr("Comparing it with the text in the library …"))
        self._told.setObjectName("editionTold")
        self._counts = {outcome: QLabel() for outcome in Outcome}
        self._all = QCheckBox(self.tr("Show also what stays and what moves"))
        self._all.setObjectName("editionShowAll")
        self._model = PassageRows({}, self)
        self._list = QListView()
        self._delegate = SideBySide(self._list, self._model, theme)
        self._pages = QStackedWidget()
        self._nothing = muted(self.tr("All that you made in it stays with its words."))
        self.job = JobRow()
        self._open = QPushButton(self.tr("Open the one in the library"))
        self._both = QPushButton(self.tr("Keep both"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._update = PrimaryButton(self.tr("Update this material"))
        self._build()
        self._both.setVisible(can_keep_both)
        self._connect()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what was found out; it can be done now."""
        self._comparison = comparison
        changes = comparison.changes
        self._told.setText(sections_told(changes))
        for outcome, label in self._counts.items():
            sign, role = _SIGNS[outcome]
            count = counted(changes, outcome)
            is_told = outcome in _CHANGED and changes.count(outcome) > 0
            label.setText(f"{sign} {count}")
            colour = self._theme.colour(role if is_told else Role.MUTED).name()
            label.setStyleSheet(f"color: {colour}; font-weight: {600 if is_told else 400};")
            label.setVisible(bool(changes.carried))
        self._model = PassageRows(comparison.titles, self)
        self._delegate = SideBySide(self._list, self._model, self._theme)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._all.setVisible(bool(changes.carried))
        self._pages.setVisible(bool(changes.carried))
        if changes.carried:
            self.resize(*_WITH_PASSAGES)
        else:
            nothing = self.tr("You have marked and written nothing in it yet.")
            self._told.setText(f"{sections_told(changes)} {nothing}")
        self._show_rows()
        self._update.setEnabled(True)
        self._update.setFocus()

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be chosen while the material is updated."""
        for button in (self._open, self._both, self._all):
            button.setEnabled(not is_busy)
        self._update.setEnabled(not is_busy and self._comparison is not None)

    def show_error(self, text: str) -> None:
        """Say what went wrong; the other choices stay open."""
        self._told.setText(text)

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap at the new width."""
        super().resizeEvent(event)
        self._list.scheduleDelayedItemsLayout()

    def _build(self) -> None:
        self._prepare_list()
        self._update.setObjectName("editionUpdate")
        self._both.setObjectName("editionKeepBoth")
        self._open.setObjectName("editionOpen")
        self._update.setDefault(True)
        self._update.setEnabled(False)
        for button in (self._open, self._both, self._cancel):
            button.setAutoDefault(False)
        counts = QHBoxLayout()
        counts.setSpacing(20)
        for label in self._counts.values():
            label.hide()
            counts.addWidget(label)
        counts.addStretch(1)
        self._all.hide()
        self._pages.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addLayout(counts)
        column.addLayout(self._column_heads())
        column.addWidget(self._pages, 1)
        column.addStretch(0)
        column.addWidget(self._all)
        column.addWidget(self.job)
        column.addWidget(
            muted(
                self.tr(
                    "A backup of the library is made first. Undo does not take an update back;"
                    " File › Restore a backup does. Memory and reviews of questions stay."
                )
            )
        )
        column.addLayout(self._buttons())

    def _prepare_list(self) -> None:
        self._list.setObjectName("editionPassages")
        self._list.setAccessibleName(self.tr("Your passages, before and after"))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setLayoutMode(QListView.LayoutMode.Batched)
        self._list.viewport().setAutoFillBackground(False)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._list)

    def _column_heads(self) -> QHBoxLayout:
        self._heads = (
            strong(self.tr("In the library now")),
            strong(self.tr("In the new version")),
        )
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 0)
        row.setSpacing(24)
        for label in self._heads:
            row.addWidget(label, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        for button in (self._cancel, self._both, self._update):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._update.clicked.connect(self.update_requested)
        self._both.clicked.connect(self.keep_both_requested)
        self._open.clicked.connect(self.open_requested)
        self._cancel.clicked.connect(self.reject)
        self._all.toggled.connect(self._show_rows)

    def _show_rows(self) -> None:
        if self._comparison is None:
            return
        carried = self._comparison.changes.carried
        shown = [one for one in carried if self._all.isChecked() or one.outcome in _CHANGED]
        shown.sort(key=lambda one: one.outcome is not Outcome.ORPHANED)
        self._model.show(shown)
        self._pages.setCurrentIndex(1 if shown else 0)
        for label in self._heads:
            label.setVisible(bool(shown))
