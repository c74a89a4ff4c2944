"""The window that shows where highlights of another program will stand, before they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.annotation_placing import Placement
from carrel.ui.highlights_import.rows import PlacementDelegate, PlacementRows
from carrel.ui.theme import Theme
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted

_SIZE = (920, 600)
_LEAST = (620, 440)


class HighlightsDialog(QDialog):
    """Lists the texts of a file; each goes onto a material, makes one, or stays outside."""

    text_chosen = Signal(int)
    target_chosen = Signal(int)
    import_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("highlightsDialog")
        self.setWindowTitle(self.tr("Highlights of another program"))
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        self._heading = heading()
        self._told = muted()
        self.texts = QListWidget()
        self.target = QComboBox()
        self._counts = body()
        self._nothing = muted()
        self.rows = PlacementRows(self)
        self.list = QListView()
        self._delegate = PlacementDelegate(self.list, theme)
        self._pages = QStackedWidget()
        self._problem = QLabel()
        self.job = JobRow()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._import = PrimaryButton(self.tr("Import"))
        self._build()
        self._connect()

    def show_file(self, kind: str, told: str) -> None:
        """Say what the file is, and what of it cannot be taken."""
        self._heading.setText(kind)
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def show_texts(self, titles: Sequence[str], told: Sequence[str]) -> None:
        """List the texts with a word on each; one alone needs no list."""
        with QSignalBlocker(self.texts):
            if self.texts.count() != len(titles):
                self.texts.clear()
                self.texts.addItems([""] * len(titles))
                self.texts.setCurrentRow(0)
            for row, (title, about) in enumerate(zip(titles, told, strict=True)):
                item = self.texts.item(row)
                if isinstance(item, QListWidgetItem):
                    item.setText(f"{title}\n{about}")
        self.texts.setVisible(len(titles) > 1)

    def show_targets(self, names: Sequence[str], chosen: int) -> None:
        """List where the highlights of the chosen text may go."""
        with QSignalBlocker(self.target):
            self.target.clear()
            self.target.addItems(list(names))
            self.target.setCurrentIndex(chosen)

    def show_placements(self, told: str, placements: Sequence[Placement]) -> None:
        """Show what would become of each highlight of the chosen text."""
        self._counts.setText(told)
        self._delegate.forget_heights()
        self.rows.show(placements)
        self._pages.setCurrentIndex(0)

    def show_nothing(self, told: str, why: str) -> None:
        """Say why there is nothing to show of the chosen text."""
        self._counts.setText(told)
        self._nothing.setText(why)
        self._pages.setCurrentIndex(1)

    def show_count(self, count: int) -> None:
        """Say on the button how many highlights come in."""
        one, many = self.tr("Import 1 highlight"), self.tr("Import {count} highlights")
        some = one if count == 1 else many.format(count=f"{count:,}")
        self._import.setText(some if count else self.tr("Nothing to import"))
        self._import.setEnabled(count > 0)

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be chosen while words are sought or stored."""
        for widget in (self.target, self.texts):
            widget.setEnabled(not is_busy)
        if is_busy:
            self._import.setEnabled(False)

    def show_error(self, text: str) -> None:
        """Say what went wrong; empty to say nothing."""
        self._problem.setText(f"⚠ {text}" if text else "")
        self._problem.setVisible(bool(text))

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
            return
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap at the new width."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _build(self) -> None:
        self._prepare()
        target = QHBoxLayout()
        label = QLabel(self.tr("Onto"))
        label.setBuddy(self.target)
        target.addWidget(label)
        target.addWidget(self.target, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(target)
        right.addWidget(self._counts)
        right.addWidget(self._pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.texts, 2)
        middle.addLayout(right, 5)
        buttons = QHBoxLayout()
        promise = muted(self.tr("Nothing is stored before you import."))
        promise.setWordWrap(False)
        buttons.addWidget(promise)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._told)
        column.addLayout(middle, 1)
        column.addWidget(self._problem)
        column.addWidget(self.job)
        column.addLayout(buttons)

    def _prepare(self) -> None:
        self.texts.setObjectName("highlightTexts")
        self.texts.setAccessibleName(self.tr("Texts that the highlights are of"))
        self.texts.setWordWrap(True)
        self.texts.setSpacing(3)
        self.target.setObjectName("highlightTarget")
        self.target.setAccessibleName(self.tr("Onto which material"))
        self.target.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setObjectName("highlightPlaces")
        self.list.setAccessibleName(self.tr("Highlights and what was found"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.viewport().setAutoFillBackground(False)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        self._problem.setObjectName("highlightProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._import.setObjectName("importButton")
        self._import.setDefault(True)
        self._cancel.setAutoDefault(False)

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_requested)
        self._cancel.clicked.connect(self.reject)
        self.texts.currentRowChanged.connect(self.text_chosen)
        self.target.activated.connect(self.target_chosen)
