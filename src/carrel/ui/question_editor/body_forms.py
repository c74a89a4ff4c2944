"""The forms for what each kind of question holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from carrel.domain.claims import Certainty
from carrel.ui.answering.choice_input import certainty_text
from carrel.ui.question_editor.rows_editor import Cell, Column, RowsEditor
from carrel.ui.question_editor.text_field import TextField
from carrel.ui.widgets.labels import muted


class BodyForm(QWidget):
    """Fields for the keys that a kind of question has of its own."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)

    @property
    def body(self) -> dict[str, Any]:
        """The keys as a study pack writes them."""
        raise NotImplementedError

    def show_body(self, body: Mapping[str, Any]) -> None:
        """Fill the fields."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Give the focus to the field that is filled in first."""

    def add(self, label: str, field: RowsEditor | TextField) -> None:
        """Put a field under its label."""
        self.column.addWidget(muted(label))
        self.column.addWidget(field)
        field.changed.connect(self.changed)


class OptionsForm(BodyForm):
    """Options, of which one or several are right."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = RowsEditor(
            [
                Column(self.tr("right"), is_check=True),
                Column(self.tr("Option"), stretch=3),
                Column(self.tr("If it is wrong: why?"), stretch=2),
            ],
            self.tr("Add an option"),
        )
        self.add(self.tr("Options"), self._rows)

    @property
    @override
    def body(self) -> dict[str, Any]:
        return {"options": options_of(self._rows.rows)}

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._rows.show_rows(rows_of(body.get("options", ())))

    @override
    def focus_first(self) -> None:
        self._rows.focus_first()


class TrueFalseForm(BodyForm):
    """The verdict, and three reasons or none."""

    def __init__(self) -> None:
        super().__init__()
        self._answer = QComboBox()
        self._answer.addItem(self.tr("The statement is true"), userData=True)
        self._answer.addItem(self.tr("The statement is false"), userData=False)
        self._answer.setAccessibleName(self.tr("Answer"))
        self._answer.currentIndexChanged.connect(self.changed)
        self.column.addWidget(self._answer)
        self._reasons = RowsEditor(
            [
                Column(self.tr("right"), is_check=True),
                Column(self.tr("Reason"), stretch=3),
                Column(self.tr("If it is wrong: why?"), stretch=2),
            ],
            self.tr("Add a reason"),
        )
        self.add(self.tr("Three reasons to choose from, or none"), self._reasons)

    @property
    @override
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"answer": self._answer.currentData()}
        if self._reasons.rows:
            body["reasons"] = options_of(self._reasons.rows)
        return body

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._answer.setCurrentIndex(0 if body.get("answer", True) else 1)
        self._reasons.show_rows(rows_of(body.get("reasons", ())))

    @override
    def focus_first(self) -> None:
        self._answer.setFocus()


class ShortAnswerForm(BodyForm):
    """What is accepted when typed, or a model answer with its points."""

    def __init__(self) -> None:
        super().__init__()
        self._way = QComboBox()
        self._way.addItem(self.tr("Compare what is typed with these answers"))
        self._way.addItem(self.tr("Let me compare my answer with a model"))
        self._way.setAccessibleName(self.tr("How it is marked"))
        self._way.currentIndexChanged.connect(self._switch)
        self._accept = RowsEditor([Column(self.tr("Accepted answer"))], self.tr("Add an answer"))
        self._model = TextField(self.tr("Model answer"))
        self._points = RowsEditor(
            [Column(self.tr("What a good answer says"))], self.tr("Add a point")
        )
        self.column.addWidget(self._way)
        for field in (self._accept, self._model, self._points):
            self.column.addWidget(field)
            field.changed.connect(self.changed)

    @property
    @override
    def body(self) -> dict[str, Any]:
        if self._way.currentIndex() == 0:
            return {"accept": _texts(self._accept)}
        return {"model": self._model.text, "checklist": _texts(self._points)}

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._accept.show_rows(_single(body.get("accept", ())) or [("",)])
        self._model.show_text(body.get("model", ""))
        self._points.show_rows(_single(body.get("checklist", ())) or [("",)])
        self._way.setCurrentIndex(1 if "model" in body else 0)
        self._show_fields()

    @override
    def focus_first(self) -> None:
        self._accept.focus_first()

    def _switch(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        is_typed = self._way.currentIndex() == 0
        self._accept.setVisible(is_typed)
        self._model.setVisible(not is_typed)
        self._points.setVisible(not is_typed)


class MatchingForm(BodyForm):
    """Pairs, and what is offered besides."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs = RowsEditor(
            [Column(self.tr("Left")), Column(self.tr("What belongs to it"))],
            self.tr("Add a pair"),
        )
        self._spare = RowsEditor(
            [Column(self.tr("Belongs to none of them"))], self.tr("Add a spare one")
        )
        self.add(self.tr("Pairs; several may share a right side"), self._pairs)
        self.add(self.tr("Offered besides"), self._spare)

    @property
    @override
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "pairs": [{"left": left, "right": right} for left, right in self._pairs.rows]
        }
        if spare := _texts(self._spare):
            body["spare"] = spare
        return body

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        pairs = [(pair.get("left", ""), pair.get("right", "")) for pair in body.get("pairs", ())]
        self._pairs.show_rows(pairs)
        self._spare.show_rows(_single(body.get("spare", ())))

    @override
    def focus_first(self) -> None:
        self._pairs.focus_first()


class OrderingForm(BodyForm):
    """Items in their right order."""

    def __init__(self) -> None:
        super().__init__()
        self._items = RowsEditor([Column(self.tr("Item"))], self.tr("Add an item"))
        self.add(self.tr("Items in the right order"), self._items)

    @property
    @override
    def body(self) -> dict[str, Any]:
        return {"items": _texts(self._items)}

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._items.show_rows(_single(body.get("items", ())))

    @override
    def focus_first(self) -> None:
        self._items.focus_first()


class CertaintyForm(BodyForm):
    """A statement, how certain the text is of it, and the word that shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._statement = TextField(self.tr("Statement"))
        self._answer = QComboBox()
        self._answer.setAccessibleName(self.tr("How certain the text is"))
        for degree in Certainty:
            self._answer.addItem(certainty_text(degree), degree.value)
        self._answer.currentIndexChanged.connect(self.changed)
        self._hedge = QLineEdit()
        self._hedge.setPlaceholderText(self.tr("The word that shows it, such as “seems”"))
        self._hedge.setAccessibleName(self.tr("The word that shows it"))
        self._hedge.textChanged.connect(self.changed)
        self.add(self.tr("Statement"), self._statement)
        self.column.addWidget(self._answer)
        self.column.addWidget(self._hedge)

    @property
    @override
    def body(self) -> dict[str, Any]:
        body = {"statement": self._statement.text, "answer": self._answer.currentData()}
        if hedge := self._hedge.text().strip():
            body["hedge"] = hedge
        return body

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._statement.show_text(body.get("statement", ""))
        self._answer.setCurrentIndex(max(self._answer.findData(body.get("answer")), 0))
        self._hedge.setText(body.get("hedge", ""))

    @override
    def focus_first(self) -> None:
        self._statement.focus_first()


class EvidenceForm(BodyForm):
    """The cited words are the answer; there is nothing else to fill in."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(muted(self.tr("The words cited below are what is to be found.")))

    @property
    @override
    def body(self) -> dict[str, Any]:
        return {}

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        del body


class FlashcardForm(BodyForm):
    """Two sides."""

    def __init__(self) -> None:
        super().__init__()
        self._front = TextField(self.tr("Front"))
        self._back = TextField(self.tr("Back"))
        self._both_ways = QCheckBox(self.tr("Ask in both directions"))
        self._both_ways.toggled.connect(self.changed)
        self.add(self.tr("Front: what is asked"), self._front)
        self.add(self.tr("Back: the answer"), self._back)
        self.column.addWidget(self._both_ways)

    @property
    @override
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"front": self._front.text, "back": self._back.text}
        if self._both_ways.isChecked():
            body["both_ways"] = True
        return body

    @override
    def show_body(self, body: Mapping[str, Any]) -> None:
        self._front.show_text(body.get("front", ""))
        self._back.show_text(body.get("back", ""))
        self._both_ways.setChecked(bool(body.get("both_ways")))

    @override
    def focus_first(self) -> None:
        self._front.focus_first()


def options_of(rows: Sequence[Sequence[Cell]]) -> list[dict[str, Any]]:
    """Rows of check, text and reason as options of a study pack."""
    options: list[dict[str, Any]] = []
    for is_right, text, why in rows:
        option: dict[str, Any] = {"text": text}
        if is_right:
            option["correct"] = True
        if why:
            option["why"] = why
        options.append(option)
    return options


def rows_of(options: Sequence[Mapping[str, Any]]) -> list[tuple[Cell, ...]]:
    """Options of a study pack as rows of check, text and reason."""
    return [
        (option.get("correct", False), option.get("text", ""), option.get("why", ""))
        for option in options
    ]


def _single(texts: Sequence[str]) -> list[tuple[Cell, ...]]:
    return [(text,) for text in texts]


def _texts(editor: RowsEditor) -> list[str]:
    return [str(cells[0]) for cells in editor.rows]
