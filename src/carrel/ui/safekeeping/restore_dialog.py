"""The list of backups: what is in each, and what would be lost by putting it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.backup_plan import BackupFile
from carrel.services.safekeeping import Offer
from carrel.ui.safekeeping import words
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted

_PATH = Qt.ItemDataRole.UserRole
_COUNTS_FROM = 3


class RestoreDialog(QDialog):
    """Shows backups as they are read; the choice leaves as a signal."""

    restore_requested = Signal(Path)
    other_file_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restoreDialog")
        self.setWindowTitle(self.tr("Restore a backup"))
        self.resize(820, 500)
        self._offers: dict[str, Offer | str] = {}
        self._folder = muted()
        self._list = self._prepared_list()
        self._verdict = body()
        self._verdict.setObjectName("verdict")
        self._verdict.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.job = JobRow()
        self._restore = PrimaryButton(self.tr("Restore"))
        self._restore.setObjectName("restoreButton")
        self._other = QPushButton(self.tr("Another file …"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._change = LinkButton(self.tr("Choose another folder …"))
        self._build()
        self._connect()

    def show_backups(self, folder: Path, backups: Sequence[BackupFile]) -> None:
        """List the backups of a folder, newest first; their contents follow."""
        self._folder.setText(self.tr("Backups are kept in {folder}.").format(folder=folder))
        self._list.clear()
        self._offers.clear()
        for file in backups:
            item = self._added(folder / file.name)
            item.setText(0, words.moment(file.made_at))
            item.setText(1, words.occasion_name(file.occasion))
            item.setText(2, words.size(file.size))
        if (newest := self._list.topLevelItem(0)) is not None:
            self._list.setCurrentItem(newest)
        self._list.setFocus()
        self._show_verdict()

    def show_other_file(self, path: Path, byte_count: int) -> None:
        """Put a file that the student chose at the head of the list."""
        item = self._find(path) or self._added(path, at_head=True)
        item.setText(0, path.name)
        item.setText(1, self.tr("chosen file"))
        item.setText(2, words.size(byte_count))
        self._list.setCurrentItem(item)

    def show_offer(self, path: Path, offer: Offer) -> None:
        """Show what a backup holds, and what it would lose once it is chosen."""
        self._offers[str(path)] = offer
        if (item := self._find(path)) is not None:
            held = offer.contents
            counts = (held.materials, held.annotations, held.questions, held.reviews)
            for column, count in enumerate(counts, _COUNTS_FROM):
                item.setText(column, self.locale().toString(count))
        self._show_verdict()

    def show_unusable(self, path: Path, reason: str) -> None:
        """Show that a backup cannot be put back, and why."""
        self._offers[str(path)] = reason
        if (item := self._find(path)) is not None:
            item.setText(_COUNTS_FROM, self.tr("unusable"))
            item.setForeground(0, self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._show_verdict()

    def show_running(self, *, is_running: bool) -> None:
        """Let nothing else be chosen while a backup is put back."""
        for widget in (self._list, self._other, self._cancel, self._change):
            widget.setEnabled(not is_running)
        self._show_verdict()

    def show_error(self, text: str) -> None:
        """Say what went wrong; the dialog stays open."""
        self._verdict.setText(text)

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
        else:
            super().reject()

    def _prepared_list(self) -> QTreeWidget:
        columns = [
            self.tr("Made"),
            self.tr("Why"),
            self.tr("Size"),
            self.tr("Materials"),
            self.tr("Notes"),
            self.tr("Questions"),
            self.tr("Answers"),
        ]
        tree = QTreeWidget()
        tree.setObjectName("backupList")
        tree.setAccessibleName(self.tr("Backups"))
        tree.setHeaderLabels(columns)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in range(2, len(columns)):
            tree.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        return tree

    def _build(self) -> None:
        self._restore.setDefault(True)
        for button in (self._other, self._cancel, self._change):
            button.setAutoDefault(False)
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(self._change)
        buttons = QHBoxLayout()
        buttons.addWidget(self._other)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Put your library back as it was")))
        column.addLayout(place)
        column.addWidget(self._list, 1)
        column.addWidget(self._verdict)
        column.addWidget(self.job)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._show_verdict)
        self._list.itemActivated.connect(self._request)
        self._restore.clicked.connect(self._request)
        self._other.clicked.connect(self.other_file_requested)
        self._cancel.clicked.connect(self.reject)
        self._change.clicked.connect(self.folder_requested)

    def _added(self, path: Path, *, at_head: bool = False) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setData(0, _PATH, str(path))
        item.setToolTip(0, str(path))
        item.setSizeHint(1, QSize(0, self.fontMetrics().height() + 10))
        for column in range(2, self._list.columnCount()):
            item.setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        self._list.insertTopLevelItem(0 if at_head else self._list.topLevelItemCount(), item)
        return item

    def _find(self, path: Path) -> QTreeWidgetItem | None:
        for row in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(row)
            if item is not None and item.data(0, _PATH) == str(path):
                return item
        return None

    def _chosen(self) -> str:
        item = self._list.currentItem()
        return "" if item is None else str(item.data(0, _PATH))

    def _show_verdict(self) -> None:
        chosen = self._chosen()
        offer = self._offers.get(chosen)
        self._restore.setEnabled(isinstance(offer, Offer) and not self.job.is_running)
        if self.job.is_running:
            self._verdict.setText(self.tr("Restoring … what is there now is backed up first."))
        elif not chosen:
            self._verdict.setText(
                self.tr(
                    "There are no backups in this folder yet. Carrel makes one each day; choose"
                    " another file or folder if you have them elsewhere."
                )
            )
        elif offer is None:
            self._verdict.setText(self.tr("Reading what is in it …"))
        elif isinstance(offer, str):
            self._verdict.setText(offer)
        else:
            self._verdict.setText(words.loss_in_words(offer.loss))

    def _request(self) -> None:
        if self._restore.isEnabled():
            self.restore_requested.emit(Path(self._chosen()))
