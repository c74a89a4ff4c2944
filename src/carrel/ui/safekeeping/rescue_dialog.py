"""What is shown in place of the main window when the library is damaged: the ways out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.backup_plan import BackupFile, Contents
from carrel.ui.icons import icon
from carrel.ui.safekeeping import words
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted, page_title

_WIDTH = 640


class RescueDialog(QDialog):
    """Says what is wrong and what can be done; the choice leaves as a signal."""

    restore_requested = Signal()
    salvage_requested = Signal()
    other_file_requested = Signal()

    def __init__(self, library: Path, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rescueDialog")
        self.setWindowTitle(self.tr("Carrel cannot open your library"))
        self._backup = body(self.tr("Looking for the newest good backup …"))
        self._backup.setObjectName("newestBackup")
        self._error = body()
        self._error.setObjectName("rescueError")
        self.job = JobRow()
        self._restore = PrimaryButton(self.tr("Restore this backup"))
        self._restore.setObjectName("restoreButton")
        self._salvage = QPushButton(self.tr("Salvage what can be read"))
        self._salvage.setObjectName("salvageButton")
        self._other = QPushButton(self.tr("Restore another file …"))
        self._quit = QPushButton(self.tr("Quit"))
        self._build(library, reason)

    def show_backup(self, file: BackupFile, contents: Contents) -> None:
        """Offer the newest good backup."""
        self._backup.setText(
            self.tr("The newest good backup is of {moment} and holds {what}.").format(
                moment=words.moment(file.made_at),
                what=words.counted(contents) or self.tr("nothing yet"),
            )
        )
        self._restore.setEnabled(True)
        self._restore.setFocus()

    def show_no_backup(self) -> None:
        """There is none to offer."""
        self._backup.setText(self.tr("There is no good backup in the usual folder."))
        self._restore.setEnabled(False)
        self._salvage.setFocus()

    def show_running(self, *, is_running: bool) -> None:
        """Let nothing else be chosen while something runs."""
        for button in (self._restore, self._salvage, self._other, self._quit):
            button.setEnabled(not is_running)
        self._error.clear()

    def show_error(self, text: str) -> None:
        """Say what went wrong; another way can be tried."""
        self._error.setText(text)

    def reject(self) -> None:
        """Quit, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
        else:
            super().reject()

    def _build(self, library: Path, reason: str) -> None:
        for button in (self._salvage, self._other, self._quit):
            button.setAutoDefault(False)
        self._restore.setDefault(True)
        self._restore.setEnabled(False)
        self._restore.clicked.connect(self.restore_requested)
        self._salvage.clicked.connect(self.salvage_requested)
        self._other.clicked.connect(self.other_file_requested)
        self._quit.clicked.connect(self.reject)
        kept = self.tr(
            "Whatever you choose, nothing is deleted: the damaged file is kept beside the new one."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self._head())
        what = reason or self.tr("Parts of {file} cannot be read any more.").format(file=library)
        for part in (body(what), muted(kept)):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(heading(self.tr("From a backup")))
        column.addWidget(self._backup)
        column.addLayout(_row(self._restore, self._other))
        column.addSpacing(6)
        column.addWidget(heading(self.tr("From the damaged file")))
        column.addWidget(
            body(
                self.tr(
                    "Carrel reads every text, note and answer that can still be read. This may"
                    " bring back newer things than the backup, but some may be missing."
                )
            )
        )
        column.addLayout(_row(self._salvage))
        column.addWidget(self._error)
        column.addWidget(self.job)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._quit)
        column.addLayout(foot)
        # Left to itself the layout asks for the height that its words need when it is narrow.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, column.totalHeightForWidth(_WIDTH) + 2 * self.fontMetrics().height())

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icon("warning").pixmap(QSize(28, 28), self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(picture)
        row.addWidget(page_title(self.tr("Your library is damaged")), 1)
        return row


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
