"""What the doctor finds in the library, what it can repair, and what it has repaired."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.services.doctor import Finding
from carrel.ui.icons import icon
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading


class ExaminationDialog(QDialog):
    """Shows findings; what to do about them leaves as a signal."""

    repair_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("examinationDialog")
        self.setWindowTitle(self.tr("Check the library"))
        self.resize(620, 300)
        self._state = heading()
        self._state.setObjectName("examinationState")
        self._more = body()
        self._list = QListWidget()
        self._list.setObjectName("findings")
        self._list.setAccessibleName(self.tr("Findings"))
        self._list.setWordWrap(True)
        self._list.setIconSize(QSize(18, 18))
        self._list.setSpacing(3)
        self.job = JobRow()
        self._repair = PrimaryButton(self.tr("Repair"))
        self._repair.setObjectName("repairButton")
        self._restore = QPushButton(self.tr("Restore a backup …"))
        self._close = QPushButton(self.tr("Close"))
        self._build()

    def show_looking(self) -> None:
        """The doctor has begun to look."""
        self._show(
            self.tr("Looking through the library …"),
            self.tr(
                "Carrel looks at the file, the texts, the passages, what you remember, the search"
                " index and the undo journal. Nothing is changed."
            ),
        )

    def show_stopped(self) -> None:
        """The student has stopped it."""
        self._show(self.tr("Stopped"), self.tr("Nothing was changed."))

    def show_error(self, text: str) -> None:
        """Say what went wrong."""
        self._show(self.tr("The library could not be checked"), text)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong, if anything."""
        if not findings:
            self._show(
                self.tr("Your library is sound"),
                self.tr("Everything is where it should be. There is nothing to repair."),
            )
            return
        is_repairable = any(finding.is_repairable for finding in findings)
        self._show(
            self.tr("Some things are not as they should be"),
            self.tr("Carrel can rebuild them from what is sound. A backup is made first.")
            if is_repairable
            else self.tr("Carrel cannot repair this: put the newest good backup back."),
        )
        for finding in findings:
            self._add("warning", _sentence(finding))
        self._repair.setVisible(is_repairable)
        self._restore.setVisible(not all(finding.is_repairable for finding in findings))

    def show_repairing(self) -> None:
        """The repair has begun; the findings stay in view."""
        self._state.setText(self.tr("Repairing …"))
        self._more.setText(self.tr("The library is backed up first."))
        self._repair.hide()

    def show_repaired(self, found: Sequence[Finding], left: Sequence[Finding], backup: str) -> None:
        """Show which findings are gone and which are left; ``backup`` is the file made before."""
        wrong = {finding.check for finding in left}
        self._show(
            self.tr("Repaired, but not everything") if left else self.tr("Repaired"),
            self.tr("The library as it was before is in {file}.").format(file=backup),
        )
        for finding in found:
            if finding.check in wrong:
                text = self.tr("Still wrong: {what}").format(what=_sentence(finding))
                self._add("warning", text)
            else:
                text = self.tr("Repaired: {what}").format(what=_sentence(finding))
                self._add("check", text)
        self._restore.setVisible(bool(left))

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
        else:
            super().reject()

    def _build(self) -> None:
        for button in (self._restore, self._close):
            button.setAutoDefault(False)
        self._repair.clicked.connect(self.repair_requested)
        self._restore.clicked.connect(self.restore_requested)
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._restore)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._repair)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self._state)
        column.addWidget(self._more)
        column.addWidget(self._list, 100)
        column.addWidget(self.job)
        column.addStretch(1)
        column.addLayout(buttons)
        self._show("", "")

    def _show(self, state: str, more: str) -> None:
        self._state.setText(state)
        self._more.setText(more)
        self._list.clear()
        self._list.setVisible(False)
        self._repair.hide()
        self._restore.hide()

    def _add(self, icon_name: str, text: str) -> None:
        item = QListWidgetItem(icon(icon_name), text)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self._list.addItem(item)
        self._list.setVisible(True)


def _sentence(finding: Finding) -> str:
    template = QCoreApplication.translate("Finding", finding.what)
    return template.format(count=finding.count, detail=finding.detail)
