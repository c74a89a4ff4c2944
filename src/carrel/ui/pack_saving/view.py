"""The window in which a material is made ready to leave as a study pack."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.pack_saving import Part
from carrel.ui.pack_saving.problem_list import ProblemList
from carrel.ui.pack_saving.title_form import TitleForm
from carrel.ui.pack_saving.words import part_words
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import body, heading, muted


class PackDialog(QDialog):
    """``save_requested`` to have it written, ``parts_changed`` when other parts are wanted."""

    save_requested = Signal()
    parts_changed = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("packDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save as a study pack"))
        self.setMinimumSize(720, 480)
        self.resize(960, 660)
        self.form = TitleForm()
        self.problems = ProblemList()
        self.job = JobRow()
        self._parts = {part: QCheckBox() for part in Part}
        self._notes = muted()
        self._why_not = body()
        self._cancel = QPushButton(self.tr("Cancel"))
        self.save = PrimaryButton(self.tr("Save …"))
        self._build()

    @property
    def parts(self) -> frozenset[Part]:
        """What is to go in; a part that there is none of counts as wanted."""
        return frozenset(part for part, box in self._parts.items() if box.isChecked())

    def show_parts(self, parts: frozenset[Part]) -> None:
        """Show which parts are wanted."""
        for part, box in self._parts.items():
            box.blockSignals(True)
            box.setChecked(part in parts)
            box.blockSignals(False)
        self._follow_topics()

    def show_counts(self, counts: Mapping[Part, int], *, sections: int, notes: int) -> None:
        """Say how much there is of each part, and what stays behind."""
        for part, box in self._parts.items():
            box.setText(part_words(part, counts.get(part, 0)))
            box.setVisible(bool(counts.get(part, 0)))
        self._text.setText(
            self.tr("The text, {count} sections").format(count=f"{sections:,}")
            if sections != 1
            else self.tr("The text, one section")
        )
        stays = self.tr("Notes, highlights and answers are yours and stay here.")
        if notes:
            stays = self.tr(
                "Your {count} notes and highlights, and your answers, are yours and stay here."
            ).format(count=f"{notes:,}")
        self._notes.setText(stays)

    def show_why_not(self, text: str) -> None:
        """Say what is missing before it can be saved; nothing if it can."""
        self._why_not.setText(text)
        self._why_not.setVisible(bool(text))
        self.save.setEnabled(not text and not self.job.is_running)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; another try can be made."""
        self.show_why_not(text)
        self.save.setEnabled(True)

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be changed while the pack is written."""
        self._content.setEnabled(not is_busy)
        self.save.setEnabled(not is_busy)

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
            return
        super().reject()

    def _build(self) -> None:
        self._text = QLabel()
        self._why_not.setObjectName("packWhyNot")
        self._why_not.hide()
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(26)
        columns.addLayout(self._title_column(), 5)
        columns.addLayout(self._contents_column(), 4)
        self._content = QWidget()
        self._content.setLayout(columns)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(self.job)
        column.addLayout(self._buttons())
        self.form.title.setFocus()

    def _title_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(heading(self.tr("What it says of itself")))
        column.addWidget(self.form)
        column.addStretch(1)
        return column

    def _contents_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(heading(self.tr("What goes in")))
        column.addWidget(self._text)
        for part, box in self._parts.items():
            box.setObjectName(f"pack{part.value.title()}")
            box.hide()
            box.toggled.connect(self._on_part)
            column.addWidget(box)
        column.addWidget(self._notes)
        column.addSpacing(12)
        column.addWidget(heading(self.tr("Before it is saved")))
        column.addWidget(self.problems, 1)
        return column

    def _buttons(self) -> QHBoxLayout:
        self.save.setObjectName("packSave")
        self.save.setDefault(True)
        self.save.clicked.connect(self.save_requested)
        self._cancel.setObjectName("packCancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._why_not, 1)
        row.addStretch(0)
        row.addWidget(self._cancel)
        row.addWidget(self.save)
        return row

    def _on_part(self) -> None:
        self._follow_topics()
        self.parts_changed.emit()

    def _follow_topics(self) -> None:
        """Claims need their holders, which are topics."""
        self._parts[Part.CLAIMS].setEnabled(self._parts[Part.TOPICS].isChecked())
