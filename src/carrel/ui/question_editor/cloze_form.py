"""The form for a cloze: a text in which selected words become gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton
from typing_extensions import override

from carrel.domain.questions.drafts import with_gap, without_gap
from carrel.ui.question_editor.body_forms import BodyForm
from carrel.ui.question_editor.rows_editor import Cell, Column, RowsEditor
from carrel.ui.question_editor.text_field import TextField


class ClozeForm(BodyForm):
    """The text with ``{{1}}`` for its gaps; each gap has its answer and what else is accepted."""

    def __init__(self) -> None:
        super().__init__()
        self._text = TextField(self.tr("Text with gaps"), lines=4)
        self._make = QPushButton(self.tr("Make a gap of the selected words"))
        self._make.clicked.connect(self._make_gap)
        self._take_back = QPushButton(self.tr("Take the last gap back"))
        self._take_back.clicked.connect(self._take_gap_back)
        self._gaps = RowsEditor(
            [
                Column(self.tr("Answer"), stretch=2),
                Column(self.tr("Also accepted, with commas between"), stretch=2),
                Column(self.tr("Wrong ones to choose from, with commas"), stretch=3),
            ],
            keeps_blank=True,
        )
        self._one_by_one = QCheckBox(self.tr("Ask each gap by itself"))
        self._one_by_one.toggled.connect(self.changed)
        self.add(self.tr("Text; {{1}} is the first gap"), self._text)
        buttons = QHBoxLayout()
        buttons.addWidget(self._make)
        buttons.addWidget(self._take_back)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.add(self.tr("Gaps"), self._gaps)
        self.column.addWidget(self._one_by_one)

    @property
    @override
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "text": self._text.text,
            "gaps": [_gap(cells) for cells in self._gaps.rows],
        }
        if self._one_by_one.isChecked():
            body["one_by_one"] = True
        return body

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._text.show_text(body.get("text", ""))
        self._gaps.show_rows([_cells(gap) for gap in body.get("gaps", ())])
        self._one_by_one.setChecked(bool(body.get("one_by_one")))
        self._show_buttons()

    @override
    def focus_first(self) -> None:
        self._text.focus_first()

    def select(self, start: int, end: int) -> None:
        """Select words of the text, by its characters."""
        cursor = self._text.edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self._text.edit.setTextCursor(cursor)

    def _make_gap(self) -> None:
        cursor = self._text.edit.textCursor()
        words = cursor.selectedText()
        text = self._text.edit.toPlainText()
        # Qt counts UTF-16 units, Python letters: what stands before is counted anew.
        before = text.encode("utf-16-le")[: cursor.selectionStart() * 2].decode("utf-16-le")
        start = len(before)
        try:
            text, answer = with_gap(text, start, start + len(words), len(self._gaps.rows))
        except ValueError:
            self._text.focus_first()
            return
        self._text.show_text(text)
        self._gaps.show_rows([*self._gaps.rows, (answer, "", "")])
        self._show_buttons()
        self.changed.emit()

    def _take_gap_back(self) -> None:
        rows = self._gaps.rows
        if rows:
            text = without_gap(self._text.text, len(rows), str(rows[-1][0]))
            self._text.show_text(text)
            self._gaps.show_rows(rows[:-1])
            self._show_buttons()
            self.changed.emit()

    def _show_buttons(self) -> None:
        self._take_back.setEnabled(bool(self._gaps.rows))
        self._one_by_one.setVisible(len(self._gaps.rows) > 1)


def _gap(cells: Sequence[Cell]) -> dict[str, Any]:
    answer, accept, distractors = (str(cell) for cell in cells)
    gap: dict[str, Any] = {"answer": answer}
    if accept:
        gap["accept"] = _split(accept)
    if distractors:
        gap["distractors"] = _split(distractors)
    return gap


def _cells(gap: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (
        gap.get("answer", ""),
        ", ".join(gap.get("accept", ())),
        ", ".join(gap.get("distractors", ())),
    )


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
