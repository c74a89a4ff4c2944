"""The window in which the student chooses what to take out and in which format."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.export_dialog.words import groups, words_of
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted

_NAME = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """Lists formats by what they are for; ``export_requested`` when one is to be written."""

    export_requested = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumSize(560, 420)
        self.resize(680, 560)
        self.what = QComboBox()
        self.formats = QListWidget()
        self._title = heading()
        self._told = body()
        self._problem = QLabel()
        self.job = JobRow()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._export = PrimaryButton(self.tr("Export …"))
        self._build()
        self._connect()

    @property
    def format_name(self) -> str:
        """The chosen format; empty where none is."""
        item = self.formats.currentItem()
        return "" if item is None else str(item.data(_NAME) or "")

    @property
    def scope(self) -> int:
        """Which of the scopes that were shown is chosen, counted from 0."""
        return self.what.currentIndex()

    def choose_format(self, name: str) -> None:
        """Select a format of the list."""
        for row in range(self.formats.count()):
            if self.formats.item(row).data(_NAME) == name:
                self.formats.setCurrentRow(row)

    def show_scopes(self, titles: Sequence[str], chosen: int) -> None:
        """List what can be exported."""
        self.what.clear()
        self.what.addItems(list(titles))
        self.what.setCurrentIndex(chosen)

    def show_possible(self, problem: str) -> None:
        """Say why the chosen format cannot be had for what is chosen; nothing if it can."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._export.setEnabled(not problem and bool(self.format_name))

    def show_problem(self, text: str) -> None:
        """Say what went wrong; another try can be made."""
        self._problem.setText(text)
        self._problem.show()

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be chosen while files are written."""
        for widget in (self.what, self.formats, self._export):
            widget.setEnabled(not is_busy)

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
            return
        super().reject()

    def _build(self) -> None:
        self.what.setObjectName("exportWhat")
        self.what.setAccessibleName(self.tr("What to export"))
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.formats.setObjectName("exportFormats")
        self.formats.setAccessibleName(self.tr("Formats"))
        self.formats.setSpacing(2)
        self._fill()
        self._problem.setObjectName("exportProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        what = QHBoxLayout()
        label = QLabel(self.tr("What"))
        label.setBuddy(self.what)
        what.addWidget(label)
        what.addWidget(self.what, 1)
        about = QVBoxLayout()
        about.setSpacing(8)
        about.addWidget(self._title)
        about.addWidget(self._told)
        about.addWidget(self._problem)
        about.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addWidget(self.formats, 2)
        middle.addLayout(about, 3)
        buttons = QHBoxLayout()
        promise = muted(self.tr("The library stays as it is."))
        promise.setWordWrap(False)
        buttons.addWidget(promise)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addLayout(what)
        column.addLayout(middle, 1)
        column.addWidget(self.job)
        column.addLayout(buttons)

    def _fill(self) -> None:
        for group, names in groups():
            head = QListWidgetItem(group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            # As one that cannot be chosen it would be too faint to read.
            head.setForeground(self.palette().placeholderText())
            self.formats.addItem(head)
            for name in names:
                item = QListWidgetItem(f"    {words_of(name).title}")
                item.setData(_NAME, name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words_of(name).title)
                self.formats.addItem(item)

    def _connect(self) -> None:
        self._export.setObjectName("exportButton")
        self._export.setDefault(True)
        self._cancel.setAutoDefault(False)
        self._export.clicked.connect(self.export_requested)
        self._cancel.clicked.connect(self.reject)
        self.formats.currentItemChanged.connect(self._on_chosen)
        self.formats.itemActivated.connect(lambda _: self._export.click())
        self.what.currentIndexChanged.connect(lambda _: self.chosen.emit())
        self.formats.setCurrentRow(1)
        self.formats.setFocus()

    def _on_chosen(self) -> None:
        words = words_of(self.format_name)
        self._title.setText(words.title)
        self._told.setText(words.told)
        self.chosen.emit()
